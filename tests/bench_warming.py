"""How long the join-date proof takes, and what twice the calendar costs: `make bench`."""

from __future__ import annotations

import time
from dataclasses import replace
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


def crossed(broadcasts: int) -> Stream:
    """Broadcasts five a week, a fifth of them offers, beside a series with half as many offers, three weeks apart."""
    plain = calendar(Stage.CUSTOMER, broadcasts, 2016, series_offer=False)
    steps = [step for number in range(broadcasts // 10) for step in _talk(number, 23 * number)]
    return replace(plain, steps=tuple(steps))


def _talk(number: int, day: int) -> list[Send]:
    warming = [Send((day + 3 * one) * DAY, f"s{number:04}-{one}", KINDS[one], Role.WARMS) for one in range(5)]
    return [*warming, Send((day + 22) * DAY, f"s{number:04}-5", "offer", Role.ASKS)]


def _send(number: int, instant: int) -> Send:
    if number % 5 == 4:
        return Send(instant, f"p{number:06}", "offer", Role.ASKS, f"c{number // 10}", instant + 9 * DAY)
    return Send(instant, f"p{number:06}", KINDS[number * 7 % 11 % len(KINDS)], Role.WARMS)


def seconds(broadcasts: int, every: int, *, series_offer: bool) -> float:
    """The median time to judge that many broadcasts in all four stages."""
    streams = [calendar(stage, broadcasts, every, series_offer=series_offer) for stage in Stage]
    return timed(streams)


def timed(streams: list[Stream]) -> float:
    """The median time to judge some streams."""
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
    # Each offer of the series makes cold, for each of the calendar, those who have just had it: so long is the answer.
    half_answer, whole_answer = (
        sum(len(one.joiners) for one in verdicts(crossed(broadcasts))) for broadcasts in (500, 1_000)
    )
    half, whole = (timed([crossed(broadcasts)]) for broadcasts in (500, 1_000))
    print(  # noqa: T201
        f"1,000 broadcasts in 1 stage beside 100 offers in a series: {whole:.2f} s; "
        f"twice of both cost {whole / half:.2f} times, for an answer {whole_answer / half_answer:.2f} times as long"
    )
