"""The terms of an offer in the reader's words: the same on its page, in the feed and in letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from planner.amounts import amount_text
from planner.model import Letter, Money, Offer, PastPrice
from planner.render.clean import one_line
from planner.render.links import absolute, mailto
from planner.render.telephone import telephone
from planner.wording import Catalogue, catalogue


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its key, its label and what holds."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way to ask a person of the shop; `href` where it can be followed."""

    label: str
    text: str
    href: str | None

    @property
    def shown(self) -> str:
        """The text where it can be followed: an address without what only a browser needs."""
        return self.text.removeprefix("https://").removesuffix("/") if self.href else self.text


@dataclass(frozen=True, slots=True)
class OfferTerms:
    """An offer as readers see it; `order` is an address, and None where there is none, or it can't be ordered any more."""

    terms: tuple[Term, ...]
    ask: tuple[Way, ...]
    order: str | None
    ended: date | None


def is_over(offer: Offer, today: date) -> bool:
    """Whether the last day of an offer is past."""
    return offer.until is not None and today > offer.until


def offer_terms(offer: Offer, at: datetime, language: str) -> OfferTerms:
    """The offer as readers see it at `at`: it holds to the end of its last day."""
    words = catalogue(language)
    ended = offer.until if is_over(offer, at.date()) else None
    return OfferTerms(
        terms=tuple(Term(name, words.say(f"offer.terms.{name}"), text) for name, text in _terms(offer, words, ended)),
        ask=tuple(_way(name, value, words) for name, value in offer.ask.items()) if ended is None else (),
        order=absolute(offer.order) if offer.order and ended is None else None,
        ended=ended,
    )


def terms_shown(letter: Letter, at: datetime, language: str) -> OfferTerms | None:
    """The terms that stand with a letter, wherever it appears; None for one that asks for nothing, or says no terms."""
    shown = offer_terms(letter.offer, at, language) if letter.asks and letter.offer else None
    return shown if shown and (shown.terms or shown.ask or shown.order or shown.ended) else None


def _terms(offer: Offer, words: Catalogue, ended: date | None) -> Iterator[tuple[str, str]]:
    written = {
        "for": offer.for_whom,
        "worry": offer.worry,
        "wish": offer.wish,
        # The law wants the whole amount, and prices are asked for with tax.
        "price": words.say("offer.terms.tax", price=money_text(offer.price, words.language)) if offer.price else None,
        "was": _was(offer.was[0], words) if offer.was and offer.price else None,
        "postage": _postage(offer.postage, words),
        "until": words.say("offer.terms.day", day=offer.until) if offer.until else None,
        "pay": words.say("offer.terms.between").join(offer.pay),
        "delivery": offer.delivery,
        "returns": offer.returns,
        # “By telephone, or at the counter” is no address for a button.
        "order": offer.order if ended is None and not absolute(offer.order or "") else None,
    }
    return ((name, one_line(text)) for name, text in written.items() if text)


def _was(past: PastPrice, words: Catalogue) -> str | None:
    """What it cost before, and from when until when: the law wants the dates beside a price to compare with."""
    if past.price is None or past.since is None:
        return None
    price = money_text(past.price, words.language)
    if past.until is None:
        return words.say("offer.terms.was_from", price=price, since=past.since)
    return words.say("offer.terms.was_until", price=price, since=past.since, until=past.until)


def _postage(postage: Money | None, words: Catalogue) -> str | None:
    if postage is None:
        return None
    return money_text(postage, words.language) if postage.amount else words.say("offer.terms.free")


def money_text(money: Money, language: str) -> str:
    """An amount as readers of that language see it: ¥4,400, 4,400円."""
    return amount_text(money.amount, money.currency, language)


def _way(name: str, value: str, words: Catalogue) -> Way:
    key = f"offer.ask.{name}"
    label = words.say(key) if words.has(key) else one_line(name)
    return Way(label, one_line(value), absolute(value) or _reached(name, one_line(value)))


def _reached(name: str, value: str) -> str | None:
    if name == "phone":
        return telephone(value)
    return mailto(value) if name in {"email", "mail"} and "@" in value else None
