"""`offer-terms`: an offer that leaves out what readers, and the law of mail order, ask to know before they order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from planner.model import Letter, Level, Post, Step
from planner.notice import FILE, notice_page, untold
from planner.rules.base import Inspection, Judgement, Rule
from planner.rules.offers import REGIMES, judged_offers, terms
from planner.rules.said import spoken
from planner.rules.unread import unread_keys


class Options(NamedTuple):
    """`regimes`: whose law holds."""

    regimes: tuple[str, ...] = ("jp",)


class _Regime(NamedTuple):
    """The keys of an offer, and of `shop:`, that a law asks for."""

    offer: tuple[str, ...]
    shop: tuple[str, ...]


_ASKED: Mapping[str, _Regime] = {
    # 特定商取引法 11条.
    "jp": _Regime(
        ("price", "postage", "pay", "delivery", "returns", "order"), ("name", "address", "phone", "legal", "email")
    ),
    # 15 USC 7704(a)(5) for the address; without a time of delivery, 16 CFR 435.2 sets 30 days.
    "us": _Regime(("price", "postage", "order"), ("name", "address")),
    # Directive 2011/83/EU, article 6(1); Directive 2005/29/EC, article 7(4).
    "eu": _Regime(("price", "postage", "pay", "delivery", "returns", "order"), ("name", "address", "phone", "email")),
}


def check(inspection: Inspection, options: Options) -> Iterator[Judgement]:
    """One judgement for each offer that lacks a term, and one for the shop, at its newest offer."""
    offers = tuple(judged_offers(inspection))
    regimes = [_ASKED[name] for name in REGIMES if name in options.regimes]
    is_unread = unread_keys(inspection)
    for letter in offers:
        missing = tuple(key for key in _missing(letter, regimes) if not is_unread(letter, f"offer.{key}"))
        if missing:
            yield _judgement(letter, missing)
    if offers:
        newest = max(offers, key=_age)
        place = newest.place("offer", "purpose")
        for case, absent, level in _untold(inspection, regimes):
            yield Judgement(newest.path, place, case, {"missing": absent}, level)


def _untold(inspection: Inspection, regimes: list[_Regime]) -> Iterator[tuple[str, tuple[str, ...], Level]]:
    """What the settings do not say of the shop; where they make its legal notice, what that leaves to be asked for."""
    settings = inspection.settings
    asked = dict.fromkeys(key for regime in regimes for key in regime.shop)
    made = "legal" in asked and notice_page(settings)
    absent = tuple(key for key in asked if not (getattr(settings.shop, key) or (made and key == "legal")))
    if absent:
        yield "shop", absent, Level.WARNING
    left = tuple(key for key in untold(settings.shop) if key not in asked)
    if made and left and FILE not in inspection.files:
        yield "notice", left, Level.NOTE


def _age(letter: Post | Step) -> tuple[float, str]:
    return letter.date.timestamp() if isinstance(letter, Post) else float("-inf"), letter.path


def _missing(letter: Letter, regimes: list[_Regime]) -> Iterator[str]:
    asked = dict.fromkeys(key for regime in regimes for key in regime.offer)
    yield from (key for key in asked if getattr(terms(letter), key) in {None, ()})
    # An end is a term only where there is one.
    if regimes and terms(letter).until is None and (spoken(letter, "limited") or spoken(letter, "last-chance")):
        yield "until"


def _judgement(letter: Letter, missing: tuple[str, ...]) -> Judgement:
    """An error for what can be ordered; where neither price nor order stand in the block, the words may say it all."""
    values = {"missing": missing}
    place = letter.place("offer", "purpose")
    if terms(letter).price is None and terms(letter).order is None:
        case = "unfilled" if "offer" in letter.places else "unstated"
        return Judgement(letter.path, place, case, values, Level.WARNING)
    return Judgement(letter.path, place, "missing", values)


RULE = Rule("offer-terms", Level.ERROR, Options(), check, choices={"regimes": REGIMES})
