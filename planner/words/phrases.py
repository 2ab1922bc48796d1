"""The lists of phrases in `locales/<language>/phrases.toml`, by rule and group, with the words that lead to them.

Both languages' lists are searched in every letter, whatever the language of the shop: a Japanese shop may write a line of
English. They can't disturb one another, for the one needs Latin letters and the other kana or kanji.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from planner.wording import LANGUAGES, locale_text
from planner.words.anchors import anchors, needs, rarest, telling
from planner.words.notation import Notation
from planner.words.rarity import is_rare

INDEX = "phrases.json"
"""Beside the phrases: the needs and anchors of each, worked out beforehand, since that takes longer than all else at the
start. A test keeps it in step (`pytest --refresh tests/test_words.py`); what is missing there is worked out here."""


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


Known = tuple[Sequence[Sequence[str]], Sequence[Sequence[str]]]
"""What has been worked out of a phrase before: its needs and its anchors."""


class Phrase:
    """One phrase; its pattern is made when a text first has one of its anchors."""

    def __init__(self, group: Group, text: str, notation: Notation, known: Known | None) -> None:
        self.group = group
        self.text = text
        self.notation = notation
        self._known = known

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """For folded text."""
        return re.compile(self.notation.pattern(self.text))

    @cached_property
    def needs(self) -> Sequence[Sequence[str]]:
        """Sets of words, of each of which one must stand in the text; the rarest first."""
        return self._known[0] if self._known else needs(self.notation, self.text)

    @cached_property
    def anchors(self) -> Sequence[Sequence[str]]:
        """Words or pairs of words of which one must stand in the text."""
        return self._known[1] if self._known else anchors(self.notation, self.text)

    @cached_property
    def others(self) -> tuple[frozenset[bytes], ...]:
        """For each need that has nothing but rare Latin words: a word of each, of which one must stand in the letter."""
        rare = (tuple(map(rarest, need)) for need in self.needs)
        telling = (words for words in rare if all(one in _MARKS or (_WORD(one) and is_rare(one)) for one in words))
        return tuple(frozenset(one.encode() for one in words) for words in telling)


class Language:
    """The phrases of one language."""

    def __init__(self, language: str) -> None:
        table = tomllib.loads(locale_text(language, "phrases.toml"))
        self._known: Mapping[str, Known] = json.loads(locale_text(language, INDEX))
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
                    yield Phrase(group, text, self.notation, self._known.get(text))

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


class Index:
    """The phrases of some rules by the rarest words they need: the first, quick look at a letter."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._words: dict[bytes, list[Phrase]] = {}
        self._pairs: dict[tuple[bytes, bytes], list[Phrase]] = {}
        self._twos: dict[int, dict[str, list[Phrase]]] = {}
        self._signs: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            for anchor in phrase.anchors:
                self._enter(anchor, phrase)
        every = (phrase for table in (self._words, self._pairs) for phrases in table.values() for phrase in phrases)
        self._anchors = frozenset(self._words)
        self._vocabulary = self._anchors.union(*(words for phrase in every for words in phrase.others))
        self._neighbours = frozenset(self._pairs)
        self._characters = frozenset(self._twos)

    def _enter(self, anchor: Sequence[str], phrase: Phrase) -> None:
        if len(anchor) > 1:
            self._pairs.setdefault((anchor[0].encode(), anchor[1].encode()), []).append(phrase)
        elif _WORD(anchor[0]) or anchor[0] in _MARKS:
            self._words.setdefault(anchor[0].encode(), []).append(phrase)
        elif len(anchor[0]) > 1:
            two = telling(anchor[0])
            self._twos.setdefault(_in_twos(two)[0][0], {}).setdefault(anchor[0], []).append(phrase)
        else:
            self._signs.setdefault(anchor[0], []).append(phrase)

    def found(self, text: str) -> list[Phrase]:
        """The phrases that may stand in a lower-case text."""
        words = text.encode("utf-8", "replace").translate(_SPACES).split()
        words += [sign for sign, mark in _SIGNS if mark in text]
        phrases: list[Phrase] = []
        if not (self._anchors.isdisjoint(words) and self._neighbours.isdisjoint(pairwise(words))):
            phrases += self._of_words(words)
        if not text.isascii() and _JAPANESE(text):
            phrases += self._of_characters(text)
        return [phrase for phrase in dict.fromkeys(phrases) if _met(phrase.needs, text)]

    def _of_words(self, words: list[bytes]) -> Iterator[Phrase]:
        present = self._vocabulary.intersection(words)
        found = [self._words[word] for word in present if word in self._words]
        found += [self._pairs[pair] for pair in self._neighbours.intersection(pairwise(words))]
        return (phrase for some in found for phrase in some if not any(map(present.isdisjoint, phrase.others)))

    def _of_characters(self, text: str) -> Iterator[Phrase]:
        yield from (phrase for sign, some in self._signs.items() if sign in text for phrase in some)
        even, odd = _in_twos(text)
        for two in self._characters.intersection(even) | self._characters.intersection(odd):
            yield from (phrase for piece, some in self._twos[two].items() if piece in text for phrase in some)


def _in_twos(text: str) -> tuple[memoryview, memoryview]:
    """Each two neighbouring characters as a number, which is faster than as characters: those from even places, and from odd."""
    data = text.encode(_CODEC, "replace")
    even, odd = len(data) & ~3, (len(data) - 2) & ~3
    return memoryview(data)[:even].cast("I"), memoryview(data)[2 : 2 + max(odd, 0)].cast("I")


def _met(needs: Sequence[Sequence[str]], text: str) -> bool:
    """Whether one word of each need is there. Loops, since this runs for most of the words that a large shop has."""
    for need in needs:
        for word in need:
            if word in text:
                break
        else:
            return False
    return True


_WORD = re.compile(r"[a-z0-9]+\Z").match
_JAPANESE = re.compile("[\u3041-\u30ff\u3400-\u9fff]").search
_CODEC = f"utf-16-{sys.byteorder[0]}e"
_SIGNS = tuple((mark.encode(), mark) for mark in "%$£€¥")
"""Signs that count as words."""
_MARKS = frozenset(mark for _, mark in _SIGNS)
_SPACES = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))  # noqa: PLR2004


def _overlap(one: str, other: str) -> bool:
    if one in other or other in one:
        return True
    return any(
        one[-size:] == other[:size] or other[-size:] == one[:size] for size in range(1, min(len(one), len(other)))
    )


def worked_out(language: str) -> str:
    """What `INDEX` should hold of a language."""
    known = language_of(language)
    found = {one.text: (needs(known.notation, one.text), anchors(known.notation, one.text)) for one in known.phrases}
    lines = (
        f"{json.dumps(text, ensure_ascii=False)}: {json.dumps(entry, ensure_ascii=False)}"
        for text, entry in found.items()
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


@cache
def language_of(language: str) -> Language:
    """The phrases of a language, read once."""
    return Language(language)


@cache
def index_of(rules: frozenset[str]) -> Index:
    """The index of the phrases of some rules, in all languages."""
    every = (phrase for language in LANGUAGES for phrase in language_of(language).phrases)
    return Index(phrase for phrase in every if phrase.group.rule in rules)
