"""A date, with a time or without."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from planner.dates import YEARS, is_far, parse_day, parse_when
from planner.frontmatter import Node
from planner.shapes.reading import Reading, scalar

_DIGIT = "[0-9０-９]"
"""What every date holds, in whichever of the many ways it is written."""


class When:
    """A date, with or without a time."""

    def read(self, key: str, node: Node, reading: Reading) -> datetime | None:
        found = parse_when(scalar(node) or "", reading.zone)
        if found is None:
            _wrong(key, node, reading, "when")
        return found

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": _DIGIT, "examples": ["2026-12-01", "2026-12-01 10:00"]}


class Day:
    """A date without a time."""

    def read(self, key: str, node: Node, reading: Reading) -> date | None:
        found = parse_day(scalar(node) or "")
        if found is None:
            _wrong(key, node, reading, "day")
        return found

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": _DIGIT, "examples": ["2026-12-25"]}


def _wrong(key: str, node: Node, reading: Reading, expected: str) -> None:
    """Note what is no date; one of a year far away is told apart."""
    if is_far(scalar(node) or ""):
        reading.wrong(key, node, expected, case="year", first=YEARS[0], last=YEARS[1])
    else:
        reading.wrong(key, node, expected)
