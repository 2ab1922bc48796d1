"""`moved-deadline`: an offer that lasts longer than readers were told."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date

from planner.model import Letter, Level, Post
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.rules.offers import Ends, campaign_of, is_history, offers_by_date, order_of, other_goods, terms


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """One judgement for each offer with a later end than an earlier version of it, or an earlier letter, has named."""
    ends = Ends()
    for post in offers_by_date(inspection):
        if not is_history(inspection, post):
            judgement = _itself(post, inspection.promised.get(post.path)) or _another(post, ends)
            if judgement is not None:
                yield judgement
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
    for other in ends.running(post, _keys(post)):
        promised = terms(other).until
        if promised is None or other_goods(post, other) or other.date == post.date:
            continue
        if until is not None and until > promised:
            values = {"promised": promised, "until": until, "other": other.path}
            return Judgement(post.path, post.place("offer.until"), "another", values)
        if until is None and not _same_campaign(post, other):
            values = {"promised": promised, "other": other.path}
            return Judgement(post.path, post.place("offer", "purpose"), "without", values)
    return None


def _same_campaign(one: Letter, two: Letter) -> bool:
    return campaign_of(one) is not None and campaign_of(one) == campaign_of(two)


def _keys(post: Post) -> Iterator[Hashable]:
    """A campaign has one end; so have the same goods at the same price, whatever the campaign is called."""
    campaign, order = campaign_of(post), order_of(terms(post).order)
    if campaign is not None:
        yield "campaign", campaign
    if order is not None and terms(post).price is not None:
        yield "order", order, terms(post).price


RULE = Rule("moved-deadline", Level.ERROR, NoOptions(), check)
