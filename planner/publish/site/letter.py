"""The page of one letter: who wrote it, what an offer or an apology owes its reader, and what to read next."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from planner.model import Letter, Post, Settings
from planner.publish.site.excerpt import minutes
from planner.publish.site.page import Page, post_url
from planner.publish.site.shelf import Shelf, View
from planner.publish.site.terms import offer_view
from planner.story import story_labels

_NEAR = 15
"""How many warm letters on either side are looked at for related ones, so that a thousand posts stay quick."""
_RELATED = 3


def letter_pages(shelf: Shelf) -> Iterator[Page]:
    """One page for each published post, oldest first."""
    posts = shelf.publication.site
    warm = [post for post in posts if post.warms]
    seen = 0
    for index, post in enumerate(posts):
        near = warm[max(0, seen - _NEAR) : seen + _NEAR]
        yield _page(shelf, post, index, near)
        seen += post.warms


def _page(shelf: Shelf, post: Post, index: int, near: list[Post]) -> Page:
    return Page(
        src_uri=source_of(shelf.settings, post),
        url=post_url(post.slug),
        title=shelf.card(post)["title"],
        description=shelf.card(post)["summary"],
        body=post.body,
        template="post.html",
        data=_view(shelf, post, index, near),
        updated=post.date,
        post=post,
    )


def source_of(settings: Settings, letter: Letter) -> str:
    """The path of a letter's file relative to docs_dir."""
    folder = os.path.relpath(settings.docs_dir, settings.root).replace(os.sep, "/")
    return str(PurePosixPath(letter.path).relative_to(folder))


def _view(shelf: Shelf, post: Post, index: int, near: list[Post]) -> View:
    posts = shelf.publication.site
    return {
        **shelf.card(post),
        "summary": post.summary,
        "minutes": minutes(post.body),
        "offer": _offer(shelf, post),
        "notes": list(story_labels(post, shelf.words)),
        "facts": list(_facts(shelf, post)),
        "belongs": shelf.cards(_belonging(shelf, post)),
        "related": shelf.cards(_related(post, near)),
        "previous": shelf.card(posts[index - 1]) if index else None,
        "next": shelf.card(posts[index + 1]) if index + 1 < len(posts) else None,
    }


def _offer(shelf: Shelf, post: Post) -> Mapping[str, Any] | None:
    return offer_view(post.offer, shelf.words, shelf.publication.at) if post.asks and post.offer else None


def _facts(shelf: Shelf, post: Post) -> Iterator[Mapping[str, str]]:
    """The plain facts of an apology or its recovery."""
    told: dict[str, str | None] = {"promised": post.promised, "delivered": post.delivered}
    if post.incident:
        happened = shelf.day(post.incident.happened) if post.incident.happened else None
        told = {"happened": happened, **{key: getattr(post.incident, key) for key in _INCIDENT}, **told}
    yield from ({"label": shelf.words.say(f"site.facts.{key}"), "text": text} for key, text in told.items() if text)


def _belonging(shelf: Shelf, post: Post) -> list[Post]:
    """What closes this incident, or what it closes."""
    recoveries = [other for other in shelf.recoveries if other.recovers == post.slug]
    apology = shelf.by_slug.get(post.recovers) if post.recovers else None
    return [*recoveries, apology] if apology else recoveries


_INCIDENT = ("facts", "affected", "remedy", "contact")


def _related(post: Post, near: list[Post]) -> list[Post]:
    """Up to three warm letters that belong to this one, most alike first; an offer leads only to what came before it."""
    others = [other for other in near if other.path != post.path and (not post.asks or other.date <= post.date)]
    return sorted(others, key=lambda other: (-_likeness(post, other), abs(other.date - post.date), other.path))[
        :_RELATED
    ]


def _likeness(post: Post, other: Post) -> int:
    shared = len({*post.tags} & {*other.tags})
    campaign = post.campaign is not None and post.campaign == other.campaign
    return shared + 3 * campaign + (post.purpose == other.purpose and not shared)
