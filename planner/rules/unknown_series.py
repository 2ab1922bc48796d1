"""`unknown-series`: a series that mkdocs.yml gives no stage, so that nobody would get it."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level, Step
from planner.nearest import nearest
from planner.rules.base import Inspection, Judgement, NoOptions, Rule


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """One judgement for each such folder, at its first letter."""
    told: set[str] = set()
    for letter in inspection.letters:
        if isinstance(letter, Step) and letter.stage is None and letter.series not in told:
            told.add(letter.series)
            guess = nearest(letter.series, inspection.settings.series)
            case, values = ("near", {"nearest": guess}) if guess else ("unknown", {})
            folder = letter.path.rpartition("/")[0]
            yield Judgement(letter.path, letter.place(), case, {"series": letter.series, "folder": folder, **values})


RULE = Rule("unknown-series", Level.ERROR, NoOptions(), check)
