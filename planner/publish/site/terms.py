"""The box of an offer: what it costs, until when, whom to ask first, and only then where to order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from planner.model import Offer
from planner.render import Term, absolute, offer_terms
from planner.wording import Catalogue

_LEAD = ("for", "worry", "wish")


def is_over(offer: Offer, today: date) -> bool:
    """Whether the last day of an offer is past."""
    return offer.until is not None and today > offer.until


def offer_view(offer: Offer, words: Catalogue, at: datetime) -> Mapping[str, Any]:
    """An offer for its page; one that is over has no way to order."""
    shown = offer_terms(offer, at, words.language)
    return {
        "lead": [_row(term, words) for term in shown.terms if term.name in _LEAD],
        "terms": [_row(term, words) for term in shown.terms if term.name not in _LEAD],
        "ended": words.say("site.offer.ended", day=shown.ended) if shown.ended else None,
        "ask": [{**asdict(way), "page": bool(way.href) and way.href == absolute(way.text)} for way in shown.ask],
        "order": shown.order,
    }


def _row(term: Term, words: Catalogue) -> Mapping[str, str]:
    text = words.say("site.offer.with_tax", price=term.text) if term.name == "price" else term.text
    return {"name": term.name, "label": term.label, "text": text}
