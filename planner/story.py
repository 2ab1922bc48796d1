"""What a reader must be told of a customer's story before reading it: what the customer got for it, and whether we edited it."""

from __future__ import annotations

from planner.model import Letter
from planner.wording import Catalogue

STORY = "customer-story"
"""The purpose of a customer's story."""


def story_labels(letter: Letter, words: Catalogue) -> tuple[str, ...]:
    """The sentences that stand at the top of a letter, wherever it appears; none where nothing needs to be said."""
    customer = letter.customer
    if customer is None:
        return ()
    names = [customer.incentive or "none", *(["edited"] if customer.edited else [])]
    known = "named" if customer.name else "unnamed"
    keys = (f"story.{known}.{name}" for name in names)
    return tuple(words.say(key, name=customer.name or "") for key in keys if words.has(key))
