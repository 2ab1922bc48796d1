"""`story-label`: a customer's story that does not say what the customer got for it, or whether it was edited."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Letter, Level
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.story import STORY


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """What is said here is what the build prints above the story; unsaid, it could print nothing."""
    for letter in inspection.letters:
        if letter.purpose.name == STORY:
            customer = letter.customer
            if customer is None or customer.incentive is None:
                yield _at(letter, "incentive", "incentive")
            if customer is None or customer.edited is None:
                yield _at(letter, "edited", "edited", Level.WARNING)


def _at(letter: Letter, key: str, case: str, level: Level | None = None) -> Judgement:
    return Judgement(letter.path, letter.place(f"customer.{key}", "customer", "purpose"), case, level=level)


RULE = Rule("story-label", Level.ERROR, NoOptions(), check)
