"""Who gets which letters of an edition: every reader gets one variant of it, or none, and it holds just what is for them.

How a variant is called:

    everyone          all for whom the edition was written get the same
    with-offer        readers who get its offer (of several: all of them), where others don't
    without-offer     the others
    with-<slug>       of several offers, the readers who get this one; of more: with-<slug>+<slug>
    to-<stage>…       before these, where the stages don't even get the same stories: to-customer, to-prospect-with-offer

So `everyone` is never a letter that someone on the list should not get. A name that is taken gets a number: with-offer-2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise

from planner.model import JoinRange, Post, Readers, Stage, Variant

EVERYONE = "everyone"
Addressed = tuple[Post, Readers]
"""A post, and who receives it: a stage that it is written for, but where it is held back, has no ranges."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ALWAYS = timedelta.min
_LONGEST = 150
"""Bytes in which slugs may be named; a file system allows a name of 255."""

_Share = tuple[int, ...]
"""What one reader gets: indexes of posts."""


def variants(addressed: Sequence[Addressed], instant: datetime) -> tuple[Variant, ...]:
    """The variants of an edition that goes out at `instant`, from its posts in reading order; the fullest come first."""
    shares = _shares(addressed, instant)
    posts = [post for post, _ in addressed]
    written = sorted(
        (share for share in shares if share), key=lambda share: [n not in share for n in range(len(posts))]
    )
    names = unique_names(_Naming(posts, shares).name(share) for share in written)
    return tuple(
        Variant(
            name=name,
            letters=tuple(posts[number] for number in share),
            readers={stage: tuple(ranges) for stage, ranges in shares[share].items()},
        )
        for name, share in zip(names, written, strict=True)
    )


def _shares(addressed: Sequence[Addressed], instant: datetime) -> dict[_Share, dict[Stage, list[JoinRange]]]:
    """The readers of each share; those for whom nothing remains have an empty one."""
    shares: dict[_Share, dict[Stage, list[JoinRange]]] = {}
    for stage in Stage:
        if any(stage in readers for _, readers in addressed):
            for part, share in _parts([readers.get(stage, ()) for _, readers in addressed], instant):
                shares.setdefault(share, {}).setdefault(stage, []).append(part)
    return shares


def _parts(received: Sequence[tuple[JoinRange, ...]], instant: datetime) -> Iterator[tuple[JoinRange, _Share]]:
    """The readers of one stage who joined before `instant`, cut where what they get changes."""
    bounds = {bound for ranges in received for one in ranges for bound in (one.start, one.end)}
    # By the time that has passed: two times of one zone would be compared by the clock on the wall.
    moments = {_elapsed(bound): bound for bound in (*bounds, instant) if bound is not None}
    edges = [_ALWAYS, *sorted(edge for edge in moments if edge <= _elapsed(instant))]
    for share, same in groupby(pairwise(edges), key=lambda piece: _share(received, piece[0])):
        pieces = list(same)
        yield JoinRange(moments.get(pieces[0][0]), moments[pieces[-1][1]]), share


def _share(received: Sequence[tuple[JoinRange, ...]], joined: timedelta) -> _Share:
    return tuple(number for number, ranges in enumerate(received) if any(_holds(one, joined) for one in ranges))


def _holds(one: JoinRange, joined: timedelta) -> bool:
    begun = one.start is None or _elapsed(one.start) <= joined
    return begun and (one.end is None or joined < _elapsed(one.end))


def _elapsed(instant: datetime) -> timedelta:
    return instant - _EPOCH


class _Naming:
    def __init__(self, posts: Sequence[Post], shares: Mapping[_Share, Iterable[Stage]]) -> None:
        self.posts = posts
        self.shares = shares
        self.offers = {self._offers(share) for share in shares}
        self.every = {offer for offers in self.offers for offer in offers}

    def name(self, share: _Share) -> str:
        alike = [other for other in self.shares if self._stories(other) == self._stories(share)]
        stages = [stage for stage in Stage if any(stage in self.shares[other] for other in alike)]
        parts = [f"to-{'-'.join(stages)}"] if len(alike) < len(self.shares) else []
        if len(self.offers) > 1:
            parts.append(self._named(self._offers(share)))
        return "-".join(parts) or EVERYONE

    def _named(self, offers: _Share) -> str:
        slugs = "+".join(self.posts[number].slug for number in offers)
        if not offers:
            return "without-offer"
        return "with-offer" if len(offers) == len(self.every) or len(slugs.encode()) > _LONGEST else f"with-{slugs}"

    def _stories(self, share: _Share) -> _Share:
        return tuple(number for number in share if not self.posts[number].asks)

    def _offers(self, share: _Share) -> _Share:
        return tuple(number for number in share if self.posts[number].asks)


def unique_names(names: Iterable[str]) -> list[str]:
    """The names, with a number at the end of each that another has already."""
    taken: dict[str, str] = {}
    for name in names:
        free = (name if number == 1 else f"{name}-{number}" for number in range(1, len(taken) + 2))
        # Some file systems don't tell `A` from `a`.
        chosen = next(one for one in free if one.casefold() not in taken)
        taken[chosen.casefold()] = chosen
    return list(taken.values())
