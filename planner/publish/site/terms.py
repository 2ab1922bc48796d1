"""The box of an offer: what it costs, until when, whom to ask first, and only then where to order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from planner.model import Letter
from planner.render import absolute, terms_shown
from planner.wording import Catalogue

_LEAD = ("for", "worry", "wish")


def offer_view(letter: Letter, words: Catalogue, at: datetime) -> Mapping[str, Any] | None:
    """The offer of a letter for its page, if it is one that says anything; one that is over has no way to order."""
    shown = terms_shown(letter, at, words.language)
    if shown is None:
        return None
    rows = [asdict(term) for term in shown.terms]
    return {
        "title": words.say("offer.terms.title"),
        "lead": [row for row in rows if row["name"] in _LEAD],
        "terms": [row for row in rows if row["name"] not in _LEAD],
        "ended": words.say("offer.terms.ended", day=shown.ended) if shown.ended else None,
        "ask_title": words.say("offer.ask.title"),
        "ask": [{**asdict(way), "page": bool(way.href) and way.href == absolute(way.text)} for way in shown.ask],
        "order_title": words.say("offer.order.button"),
        "order": shown.order,
    }
