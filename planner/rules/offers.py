"""Offers as several rules look at them: which are judged, and what makes two the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from planner.model import Letter, Money, Offer, Post, Step
from planner.nearest import fold
from planner.rules.base import Inspection
from planner.wording import LANGUAGES, catalogue

NO_TERMS = Offer()
REGIMES = ("jp", "us", "eu")
_ANY_GOODS = "*"


def judged_offers(inspection: Inspection) -> Iterator[Post | Step]:
    """The offers that are judged: what is dated before `since` is history."""
    return (letter for letter in inspection.letters if letter.asks and not is_history(inspection, letter))


def is_history(inspection: Inspection, letter: Letter) -> bool:
    """Whether a letter is from before the day on which the shop began to count."""
    since = inspection.settings.since
    return since is not None and isinstance(letter, Post) and letter.date < since


def offers_by_date(inspection: Inspection) -> tuple[Post, ...]:
    """All offers of the calendar, those of history too, oldest first."""
    return tuple(sorted((post for post in inspection.posts if post.asks), key=in_time))


def in_time(post: Post) -> tuple[float, str]:
    """What offers are sorted by."""
    return post.date.timestamp(), post.path


def terms(letter: Letter) -> Offer:
    """The terms of an offer; where it has none, terms that say nothing."""
    return letter.offer or NO_TERMS


def campaign_of(letter: Letter) -> str | None:
    """The campaign of a letter, as campaigns are compared."""
    return fold(letter.campaign) if letter.campaign else None


@cache
def order_of(order: str | None) -> str | None:
    """Where to order, as addresses are compared: without what only counts visitors. None for what is no address."""
    try:
        parts = urlsplit(order or "")
    except ValueError:
        return None
    if not parts.netloc:
        return None
    query = urlencode(sorted(pair for pair in parse_qsl(parts.query) if not pair[0].startswith("utm_")))
    return f"{parts.netloc.casefold().removeprefix('www.')}{parts.path.rstrip('/')}?{query}"


def kept_under(post: Post) -> tuple[str | None, ...]:
    """Which goods an offer is kept under, for others to find it by `looked_under`."""
    return _ANY_GOODS, order_of(terms(post).order)


def looked_under(post: Post) -> tuple[str | None, ...]:
    """Which goods can be those of an offer: two that name different places to order sell different things."""
    order = order_of(terms(post).order)
    return (_ANY_GOODS,) if order is None else (order, None)


def money(amount: Money) -> str:
    """An amount as programs are told it, `5,500 JPY`; a message says it as people write it."""
    return f"{amount.amount:,} {amount.currency}"


@cache
def phrases(table: str, name: str = "phrases") -> tuple[str, ...]:
    """The phrases of a list, one a line, of both languages: a Japanese shop also writes LAST CHANCE."""
    told = (catalogue(language).say(f"offer_phrases.{table}.{name}") for language in LANGUAGES)
    return tuple(line.strip() for text in told for line in text.splitlines() if line.strip())
