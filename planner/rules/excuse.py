"""`excuse`: a sentence in an apology that moves the blame."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level
from planner.rules.base import Inspection, Judgement, Rule
from planner.rules.own_words import OwnWords
from planner.words.scan import looked_at
from planner.words.tone import Finder


def check(inspection: Inspection, options: OwnWords) -> Iterator[Judgement]:
    """Apologies only. It is a warning: an apology that is held back comes too late, and that is worse."""
    finder = Finder("excuse", options.add, options.allow)
    for letter in looked_at(inspection.letters):
        if letter.purpose.name == "apology":
            for found in finder.found(letter):
                yield Judgement(letter.path, found.place(letter), found.group.kind, {"first": found.quote})


RULE = Rule("excuse", Level.WARNING, OwnWords(), check)
