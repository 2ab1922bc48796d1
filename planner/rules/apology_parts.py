"""`apology-parts`: an apology that leaves out what its readers need to know."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level
from planner.rules.base import Inspection, Judgement, NoOptions, Rule, at
from planner.rules.unread import unread_keys

_PARTS = ("happened", "facts", "affected", "remedy", "contact")


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """All that is missing in one apology is one finding."""
    is_unread = unread_keys(inspection)
    for letter in inspection.letters:
        if letter.purpose.name == "apology":
            absent = (f"incident.{part}" for part in _PARTS if not getattr(letter.incident, part, None))
            missing = tuple(key for key in absent if not is_unread(letter, key))
            if missing:
                yield at(letter, "incident" if letter.incident else "purpose", "missing", missing=missing)


RULE = Rule("apology-parts", Level.ERROR, NoOptions(), check)
