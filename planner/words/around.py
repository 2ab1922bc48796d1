"""What stands around a phrase and may make it harmless. Each question is asked once of each sentence of a passage."""

from __future__ import annotations

import re
from math import inf
from typing import TypeAlias

from planner.words.passage import Passage
from planner.words.phrases import Group, Language, languages_in

Span: TypeAlias = tuple[int, int]
_CLOSE_WORDS = 4
_OF_A_FAULT = 2
"""Words before a phrase, or before what owns a fault, in which a negation is of it."""
_BEFORE = 200
_BEHIND = 400
"""Characters of which these words are sought, and a negation behind a phrase: no row of such words is as long."""
_BREAK_OFF = re.compile(r"[.!?;:。!?\n]")


class Around:
    """The sentences of a passage."""

    def __init__(self, read: Passage) -> None:
        self._read = read
        self._contexts: dict[Span, str] = {}
        self._held: dict[tuple[str, Span], bool] = {}
        self._harmless: dict[tuple[Group, Span], bool] = {}
        self._past: float | None = None

    def context(self, span: Span) -> str:
        """The words of some sentences; the same object each time, since each phrase in them keeps it."""
        if span not in self._contexts:
            self._contexts[span] = self._read.text[slice(*span)]
        return self._contexts[span]

    def innocent(self, group: Group, start: int, end: int) -> bool:
        """Whether the words around a phrase make it harmless, in whichever language they are: “20% OFF” may stand in both."""
        span = self._read.sentence(start, end)
        key = (group, span)
        if key not in self._harmless:
            self._harmless[key] = self._is_harmless(group, span)
        return self._harmless[key] or (group.negatable and self._is_negated(start, end, span))

    def _is_harmless(self, group: Group, span: Span) -> bool:
        """Whether all phrases of a group are harmless in these sentences."""
        if any(self._holds(name, span) for name in group.unless):
            return True
        return bool(group.unless_near) and self._is_near(group.unless_near, span)

    def _is_near(self, names: tuple[str, ...], span: Span) -> bool:
        """Whether a circumstance holds in the sentence or one beside it; the past until the letter returns to today."""
        first, last = span
        length = len(self._read.text)
        before = self._read.sentence(max(first - 2, 0), max(first - 2, 0))[0]
        after = self._read.sentence(min(last + 1, length), min(last + 1, length))[1]
        return any(
            self._is_past(last) and not self._holds("today", span)
            if name == "past"
            else self._holds(name, (before, after))
            for name in names
        )

    def _is_past(self, end: int) -> bool:
        """Whether the past has been spoken of before a place."""
        if self._past is None:
            found = [
                language.circumstance("past").search(self._read.text) for language in languages_in(self._read.text)
            ]
            self._past = min((one.end() for one in found if one), default=inf)
        return self._past <= end

    def _holds(self, name: str, span: Span) -> bool:
        key = (name, span)
        if key not in self._held:
            text = self.context(span)
            self._held[key] = any(_is_spoken_of(name, text, language) for language in languages_in(text))
        return self._held[key]

    def _is_negated(self, start: int, end: int, span: Span) -> bool:
        text = self._read.text
        before = _BREAK_OFF.split(text[max(span[0], start - _BEFORE) : start])[-1].split()[-_CLOSE_WORDS:]
        behind = _BREAK_OFF.split(text[end : min(span[1], end + _BEHIND)], maxsplit=1)[0].lstrip()
        words = " ".join(before)
        return any(_negates(language, words, behind) for language in languages_in(text))


def _is_spoken_of(name: str, text: str, language: Language) -> bool:
    """Whether a circumstance is spoken of; that one owns a fault must not be denied."""
    pattern = language.circumstance(name)
    if name != "owned":
        return pattern.search(text) is not None
    return any(not _is_denied(language, text, *found.span()) for found in pattern.finditer(text))


def _is_denied(language: Language, text: str, start: int, end: int) -> bool:
    before = text[max(start - _BEFORE, 0) : start].split()[-_OF_A_FAULT:]
    return _negates(language, " ".join(before), text[end : end + _BEHIND])


def _negates(language: Language, before: str, behind: str) -> bool:
    return bool(language.negated_before.search(before) or language.negated_after.match(behind))
