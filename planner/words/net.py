"""A net of the anchors of many phrases, drawn through a text once: which phrases may stand in which of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from planner.words.automaton import Automaton
from planner.words.clauses import BREAK, END, with_ends
from planner.words.crowd import Crowd
from planner.words.glance import LATIN
from planner.words.phrases import Phrase

Anchored: TypeAlias = dict[str, Crowd]
"""The phrases of an anchor, by the language whose clauses they stay in; "" where they may go across their ends."""
Hit: TypeAlias = tuple[Anchored, int, int]
"""The phrases of an anchor, and where it begins and ends."""
_JAPANESE = tuple(bytes([first]) for first in range(0xE3, 0xEA))
"""How kana and kanji begin in UTF-8."""


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
                if anchor in table:
                    table[anchor].append(phrase)
                else:
                    table[anchor] = [phrase]
        self._marks = [(mark.encode()[0], mark.encode(), _anchored(phrases)) for mark, phrases in marks.items()]
        self._latin, self._others = _Anchors(latin), _Anchors(others)

    def caught(self, text: bytes) -> dict[int, list[Phrase]]:
        """The phrases that may stand in the paragraphs of a glanced text, by the number of the paragraph, from 1."""
        text = b" %b " % text
        words = text.translate(LATIN)
        size = len(text)
        parted: dict[str, bytes] = {}
        found: dict[int, set[Phrase]] = {}
        for anchored, start, end in self._hits(text, words):
            for language, crowd in anchored.items():
                ends = parted.get(language)
                if ends is None:
                    ends = parted[language] = with_ends(language, text)
                # A row may begin with the space that the anchor ends with, or with the mark before the clause.
                first, last = ends.rfind(END, 0, start + 1), ends.find(END, end - 1)
                before = slice(max(first, 0), start + 1)
                behind = slice(end - 1, last + 1 if last >= 0 else size)
                met = crowd.met(((words, before), (words, behind), (text, before), (text, behind)))
                if met:
                    found.setdefault(text.count(BREAK, 0, (start + end) // 2) + 1, set()).update(met)
        return {number: sorted(some, key=self._order.__getitem__) for number, some in found.items()}

    def _hits(self, text: bytes, words: bytes) -> list[Hit]:
        hits = [] if words.isspace() else self._latin.hits(words)
        if not text.isascii() and any(first in text for first in _JAPANESE):
            hits += self._others.hits(text)
        for first, mark, anchored in self._marks:
            if first in text:
                hits += [(anchored, at, at + len(mark)) for at in _places(mark, text)]
        return hits


def _places(mark: bytes, text: bytes) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


class _Anchors:
    """Anchors, with the phrases that each may belong to."""

    def __init__(self, phrases: dict[str, list[Phrase]]) -> None:
        self._phrases = list(phrases.values())
        self._met: dict[int, Anchored] = {}
        self._rows = Automaton([anchor.encode() for anchor in phrases])

    def hits(self, text: bytes) -> list[Hit]:
        """Where they stand in a text."""
        found = self._rows.found(text)
        met = self._met
        for row, _, _ in found:
            if row not in met:
                met[row] = _anchored(self._phrases[row])
        return [(met[row], start, end) for row, start, end in found]


def _anchored(phrases: Iterable[Phrase]) -> Anchored:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase.group.language if phrase.in_clause else "", []).append(phrase)
    return {clauses: Crowd(some) for clauses, some in found.items()}
