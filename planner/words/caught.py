"""Which phrases may stand in letters: the first look, at many letters together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TypeAlias

from planner.markup import without_code
from planner.model import Letter
from planner.words.harmless import not_harmless
from planner.words.known import Known
from planner.words.net import Net
from planner.words.parts import texts_of_short
from planner.words.phrases import Phrase
from planner.words.sentences import PARAGRAPH

ALWAYS = frozenset({"pushy-wording", "hollow-praise"})
SELLING = frozenset({"disguised-offer"})
COMPLETING = frozenset({"disguised-offer.completing"})
"""What weighs so little that it is looked for only where something else was found."""
APOLOGY = frozenset({"excuse"})
EVERYDAY = ALWAYS | SELLING
"""What is looked for together, since most letters are judged by all of it."""
IN_AN_APOLOGY = EVERYDAY | APOLOGY
Caught: TypeAlias = dict[int, list[Phrase]]
"""Phrases by the number of the paragraph of a letter's text, from 1 on."""
_NOTHING: Caught = {}


def caught(rules: frozenset[str], letters: Iterable[Letter]) -> dict[int, Caught]:
    """The phrases of some rules that may stand in letters, by the number of the letter from 0, where there are any.

    They stand in the paragraphs of its body, or behind these in its short texts.
    """
    texts = list(map(_text, letters))
    found: dict[int, Caught] = {}
    for known in _known(rules):
        for number, phrases in known.caught(texts).items():
            found[number] = _together(found.get(number, _NOTHING), phrases, rules)
    return found


def _text(letter: Letter) -> str:
    """All that a letter says, each of its short texts as one paragraph."""
    return PARAGRAPH.join((without_code(letter.body), *map(_in_one, texts_of_short(letter))))


def _in_one(text: str) -> str:
    """A short text as one paragraph: its empty lines are no longer empty, and go on parting words of full width."""
    return text.strip("\n").replace("\n\n", "\n \n").replace("\n\n", "\n \n") if "\n" in text else text


def _together(found: Caught, more: dict[int, Sequence[Phrase]], rules: frozenset[str]) -> Caught:
    asked = {number: [phrase for phrase in phrases if phrase.group.rule in rules] for number, phrases in more.items()}
    return {number: both for number in {**found, **asked} if (both := [*found.get(number, ()), *asked.get(number, ())])}


@cache
def _known(rules: frozenset[str]) -> tuple[Known, ...]:
    every = [EVERYDAY] if rules & EVERYDAY else []
    return tuple(map(_known_of, [*every, *(frozenset({rule}) for rule in sorted(rules - EVERYDAY))]))


@cache
def _known_of(rules: frozenset[str]) -> Known:
    return Known(Net(rules), not_harmless)
