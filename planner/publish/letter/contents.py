"""`edition.json`: what an edition holds, and who gets which variant of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from planner.model import Edition, JoinRange, Settings, Step, Variant
from planner.publish.letter.heading import heading
from planner.publish.letter.who import who
from planner.report.json_report import dump
from planner.wording import Catalogue, catalogue

_SCHEMA = "planner.edition/1"
_KINDS = {"html": "html", "text": "txt", "eml": "eml"}


def contents(edition: Edition, settings: Settings) -> str:
    """The edition as JSON text; the same edition gives the same bytes."""
    words = catalogue(settings.language)
    fullest = edition.variants[0]
    return dump(
        {
            "schema": _SCHEMA,
            "edition": edition.name,
            "date": _instant(edition.instant),
            **_series(edition),
            **_heading(fullest, words),
            "posts": [letter.path for letter in edition.letters],
            "variants": [_variant(edition, variant, words) for variant in edition.variants],
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


def _variant(edition: Edition, variant: Variant, words: Catalogue) -> dict[str, Any]:
    return {
        "name": variant.name,
        **_heading(variant, words),
        "posts": [letter.path for letter in variant.letters],
        "files": {kind: f"{variant.name}.{ending}" for kind, ending in _KINDS.items()},
        **recipients(edition, variant, words.language),
    }


def _heading(variant: Variant, words: Catalogue) -> dict[str, str]:
    head = heading(variant.letters, words)
    return {"subject": head.subject, "preheader": head.preheader}


def _series(edition: Edition) -> dict[str, Any]:
    step = edition.letters[0]
    return {"series": step.series, "day": step.day} if isinstance(step, Step) else {}


def _range(one: JoinRange) -> dict[str, str | None]:
    return {"from": _instant(one.start), "until": _instant(one.end)}


def _instant(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat(timespec="seconds")
