"""`hollow-praise`: praise that names no fact."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level
from planner.rules.base import Inspection, Judgement, Rule
from planner.rules.own_words import OwnWords
from planner.words.scan import looked_at
from planner.words.tone import Finder


def check(inspection: Inspection, options: OwnWords) -> Iterator[Judgement]:
    """Praise of the reader passes where the same sentence, or the next, says what for."""
    finder = Finder("hollow-praise", options.add, options.allow)
    for letter in looked_at(inspection.letters):
        for found in finder.found(letter):
            yield Judgement(letter.path, found.place(letter), found.group.kind, {"first": found.quote})


RULE = Rule("hollow-praise", Level.WARNING, OwnWords(), check)
