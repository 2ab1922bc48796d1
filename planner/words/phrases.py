"""The lists of phrases in `locales/<language>/phrases.toml`, by rule and group, with the words that lead to them.

Both languages' lists are searched in every letter, whatever the language of the shop: a Japanese shop may write a line of
English. They can't disturb one another, for the one needs Latin letters and the other kana or kanji.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from planner.wording import LANGUAGES, locale_text
from planner.words.notation import Notation

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
    """One phrase; its pattern is made when a text first has one of its anchors."""

    def __init__(self, group: Group, text: str, notation: Notation) -> None:
        self.group = group
        self.text = text
        self._notation = notation

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """For folded text."""
        return re.compile(self._notation.pattern(self.text))

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """Words of which one must stand in the text."""
        return self._notation.anchors(self.text)


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
                    rule=rule,
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
        """The pattern of a circumstance."""
        return re.compile("|".join(map(self.notation.pattern, self._circumstances[name])))

    @cached_property
    def negated_before(self) -> re.Pattern[str]:
        """For the text that ends where a match begins."""
        return self._negated("before", r"(?:{})\Z")

    @cached_property
    def negated_after(self) -> re.Pattern[str]:
        """For the text that begins where a match ends."""
        return self._negated("after", "(?:{})")

    def _negated(self, side: str, frame: str) -> re.Pattern[str]:
        phrases = "|".join(map(self.notation.pattern, self._negation[side]))
        return re.compile(frame.format(phrases) if phrases else "(?!)")


class Index:
    """The phrases of some rules by their anchors: the first, quick look at a letter."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.words: dict[bytes, list[Phrase]] = {}
        self.pieces: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            for anchor in phrase.anchors:
                if anchor.isascii() and anchor.isalnum():
                    self.words.setdefault(anchor.encode(), []).append(phrase)
                else:
                    self.pieces.setdefault(anchor, []).append(phrase)
        self.vocabulary = frozenset(self.words)
        self.symbols = tuple(piece for piece in self.pieces if piece.isascii() or piece in "£€¥")
        rest = sorted((piece for piece in self.pieces if piece not in self.symbols), key=len)
        self._search = re.compile("|".join(map(re.escape, rest)) or "(?!)")
        self._near = {piece: [one for one in rest if _overlap(piece, one)] for piece in rest}

    def found(self, text: str) -> list[Phrase]:
        """The phrases that may stand in a lower-case text."""
        words = text.encode("utf-8", "replace").translate(_SPACES).split()
        hit = [phrase for word in self.vocabulary.intersection(words) for phrase in self.words[word]]
        hit += [phrase for sign in self.symbols if sign in text for phrase in self.pieces[sign]]
        if not text.isascii():
            hit += [phrase for piece in self._pieces(text) for phrase in self.pieces[piece]]
        return list(dict.fromkeys(hit))

    def _pieces(self, text: str) -> list[str]:
        """The pieces in a text. One search finds no two that overlap, so the neighbours of each are looked for again."""
        first = set(self._search.findall(text))
        return [near for near in dict.fromkeys(one for piece in first for one in self._near[piece]) if near in text]


_SPACES = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))  # noqa: PLR2004


def _overlap(one: str, other: str) -> bool:
    if one in other or other in one:
        return True
    return any(one[-size:] == other[:size] or other[-size:] == one[:size] for size in range(1, min(len(one), len(other))))


@cache
def language_of(language: str) -> Language:
    """The phrases of a language, read once."""
    return Language(language)


@cache
def index_of(rules: frozenset[str]) -> Index:
    """The index of the phrases of some rules, in all languages."""
    every = (phrase for language in LANGUAGES for phrase in language_of(language).phrases)
    return Index(phrase for phrase in every if phrase.group.rule in rules)
