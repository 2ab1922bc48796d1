"""`moved-deadline`: an offer that lasts longer than readers were told."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date
from itertools import chain, groupby

from planner.model import Level, Post
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.rules.offer_ends import Ends
from planner.rules.offers import campaign_of, is_history, kept_under, looked_under, offers_by_date, order_of, terms


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """One judgement for each offer with a later end than an earlier version of it, or an earlier letter, has named."""
    ends = Ends()
    for _, together in groupby(offers_by_date(inspection), key=lambda post: post.date.timestamp()):
        posts = tuple(together)
        for post in posts:
            if not is_history(inspection, post):
                judgement = _itself(post, inspection.promised.get(post.path)) or _another(post, ends)
                if judgement is not None:
                    yield judgement
        # Of two letters of one minute, neither came before the other.
        for post in posts:
            ends.add(post, _keys(post))


def _itself(post: Post, promised: date | None) -> Judgement | None:
    """Against what this letter said before."""
    until = terms(post).until
    if promised is None or (until is not None and until <= promised):
        return None
    if until is None:
        return Judgement(post.path, post.place("offer", "purpose"), "removed", {"promised": promised})
    return Judgement(post.path, post.place("offer.until"), "moved", {"promised": promised, "until": until})


def _another(post: Post, ends: Ends) -> Judgement | None:
    """Against the letters whose offer still runs."""
    until = terms(post).until
    return _without(post, ends) if until is None else _longer(post, until, ends)


def _longer(post: Post, until: date, ends: Ends) -> Judgement | None:
    for other in chain(ends.running(post, _in_campaign(post)), ends.running(post, _for_order(post))):
        promised = terms(other).until
        if promised is not None and until > promised:
            values = {"promised": promised, "until": until, "other": other.path}
            return Judgement(post.path, post.place("offer.until"), "another", values)
    return None


def _without(post: Post, ends: Ends) -> Judgement | None:
    """In its own campaign, an offer may leave the end unsaid."""
    found = (ends.running_beside(post, key, (key, campaign_of(post))) for key in _for_order(post))
    other = next(chain.from_iterable(found), None)
    if other is None:
        return None
    values = {"promised": terms(other).until, "other": other.path}
    return Judgement(post.path, post.place("offer", "purpose"), "without", values)


def _keys(post: Post) -> Iterator[Hashable]:
    """What `_in_campaign`, `_for_order` and `_without` look under."""
    campaign = campaign_of(post)
    if campaign is not None:
        yield from (("campaign", campaign, goods) for goods in kept_under(post))
        yield from ((key, campaign) for key in _for_order(post))
    yield from _for_order(post)


def _in_campaign(post: Post) -> Iterator[Hashable]:
    """A campaign has one end."""
    campaign = campaign_of(post)
    if campaign is not None:
        yield from (("campaign", campaign, goods) for goods in looked_under(post))


def _for_order(post: Post) -> Iterator[Hashable]:
    """So have the same goods at the same price, whatever the campaign is called."""
    order, price = order_of(terms(post).order), terms(post).price
    if order is not None and price is not None:
        yield "order", order, price


RULE = Rule("moved-deadline", Level.ERROR, NoOptions(), check)
