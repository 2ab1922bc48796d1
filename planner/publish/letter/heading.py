"""What a reader sees of an edition before opening it: the subject, and the preheader beside it.

Both come from the letter that leads: of the warmest letters in it (those that warm, else neutral ones, else offers) the first
that has a subject of its own under `newsletter:`, else the first of them, with its title. So an offer never speaks for a
digest that has anything else in it, and readers who get the digest without the offer can't tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.model import Letter
from planner.render import one_line
from planner.wording import Catalogue


@dataclass(frozen=True, slots=True)
class Heading:
    """A subject, and the preheader that mail programs show beside it; that may be empty."""

    subject: str
    preheader: str


def heading(letters: Sequence[Letter], words: Catalogue) -> Heading:
    """The heading of letters in reading order; the preheader names the others where the leading letter has no summary."""
    # The warmest come first in reading order.
    warmest = [letter for letter in letters if letter.purpose.role is letters[0].purpose.role]
    lead = next((letter for letter in warmest if letter.subject), letters[0])
    others = words.enumeration(letter.title for letter in letters if letter is not lead)
    return Heading(one_line(lead.subject or lead.title), one_line(lead.preheader or lead.summary or others))
