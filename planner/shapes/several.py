"""Several values: a list, a table of known keys, a table of names that the author chose."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from planner.frontmatter import Items, Node, Scalar, Table
from planner.shapes.reading import LONGEST, Reading, Shape, is_empty, scalar
from planner.shapes.single import OneOf


class ListOf(NamedTuple):
    """Several values; one alone may stand without brackets, and commas part them there too."""

    shape: Shape

    def read(self, key: str, node: Node, reading: Reading) -> tuple[Any, ...]:
        nodes = node.items if isinstance(node, Items) else _parted(node)
        values = []
        for number, item in enumerate(nodes):
            reading.places[f"{key}[{number}]"] = item.place
            values.append(self.shape.read(key, item, reading))
        return tuple(value for value in values if value is not None)

    def schema(self) -> dict[str, Any]:
        inner = self.shape.schema()
        return {"anyOf": [{"type": "array", "items": inner}, {"type": "string"}, inner]}


def _parted(node: Node) -> tuple[Node, ...]:
    if not isinstance(node, Scalar) or node.text is None or not node.plain or len(node.text) > LONGEST:
        return (node,)
    return tuple(Scalar(part.strip(), node.place) for part in re.split(r"[,、，]", node.text) if part.strip())


class MapOf(NamedTuple):
    """Names of the author's own choice, each with a value."""

    shape: Shape

    def read(self, key: str, node: Node, reading: Reading) -> dict[str, Any] | None:
        if not isinstance(node, Table):
            reading.wrong(key, node, "table")
            return None
        values = {}
        for entry in node.entries:
            reading.places[f"{key}.{entry.key}"] = entry.place
            value = None if is_empty(entry.node) else self.shape.read(f"{key}.{entry.key}", entry.node, reading)
            if value is not None:
                values[entry.key] = value
        _note_repeated(key, node, reading)
        return values

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": self.shape.schema()}


class Keys(NamedTuple):
    """A table of known keys. An empty value counts as not written; `tolerate` lets other keys pass unread."""

    shapes: Mapping[str, Shape]
    build: Callable[[dict[str, Any]], Any] = dict
    required: tuple[str, ...] = ()
    tolerate: bool = False

    def read(self, key: str, node: Node, reading: Reading) -> Any:
        if not isinstance(node, Table):
            self._wrong(key, node, reading)
            return None
        return self.build(self.values(f"{key}." if key else "", node, reading))

    def _wrong(self, key: str, node: Node, reading: Reading) -> None:
        meant = self._meant(node)
        if meant:
            cure = f"{key.rpartition('.')[2]}: {{{meant}: {scalar(node)}}}"
            reading.wrong(key, node, "table", case="table-of", cure=cure)
        elif self.shapes:
            reading.wrong(key, node, "table", case="table", known=tuple(self.shapes))
        else:
            reading.wrong(key, node, "table")

    def _meant(self, node: Node) -> str | None:
        """The key to which a lone word belongs, if it is one of the few that this takes: `off` is a level."""
        choices = {name: shape for name, shape in self.shapes.items() if isinstance(shape, OneOf)}
        return next((name for name, shape in choices.items() if shape.find(scalar(node) or "")), None)

    def values(self, prefix: str, table: Table, reading: Reading) -> dict[str, Any]:
        """The values that are written and of the right shape, by key."""
        values: dict[str, Any] = {}
        for entry in table.entries:
            shape = self.shapes.get(entry.key)
            if shape is None:
                if not self.tolerate:
                    reading.unknown(prefix, entry, list(self.shapes))
                continue
            reading.places[f"{prefix}{entry.key}"] = entry.place
            value = None if is_empty(entry.node) else shape.read(f"{prefix}{entry.key}", entry.node, reading)
            if value is not None:
                values[entry.key] = value
        _note_repeated(prefix.rstrip("."), table, reading)
        return values

    def schema(self) -> dict[str, Any]:
        properties = {key: shape.schema() for key, shape in self.shapes.items()}
        found = {"type": "object", "properties": properties, "additionalProperties": self.tolerate}
        return found | ({"required": list(self.required)} if self.required else {})


def _note_repeated(key: str, table: Table, reading: Reading) -> None:
    for entry in table.repeated:
        reading.repeated(f"{key}." if key else "", entry)
