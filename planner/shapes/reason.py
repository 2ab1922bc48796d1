"""A reason: words, and no yes or no, number or date in their place."""

from __future__ import annotations

import unicodedata
from typing import Any
from zoneinfo import ZoneInfo

from planner.dates import parse_when
from planner.frontmatter import Node
from planner.nearest import fold
from planner.patterns import compiled
from planner.shapes.reading import Reading
from planner.shapes.single import NO, YES, Text

_LEAST = 3
"""Letters that a reason has at least; one of kanji, kana or hangul says as much as two."""
_EDGE = r"^[\W_]+|[\W_]+$"
_NOTHING = {"null", "none", "nil", "nan", "inf", "infinity", "なし", "無し"}
_MEASURE = r"\d[\d\W_]*(?:[a-z]+|[年月日時分秒円])?"
"""A number, with the unit that it counts."""
_OF_SOME_YEAR = ("{}", "{} 2000", "2000年{}")


class Reason:
    """Why something may be. What says nothing counts as not written; who asks for a reason tells that it is missing."""

    def read(self, key: str, node: Node, reading: Reading) -> str | None:
        text = Text().read(key, node, reading)
        return text if text is not None and _says_why(text) else None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 2}


def _says_why(text: str) -> bool:
    words = compiled(_EDGE).sub("", unicodedata.normalize("NFKC", text).casefold())
    if fold(words) in YES | NO | _NOTHING or compiled(_MEASURE).fullmatch(words) or _is_date(words):
        return False
    return sum(map(_weight, words)) >= _LEAST


def _weight(character: str) -> int:
    if not character.isalpha():
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _is_date(words: str) -> bool:
    """Whether they are a date and nothing else, be it without its year."""
    return any(parse_when(form.format(words), ZoneInfo("UTC")) for form in _OF_SOME_YEAR)
