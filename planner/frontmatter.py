"""The front matter of a post, and mkdocs.yml, as a tree of written values that know their place.

YAML is read as events, not composed: libyaml's composer overflows the stack on deep nesting, and YAML 1.1 would turn `no`
into False and `12:30` into 750. Here a value stays what was written; what it means is decided by the shape expected of it
(`shapes/`). Tags are ignored, so nothing is ever constructed or executed.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler
from yaml._yaml import CParser

from planner.model import Place

_MAX_DEPTH = 40
_MAX_NODES = 20_000
_NULLS = {"", "~", "null", "Null", "NULL"}
_OTHER_BREAKS = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")
"""YAML ends a line at these, and editors do not; as spaces they leave every place where it was."""
_PYTHON = "tag:yaml.org,2002:python/"
SLIPS = (
    ("mapping values are not allowed", "colon"),
    ("quoted scalar", "quote"),
    ("unexpected end of stream", "quote"),
    ("could not find expected ':'", "no-colon"),
    ("cannot start any token", "needs-quotes"),
    ("did not find expected alphabetic", "needs-quotes"),
    ("did not find expected key", "needs-quotes"),
    ("did not find expected <document start>", "needs-quotes"),
    ("',' or", "bracket"),
    ("flow", "bracket"),
)
"""What libyaml says, and the slip of the pen behind it."""
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One written value; `text` is None where nothing (or `~`) stands."""

    text: str | None
    place: Place
    plain: bool = True
    """Whether it stood without quotes."""
    tagged: bool = False
    """Whether a tag (`!ENV`) stands before it, which says how others are to read it."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    place: Place
    tagged: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value."""

    key: str
    place: Place
    """From the start of the key to the end of the value."""
    key_place: Place
    node: Node


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with their values, in the order written; a repeated key stands under `repeated`."""

    entries: tuple[Entry, ...]
    place: Place
    repeated: tuple[Entry, ...] = ()

    def get(self, key: str) -> Node | None:
        """The value of a key."""
        return next((entry.node for entry in self.entries if entry.key == key), None)


Node = Scalar | Items | Table


class YamlError(ValueError):
    """YAML that can't be read: `case` says what kind of slip it is, `place` where."""

    def __init__(self, case: str, place: Place, reason: str = "") -> None:
        super().__init__(reason or case)
        self.case = case
        self.place = place
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file: its front matter as a tree (None where there is none), and its body."""

    tree: Node | None
    body: str
    body_line: int


class _Handler(YAMLHandler):
    """python-frontmatter's split, with our reading of the YAML."""

    FM_BOUNDARY = _FENCE

    def __init__(self, first_line: int) -> None:
        super().__init__()
        self.first_line = first_line

    def load(self, fm: str, **_: object) -> dict[str, Node | None]:
        return {"tree": parse_yaml(fm.removeprefix("\n"), self.first_line)}


def parse_document(text: str) -> Document:
    """Front matter and body of a text with plain newlines and no BOM; YamlError where the front matter can't be read."""
    leading = len(text) - len(text.lstrip())
    line = text.count("\n", 0, leading) + 1
    fences = [match.end() for _, match in zip(range(2), _FENCE.finditer(text, leading), strict=False)]
    if not text.startswith("---", leading):
        return Document(None, text, 1)
    if len(fences) < 2 or text[leading : fences[0]].strip("- \t"):  # noqa: PLR2004 - an opening and a closing fence
        raise YamlError("unclosed-front-matter", Place(line, 1, line, 4))
    metadata, _ = frontmatter.parse(text, handler=_Handler(line + 1))
    body_line = text.count("\n", 0, fences[1]) + 2
    return Document(metadata.get("tree"), text[fences[1] + 1 :], body_line)  # type: ignore[arg-type]


def parse_yaml(text: str, first_line: int = 1) -> Node | None:
    """The first YAML document of `text` as a tree; None where it is empty."""
    return _Composer(text.translate(_OTHER_BREAKS), first_line).document()


def executing_tags(text: str) -> Iterator[tuple[str, int]]:
    """The tags of a YAML text, with their lines, that a loader for Python objects would act on."""
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, yaml.CSafeLoader):
            tag = getattr(event, "tag", None) or ""
            if tag.startswith(_PYTHON) and not tag.startswith(f"{_PYTHON}name:"):
                yield tag.removeprefix("tag:yaml.org,2002:"), getattr(event.start_mark, "line", 0) + 1


def is_words(node: Scalar) -> bool:
    """Whether a YAML 1.1 loader takes a value as text; else as a number, a date, yes or no, or nothing."""
    resolver: Any = yaml.resolver.Resolver()
    tag = resolver.resolve(yaml.ScalarNode, node.text or "", (node.plain, not node.plain))
    return bool(tag == "tag:yaml.org,2002:str")


def _extent(node: Node) -> tuple[int, int]:
    """How many nodes there are within a node, and how deep they lie."""
    if isinstance(node, Scalar):
        return 0, 0
    inner = node.items if isinstance(node, Items) else [entry.node for entry in node.entries]
    extents = [_extent(one) for one in inner]
    return len(inner) + sum(size for size, _ in extents), 1 + max((height for _, height in extents), default=0)


def _is_tagged(event: Any) -> bool:
    return bool(event.tag) and event.tag != "!"


class _Composer:
    """Events to nodes, with bounds on depth and size. An event is Any, because its stubs make every mark optional."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.offset = first_line
        self.anchors: dict[str, Node] = {}
        self.count = 0
        self.next: Callable[[], Any] = lambda: None

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def document(self) -> Node | None:
        parser = CParser(self.text)
        try:
            self.next = parser.get_event
            first = next((event for event in self._rest() if isinstance(event, yaml.NodeEvent)), None)
            node = None if first is None else self._node(first, 0)
            deque(self._rest(), maxlen=0)  # what follows may be wrong too
            return node  # noqa: TRY300 - the errors are those of the lines above
        except yaml.MarkedYAMLError as error:
            raise self._problem(error) from error
        except yaml.YAMLError as error:
            raise YamlError("character", self._character_place()) from error
        finally:
            parser.dispose()

    def _rest(self) -> Iterator[Any]:
        """The events that are left; behind the last one the parser gives None."""
        return iter(self.next, None)

    def _node(self, event: Any, depth: int) -> Node:
        self.count += 1
        if depth > _MAX_DEPTH or self.count > _MAX_NODES:
            raise YamlError("too-deep", self._start(event))
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        node = self._value(event, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def _value(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(event, depth)
        return self._table(event, depth)

    def _alias(self, event: Any, depth: int) -> Node:
        """What an anchor names; it counts as if it were written here, so that aliases of aliases end."""
        node = self.anchors.get(event.anchor)
        if node is None:
            raise YamlError("yaml", self._start(event), f"*{event.anchor}")
        size, height = _extent(node)
        self.count += size
        if depth + height > _MAX_DEPTH or self.count > _MAX_NODES:
            raise YamlError("too-deep", self._start(event))
        return node

    def _scalar(self, event: Any) -> Scalar:
        plain = event.style is None or event.style == ""
        text = None if plain and event.value in _NULLS else event.value
        # To a person `title: !new tea` starts with a word, not with a tag.
        if event.tag and event.tag.startswith("!") and len(event.tag) > 1:
            text = f"{event.tag} {text or ''}".rstrip()
        return Scalar(text, self._span(event), plain, _is_tagged(event))

    def _items(self, start: Any, depth: int) -> Items:
        items: list[Node] = []
        for event in self._rest():
            if isinstance(event, yaml.SequenceEndEvent):
                place = self._whole(start, event, items[-1].place if items else None)
                return Items(tuple(items), place, _is_tagged(start))
            items.append(self._node(event, depth + 1))
        raise YamlError("yaml", self._start(start))

    def _table(self, start: Any, depth: int) -> Table:
        entries: dict[str, Entry] = {}
        repeated: list[Entry] = []
        last: Place | None = None
        for event in self._rest():
            if isinstance(event, yaml.MappingEndEvent):
                return Table(tuple(entries.values()), self._whole(start, event, last), tuple(repeated))
            entry = self._entry(event, depth)
            last = entry.place
            if entry.key in entries:
                repeated.append(entry)
            else:
                entries[entry.key] = entry
        raise YamlError("yaml", self._start(start))

    def _entry(self, event: Any, depth: int) -> Entry:
        key = self._node(event, depth + 1)
        node = self._node(self.next(), depth + 1)
        if not isinstance(key, Scalar):
            raise YamlError("key", key.place)
        end = node.place if node.place.line >= key.place.line else key.place
        place = Place(key.place.line, key.place.column, end.end_line, end.end_column)
        return Entry(key.text or "", place, key.place, node)

    def _start(self, event: Any) -> Place:
        return self._place(event.start_mark, event.start_mark)

    def _place(self, start: Any, end: Any) -> Place:
        return Place(start.line + self.offset, start.column + 1, end.line + self.offset, end.column + 1)

    def _span(self, event: Any) -> Place:
        """A scalar's span; a block scalar ends at its last word, not at the line after it."""
        place = self._place(event.start_mark, event.end_mark)
        if event.start_mark.line == event.end_mark.line:
            return place
        line = event.end_mark.line if event.end_mark.column else event.end_mark.line - 1
        while line > event.start_mark.line and not self.lines[line].strip():
            line -= 1
        if line == event.end_mark.line:
            return place
        return Place(place.line, place.column, line + self.offset, len(self.lines[line].rstrip()) + 1)

    def _whole(self, start: Any, end: Any, last: Place | None) -> Place:
        """A collection's span: to its bracket if it has one, else to the end of its last value."""
        place = self._place(start.start_mark, end.end_mark)
        if start.flow_style or last is None:
            return place
        return Place(place.line, place.column, last.end_line, last.end_column)

    def _problem(self, error: yaml.MarkedYAMLError) -> YamlError:
        problem, reason = error.problem_mark or error.context_mark, str(error.problem or error.context or "")
        line, column = (problem.line, problem.column) if problem else (0, 0)
        case = self._case(reason, line)
        # The parser notices these only further down; the person left something out where it began.
        if case in {"quote", "no-colon"} and error.context_mark:
            line, column = error.context_mark.line, error.context_mark.column
        place = Place(line + self.offset, column + 1, line + self.offset, column + 2)
        return YamlError(case, place, reason)

    def _case(self, reason: str, line: int) -> str:
        written = self.lines[line] if line < len(self.lines) else ""
        if "\t" in written[: len(written) - len(written.lstrip())]:
            return "tab"
        return next((case for sign, case in SLIPS if sign in reason), "yaml")

    def _character_place(self) -> Place:
        for number, line in enumerate(self.lines):
            for column, character in enumerate(line):
                if not character.isprintable() and character != "\t":
                    at = number + self.offset
                    return Place(at, column + 1, at, column + 2)
        return Place(self.offset, 1, self.offset, 1)
