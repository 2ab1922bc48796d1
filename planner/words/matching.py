"""Where phrases stand in a part of a letter, and whether the words around them make them harmless."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from planner.model import Letter, Place
from planner.words.around import Around
from planner.words.parts import Part, Region
from planner.words.passage import Passage, passage
from planner.words.phrases import Group, Phrase, is_a_code

_QUOTED = 120
"""Characters of a sentence that is still quoted as a whole."""
_LINE_END = re.compile("\n")
_SUM = re.compile(r"\d+(?:\.\d+)?")
_NO_SUM = re.compile(r"[^\d.]")


class Match(NamedTuple):
    """A phrase in a letter."""

    group: Group
    part: Part
    start: int
    end: int
    """In the part's source."""
    context: str
    """The folded sentence around it."""
    sentence: tuple[int, int]
    """Where that begins and ends in the source."""

    @property
    def quote(self) -> str:
        """The author's own words."""
        return " ".join(self.part.source[self.start : self.end].split())

    def moved(self, part: Part, by: int) -> Match:
        """The same in a part in which the text that it was found in begins so much later."""
        first, last = self.sentence
        return self._replace(part=part, start=self.start + by, end=self.end + by, sentence=(first + by, last + by))

    def in_its_sentence(self) -> Match:
        """The same with all of its sentence but the full stop, unless that is long."""
        start, end = self.sentence
        end -= self.part.source.endswith((".", "。"), start, end)
        return self._replace(start=start, end=end) if end - start <= _QUOTED else self

    def place(self, letter: Letter) -> Place:
        """Where it stands in the letter's file; for a short text, where its key does."""
        if self.part.key:
            return letter.place(self.part.key, "title")
        lines = (self._at(letter, self.start), self._at(letter, self.end))
        return Place(*lines[0], *lines[1])

    def _at(self, letter: Letter, offset: int) -> tuple[int, int]:
        line, column = line_and_column(self.part.source, offset)
        return letter.body_line + line, column


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line, from 0 on, and the column, from 1 on, of a place in a text."""
    ends = _ends_of_lines(text)
    line = bisect_left(ends, offset)
    return line, offset - (ends[line - 1] if line else -1)


@lru_cache(maxsize=8)
def _ends_of_lines(text: str) -> list[int]:
    return [end.start() for end in _LINE_END.finditer(text)]


def in_part(of: Part, part: Part, phrases: Iterable[Phrase]) -> Iterator[Match]:
    """Where phrases stand in a part, or in a paragraph of it."""
    text = part.source[part.start : part.end]
    return (match.moved(of, part.start) for match in _in_text(text, tuple(phrases)))


@lru_cache(maxsize=1_000)
def _in_text(text: str, phrases: tuple[Phrase, ...]) -> tuple[Match, ...]:
    """The same, as if the text were a part by itself: what a shop sells by often stands in many letters."""
    read = passage(text)
    around = Around(read)
    whole = Part("", Region.BODY, text, 0, len(text))
    return tuple(match for phrase in phrases for match in of_phrase(phrase, read, around, whole))


def of_phrase(phrase: Phrase, read: Passage, around: Around, of: Part) -> Iterator[Match]:
    """Where a phrase stands; the same words in the same sentence say nothing new."""
    return (match_at(phrase.group, of, read, around, span) for span in spans_of(phrase, read, around, of.source))


def spans_of(phrase: Phrase, read: Passage, around: Around, source: str) -> Iterator[tuple[int, int]]:
    """The same, as places in the passage of a source."""
    told: set[tuple[str, int, int]] = set()
    named = bool(phrase.pattern.groupindex)
    for found in phrase.pattern.finditer(read.text):
        start, end = found.span()
        span = read.sentence(start, end)
        if (found[0], *span) in told or (named and not (_is_a_code(found, read, source) and _is_lower(found))):
            continue
        if not around.innocent(phrase.group, start, end):
            told.add((found[0], *span))
            yield start, end


def match_at(group: Group, of: Part, read: Passage, around: Around, words: tuple[int, int]) -> Match:
    """What stands at some words of a passage."""
    first, last = read.sentence(*words)
    context = around.context((first, last))
    first, last = last - len(context.lstrip()), first + len(context.rstrip())
    return Match(group, of, *_origin(read, *words), context, _origin(read, first, last))


def _origin(read: Passage, start: int, end: int) -> tuple[int, int]:
    return read.origin(start), read.origin_of_end(end)


def _is_a_code(found: re.Match[str], read: Passage, source: str) -> bool:
    if found.groupdict().get("code") is None:
        return True
    start, end = found.span("code")
    return is_a_code(source[read.origin(start) : read.origin_of_end(end)])


def _is_lower(found: re.Match[str]) -> bool:
    """A price that has gone up is news; of one that can't be read nobody can say it."""
    prices = found.groupdict()
    low, high = (_SUM.fullmatch(_NO_SUM.sub("", prices.get(name) or "").rstrip(".")) for name in ("low", "high"))
    return low is None or high is None or float(low[0]) < float(high[0])
