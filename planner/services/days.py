"""The readers of an edition by the day they joined, for services that know no more than that.

A day in which a variant begins or ends belongs, as a whole, to that variant of the day whose offers all the others of it
have too; where there is none, nobody of it gets a letter. So an offer never reaches a reader who may be too cold for it,
and nobody gets two letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from planner.model import Edition, Stage, Variant

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """Readers who joined on `first` or later and before `end`; None: no bound."""

    first: date | None = None
    end: date | None = None


ReaderDays = Mapping[Stage, tuple[Days, ...]]


def reader_days(edition: Edition, variant: Variant) -> ReaderDays:
    """The days on which the readers of a variant joined, by stage; a stage of which no day is left is missing."""
    # Most stages join alike, and what holds for one of them holds for the others.
    known: dict[tuple[object, ...], tuple[Days, ...]] = {}
    found: dict[Stage, tuple[Days, ...]] = {}
    for stage in variant.readers:
        ranges = tuple(one.readers.get(stage) for one in edition.variants)
        if ranges not in known:
            known[ranges] = tuple(_joined(edition, variant, stage))
        found[stage] = known[ranges]
    return {stage: days for stage, days in found.items() if days}


def _joined(edition: Edition, variant: Variant, stage: Stage) -> Iterator[Days]:
    first: date | None = None
    open_ = False
    for start, end in _segments(edition, stage):
        winner = _winner(edition, stage, start, end)
        ours = winner is not None and winner.name == variant.name
        if ours and not open_:
            first, open_ = start, True
        if open_ and not ours:
            yield Days(first, start)
            open_ = False
    if open_:
        yield Days(first, None)


def _segments(edition: Edition, stage: Stage) -> Iterator[tuple[date | None, date | None]]:
    """Days of joining, cut where the letters change; a day in the middle of which they do stands alone."""
    edges: set[date] = set()
    for bound in _bounds(edition, stage):
        day = bound.date()
        edges |= {day} if bound.time() == time() else {day, day + _DAY}
    yield from pairwise([None, *sorted(edges), None])


def _bounds(edition: Edition, stage: Stage) -> Iterator[datetime]:
    for variant in edition.variants:
        for one in variant.readers.get(stage, ()):
            yield from (bound for bound in (one.start, one.end) if bound is not None)


def _winner(edition: Edition, stage: Stage, start: date | None, end: date | None) -> Variant | None:
    owners = _owners(edition, stage, start or (end - _DAY if end else date.min))
    # Part of a day may belong to readers who get nothing, and so no offer.
    fewest = frozenset.intersection(*(_offers(owner) for owner in owners))
    return next((owner for owner in owners if owner is not None and _offers(owner) == fewest), None)


def _owners(edition: Edition, stage: Stage, day: date) -> list[Variant | None]:
    """The variants that those who joined on a day get, in the order of its hours; None for a part who get none."""
    within = {bound for bound in _bounds(edition, stage) if bound.date() == day and bound.time() != time()}
    zone = next((bound.tzinfo for bound in _bounds(edition, stage)), UTC)
    return [_owner(edition, stage, moment) for moment in (datetime.combine(day, time(), zone), *sorted(within))]


def _owner(edition: Edition, stage: Stage, joined: datetime) -> Variant | None:
    return next((variant for variant in edition.variants if _gets(variant, stage, joined)), None)


def _gets(variant: Variant, stage: Stage, joined: datetime) -> bool:
    return any(
        (one.start is None or one.start <= joined) and (one.end is None or joined < one.end)
        for one in variant.readers.get(stage, ())
    )


def _offers(variant: Variant | None) -> frozenset[str]:
    return frozenset(letter.path for letter in variant.letters if letter.asks) if variant else frozenset()
