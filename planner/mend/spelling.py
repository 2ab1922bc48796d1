"""Purposes and dates in their usual spelling: which characters of the front matter to replace."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from planner.dates import usual_day, usual_when
from planner.frontmatter import Entry, Items, Node, Scalar, Table, YamlError, parse_document
from planner.mend.change import Change
from planner.model import Place, Settings
from planner.nearest import fold, meant
from planner.purposes import PurposeShape
from planner.shapes import Day, Keys, ListOf, Shape, When

_TO_VALUE = re.compile(r"[ \t]*:[ \t]+")
_QUOTES = ("", "'", '"')


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters to put in place of others."""

    start: int
    end: int
    after: str
    told: Change

    def applied(self, text: str) -> str:
        """The text with this edit, and every other character as it was."""
        return text[: self.start] + self.after + text[self.end :]


def edits(text: str, keys: Keys, settings: Settings) -> list[Edit]:
    """What to respell in a text, in its order; nothing where its front matter can't be read."""
    try:
        tree = parse_document(text).tree
    except YamlError:
        return []
    if not isinstance(tree, Table):
        return []
    found = _Speller(text, settings).table("", tree, keys.shapes)
    return sorted(found, key=lambda edit: edit.start)


class _Speller:
    def __init__(self, text: str, settings: Settings) -> None:
        self.text = text
        self.settings = settings
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def table(self, prefix: str, table: Table, shapes: Mapping[str, Shape]) -> Iterator[Edit]:
        for entry in table.entries:
            shape = shapes.get(entry.key)
            yield from self._value(f"{prefix}{entry.key}", entry, entry.node, shape)

    def _value(self, key: str, entry: Entry, node: Node, shape: Shape | None) -> Iterator[Edit]:
        if (node.place.line, node.place.column) < (entry.key_place.end_line, entry.key_place.end_column):
            return  # an alias: what it stands for is written elsewhere, for something else too
        if isinstance(shape, ListOf):
            for item in node.items if isinstance(node, Items) else (node,):
                yield from self._value(key, entry, item, shape.shape)
        elif isinstance(shape, Keys) and isinstance(node, Table):
            yield from self.table(f"{key}.", node, shape.shapes)
        elif isinstance(node, Scalar) and node is entry.node and shape is not None:
            yield from self._scalar(key, entry, node, self._usual(shape))

    def _usual(self, shape: Shape) -> Callable[[str], str | None]:
        if isinstance(shape, PurposeShape):
            return lambda word: self._purpose(word, shape)
        spellings = {When: usual_when, Day: usual_day}
        return spellings.get(type(shape), lambda _: None)

    def _purpose(self, word: str, shape: PurposeShape) -> str | None:
        """The name of a purpose; in a Japanese shop its label is as good a name."""
        name = meant(word, shape.spellings)
        if name is None or (self.settings.language == "ja" and fold(word) == fold(shape.purposes[name].label)):
            return None
        return name

    def _scalar(self, key: str, entry: Entry, node: Scalar, usual: Callable[[str], str | None]) -> Iterator[Edit]:
        """The edit of a value that stands behind its key on one line, as plain as it is meant: no anchor, alias or escape."""
        word = (node.text or "").strip()
        after = usual(word) if word else None
        if after is None or after == node.text:
            return
        start, end = self._offset(node.place), self._end(node.place)
        quote = next((sign for sign in _QUOTES if self.text[start:end] == f"{sign}{node.text}{sign}"), None)
        if quote is not None and _TO_VALUE.fullmatch(self.text[self._end(entry.key_place) : start]):
            values = {"key": key, "before": word, "after": after}
            yield Edit(start, end, f"{quote}{after}{quote}", Change("spelling", node.place, values))

    def _offset(self, place: Place) -> int:
        return self.starts[min(place.line, len(self.starts)) - 1] + place.column - 1

    def _end(self, place: Place) -> int:
        return self.starts[min(place.end_line, len(self.starts)) - 1] + place.end_column - 1
