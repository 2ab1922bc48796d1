"""Offers by how long they last, so that of many the one that matters is found without looking at each."""

from __future__ import annotations

from bisect import bisect, bisect_left, insort
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import date

from planner.model import Post
from planner.rules.offers import terms
from planner.warming.calendar import streams_of

_End = tuple[date, str, Post]


class Ends:
    """Offers by their last day, each under keys that say what would be the same offer, for each stream."""

    def __init__(self) -> None:
        self._ends: dict[Hashable, list[_End]] = defaultdict(list)

    def add(self, post: Post, keys: Iterable[Hashable]) -> None:
        """Remember an offer that has a last day."""
        until = terms(post).until
        if until is not None:
            end = (until, post.path, post)
            for key in keys:
                for stream in streams_of(post):
                    insort(self._ends[stream, key], end, key=_until_and_path)

    def ended(self, post: Post, keys: Iterable[Hashable]) -> Iterator[Post]:
        """Of each key, the offer that ended last before the day of `post`."""
        for key in keys:
            for stream in streams_of(post):
                ends, place = self._from(post, stream, key)
                if place:
                    yield ends[place - 1][2]

    def running(self, post: Post, keys: Iterable[Hashable]) -> Iterator[Post]:
        """Of each stream, the offer to end first of those under any key that still run on the day of `post`."""
        looked_under = tuple(keys)
        for stream in streams_of(post):
            lists = (self._from(post, stream, key) for key in looked_under)
            found = [ends[place] for ends, place in lists if place < len(ends)]
            if found:
                yield min(found, key=_until_and_path)[2]

    def running_beside(self, post: Post, key: Hashable, left_out: Hashable) -> Iterator[Post]:
        """As `running` of one key, without the offers that are under another key as well."""
        for stream in streams_of(post):
            ends, place = self._from(post, stream, key)
            others, other = self._from(post, stream, left_out)
            # Both lists are in the same order: from the first offer that is not left out, they never agree again.
            both = range(min(len(ends) - place, len(others) - other))
            place += bisect(both, 0, key=lambda n: ends[place + n] is not others[other + n])
            if place < len(ends):
                yield ends[place][2]

    def _from(self, post: Post, stream: str, key: Hashable) -> tuple[list[_End], int]:
        """The offers under a key, and the place of the first that still runs on the day of `post`."""
        ends = self._ends[stream, key]
        return ends, bisect_left(ends, post.date.date(), key=_until)


def _until(end: _End) -> date:
    return end[0]


def _until_and_path(end: _End) -> tuple[date, str]:
    return end[:2]


class Lasting:
    """Offers in order of time, kept if they last longer than all before: no other is the first to last until a day."""

    def __init__(self) -> None:
        self._days: list[date] = []
        self._posts: list[Post] = []

    def add(self, post: Post, last: date) -> None:
        """Take in the next offer, with its last day."""
        if not self._days or last > self._days[-1]:
            self._days.append(last)
            self._posts.append(post)

    @property
    def oldest(self) -> Post:
        """The first offer of all."""
        return self._posts[0]

    @property
    def last(self) -> date:
        """The last day of all."""
        return self._days[-1]

    def first(self, day: date, beyond: date | None = None) -> Post | None:
        """The first offer that lasts until a day, or longer, and `beyond` another day."""
        place = max(bisect_left(self._days, day), bisect(self._days, beyond) if beyond else 0)
        return self._posts[place] if place < len(self._posts) else None
