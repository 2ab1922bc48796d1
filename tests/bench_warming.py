"""How long the join-date proof takes, and what twice the calendar costs: `make bench`."""

from __future__ import annotations

import time
from statistics import median

from planner.model import Role, Stage
from planner.presets import DEFAULT
from planner.warming.readers import verdicts
from planner.warming.streams import DAY, Send, Stream

KINDS = ("gratitude", "good-choice", "product-story", "owner-story", "staff-voice", "customer-story", "helpful")
SERIES_DAYS = (0, 3, 7, 11, 16, 21)
RUNS = 5


def calendar(stage: Stage, broadcasts: int, every: int, *, series_offer: bool) -> Stream:
    """That many broadcasts, one each `every` minutes; every fifth is an offer, every other offer a reminder."""
    sends = [_send(number, number * every) for number in range(broadcasts)]
    steps = [Send(day * DAY, f"s{day}", kind, Role.WARMS) for day, kind in zip(SERIES_DAYS, KINDS, strict=False)]
    if series_offer:
        steps.append(Send(24 * DAY, "s24", "offer", Role.ASKS))
    return Stream(f"newsletter/{stage}", DEFAULT, tuple(sends), tuple(steps))


def _send(number: int, instant: int) -> Send:
    if number % 5 == 4:
        return Send(instant, f"p{number:06}", "offer", Role.ASKS, f"c{number // 10}", instant + 9 * DAY)
    return Send(instant, f"p{number:06}", KINDS[number * 7 % 11 % len(KINDS)], Role.WARMS)


def seconds(broadcasts: int, every: int, *, series_offer: bool) -> float:
    """The median time to judge that many broadcasts in all four stages."""
    streams = [calendar(stage, broadcasts, every, series_offer=series_offer) for stage in Stage]
    return median(_once(streams) for _ in range(RUNS))


def _once(streams: list[Stream]) -> float:
    start = time.perf_counter()
    for stream in streams:
        verdicts(stream)
    return time.perf_counter() - start


if __name__ == "__main__":
    for series_offer in (False, True):
        for label, every in (("five a week", 2016), ("one a day", DAY), ("five a day", DAY // 5)):
            half, whole = (seconds(count, every, series_offer=series_offer) for count in (5_000, 10_000))
            kind = "with an offer in the series" if series_offer else "no offer in the series"
            print(  # noqa: T201
                f"10,000 broadcasts in 4 stages, {label}, {kind}: {whole:.2f} s; twice the posts cost {whole / half:.2f} times"
            )
