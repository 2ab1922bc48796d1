"""A net of the anchors of many phrases, drawn through a text once: which phrases may stand in which of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from planner.wording import LANGUAGES
from planner.words.automaton import Automaton
from planner.words.clauses import BREAK, END, with_ends
from planner.words.crowd import Crowd
from planner.words.glance import LATIN
from planner.words.phrases import Language, Phrase, language_of
from planner.words.prepared import ROW

Anchored: TypeAlias = dict[str, Crowd]
"""The phrases of an anchor, by the language whose clauses they stay in; "" where they may go across their ends."""
Hit: TypeAlias = tuple[Anchored, int, int]
"""The phrases of an anchor, and where it begins and ends."""
_MORE = 60
"""Bytes around a clause, for what a phrase must not stand beside."""
_LONG, _TWICE = 1000, 2
"""In a clause of so many bytes words may come too often to be tried each time. When they come again they are tried with all of the
clause before them and behind them, and after that no more.
"""
_JAPANESE = tuple(bytes([first]) for first in range(0xE3, 0xEA))
"""How kana and kanji begin in UTF-8."""


class Net:
    """The anchors of the phrases of some rules, in all languages."""

    def __init__(self, rules: Iterable[str]) -> None:
        rules = sorted(rules)
        self._words, self._text, self._marks = (_Anchors(kind, rules) for kind in ("words", "text", "marks"))
        self._single = [(row[0], row) for row in self._marks.rows]

    def caught(self, text: bytes) -> dict[int, list[Phrase]]:
        """The phrases that may stand in the paragraphs of a glanced text, by the number of the paragraph, from 1."""
        text = b" %b " % text
        words = text.translate(LATIN)
        size, cased = len(text), text.isascii()
        parted: dict[str, bytes] = {}
        tried: dict[tuple[int, int], int] = {}
        stood: dict[int, dict[Phrase, bool]] = {}
        found: dict[int, set[Phrase]] = {}
        for anchored, start, end in self._hits(text, words):
            for language, crowd in anchored.items():
                ends = parted.get(language)
                if ends is None:
                    ends = parted[language] = with_ends(language, text)
                # A row may begin with the space that the anchor ends with, or with the mark before the clause.
                first, last = max(ends.rfind(END, 0, start + 1), 0), ends.find(END, end - 1) + 1 or size
                before, behind = slice(first, start + 1), slice(end - 1, last)
                if last - first > _LONG:
                    times = tried[id(crowd), first] = tried.get((id(crowd), first), 0) + 1
                    if times > _TWICE:
                        continue
                    if times == _TWICE:
                        before = behind = slice(first, last)
                met = crowd.met(((words, before), (words, behind), (text, before), (text, behind)))
                if met:
                    near = text[max(first - _MORE, 0) : last + _MORE]
                    met = [phrase for phrase in met if _stands(phrase, near, cased, stood.setdefault(first, {}))]
                if met:
                    found.setdefault(text.count(BREAK, 0, (start + end) // 2) + 1, set()).update(met)
        return {number: sorted(some, key=_order) for number, some in found.items()}

    def _hits(self, text: bytes, words: bytes) -> list[Hit]:
        hits = [] if words.isspace() else self._words.hits(words)
        if not text.isascii() and any(first in text for first in _JAPANESE):
            hits += self._text.hits(text)
        for number, (first, mark) in enumerate(self._single):
            if first in text:
                hits += [(self._marks.anchored(number), at, at + len(mark)) for at in _places(mark, text)]
        return hits


def _stands(phrase: Phrase, near: bytes, cased: bool, known: dict[Phrase, bool]) -> bool:
    """Whether a phrase may stand in the words of a clause, by what is known of the clause so far."""
    if phrase not in known:
        known[phrase] = phrase.may_stand_in(near.decode("utf-8", "ignore"), cased=cased)
    return known[phrase]


def _places(mark: bytes, text: bytes) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


class _Anchors:
    """Rows of one kind, with the phrases that each may belong to."""

    def __init__(self, kind: str, rules: Iterable[str]) -> None:
        self.rows: list[bytes] = []
        self._blocks: list[tuple[int, Language, list[str]]] = []
        for language in map(language_of, LANGUAGES):
            for rule in rules:
                rows, numbers = language.anchors.get(rule, {}).get(kind, ("", ""))
                if rows:
                    self._blocks.append((len(self.rows), language, numbers.split(ROW)))
                    self.rows += rows.encode().split(ROW.encode())
        self._automaton = Automaton(self.rows)
        self._met: dict[int, Anchored] = {}

    def hits(self, text: bytes) -> list[Hit]:
        """Where they stand in a text."""
        met = self._met
        return [
            (met[row] if row in met else self.anchored(row), start, end)
            for row, start, end in self._automaton.found(text)
        ]

    def anchored(self, row: int) -> Anchored:
        """The phrases that a row leads to."""
        if row not in self._met:
            first, language, numbers = next(block for block in reversed(self._blocks) if block[0] <= row)
            found: dict[str, list[Phrase]] = {}
            for phrase in map(language.phrase, map(int, numbers[row - first].split())):
                found.setdefault(language.language if phrase.in_clause else "", []).append(phrase)
            self._met[row] = {clauses: Crowd(phrases) for clauses, phrases in found.items()}
        return self._met[row]


def _order(phrase: Phrase) -> tuple[int, int]:
    """As the phrases stand in the lists."""
    return LANGUAGES.index(phrase.group.language), phrase.number
