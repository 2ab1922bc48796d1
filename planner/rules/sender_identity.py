"""`sender-identity`: letters that don't say who sends them, from where, and how to reach them."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level, Place
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.rules.letters import first_line, has_letters, has_told

NAME = "sender-identity"


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """A shop that has not begun to say who it is gets one warning; once it has, what is missing is an error."""
    if not has_letters(inspection):
        return
    path = inspection.settings.block_path
    if not has_told(inspection, "shop"):
        yield Judgement(path, Place(), "nobody", level=Level.WARNING)
        return
    for case in _missing(inspection):
        yield Judgement(path, first_line(inspection, "shop"), case)


def _missing(inspection: Inspection) -> Iterator[str]:
    settings, shop = inspection.settings, inspection.settings.shop
    # Without a name anywhere the shop is called like its folder; that is nobody's name.
    named = "shop.name" in settings.places or settings.site_name != settings.root.name
    reached = {"name": named, "address": bool(shop.address), "contact": bool(shop.email or shop.phone)}
    return (case for case, there in reached.items() if not there)


RULE = Rule(NAME, Level.ERROR, NoOptions(), check)
