"""A net of the anchors of many phrases, drawn through a text once: which phrases may stand in which of its paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from ahocorasick_rs import BytesAhoCorasick, Implementation

from planner.words.glance import LATIN, PARAGRAPH
from planner.words.phrases import Phrase

Hit: TypeAlias = tuple[int, list[Phrase]]
"""Where an anchor stands, and the phrases that it may belong to."""
_BREAKS = re.compile(PARAGRAPH.encode())
_MANY = 400
"""From so many texts on, the automaton that is slower to make and faster to search is worth making."""


class Net:
    """The anchors of some phrases."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        marks: dict[str, list[Phrase]] = {}
        latin: dict[str, list[Phrase]] = {}
        others: dict[str, list[Phrase]] = {}
        self._order: dict[Phrase, int] = {}
        for number, phrase in enumerate(phrases):
            self._order[phrase] = number
            for anchor in phrase.anchors:
                table = marks if len(anchor) == 1 and not anchor.isalnum() else latin if anchor.isascii() else others
                table.setdefault(anchor, []).append(phrase)
        self._marks, self._latin, self._others = marks, _Anchors(latin), _Anchors(others)

    def caught(self, text: str) -> dict[int, list[Phrase]]:
        """The phrases that may stand in the paragraphs of a glanced text, by the number of the paragraph, from 1."""
        data = f" {text} ".encode("utf-8", "replace")
        words = data.translate(LATIN)
        hits = self._latin.hits(words)
        if not text.isascii():
            hits += self._others.hits(data)
        for mark, phrases in self._marks.items():
            if mark in text:
                hits += [(at, phrases) for at in _places(mark.encode(), data)]
        return self._in_paragraphs(hits, data, words) if hits else {}

    def _in_paragraphs(self, hits: Iterable[Hit], data: bytes, words: bytes) -> dict[int, list[Phrase]]:
        """Those phrases whose needs are met beside the anchors; what stands twice in a paragraph is looked at once."""
        ends = [end.start() for end in _BREAKS.finditer(data)]
        near = {(bisect_right(ends, at), id(phrases)): phrases for at, phrases in hits}
        found: dict[int, set[Phrase]] = {}
        for (number, _), phrases in near.items():
            start = ends[number - 1] + 1 if number else 0  # an anchor may begin with the space before a paragraph
            end = ends[number] + 1 if number < len(ends) else len(data)
            met = _met(phrases, data[start:end], words[start:end])
            if met:
                found.setdefault(number + 1, set()).update(met)
        return {number: sorted(some, key=self._order.__getitem__) for number, some in found.items()}


class _Anchors:
    """Anchors, with the phrases that each may belong to."""

    def __init__(self, phrases: dict[str, list[Phrase]]) -> None:
        self._anchors = [anchor.encode() for anchor in phrases]
        self._phrases = list(phrases.values())
        self._searched = 0
        self._automaton = BytesAhoCorasick(self._anchors, implementation=Implementation.ContiguousNFA)

    def hits(self, data: bytes) -> list[Hit]:
        """Where they stand in a text."""
        self._searched += 1
        if self._searched == _MANY:
            self._automaton = BytesAhoCorasick(self._anchors, implementation=Implementation.DFA)
        phrases = self._phrases
        return [(at, phrases[row]) for row, at, _ in self._automaton.find_matches_as_indexes(data, overlapping=True)]


def _places(mark: bytes, data: bytes) -> Iterator[int]:
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + 1)


def _met(phrases: list[Phrase], text: bytes, latin: bytes) -> list[Phrase]:
    """Those phrases of which all that they need is in a paragraph."""
    return [
        phrase
        for phrase in phrases
        if _is_met(phrase, latin if phrase.is_latin else text if phrase.is_japanese else latin + text)
    ]


def _is_met(phrase: Phrase, paragraph: bytes) -> bool:
    # Loops, since this runs for some words of every letter.
    for need in phrase.needs:
        for row in need:
            if row in paragraph:
                break
        else:
            return False
    return True
