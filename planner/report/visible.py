"""Text of strangers made safe to print: what a terminal would obey, or what hides words, becomes a visible sign."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from planner.patterns import compiled

_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
_UNSEEN = r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
"""What JSON may hold raw, but a terminal that shows it should not."""
_PICTURES = 0x2400
"""Where Unicode keeps its pictures of control characters: ␀ to ␟."""
_DELETE = 0x7F


def visible(text: str) -> str:
    """The text on one line, with a sign in place of each character that is not there to be read."""
    return _UNSAFE.sub(lambda match: _sign(ord(match[0])), text.replace("\t", " "))


def safe(text: str) -> str:
    """JSON text in which what a terminal should not show is escaped; it says the same."""
    return compiled(_UNSEEN).sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _sign(code: int) -> str:
    if code < ord(" "):
        return chr(_PICTURES + code)
    return "␡" if code == _DELETE else f"<U+{code:04X}>"


def width(text: str) -> int:
    """The columns that a text takes in a terminal: two for a full-width character, none for a combining one."""
    return len(text) if text.isascii() else sum(_columns(character) for character in text)


@lru_cache(maxsize=8192)
def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
