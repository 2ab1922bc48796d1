"""`pushy-wording`: a refusal contradicted, guilt, flattery of a kind of person, hurry, the shop's own targets."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level
from planner.rules.base import Inspection, Judgement, Rule
from planner.rules.own_words import OwnWords
from planner.words.scan import looked_at
from planner.words.tone import Finder


def check(inspection: Inspection, options: OwnWords) -> Iterator[Judgement]:
    """Every letter, offers too: an offer may say until when, but not that one will be sorry. The group is the case."""
    finder = Finder("pushy-wording", options.add, options.allow, where_sold=True, in_a_sentence=True)
    for letter in looked_at(inspection.letters):
        for found in finder.found(letter):
            yield Judgement(letter.path, found.place(letter), found.group.kind, {"first": found.quote})


RULE = Rule("pushy-wording", Level.WARNING, OwnWords(), check)
