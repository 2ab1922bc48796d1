"""How much the words of a paragraph are those of letters that sell, push, flatter or excuse themselves.

Phrases say what is there; this says what it stands among. It is a second opinion on what phrases have found, learnt from the labelled
letters of `tests/corpus/` (a linear model of rows of words, in Japanese of characters), and lies ready in `locales/*/leanings.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from html import unescape
from math import sqrt
from typing import Any, NamedTuple

from planner.model import Letter
from planner.wording import locale_text
from planner.words.beside import ENOUGH
from planner.words.parts import Part
from planner.words.passage import passage
from planner.words.sentences import has_japanese
from planner.words.slots import FILLER

NAME = "leanings.json"
SELLING = "selling"
"""Of `disguised-offer` and `sales-tail`; the others have the names of their rules."""
ROW = "\t"
_LONGEST = {"en": 3, "ja": 4}
"""Words of a row, or characters."""
_FIGURES = re.compile(r"\d+")
_WORDS = re.compile(r"[a-z]+(?:'[a-z]+)?|[£$€%!?0]")
_SIGNS = re.compile(rf"[\s{FILLER}*_#>|()\[\]-]+")
_LONG = 300
"""Bytes: some fifty words in English."""
_MOST = 4000
"""Characters of a text that are read; nobody writes such paragraphs."""
_SHORT = 40
"""Letters of a part that says too little for something light to count in it; a kanji counts as two."""


class Leaning(NamedTuple):
    """What has been learnt for a rule, in thousandths."""

    weights: dict[str, tuple[int, int]]
    """Of each row: how much it says for being rare, and which way it leans."""
    level: int
    """Where a text without any of these rows is."""
    doubted: int
    """What hardly any letter is below in which the rule should find something."""
    believed: int
    """What hardly any other letter is above."""

    def of(self, rows: Iterable[str]) -> float:
        """How a text leans that has some rows."""
        found = [self.weights[row] for row in rows if row in self.weights]
        length = sqrt(sum(rare * rare for rare, _ in found))
        return self.level + (sum(rare * weight for rare, weight in found) / length if length else 0)

    def needed(self, weight: int) -> float:
        """How a text must lean for what weighs so much to count in it."""
        return self.doubted if weight >= ENOUGH else self.believed


def is_long(letter: Letter) -> bool:
    """Whether a letter has so many words that they tell how it leans, and that some phrase may stand there by chance."""
    return len(letter.body.encode("utf-8", "replace")) > _LONG


def is_enough(rule: str, weight: int, letter: Letter, evidence: Iterable[tuple[Part, str]]) -> bool:
    """Whether what weighs so much is enough for a rule to find something in a letter, given the parts and folded sentences it stands in.

    What is heavy enough by itself counts where either reads like it, and what is lighter where the part does. A sentence that says
    too little by itself is given as an empty text.
    """
    is_heavy = weight >= ENOUGH
    if not is_long(letter):
        return is_heavy
    texts = {
        text[:_MOST] for part, sentence in evidence for text in (words(part), sentence if is_heavy else "") if text
    }
    return any(_leans(rule, weight, text) for text in texts if is_heavy or _width(text) >= _SHORT)


def _leans(rule: str, weight: int, text: str) -> bool:
    language = "ja" if has_japanese(text.encode("utf-8", "replace")) else "en"
    return _of(language, rule, text) >= _leaning(language, rule).needed(weight)


@lru_cache(maxsize=5_000)
def _of(language: str, rule: str, text: str) -> float:
    """How a text leans; the same sentences come again in a shop's letters."""
    return _leaning(language, rule).of(rows(language, text))


@lru_cache(maxsize=256)
def words(part: Part) -> str:
    """What a part of a letter says in the shop's own voice; of a very long one, its beginning."""
    return passage(part.source, part.start, part.end).text[:_MOST]


def rows(language: str, text: str) -> set[str]:
    """The rows of words in a text, or of characters."""
    text = _FIGURES.sub("0", unescape(text) if "&" in text else text)
    if language == "en":
        found = _WORDS.findall(text)
        return set(_in_a_row(found, _LONGEST["en"], " "))
    return set(_in_a_row(_SIGNS.sub("", text), _LONGEST["ja"], ""))


def _in_a_row(pieces: list[str] | str, longest: int, glue: str) -> Iterator[str]:
    for length in range(1, longest + 1):
        for at in range(len(pieces) - length + 1):
            yield glue.join(pieces[at : at + length])


def _width(text: str) -> int:
    return len(text) + sum(character > "\u2e80" for character in text)


@cache
def _leaning(language: str, rule: str) -> Leaning:
    table = _table(language)["rules"][rule]
    weights = zip(table["rare"], table["weights"], strict=True)
    return Leaning(
        dict(zip(table["rows"].split(ROW), weights, strict=True)), table["level"], table["doubted"], table["believed"]
    )


@cache
def _table(language: str) -> Any:
    return json.loads(locale_text(language, NAME))
