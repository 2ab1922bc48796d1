"""`story-label`: a customer's story that does not say what the customer got for it, or whether it was edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.model import Level
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.rules.unread import unread_keys
from planner.story import STORY

_UNSAID: Mapping[str, Level | None] = {"incentive": None, "edited": Level.WARNING}
"""What a story says of its customer, and how grave it is where it does not; None: as grave as the rule."""


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """What is said here is what the build prints above the story; unsaid, it could print nothing."""
    is_unread = unread_keys(inspection)
    for letter in inspection.letters:
        for key, level in _UNSAID.items() if letter.purpose.name == STORY else ():
            if getattr(letter.customer, key, None) is None and not is_unread(letter, f"customer.{key}"):
                place = letter.place(f"customer.{key}", "customer", "purpose")
                yield Judgement(letter.path, place, key, level=level)


RULE = Rule("story-label", Level.ERROR, NoOptions(), check)
