"""Whether two texts say the same: the same values under the same keys, the same faults, the same body."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from planner.frontmatter import Items, Scalar, Table, YamlError, parse_document
from planner.shapes import Keys, Reading


class Reader:
    """Reads texts for what they say, wherever in the file they say it."""

    def __init__(self, keys: Keys, zone: ZoneInfo) -> None:
        self.keys = keys
        self.zone = zone

    def same(self, before: str, after: str, slug: str | None = None) -> bool:
        """Whether both texts say the same; with `slug`, whether the second one says that besides and nothing else."""
        try:
            first, second = self._read(before), self._read(after)
        except YamlError:
            return False
        if slug is not None:
            first = ({**first[0], "slug": slug}, *first[1:])
        return first == second

    def _read(self, text: str) -> tuple[dict[str, Any], list[Any], str]:
        document = parse_document(text)
        if not isinstance(document.tree, Table):
            return {}, [], document.body
        reading = Reading(self.zone)
        values = self.keys.values("", document.tree, reading)
        faults = [(fault.rule, fault.case, fault.values) for fault in reading.faults]
        return {key: _bare(value) for key, value in values.items()}, faults, document.body


def _bare(value: Any) -> Any:
    """A value without the places of what is written there."""
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Items):
        return [_bare(item) for item in value.items]
    if isinstance(value, Table):
        return {entry.key: _bare(entry.node) for entry in value.entries}
    if isinstance(value, Mapping):
        return {key: _bare(item) for key, item in value.items()}
    return value
