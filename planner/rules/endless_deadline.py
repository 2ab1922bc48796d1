"""`endless-deadline`: terms that come back soon after they ended, and a last chance that is not the last."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date
from typing import NamedTuple

from planner.model import Level, Post
from planner.rules.base import Inspection, Judgement, Rule
from planner.rules.offer_ends import Ends
from planner.rules.offers import campaign_of, is_history, money, offers_by_date, order_of, terms
from planner.rules.said import spoken
from planner.warming.calendar import streams_of

_CAMPAIGN_DAYS = 180
"""A campaign of the same name after so many days is another one: the winter of the next year."""


class Options(NamedTuple):
    """`days`: so many must pass before the same terms, or another last chance, may come."""

    days: int = 60


def check(inspection: Inspection, options: Options) -> Iterator[Judgement]:
    """One judgement for each offer that repeats ended terms, and one for each last chance after the last."""
    yield from _again(inspection, options.days)
    yield from _last_chances(inspection, options.days)


def _again(inspection: Inspection, days: int) -> Iterator[Judgement]:
    ends = Ends()
    for post in offers_by_date(inspection):
        until, day = terms(post).until, post.date.date()
        if not is_history(inspection, post) and (until is None or until >= day):
            earlier = [(_end(other), other.path) for other in ends.ended(post, _keys(post))]
            if earlier and (day - max(earlier)[0]).days <= days:
                yield _same_terms(post, *max(earlier), days)
        ends.add(post, _keys(post))


def _end(post: Post) -> date:
    return terms(post).until or date.min


def _same_terms(post: Post, ended: date, other: str, days: int) -> Judgement:
    price = terms(post).price
    values = {"ended": ended, "other": other, "days": days, "after": (post.date.date() - ended).days}
    place = post.place("offer.until", "offer", "purpose")
    return Judgement(post.path, place, "again", values | {"price": money(price) if price else ""})


def _keys(post: Post) -> Iterator[Hashable]:
    """The same price in the same campaign, or for what is ordered at the same place: a new name makes no new offer."""
    price = terms(post).price
    campaign, order = campaign_of(post), order_of(terms(post).order)
    if price is not None and campaign is not None:
        yield "campaign", campaign, price
    if price is not None and order is not None:
        yield "order", order, price


def _last_chances(inspection: Inspection, days: int) -> Iterator[Judgement]:
    before: dict[Hashable, Post] = {}
    for post in offers_by_date(inspection):
        found = spoken(post, "last-chance")
        if found is None:
            continue
        streams = streams_of(post)
        keys: dict[Hashable, int] = dict.fromkeys(streams, days)
        if campaign_of(post) is not None:
            keys |= {f"{stream} {campaign_of(post)}": max(days, _CAMPAIGN_DAYS) for stream in streams}
        near = [before[key] for key, bound in keys.items() if key in before and _days(before[key], post) <= bound]
        if near and not is_history(inspection, post):
            other = max(near, key=lambda one: (one.date.timestamp(), one.path))
            values = {"found": found[1], "other": other.path, "days": days}
            yield Judgement(post.path, found[0], "last-chance", values)
        before |= dict.fromkeys(keys, post)


def _days(one: Post, two: Post) -> int:
    return (two.date.date() - one.date.date()).days


RULE = Rule("endless-deadline", Level.ERROR, Options(), check)
