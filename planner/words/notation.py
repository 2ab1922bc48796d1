"""Phrases as people write them, turned into patterns.

last chance         these words, in upper or lower case, with a space, a hyphen or a line break between them
(buy|shop) now      one of several
we (will|'ll) come  an ending joins the word before it
use [the ]code      may be missing
(very )*good        up to eight times, or not at all; `+` at least once
don't … miss        up to five words between (Japanese: up to twelve characters), within the sentence
{price}             a slot: price, percent, n (a number), day, year, code (in capitals), url
{low} {high}        two prices of which the first is lower; in English also {now} and {was}, with their signs
{far}               anything within the paragraph, up to 120 characters (Japanese: 40; {wide} 80, across sentences, too)
{near}              Japanese: up to 30 in the sentence; {tight} up to 12 in the clause
{within}            English: up to 120 characters in the clause, as far as a word begins; {on} up to 160, into the next sentences
{w}                 English: any word; {plural} one in -s; {many} more than one; {itself} “a jar is a jar”
{fine}              English words of a kind: fine, best (of praise), gift (a reader's), being (forms of to be), agent (who else could
                    be to blame), so (adverbs). Japanese: praise, laud, peerless, awe; you, whom, toyou, person, somebody;
                    decline, rebut, accuse, harsh; outside, fail; buy, here (where to), pieces (a number of things), said (a
                    quotation), flat (no question follows), please (not what somebody has done),
                    ahead, codeword (what an order or a code is not). `slots.py` has them all
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from math import prod

from planner.words.grammar import Piece, Row, Slot, parse
from planner.words.slots import SLOTS

_TIMES = {"?": "?", "*": "{0,8}", "+": "{1,8}"}
"""How often a bracket may come, as a regular expression; without an end, a long row of its words would take minutes."""


@dataclass(frozen=True)
class Notation:
    """How a language's phrases are read. `variants` are groups of spellings of which any may stand for any."""

    language: str
    variants: tuple[tuple[str, ...], ...] = ()
    spellings: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Each spelling with the group it is of."""
        object.__setattr__(self, "spellings", {one: group for group in self.variants for one in group})

    def pattern(self, *phrases: str) -> str:
        """The regular expression of a phrase, or of any of several, for text that has been folded."""
        return self.pattern_of(*map(parse, phrases))

    def pattern_of(self, *rows: Row) -> str:
        """The same of phrases that have been read, or of some pieces of them beside which no letter stands."""
        found = "|".join(map(self._sequence, rows))
        # The edges stand outside, for they would be asked of each phrase at each letter.
        return rf"(?<![a-z0-9])(?:{found})(?![a-z0-9])" if self.language == "en" else found

    def ways(self, text: str) -> list[str]:
        """Every way of writing some words of a phrase; a hyphen that may stand between English words is a space."""
        if self.language == "en":
            return _either(text.replace(" ?", "-"), "-") if "-" in text or " ?" in text else [text]
        if " ?" in text:
            return [way for one in _either(text, " ?") for way in self._spelt(one)]
        return self._spelt(text)

    def count(self, text: str) -> int:
        """How many ways there are."""
        found = 1 << text.count(" ?") if " ?" in text else 1
        if self.language == "en":
            return found << text.count("-")
        return found * prod(len(self.spellings[match[0]]) for match in self._varied.finditer(text))

    def _spelt(self, text: str) -> list[str]:
        found: list[tuple[str, ...]] = []
        at = 0
        for match in self._varied.finditer(text):
            found += [(text[at : match.start()],), self.spellings[match[0]]]
            at = match.end()
        return ["".join(parts) for parts in product(*found, (text[at:],))] if found else [text]

    def _sequence(self, row: Iterable[Piece]) -> str:
        return "".join(map(self._regex, row))

    def _regex(self, piece: Piece) -> str:
        if isinstance(piece, str):
            return self._literal(piece)
        if isinstance(piece, Slot):
            return f"(?:{SLOTS[self.language][piece.name][0]})"
        return f"(?:{'|'.join(map(self._sequence, piece.choices))}){_TIMES.get(piece.repeat, '')}"

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


def _either(text: str, sign: str) -> list[str]:
    """The text with each of some signs left out or made a space."""
    pieces = text.split(sign)
    return [pieces[0] + "".join(rest) for rest in product(*(("" + piece, " " + piece) for piece in pieces[1:]))]
