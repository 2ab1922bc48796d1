"""Phrases as people write them, turned into patterns.

last chance         these words, in upper or lower case, with a space, a hyphen or a line break between them
(buy|shop) now      one of several
use [the ]code      may be missing
(very )*good        as often as one likes, or not at all; `+` at least once
don't … miss        up to five words between (Japanese: up to twelve characters), within the sentence
{price}             a slot: price, percent, n (a number), many (more than one), day, year, code (in capitals), here, url;
low and high are two prices of which the first is lower
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from planner.words.grammar import Node, parse
from planner.words.slots import SLOTS


@dataclass(frozen=True)
class Notation:
    """How a language's phrases are read. `variants` are groups of spellings of which any may stand for any."""

    language: str
    variants: tuple[tuple[str, ...], ...] = ()
    spellings: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Each spelling with the group it is of."""
        object.__setattr__(self, "spellings", {one: group for group in self.variants for one in group})

    def pattern(self, phrase: str) -> str:
        """The regular expression of a phrase, for text that has been folded."""
        found = self._sequence(parse(phrase))
        return rf"(?<![a-z0-9])(?:{found})(?![a-z0-9])" if self.language == "en" else found

    def split(self, text: str) -> list[tuple[str, ...]]:
        """The stretches of a text, each with the ways in which it may be written; nothing where it may be written in one."""
        found: list[tuple[str, ...]] = []
        at = 0
        for match in self._varied.finditer(text):
            found += [(text[at : match.start()],), self.spellings[match[0]]]
            at = match.end()
        return [ways for ways in (*found, (text[at:],)) if ways != ("",)]

    def _sequence(self, nodes: Iterable[Node]) -> str:
        return "".join(map(self._regex, nodes))

    def _regex(self, node: Node) -> str:
        if node.kind == "text":
            return self._literal(node.text)
        if node.kind == "slot":
            return f"(?:{SLOTS[self.language][node.text][0]})"
        body = "|".join(self._sequence(choice) for choice in node.choices)
        return f"(?:{body})" + (node.repeat or ("?" if node.kind == "[" else ""))

    def _literal(self, text: str) -> str:
        escaped = re.escape(text).replace(r"\ \?", "\0")
        if self.language == "en":
            return escaped.replace(r"\ ", "[ -]").replace(r"\-", "[ -]?").replace("\0", "[ -]?")
        return self._varied.sub(self._variant, escaped).replace("\0", " ?")

    @cached_property
    def _varied(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted(map(re.escape, self.spellings), key=len, reverse=True)) or "(?!)")

    def _variant(self, match: re.Match[str]) -> str:
        return f"(?:{'|'.join(self.spellings[match[0]])})"
