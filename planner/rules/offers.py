"""Offers as several rules look at them: which are judged, what makes two the same, and when they end."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from planner.model import Letter, Money, Offer, Post, Step
from planner.nearest import fold
from planner.rules.base import Inspection
from planner.warming.calendar import streams_of
from planner.wording import LANGUAGES, catalogue

NO_TERMS = Offer()
REGIMES = ("jp", "us", "eu")


def judged_offers(inspection: Inspection) -> Iterator[Post | Step]:
    """The offers that are judged: what is dated before `since` is history."""
    return (letter for letter in inspection.letters if letter.asks and not is_history(inspection, letter))


def is_history(inspection: Inspection, letter: Letter) -> bool:
    """Whether a letter is from before the day on which the shop began to count."""
    since = inspection.settings.since
    return since is not None and isinstance(letter, Post) and letter.date < since


def offers_by_date(inspection: Inspection) -> tuple[Post, ...]:
    """All offers of the calendar, those of history too, oldest first."""
    return tuple(
        sorted((post for post in inspection.posts if post.asks), key=lambda post: (post.date.timestamp(), post.path))
    )


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


def other_goods(one: Letter, two: Letter) -> bool:
    """Whether two letters name different places to order, and so sell different things."""
    orders = {order_of(terms(one).order), order_of(terms(two).order)} - {None}
    return len(orders) > 1


def money(amount: Money) -> str:
    """An amount as a message names it: `5,500 JPY`."""
    return f"{amount.amount:,} {amount.currency}"


class Ends:
    """Offers by their last day, each under keys that say what would be the same offer, for each stream."""

    def __init__(self) -> None:
        self._ends: dict[Hashable, list[tuple[date, str, Post]]] = defaultdict(list)

    def add(self, post: Post, keys: Iterable[Hashable]) -> None:
        """Remember an offer that has a last day."""
        until = terms(post).until
        if until is not None:
            for key in _in_streams(post, keys):
                insort(self._ends[key], (until, post.path, post), key=_until_and_path)

    def ended(self, post: Post, keys: Iterable[Hashable]) -> Iterator[Post]:
        """Of each key, the offer that ended last before the day of `post`."""
        day = post.date.date()
        for key in _in_streams(post, keys):
            ends = self._ends[key]
            place = bisect_left(ends, day, key=_until)
            if place:
                yield ends[place - 1][2]

    def running(self, post: Post, keys: Iterable[Hashable]) -> Iterator[Post]:
        """The offers under the keys that still run on the day of `post`; of each key, the one to end first comes first."""
        day = post.date.date()
        for key in _in_streams(post, keys):
            ends = self._ends[key]
            yield from (end[2] for end in ends[bisect_left(ends, day, key=_until) :])


def _until(end: tuple[date, str, Post]) -> date:
    return end[0]


def _until_and_path(end: tuple[date, str, Post]) -> tuple[date, str]:
    return end[:2]


def _in_streams(post: Post, keys: Iterable[Hashable]) -> list[Hashable]:
    streams = streams_of(post)
    return [(stream, key) for key in keys for stream in streams]


@cache
def phrases(table: str, name: str = "phrases") -> tuple[str, ...]:
    """The phrases of a list, one a line, of both languages: a Japanese shop also writes LAST CHANCE."""
    told = (catalogue(language).say(f"offer_phrases.{table}.{name}") for language in LANGUAGES)
    return tuple(line.strip() for text in told for line in text.splitlines() if line.strip())
