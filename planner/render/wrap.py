"""Lines of plain text: Western words stay whole, Japanese breaks anywhere but before a full stop or after an opening bracket."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001f64f\U0001f900-\U0001f9ff\U00020000-\U0003fffd"
)
_OPENING = "「『（【〔〈《［｛〝"
_CLOSING = "、。，．・：；？！」』）】〕〉》］｝〟々〻ゝゞヽヾーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ…‥”’"
# What no line break parts: opening brackets, one wide character or a Western word, and what may not start a line.
_PIECE = re.compile(f"[{_OPENING}]*(?:[^{_WIDE}]+|.)[{_CLOSING}]*", re.DOTALL)
_WIDE_SIGN = re.compile(f"[{_WIDE}]")
_SOFT_BREAK = re.compile(f"(?<=[{_WIDE}])[ \t]*\n[ \t]*(?=[{_WIDE}])")
_BREAKS = re.compile(r"[\t\r\n\f]|  ")
_SPACE = re.compile(r"[ \t\r\n\f]+")


def text_width(text: str) -> int:
    """How many columns a text takes: a full-width character takes two."""
    if text.isascii():
        return len(text)
    return len(text) + len(_WIDE_SIGN.findall(text)) - sum(map(bool, map(unicodedata.combining, text)))


def collapse(text: str) -> str:
    """The text as a browser flows it: a run of white space is a space; between Japanese lines it is nothing."""
    if not _BREAKS.search(text):
        return text
    return _SPACE.sub(" ", _SOFT_BREAK.sub("", text))


def is_wide(text: str) -> bool:
    """Whether there is a full-width character in the text."""
    return _WIDE_SIGN.search(text) is not None


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, as far as its words allow."""
    if text.isascii() or not is_wide(text):
        return _wrap_words(text, width)
    lines: list[str] = []
    line, room = "", width
    for gap, piece in _pieces(text):
        size = text_width(piece)
        if line and len(gap) + size > room:
            lines.append(line)
            line, room = piece, width - size
        else:
            line, room = (line + gap + piece, room - len(gap) - size) if line else (piece, width - size)
    return [*lines, line] if line else lines


def _wrap_words(text: str, width: int) -> list[str]:
    """The same for a text of Western words only: a column for each character."""
    lines: list[str] = []
    line: list[str] = []
    size = -1
    for word in text.split(" "):
        size += len(word) + 1
        if size > width and any(line):
            lines.append(" ".join(line))
            line, size = [], len(word)
        line.append(word)
    last = " ".join(line)
    return [*lines, last] if last.strip() else lines


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    for word in text.split(" "):
        for number, piece in enumerate(_PIECE.findall(word)):
            yield ("" if number else " "), piece
