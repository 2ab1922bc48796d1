"""The lists of phrases in `locales/<language>/phrases.toml`, by rule and group, with the words that lead to them.

Both languages' lists are searched in every letter, whatever the language of the shop: a Japanese shop may write a line of
English. They can't disturb one another, for the one needs Latin letters and the other kana or kanji.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeAlias

from planner.wording import LANGUAGES
from planner.words.needs import Needs, Rows
from planner.words.notation import Notation
from planner.words.prepared import prepared

Row: TypeAlias = Sequence[str]


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


class Phrase:
    """One phrase; its pattern is made when it is asked for."""

    def __init__(
        self, group: Group, notation: Notation, text: str, anchors: Row, needs: tuple[Rows, Rows], *, in_clause: bool
    ) -> None:
        self.group = group
        self.text = text
        self.anchors = anchors
        """Rows of characters of which one stands in every text that has the phrase."""
        self.in_clause = in_clause
        """Whether it can't go across the end of a clause."""
        self.has_code = "{code}" in text
        self._notation = notation
        self._needs = needs

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """For the text of a passage."""
        return re.compile(self._notation.pattern(self.text), re.ASCII)

    @cached_property
    def needs(self) -> Needs:
        """What must stand beside one of the anchors."""
        return Needs(*self._needs)


class Language:
    """The phrases of one language."""

    def __init__(self, language: str) -> None:
        table = prepared(language)
        self.language = language
        self.notation = Notation(language, tuple(map(tuple, table["variants"])))
        self._circumstances: Mapping[str, list[str]] = table["circumstances"]
        self._negation: Mapping[str, Any] = table["negation"]
        self.phrases = tuple(self._phrases(table["groups"]))

    def _phrases(self, groups: Iterable[Mapping[str, Any]]) -> Iterator[Phrase]:
        for entry in groups:
            group = Group(
                language=self.language,
                rule=entry["rule"],
                name=entry["name"],
                kind=entry["kind"],
                weight=entry["weight"],
                unless=tuple(entry["unless"]),
                unless_near=tuple(entry["unless_near"]),
                negatable=entry["negatable"],
            )
            for text, anchors, before, behind, in_clause in entry["phrases"]:
                yield Phrase(group, self.notation, text, anchors, (before, behind), in_clause=in_clause)

    @cache  # noqa: B019 — there are two of these, and they live as long as the program
    def circumstance(self, name: str) -> re.Pattern[str]:
        """The pattern of a circumstance; one that never matches where this language doesn't know it."""
        return re.compile("|".join(map(self.notation.pattern, self._circumstances.get(name, ()))) or "(?!)")

    @cached_property
    def negated_before(self) -> re.Pattern[str]:
        """For the words before a match."""
        return self._negated("before")

    @cached_property
    def negated_after(self) -> re.Pattern[str]:
        """For the text that begins where a match ends."""
        return self._negated("after")

    def _negated(self, side: str) -> re.Pattern[str]:
        return re.compile("|".join(map(self.notation.pattern, self._negation[side])))


@cache
def language_of(language: str) -> Language:
    """The phrases of a language, read once."""
    return Language(language)


@cache
def every_phrase() -> tuple[Phrase, ...]:
    """The phrases of all languages."""
    return tuple(phrase for language in LANGUAGES for phrase in language_of(language).phrases)
