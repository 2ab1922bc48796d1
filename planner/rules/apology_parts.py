"""`apology-parts`: an apology that leaves out what its readers need to know."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Incident, Level
from planner.rules.base import Inspection, Judgement, NoOptions, Rule, at

_PARTS = ("happened", "facts", "affected", "remedy", "contact")


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """All that is missing in one apology is one finding."""
    for letter in inspection.letters:
        if letter.purpose.name == "apology":
            missing = [f"incident.{part}" for part in _missing(letter.incident)]
            if missing:
                yield at(letter, "incident" if letter.incident else "purpose", "missing", missing=tuple(missing))


def _missing(incident: Incident | None) -> Iterator[str]:
    yield from (part for part in _PARTS if incident is None or not getattr(incident, part))


RULE = Rule("apology-parts", Level.ERROR, NoOptions(), check)
