"""Which variant each reader of a list gets: by stage, and by the moment of joining or, where that is unknown, by its day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from planner.deliver.built import BuiltVariant, instant
from planner.deliver.readers import Reader

Audience = dict[str, list[Reader]]


def audience(variants: Sequence[BuiltVariant], readers: Sequence[Reader]) -> Audience:
    """The readers of each variant by its name; those who get none of them are nowhere."""
    found: Audience = {variant.name: [] for variant in variants}
    for reader in readers:
        variant = next((one for one in variants if _gets(one, reader)), None)
        if variant is not None:
            found[variant.name].append(reader)
    return found


def _gets(variant: BuiltVariant, reader: Reader) -> bool:
    if reader.joined is not None:
        ranges = _of_stage(variant.readers, reader)
        return any(_holds(reader.joined, instant(one["from"]), instant(one["until"])) for one in ranges)
    days = _of_stage(variant.filters["plain"], reader)
    return any(_holds_day(reader.day, one["from"], one["until"]) for one in days)


def _of_stage(rows: Sequence[Mapping[str, Any]], reader: Reader) -> list[Mapping[str, Any]]:
    return [one for row in rows if row["stage"] == reader.stage for one in row["joined"]]


def _holds(joined: datetime, start: datetime | None, end: datetime | None) -> bool:
    return (start is None or start <= joined) and (end is None or joined < end)


def _holds_day(day: date, first: str | None, end: str | None) -> bool:
    return (first is None or first <= day.isoformat()) and (end is None or day.isoformat() < end)
