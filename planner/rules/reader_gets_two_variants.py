"""`reader-gets-two-variants`: one reader who is shown two sets of terms for one offer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from planner.model import Level, Money, Post
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.rules.offers import campaign_of, is_history, offers_by_date, other_goods, terms
from planner.warming.calendar import streams_of

_OPEN = timedelta(days=60)
"""For so long an offer without an end is taken to be in its readers' minds."""


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """One judgement for each stream in which an offer contradicts one of its campaign that still runs."""
    campaigns: dict[tuple[str, str], list[Post]] = defaultdict(list)
    for post in offers_by_date(inspection):
        campaign = campaign_of(post)
        if campaign is None:
            continue
        for stream in streams_of(post):
            running = campaigns[stream, campaign]
            running[:] = [other for other in running if _last_day(other) >= post.date.date()]
            if not is_history(inspection, post):
                yield from _contradiction(post, running, stream)
            running.append(post)


def _last_day(post: Post) -> date:
    until = terms(post).until
    day = post.date.date()
    return until if until is not None else min(day, date.max - _OPEN) + _OPEN


def _contradiction(post: Post, running: list[Post], stream: str) -> Iterator[Judgement]:
    for other in running:
        differing = () if other_goods(post, other) else tuple(_differing(post, other))
        if differing:
            place = post.place(f"offer.{differing[0]}", "offer", "purpose")
            values = {"stream": stream, "differing": differing, "other": other.path}
            yield Judgement(post.path, place, "two", values)
            return


def _differing(post: Post, other: Post) -> Iterator[str]:
    """The terms that both state, and state differently. A later end in a later letter is a moved deadline."""
    mine, theirs = terms(post), terms(other)
    if _is_another(mine.price, theirs.price):
        yield "price"
    if _is_another(mine.postage, theirs.postage):
        yield "postage"
    same_time = post.date == other.date
    if mine.until and theirs.until and (mine.until < theirs.until or (same_time and mine.until != theirs.until)):
        yield "until"


def _is_another(mine: Money | None, theirs: Money | None) -> bool:
    """Whether both are stated and differ; nothing is nothing in any currency."""
    return mine is not None and theirs is not None and mine != theirs and bool(mine.amount or theirs.amount)


RULE = Rule("reader-gets-two-variants", Level.ERROR, NoOptions(), check, after_warming=True)
