"""The lists of phrases in `locales/<language>/phrases.toml`, by rule and group, with the words that lead to them.

Both languages' lists are searched in every letter, whatever the language of the shop: a Japanese shop may write a line of
English. They can't disturb one another, for the one needs Latin letters and the other kana or kanji.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import Any

from planner.wording import LANGUAGES, locale_text
from planner.words.anchors import anchors, needs
from planner.words.notation import Notation

_LATIN = re.compile(b"[a-z0 ]+").fullmatch


@dataclass(frozen=True, slots=True)
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
    """One phrase; what can be known of it is worked out when it is asked for."""

    def __init__(self, group: Group, text: str, notation: Notation) -> None:
        self.group = group
        self.text = text
        self.notation = notation

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """For the text of a passage."""
        return re.compile(self.notation.pattern(self.text), re.ASCII)

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """Rows of characters of which one stands in every text that has the phrase."""
        return anchors(self.notation, self.text)

    @cached_property
    def needs(self) -> tuple[tuple[bytes, ...], ...]:
        """Sets of such rows in UTF-8, of each of which one must stand beside one of the anchors."""
        return tuple(tuple(row.encode() for row in need) for need in needs(self.notation, self.text))

    @cached_property
    def is_latin(self) -> bool:
        """Whether letters and figures are enough to know that the needs are met."""
        return all(map(_LATIN, chain.from_iterable(self.needs)))

    @cached_property
    def is_japanese(self) -> bool:
        """Whether kana and kanji are."""
        return not any(row.isascii() for row in chain.from_iterable(self.needs))


class Language:
    """The phrases of one language."""

    def __init__(self, language: str) -> None:
        table = tomllib.loads(locale_text(language, "phrases.toml"))
        self.language = language
        self.notation = Notation(language, tuple(map(tuple, table["spelling"]["variants"])))
        self._circumstances: Mapping[str, list[str]] = table["circumstances"]
        self._negation: Mapping[str, Any] = table["negation"]
        self.phrases = tuple(self._phrases(table["rules"]))

    def _phrases(self, rules: Mapping[str, Mapping[str, Any]]) -> Iterator[Phrase]:
        for rule, groups in rules.items():
            for name, entry in groups.items():
                group = Group(
                    language=self.language,
                    rule=f"{rule}.completing" if entry.get("completing") else rule,
                    name=name,
                    kind=entry.get("kind", name),
                    weight=entry.get("weight", 4),
                    unless=tuple(entry.get("unless", ())),
                    unless_near=tuple(entry.get("unless_near", ())),
                    negatable=entry.get("negatable", True),
                )
                for text in entry["phrases"]:
                    yield Phrase(group, text, self.notation)

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
