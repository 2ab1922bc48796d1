"""`disguised-offer`: a letter that is no offer, and sells."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level
from planner.rules.base import Inspection, Judgement, Rule
from planner.rules.own_words import OwnWords
from planner.words.links import OwnOffers
from planner.words.scan import looked_at
from planner.words.selling import sale


def check(inspection: Inspection, options: OwnWords) -> Iterator[Judgement]:
    """One judgement for each letter, at the strongest sign. What stands only at its end is `sales-tail`'s."""
    own = OwnOffers.of(inspection.letters)
    for letter in looked_at(inspection.letters):
        found = None if letter.asks else sale(letter, own, options.add, options.allow)
        if found is not None and not found.confined:
            first, *more = found.signs
            if more:
                second = more[0]
                values = {"first": first.quote, "second": second.quote, "line": second.place.line}
                yield Judgement(letter.path, first.place, "several", values)
            else:
                yield Judgement(letter.path, first.place, first.case, {"first": first.quote})


RULE = Rule("disguised-offer", Level.ERROR, OwnWords(), check, cools=True)
