"""`offer-needs`: an offer that does not say for whom it is, which worry it ends and which wish it serves."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.rules.offers import judged_offers
from planner.rules.unread import unread_keys

_FIELDS = {"for": "for_whom", "worry": "worry", "wish": "wish"}


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """One judgement for each offer that states terms, and not whom they serve."""
    is_unread = unread_keys(inspection)
    for letter in judged_offers(inspection):
        absent = (key for key, name in _FIELDS.items() if letter.offer and not getattr(letter.offer, name))
        missing = tuple(key for key in absent if not is_unread(letter, f"offer.{key}"))
        if missing:
            yield Judgement(letter.path, letter.place("offer", "purpose"), "missing", {"missing": missing})


RULE = Rule("offer-needs", Level.WARNING, NoOptions(), check)
