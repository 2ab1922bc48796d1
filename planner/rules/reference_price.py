"""`reference-price`: a price to compare with that was not really, or not lately, charged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from planner.model import Level, PastPrice, Place, Post, Step
from planner.rules.base import Inspection, Judgement, Rule
from planner.rules.charged import PROOFS, charged
from planner.rules.compared import compared
from planner.rules.offer_ends import Lasting
from planner.rules.offers import (
    REGIMES,
    campaign_of,
    judged_offers,
    kept_under,
    looked_under,
    money,
    offers_by_date,
    terms,
)
from planner.rules.unread import unread_keys

_DATED = ("offer.was", "offer.was.price", "offer.was.from", "offer.was.until", "offer.price")
"""What prices are compared by."""


class Options(NamedTuple):
    """`regimes`: whose law holds."""

    regimes: tuple[str, ...] = ("jp",)


def check(inspection: Inspection, options: Options) -> Iterator[Judgement]:
    """At most one judgement for each offer that compares prices: what is missing, or the first rule it does not meet."""
    campaigns = _campaigns(inspection)
    is_unread = unread_keys(inspection)
    for letter in judged_offers(inspection):
        if any(is_unread(letter, key) for key in _DATED):
            continue
        start = _start(letter, campaigns, inspection.at.date())
        found = _stated(letter) or _written(letter, start) or _proved(letter, start, options.regimes)
        if found is not None:
            case, place, values = found
            yield Judgement(letter.path, place, case, values)


def _campaigns(inspection: Inspection) -> dict[Hashable, Lasting]:
    """The offers with an end: those of one campaign, goods and price together."""
    found: dict[Hashable, Lasting] = defaultdict(Lasting)
    for post in offers_by_date(inspection):
        until = terms(post).until
        if until is not None:
            for goods in kept_under(post):
                found[campaign_of(post), goods, terms(post).price].add(post, until)
    return found


def _start(letter: Post | Step, campaigns: Mapping[Hashable, Lasting], today: date) -> date:
    """The day on which the sale began: of a reminder, that of its campaign; a series goes on to this day."""
    if isinstance(letter, Step):
        return today
    campaign, price, day = campaign_of(letter), terms(letter).price, letter.date.date()
    keys = ((campaign, goods, price) for goods in looked_under(letter)) if campaign is not None else ()
    begun = (campaigns[key].first(day) for key in keys if key in campaigns)
    return min((post.date.date() for post in begun if post is not None and post.date <= letter.date), default=day)


_Found = tuple[str, Place, dict[str, Any]] | None


def _stated(letter: Post | Step) -> _Found:
    """What the letter's words compare with must be what `was` states."""
    was = terms(letter).was
    known = {past.price.amount for past in was if past.price}
    for evidence in compared(letter):
        if not was:
            return "unproved", evidence.place, {"found": evidence.text}
        if evidence.amount is not None and evidence.amount not in known:
            return "other", evidence.place, {"found": evidence.text}
    return None


def _written(letter: Post | Step, start: date) -> _Found:
    """What `was` must say before anything can be computed."""
    price = terms(letter).price
    for number, past in enumerate(terms(letter).was):
        place = letter.place(f"offer.was[{number}]", "offer.was")
        missing = tuple(key for key, value in (("price", past.price), ("from", past.since)) if value is None)
        if missing:
            return "missing", place, {"missing": missing}
        if past.since and (past.since >= start or past.since > (past.until or date.max)):
            return "backwards", place, {"since": past.since}
        if price and past.price and past.price.currency != price.currency:
            return "currency", place, {"was": money(past.price), "price": money(price)}
    first = terms(letter).was[:1]
    if first and price and first[0].price and first[0].price.amount <= price.amount:
        return "no-cut", letter.place("offer.was[0]"), {"was": money(first[0].price), "price": money(price)}
    return None


def _proved(letter: Post | Step, start: date, regimes: tuple[str, ...]) -> _Found:
    """What the laws ask of the dates."""
    was: tuple[PastPrice, ...] = terms(letter).was
    days = charged(was, start)
    for regime in REGIMES if days is not None else ():
        found = PROOFS[regime](days, start) if days is not None and regime in regimes else None
        if found is not None:
            case, values = found
            return case, letter.place("offer.was[0]"), values
    return None


RULE = Rule("reference-price", Level.ERROR, Options(), check, choices={"regimes": REGIMES})
