"""Personal data in a text: mail addresses, telephone numbers, and postal addresses down to the house.

Cheap signs come first (an `@`, a run of digits, the name of a street), and costly patterns look only around them.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.personal.address import addresses
from planner.personal.datum import Datum, Known
from planner.personal.mail import is_everybodys, mails
from planner.personal.name import names
from planner.personal.phone import phones
from planner.personal.signs import figures

__all__ = ["Datum", "Known", "is_everybodys", "names", "personal_data"]


def personal_data(text: str, known: Known) -> Iterator[Datum]:
    """Whatever in a text may lead to a person, but for what is `known`; near-linear, whatever the text."""
    runs = figures(text)
    yield from mails(text, known)
    yield from phones(text, runs, known)
    yield from addresses(text, runs, known)
