"""`sales-tail`: an offer at the end of an otherwise warm letter, or in the short texts around it.

It weighs as much as a disguised offer: it reaches readers whom nobody has counted as warm.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level
from planner.rules.base import Inspection, Judgement, Rule
from planner.rules.own_words import OwnWords
from planner.words.links import OwnOffers
from planner.words.scan import looked_at
from planner.words.selling import sale


def check(inspection: Inspection, options: OwnWords) -> Iterator[Judgement]:
    """One judgement for each letter, at the strongest sign; the case says where it stands."""
    own = OwnOffers.of(inspection.letters)
    for letter in looked_at(inspection.letters):
        found = None if letter.asks else sale(letter, own, options.add, options.allow)
        if found is not None and found.confined:
            first = found.signs[0]
            yield Judgement(letter.path, first.place, first.region.value, {"first": first.quote})


RULE = Rule("sales-tail", Level.ERROR, OwnWords(), check, cools=True)
