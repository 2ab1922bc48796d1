"""`consent-form`: letters for which nobody was asked in words, or a box that is ticked before anyone reads it."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.rules.letters import first_line, has_letters, has_told


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """A shop that has not begun to say who it is, is told that first, by `sender-identity`."""
    signup, path = inspection.settings.shop.signup, inspection.settings.block_path
    if signup.ticked:
        yield Judgement(path, first_line(inspection, "shop.signup.ticked"), "ticked")
    if not signup.consent and has_told(inspection, "shop") and has_letters(inspection):
        place = first_line(inspection, "shop.signup", "shop")
        yield Judgement(path, place, "no-words", level=Level.WARNING)


RULE = Rule("consent-form", Level.ERROR, NoOptions(), check)
