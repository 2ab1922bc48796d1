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
from planner.words.notation import RARITY as _RARITY
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
    def needs(self) -> tuple[tuple[str, ...], ...]:
        """Sets of words, of each of which one must stand in the text; the rarest set first."""
        return self._notation.needs(self.text)

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """Single words, of which one must stand in the text."""
        return self._notation.anchors(self.needs[0])

    @cached_property
    def reach(self) -> int:
        """How far from an anchor the rest of the phrase can stand, with some markup between."""
        return 50 + 45 * self.text.count("…")


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
                    rule=rule if entry.get("weight", 4) > 1 else f"{rule}.completing",
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
        """For the words before a match."""
        return self._negated("before")

    @cached_property
    def negated_after(self) -> re.Pattern[str]:
        """For the text that begins where a match ends."""
        return self._negated("after")

    def _negated(self, side: str) -> re.Pattern[str]:
        return re.compile("|".join(map(self.notation.pattern, self._negation[side])))


class Index:
    """The phrases of some rules by the rarest words they need: the first, quick look at a letter."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._words: dict[bytes, list[Phrase]] = {}
        self._pieces: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            for anchor in phrase.anchors:
                if _WORD(anchor):
                    self._words.setdefault(anchor.encode(), []).append(phrase)
                else:
                    self._pieces.setdefault(anchor, []).append(phrase)
        self._vocabulary = frozenset(self._words)
        self._symbols = tuple(piece for piece in self._pieces if piece.isascii() or piece in "£€¥")
        rest = [piece for piece in self._pieces if piece not in self._symbols]
        self._of_sign: dict[str, list[str]] = {}
        for piece in rest:
            self._of_sign.setdefault(_rarest(piece), []).append(piece)
        self._kana = [piece for sign, pieces in self._of_sign.items() if _KANA(sign) for piece in pieces]
        signs = "".join(sign for sign in self._of_sign if not _KANA(sign))
        self._signs = re.compile(f"[{re.escape(signs)}]" if signs else "(?!)")

    def found(self, text: str) -> list[tuple[int, Phrase]]:
        """The phrases that may stand in a lower-case text, with the place of a word that they need."""
        words = text.encode("utf-8", "replace").translate(_SPACES).split()
        hits = [(word.decode(), self._words[word]) for word in self._vocabulary.intersection(words)]
        hits += [(sign, self._pieces[sign]) for sign in self._symbols if sign in text]
        if not text.isascii():
            hits += [(piece, self._pieces[piece]) for piece in self._pieces_in(text)]
        return [(at, phrase) for word, phrases in hits for at, phrase in _near(text, word, phrases)]

    def _pieces_in(self, text: str) -> Iterator[str]:
        signs = set(self._signs.findall(text))
        yield from (piece for sign in signs for piece in self._of_sign[sign] if piece in text)
        yield from (piece for piece in self._kana if piece in text)


def _near(text: str, word: str, phrases: list[Phrase]) -> Iterator[tuple[int, Phrase]]:
    """The phrases whose needs are all met near a word."""
    at = text.find(word)
    while at >= 0:
        for phrase in phrases:
            stretch = text[max(0, at - phrase.reach) : at + phrase.reach]
            if all(any(map(stretch.__contains__, need)) for need in phrase.needs):
                yield at, phrase
        at = text.find(word, at + len(word))


def _rarest(piece: str) -> str:
    return min(piece, key=lambda sign: (_KANA(sign) is not None, sign in "ー々", _RARITY.get(sign, 0.0)))


_WORD = re.compile(r"[a-z0-9]+\Z").match
_KANA = re.compile("[\u3041-\u309f]").match
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
