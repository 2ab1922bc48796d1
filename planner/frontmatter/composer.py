"""From YAML's events to a tree, with bounds on depth and size."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import yaml
from yaml._yaml import CParser

from planner.frontmatter.slips import YamlError, slip
from planner.frontmatter.tree import Entry, Items, Node, Scalar, Table, extent
from planner.model import Place

_MAX_DEPTH = 40
_MAX_NODES = 20_000
_NULLS = {"", "~", "null", "Null", "NULL"}
_OTHER_BREAKS = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")
"""YAML ends a line at these, and editors do not; as spaces they leave every place where it was."""


def parse_yaml(text: str, first_line: int = 1) -> Node | None:
    """The first YAML document of `text` as a tree; None where it is empty."""
    return _Composer(text.translate(_OTHER_BREAKS), first_line).document()


def _is_tagged(event: Any) -> bool:
    return bool(event.tag) and event.tag != "!"


class _Composer:
    """Events to nodes. An event is Any, because its stubs make every mark optional."""

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
        except yaml.YAMLError as error:
            raise slip(error, self.lines, self.offset) from error
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
        size, height = extent(node)
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
