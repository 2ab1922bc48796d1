"""`reader-gets-two-variants`: one reader who is shown two sets of terms for one offer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from datetime import date, datetime, timedelta

from planner.model import Level, Money, Post
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.rules.offer_ends import Lasting
from planner.rules.offers import campaign_of, in_time, is_history, kept_under, looked_under, offers_by_date, terms
from planner.warming.calendar import streams_of

_OPEN = timedelta(days=60)
"""For so long an offer without an end is taken to be in its readers' minds."""


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """One judgement for each stream in which an offer contradicts one of its campaign that still runs."""
    campaigns: dict[Hashable, _Told] = defaultdict(_Told)
    for post in offers_by_date(inspection):
        campaign = campaign_of(post)
        for stream in streams_of(post) if campaign is not None else ():
            if not is_history(inspection, post):
                told = [campaigns[stream, campaign, goods] for goods in looked_under(post)]
                yield from _contradiction(post, told, stream)
            for goods in kept_under(post):
                campaigns[stream, campaign, goods].add(post)


def _contradiction(post: Post, told: list[_Told], stream: str) -> Iterator[Judgement]:
    others = [other for one in told if (other := one.contradicted(post)) is not None]
    if others:
        other = min(others, key=in_time)
        differing = tuple(_differing(post, other))
        place = post.place(f"offer.{differing[0]}", "offer", "purpose")
        values = {"stream": stream, "differing": differing, "other": other.path}
        yield Judgement(post.path, place, "two", values)


class _Told:
    """What readers were told of some goods in a campaign: its offers, those with the same price and postage together."""

    def __init__(self) -> None:
        self._alike: dict[Hashable, Lasting] = {}
        """In order of the oldest; those without an end by themselves."""
        self._at_once: dict[Hashable, Post] = {}
        """Those of the latest minute; of the same terms, the first."""
        self._minute: datetime | None = None

    def add(self, post: Post) -> None:
        """Take in the next offer."""
        price, postage, until = terms(post).price, terms(post).postage, terms(post).until
        self._alike.setdefault((price, postage, until is None), Lasting()).add(post, _last_day(post))
        if post.date != self._minute:
            self._at_once, self._minute = {}, post.date
        self._at_once.setdefault((price, postage, until), post)

    def contradicted(self, post: Post) -> Post | None:
        """The first offer that still runs and differs."""
        day = post.date.date()
        at_once = self._at_once.values() if post.date == self._minute else ()
        found = next((other for other in at_once if _last_day(other) >= day and any(_differing(post, other))), None)
        over = []
        for key, lasting in self._alike.items():
            if found is not None and in_time(found) <= in_time(lasting.oldest):
                break
            found = min(filter(None, (found, _differing_first(lasting, post))), key=in_time, default=None)
            if lasting.last < day:
                over.append(key)
        for key in over:
            del self._alike[key]
        return found


def _last_day(post: Post) -> date:
    until = terms(post).until
    day = post.date.date()
    return until if until is not None else min(day, date.max - _OPEN) + _OPEN


def _differing_first(lasting: Lasting, post: Post) -> Post | None:
    """Of offers with one price and postage, the first that still runs and differs; where these don't, its end does."""
    day, until = post.date.date(), terms(post).until
    if any(_prices(post, lasting.oldest)):
        return lasting.first(day)
    stated = until is not None and terms(lasting.oldest).until is not None
    return lasting.first(day, until) if stated else None


def _differing(post: Post, other: Post) -> Iterator[str]:
    """The terms that both state, and state differently. A later end in a later letter is a moved deadline."""
    yield from _prices(post, other)
    mine, theirs = terms(post).until, terms(other).until
    if mine and theirs and (mine < theirs or (post.date == other.date and mine != theirs)):
        yield "until"


def _prices(post: Post, other: Post) -> Iterator[str]:
    mine, theirs = terms(post), terms(other)
    if _is_another(mine.price, theirs.price):
        yield "price"
    if _is_another(mine.postage, theirs.postage):
        yield "postage"


def _is_another(mine: Money | None, theirs: Money | None) -> bool:
    """Whether both are stated and differ; nothing is nothing in any currency."""
    return mine is not None and theirs is not None and mine != theirs and bool(mine.amount or theirs.amount)


RULE = Rule("reader-gets-two-variants", Level.ERROR, NoOptions(), check)
