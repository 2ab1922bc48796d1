"""Which letters belong together: a letter, and up to three warm ones near it in time that share most with it."""

from __future__ import annotations

from bisect import bisect_left

from planner.model import Post
from planner.publish.site.shelf import Shelf

_NEAR = 15
"""How many warm letters on either side are looked at, so that a thousand posts stay quick."""
_RELATED = 3


def related(shelf: Shelf, post: Post) -> list[Post]:
    """Up to three warm letters that belong to this one, most alike first; an offer leads only to what came before it."""
    place = bisect_left(shelf.warm, (post.date, post.path), key=lambda other: (other.date, other.path))
    near = shelf.warm[max(0, place - _NEAR) : place + _NEAR]
    others = [other for other in near if other.path != post.path and (not post.asks or other.date <= post.date)]
    return sorted(others, key=lambda other: (-_likeness(post, other), abs(other.date - post.date), other.path))[
        :_RELATED
    ]


def _likeness(post: Post, other: Post) -> int:
    shared = len({*post.tags} & {*other.tags})
    campaign = post.campaign is not None and post.campaign == other.campaign
    return shared + 3 * campaign + (post.purpose == other.purpose and not shared)
