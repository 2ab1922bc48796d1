"""What an offer says in its own words, for the rules that look for a few of them: each text with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from planner.markup import without_code
from planner.model import Letter, Place
from planner.patterns import compiled
from planner.rules.offers import phrases

_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: " ", 0xFFE5: "¥", 0xA5: "¥"}
_DASHES = str.maketrans(dict.fromkeys("-‐‑‒–—_", " "))
_QUOTED = (
    r"(?m)^[ \t]*>[^\n]*|“[^”\n]{0,500}”"
    r"|[「『][^「」『』\n]{0,500}(?:[。!?…][」』]|[」』](?=と(?:[言書思聞尋訊話答仰問]|い[うわっ]|お[った尋聞書思話答]|たず|のこと)|って))"
)
"""Speech. Japanese brackets also set off a catchword (「期間限定」): they are speech where a sentence ends in them, or somebody says it."""


class Said(NamedTuple):
    """A text of a letter, every character where it was written, in half width and without capitals."""

    text: str
    written: str
    """As it was written."""
    letter: Letter
    key: str | None
    """The key it stands under; None for the body."""

    def place(self, start: int, end: int) -> Place:
        """Where a part of it stands."""
        if self.key is not None:
            return self.letter.place(self.key, "title")
        line = self.text.count("\n", 0, start)
        first = start - self.text.rfind("\n", 0, start)
        last_line = self.text.count("\n", 0, end)
        last = end - self.text.rfind("\n", 0, end)
        return Place(line + self.letter.body_line, first, last_line + self.letter.body_line, last)


def said(letter: Letter) -> Iterator[Said]:
    """The body of a letter and the lines above it that readers see."""
    yield Said(_folded(without_code(letter.body)), letter.body, letter, None)
    lines = {
        "title": letter.title,
        "summary": letter.summary,
        "newsletter.subject": letter.subject,
        "newsletter.preheader": letter.preheader,
    }
    yield from (Said(_folded(text), text, letter, key) for key, text in lines.items() if text)


def _folded(text: str) -> str:
    half = text if text.isascii() else text.translate(_FULL_WIDTH)
    lower = half.lower()
    return lower if len(lower) == len(half) else "".join(map(_lower, half))


@cache
def _lower(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character


def spoken(letter: Letter, table: str) -> tuple[Place, str] | None:
    """The first phrase of a list that the letter says in its own voice, and does not deny."""
    for one in said(letter):
        # Looking for one word of each phrase first is ten times as fast, and most letters have none.
        if not any(word in one.text for word in _longest_words(table)):
            continue
        text = compiled(_QUOTED).sub(lambda quoted: " " * len(quoted[0]), one.text).translate(_DASHES)
        for match in _pattern(table).finditer(text):
            if not denied(text, match.span(), table):
                return one.place(*match.span()), " ".join(one.written[slice(*match.span())].split())
    return None


@cache
def _longest_words(table: str) -> frozenset[str]:
    return frozenset(max(re.split(r"[\s-]", phrase.lower()), key=len) for phrase in phrases(table))


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return re.compile("|".join(worded(phrase) for phrase in phrases(table)))


def worded(phrase: str) -> str:
    """A phrase as a pattern: any white space between words, `#` for a number, and no Latin letter beside one of its own.

    Japanese goes on without a gap: 20%OFFです.
    """
    words = r"\s{1,4}".join(re.escape(word) for word in phrase.lower().split())
    pattern = words.replace(r"\#", r"\d{1,3}")
    start = r"(?<![a-z])" if phrase[0].isascii() and phrase[0].isalpha() else ""
    return start + pattern + ("(?![a-z])" if phrase[-1].isascii() and phrase[-1].isalpha() else "")


def denied(text: str, span: tuple[int, int], table: str) -> bool:
    """Whether words before a phrase in its sentence, or right behind it, turn it round."""
    before, after = text[max(0, span[0] - 24) : span[0]], text[span[1] : span[1] + 24]
    said_no = re.split(r"[.!?。！？\n]", before)[-1]
    return any(re.search(worded(word), said_no) for word in phrases(table, "denied_before")) or any(
        after.lstrip().startswith(word) for word in phrases(table, "denied_after")
    )
