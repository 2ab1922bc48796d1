"""The lists of phrases in `locales/<language>/phrases.toml`, by rule and group, with the words that lead to them.

Both languages' lists are searched in every letter, whatever the language of the shop: a Japanese shop may write a line of
English. They can't disturb one another, for the one needs Latin letters and the other kana or kanji.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from planner.wording import LANGUAGES
from planner.words.grammar import parse
from planner.words.needs import Needs
from planner.words.notation import Notation
from planner.words.prepared import prepared

_QUOTATION = re.compile("[「『“‘\"]|(?<!\\w)'")
_SENTENCE_ENDS = re.compile(r"[.!?。！？] |[!?。！？]")


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Phrases that are there for one reason."""

    language: str
    rule: str
    name: str
    kind: str
    """Of evidence: two pieces of one kind are no more than one."""
    weight: int
    unless: tuple[str, ...]
    """Circumstances in the same sentence that make it innocent."""
    unless_near: tuple[str, ...]
    """Circumstances in the same sentence or the next one."""
    negatable: bool
    tried: bool = True
    """Whether each of its phrases has been needed in one of the labelled letters."""


class Phrase:
    """One phrase; its pattern is made when it is asked for."""

    def __init__(self, number: int, group: Group, notation: Notation, entry: Sequence[Any]) -> None:
        self.number = number
        self.group = group
        self.text: str = entry[1]
        self.stays = entry[5] is True
        """Whether it can't go across the end of a sentence."""
        self._own = entry[5]
        self.has_code = "{code}" in self.text
        self._quotes = self.has_code or "{said}" in self.text
        """Whether what stands in quotation marks may be part of it."""
        self.notation = notation
        self._needs = entry[2:5]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """For the text of a passage."""
        return re.compile(self.notation.pattern(self.text), re.ASCII)

    @cached_property
    def _in_one_sentence(self) -> re.Pattern[str] | None:
        """For what of it stands in the sentence of its anchor; None where that isn't known."""
        if not self._own:
            return None
        return re.compile(self.notation.pattern_of(parse(self.text)[slice(*self._own)]), re.ASCII)

    def may_partly_stand_in(self, sentence: str, lowered: str) -> bool:
        """Whether it, or what of it stands beside its anchor, stands in a sentence with its full stop, given also in small letters."""
        if self.stays:
            return self.may_stand_in(sentence, lowered)
        if self._in_one_sentence is None or (self._quotes and _QUOTATION.search(sentence)):
            return True
        return self._in_one_sentence.search(lowered) is not None

    def may_stand_in(self, text: str, lowered: str) -> bool:
        """Whether it stands in a text in which other voices are not masked, given also in small letters."""
        if self._quotes and _QUOTATION.search(text):
            return True
        if not self.has_code:
            return self.pattern.search(lowered) is not None
        codes = (found.span("code") for found in self.pattern.finditer(lowered))
        return any(is_a_code(text[start:end]) for start, end in codes)

    @cached_property
    def needs(self) -> Needs:
        """What must stand beside one of the anchors, in its sentence."""
        return Needs(*self._needs[:2])

    @cached_property
    def elsewhere(self) -> Needs:
        """What must stand in the paragraph, in this sentence or in others."""
        return Needs(self._needs[2], "")


def is_a_code(written: str) -> bool:
    """Whether a word is in capitals or has a figure, unlike those that could stand in the place of a code."""
    return (written.isupper() or any(map(str.isdigit, written))) and not _SENTENCE_ENDS.search(written)


class Language:
    """The phrases of one language."""

    def __init__(self, language: str) -> None:
        table = prepared(language)
        self.language = language
        self.notation = Notation(language, tuple(map(tuple, table["variants"])))
        self.anchors: Mapping[str, Mapping[str, tuple[str, str]]] = table["anchors"]
        """For each rule and kind of rows those of which one stands wherever a phrase does; and the numbers of these phrases."""
        self._circumstances: Mapping[str, list[str]] = table["circumstances"]
        self._negation: Mapping[str, Any] = table["negation"]
        self._groups = [self._group(entry) for entry in table["groups"]]
        self._entries = table["phrases"]

    def _group(self, entry: Mapping[str, Any]) -> Group:
        return Group(
            language=self.language,
            rule=entry["rule"],
            name=entry["name"],
            kind=entry["kind"],
            weight=entry["weight"],
            unless=tuple(entry["unless"]),
            unless_near=tuple(entry["unless_near"]),
            negatable=entry["negatable"],
            tried=entry["tried"],
        )

    @cache  # noqa: B019 — there are two of these, and they live as long as the program
    def phrase(self, number: int) -> Phrase:
        """A phrase by its number."""
        entry = self._entries[number]
        return Phrase(number, self._groups[entry[0]], self.notation, entry)

    @property
    def phrases(self) -> Iterator[Phrase]:
        """All of them."""
        return map(self.phrase, range(len(self._entries)))

    @cache  # noqa: B019 — as above
    def circumstance(self, name: str) -> re.Pattern[str]:
        """The pattern of a circumstance; one that never matches where this language doesn't know it."""
        phrases = self._circumstances.get(name)
        return re.compile(self.notation.pattern(*phrases) if phrases else "(?!)")

    @cached_property
    def negated_before(self) -> re.Pattern[str]:
        """For the words before a match."""
        return self._negated("before")

    @cached_property
    def negated_after(self) -> re.Pattern[str]:
        """For the text that begins where a match ends."""
        return self._negated("after")

    def _negated(self, side: str) -> re.Pattern[str]:
        return re.compile(self.notation.pattern(*self._negation[side]))


def languages_in(text: str) -> Iterator[Language]:
    """Those whose words may stand in a text: Japanese ones can't in ASCII."""
    return (language_of(language) for language in LANGUAGES if language != "ja" or not text.isascii())


@cache
def language_of(language: str) -> Language:
    """The phrases of a language, read once."""
    return Language(language)


@cache
def every_phrase() -> tuple[Phrase, ...]:
    """The phrases of all languages."""
    return tuple(phrase for language in LANGUAGES for phrase in language_of(language).phrases)


def in_order(phrases: Iterable[Phrase]) -> list[Phrase]:
    """Phrases as they stand in the lists."""
    return sorted(phrases, key=_place)


def _place(phrase: Phrase) -> tuple[int, int]:
    return LANGUAGES.index(phrase.group.language), phrase.number
