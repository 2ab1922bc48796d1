"""`report.json`: what a build let appear, and what it kept back and why."""

from __future__ import annotations

from typing import Any

from planner.model import Edition, HeldBack, Post
from planner.promised import known_as
from planner.publish import letter
from planner.report.base import Report
from planner.report.json_report import dump
from planner.shop import Shop
from planner.wording import catalogue


def record(shop: Shop, schema: str) -> str:
    """The report of a build as JSON text; the same shop gives the same bytes."""
    promised = _promised(shop)
    return dump(
        {
            "schema": schema,
            "at": shop.at.isoformat(timespec="seconds"),
            "appeared": _appeared(shop),
            "editions": [_edition(shop, edition) for edition in shop.publication.editions],
            "held_back": [_held_back(shop, item) for item in shop.held_back],
            "drafts": sorted(source.path for source in shop.sources if source.draft),
            "future": sorted(post.path for post in shop.future()),
            "promised": promised,
            "promised_as": {post.path: known_as(post) for post in shop.posts if post.path in promised},
        }
    )


def _appeared(shop: Shop) -> dict[str, Any]:
    publication = shop.publication
    return {
        "site": sorted(post.path for post in publication.site),
        "feed": sorted(post.path for post in publication.feed),
        "newsletter": {
            edition.name: [post.path for post in edition.letters]
            for edition in sorted(publication.editions, key=lambda edition: edition.name)
        },
    }


def _promised(shop: Shop) -> dict[str, str]:
    """The end of each offer as readers were first told it; the next check holds the shop to it."""
    publication = shop.publication
    sent = (letter for edition in publication.editions for letter in edition.letters)
    ends = {
        letter.path: letter.offer.until
        for letter in (*publication.site, *publication.feed, *sent)
        if isinstance(letter, Post) and letter.asks and letter.offer and letter.offer.until
    }
    earliest = {path: min(day, ends.get(path, day)) for path, day in shop.promised.items()}
    return {path: day.isoformat() for path, day in sorted((ends | earliest).items())}


def _edition(shop: Shop, edition: Edition) -> dict[str, Any]:
    return {
        "edition": edition.name,
        "date": edition.instant and edition.instant.isoformat(timespec="seconds"),
        "variants": [
            {
                "name": variant.name,
                "posts": [post.path for post in variant.letters],
                **letter.recipients(edition, variant, shop.settings.language),
            }
            for variant in edition.variants
        ],
    }


def _held_back(shop: Shop, item: HeldBack) -> dict[str, Any]:
    return {"path": item.path, "rule": item.rule, "streams": item.streams, "message": reason(shop, item)}


def reason(shop: Shop, item: HeldBack) -> str:
    """The sentence of the finding for which a letter is held back."""
    words = catalogue(shop.settings.language)
    report = Report(findings=shop.findings, texts={}, catalogue=words, at=shop.at, posts=shop.found)
    found = (finding for finding in shop.findings if (finding.path, finding.rule) == (item.path, item.rule))
    first = next(found, None)
    return item.rule if first is None else report.message(first)
