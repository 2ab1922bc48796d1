"""The page of one letter: who wrote it, what an offer or an apology owes its reader, and what to read next."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import PurePosixPath

from planner.model import Letter, Post, Settings
from planner.publish.site.excerpt import minutes
from planner.publish.site.incidents import facts
from planner.publish.site.page import Page
from planner.publish.site.related import related
from planner.publish.site.shelf import Shelf, View
from planner.publish.site.terms import offer_view
from planner.render import post_url
from planner.story import story_labels
from planner.warming.calendar import names_letter


def letter_pages(shelf: Shelf) -> Iterator[Page]:
    """One page for each published post, oldest first."""
    return (_page(shelf, post, index) for index, post in enumerate(shelf.publication.site))


def _page(shelf: Shelf, post: Post, index: int) -> Page:
    return Page(
        src_uri=source_of(shelf.settings, post),
        url=post_url(post.slug),
        title=shelf.card(post)["title"],
        description=shelf.card(post)["summary"],
        body=post.body,
        template="post.html",
        data=_view(shelf, post, index),
        updated=post.date,
        post=post,
    )


def source_of(settings: Settings, letter: Letter) -> str:
    """The path of a letter's file relative to docs_dir."""
    folder = os.path.relpath(settings.docs_dir, settings.root).replace(os.sep, "/")
    return str(PurePosixPath(letter.path).relative_to(folder))


def _view(shelf: Shelf, post: Post, index: int) -> View:
    posts = shelf.publication.site
    return {
        **shelf.card(post),
        "summary": post.summary,
        "minutes": minutes(post.body),
        "offer": offer_view(post, shelf.words, shelf.publication.at),
        "notes": list(story_labels(post, shelf.words)),
        "facts": list(facts(shelf, post)),
        "belongs": shelf.cards(_belonging(shelf, post)),
        "related": shelf.cards(related(shelf, post)),
        "previous": shelf.card(posts[index - 1]) if index else None,
        "next": shelf.card(posts[index + 1]) if index + 1 < len(posts) else None,
    }


def _belonging(shelf: Shelf, post: Post) -> list[Post]:
    """What closes this incident, or what it closes."""
    if post.recovers:
        return [one for one in shelf.apologies if names_letter(post.recovers, one)][:1]
    closing = shelf.recoveries if post in shelf.apologies else ()
    return [one for one in closing if one.recovers and names_letter(one.recovers, post)]
