"""The tone of a letter: the phrases of one rule's list that stand in it, one for each sentence and reason.

A phrase that is innocent of plants, the weather or the shop's books weighs less than `ENOUGH`. It counts where the letter pushes
in another way beside it, and in an offer or a few lines that sell: there it is said to somebody who is to buy. So does a phrase
that no labelled letter has needed yet, unless the letter is short.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planner.model import Letter
from planner.words.beside import ENOUGH, Neighbourhoods, Weighed, heaviest
from planner.words.leaning import is_enough, is_long
from planner.words.matching import Match
from planner.words.scan import OWN, added, allowed, matches
from planner.words.selling import pointing

_UNTRIED = 2
"""What a phrase that no letter has needed so far weighs in a long one, where one of thousands may stand by chance."""
_MOST_OF_A_SALE = 2
"""What a sale adds at most: who is sad in a letter that sells needn't push."""


class Finder(NamedTuple):
    """Looks for the phrases of a rule, with what a shop has added, without what it allows."""

    rule: str
    add: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    where_sold: bool = False
    """Whether a light phrase also counts in an offer, and in a short letter beside what points to a sale."""
    in_a_sentence: bool = False
    """Whether a sentence that is heavy enough by itself counts whatever it stands among. A line that hurries is short, and letters that
    only sell have words like it: here the company says too little.
    """

    def found(self, letter: Letter) -> Iterator[Match]:
        """The first match of each kind in each sentence; of what says little by itself, all of its sentence."""
        if not (self.add or matches(letter)):
            return
        told: set[tuple[str, str, str]] = set()
        for match in self._counting(letter):
            key = (match.group.kind, match.part.key, match.context)
            if key not in told:
                told.add(key)
                yield match if match.group.weight >= ENOUGH else match.in_its_sentence()

    def _counting(self, letter: Letter) -> list[Match]:
        """What the letter doesn't make harmless."""
        found = [match for match in self._all(letter) if not (self.allow and allowed(match, self.allow))]
        if not found:
            return []
        long = is_long(letter)
        weighed = [_weighed(match, is_long=long) for match in found]
        is_light = any(one.weight < ENOUGH for one in weighed)
        sells = self.where_sold and is_light and (letter.asks or not long)
        sold = min(pointing(letter, found), _MOST_OF_A_SALE) if sells else 0
        near = Neighbourhoods(letter.body, weighed)
        heavy = _heavy_sentences(found, weighed, ENOUGH - sold)
        return [
            match
            for match in found
            if self._counts(letter, match, _heaviest(near, match) + sold, is_heavy=match.context in heavy)
        ]

    def _counts(self, letter: Letter, match: Match, weight: int, *, is_heavy: bool) -> bool:
        """Whether a match does that weighs so much with what is beside it; what the shop has added always does."""
        if match.group is OWN or (is_heavy and self.in_a_sentence):
            return True
        return is_enough(self.rule, weight, letter, [(match.part, match.context if is_heavy else "")])

    def _all(self, letter: Letter) -> list[Match]:
        found = [match for match in matches(letter) if match.group.rule == self.rule]
        if self.add:
            found += [match for _, match in added(letter, self.add)]
        return sorted(found, key=lambda match: (match.part.key, match.start, -match.end)) if len(found) > 1 else found


def _heavy_sentences(found: list[Match], weighed: list[Weighed], enough: int) -> set[str]:
    """The sentences that weigh enough by themselves."""
    sentences: dict[str, list[Weighed]] = {}
    for match, one in zip(found, weighed, strict=True):
        sentences.setdefault(match.context, []).append(one)
    return {sentence for sentence, every in sentences.items() if sum(heaviest(every).values()) >= enough}


def _heaviest(near: Neighbourhoods, match: Match) -> int:
    return max(sum(weights.values()) for weights in near.of(match.part.region, match.start))


def _weighed(match: Match, *, is_long: bool) -> Weighed:
    """By its group, each once: a silence held against the reader, and tears about it, are two things.

    Of untried phrases, each sentence counts once: two that say much the same would both stand there.
    """
    if match.group.tried or not is_long:
        return Weighed(match.group.name, match.group.weight, match.part.region, match.start)
    return Weighed(match.context, min(match.group.weight, _UNTRIED), match.part.region, match.start)
