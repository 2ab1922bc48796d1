"""`edition.json`: what an edition holds, and who gets which variant of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from planner.model import Edition, JoinRange, Settings, Step, Variant
from planner.publish.letter.layout import laid_out
from planner.publish.letter.who import who
from planner.render import Heading
from planner.services import filters
from planner.wording import catalogue

_SCHEMA = "planner.edition/1"
_KINDS = {"html": "html", "text": "txt", "eml": "eml"}


def contents(edition: Edition, settings: Settings, headings: Sequence[Heading]) -> str:
    """The edition, with the heading of each variant, as JSON text; the same edition gives the same bytes."""
    words = catalogue(settings.language)
    heads = [{"subject": head.subject, "preheader": head.preheader} for head in headings]
    return laid_out(
        {
            "schema": _SCHEMA,
            "edition": edition.name,
            "date": _instant(edition.instant),
            "service": settings.newsletter.service,
            **_series(edition),
            **heads[0],
            "posts": [letter.path for letter in edition.letters],
            "variants": [
                {
                    **_variant(edition, variant, head, words.language),
                    "filters": filters(edition, variant, settings.newsletter, words),
                }
                for variant, head in zip(edition.variants, heads, strict=True)
            ],
        }
    )


def recipients(edition: Edition, variant: Variant, language: str) -> Mapping[str, Any]:
    """Who gets a variant: for programs by stage and join dates, and for people as a sentence."""
    return {
        "readers": [
            {"stage": stage, "joined": [_range(one) for one in ranges]} for stage, ranges in variant.readers.items()
        ],
        "who": who(edition, variant, catalogue(language)),
    }


def _variant(edition: Edition, variant: Variant, head: Mapping[str, str], language: str) -> dict[str, Any]:
    return {
        "name": variant.name,
        **head,
        "posts": [letter.path for letter in variant.letters],
        "files": {kind: f"{variant.name}.{ending}" for kind, ending in _KINDS.items()},
        **recipients(edition, variant, language),
    }


def _series(edition: Edition) -> dict[str, Any]:
    step = edition.letters[0]
    return {"series": step.series, "day": step.day} if isinstance(step, Step) else {}


def _range(one: JoinRange) -> dict[str, str | None]:
    return {"from": _instant(one.start), "until": _instant(one.end)}


def _instant(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat(timespec="seconds")
