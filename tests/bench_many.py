"""How long rules take that hold letters against one another, as there are more and more: part of `make bench`.

Twice as many letters should take twice as long. If each was held against each, it would be four times.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from datetime import date, datetime, timedelta

from planner.model import Incident, Post, Purpose, Role, Source
from planner.rules import RULES, Inspection
from tests.publications import AT, OFFER, TERMS, TOKYO, post
from tests.publications import settings as shop_settings

FIRST = datetime(2026, 11, 1, 9, 0, tzinfo=TOKYO)
RULE_NAMES = (
    "moved-deadline",
    "reader-gets-two-variants",
    "reference-price",
    "second-incident",
    "open-incident",
    "late-apology",
)
ALLOWED = 3.2
"""Of twice as many letters, compared with the half: sorting, and the noise of the machine, take their part."""


def inspection(posts: list[Post], since: datetime | None = None) -> Inspection:
    """What rules see of some posts."""
    sources = tuple(Source(path=one.path, text="", letter=one) for one in sorted(posts, key=lambda one: one.path))
    return Inspection(settings=shop_settings(since=since), at=AT, sources=sources, files=frozenset())


def offers(number: int) -> Inspection:
    """Offers of one campaign, one a day, that all hold until the same day."""
    terms = replace(TERMS, until=date(2040, 1, 1))
    return inspection(
        [
            post(f"{day:05}", purpose=OFFER, date=FIRST + timedelta(days=day), campaign="cup", offer=terms)
            for day in range(number)
        ]
    )


def incidents(number: int) -> Inspection:
    """Incidents two days apart, each with its apology and, an hour later, its recovery."""
    hour = timedelta(hours=1)
    apology, recovery = (Purpose(name, Role.NEUTRAL, name) for name in ("apology", "recovery"))
    posts = []
    for one in range(number):
        day = AT - timedelta(days=2 * one + 1)
        incident = Incident(happened=day - hour, facts="a", affected="b", remedy="c", contact="d")
        posts.append(post(f"a{one}", purpose=apology, date=day, incident=incident))
        posts.append(post(f"r{one}", purpose=recovery, date=day + hour, recovers=f"a{one}"))
    return inspection(posts)


def seconds(seen: Inspection) -> float:
    """How long the rules take."""
    start = time.perf_counter()
    for rule in RULES:
        if rule.name in RULE_NAMES:
            list(rule.check(seen, rule.options))
    return time.perf_counter() - start


def main() -> int:
    """Print each, and say by the exit code whether all grew with the number of letters."""
    steep = 0
    for name, made in (("offers of one campaign", offers), ("incidents", incidents)):
        half, whole = (min(seconds(made(number)) for _ in range(3)) for number in (1000, 2000))
        steep += whole > ALLOWED * half
        print(f"rules  {name:<24} 1,000: {half:5.2f} s   2,000: {whole:5.2f} s   ({whole / half:.1f} times)")  # noqa: T201
    return int(steep > 0)


if __name__ == "__main__":
    sys.exit(main())
