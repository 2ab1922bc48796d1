"""Lines of plain text: Western words stay whole, Japanese breaks anywhere but before a full stop or after an opening bracket."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001f64f\U0001f900-\U0001f9ff\U00020000-\U0003fffd"
)
_OPENING = "「『（【〔〈《［｛〝"
_CLOSING = "、。，．・：；？！」』）】〕〉》］｝〟々〻ゝゞヽヾーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ…‥”’"
# What no line break parts: opening brackets, one wide character or a Western word, and what may not start a line; a number
# keeps what it counts (7日).
_PIECES = re.compile(
    f"( *)([{_OPENING}]*(?:[^ {_WIDE}]*[0-9](?![{_OPENING}])[{_WIDE}]|[^ {_WIDE}]+|[^ ])[{_CLOSING}]*)"
)
_WIDE_SIGN = re.compile(f"[{_WIDE}]")
_SOFT_BREAK = re.compile(f"(?<=[{_WIDE}])[ \t]*\n[ \t]*(?=[{_WIDE}])")
_COMPANY = 10
"""Columns that a last line has at least, where what stands before it can be parted."""
_WHITE = " \t\r\n\f"
_BREAKS = re.compile(r"[\t\r\n\f]|  ")
_SPACE = re.compile(r"[ \t\r\n\f]+")


def text_width(text: str) -> int:
    """How many columns a text takes: a full-width character takes two."""
    if text.isascii():
        return len(text)
    return len(text) + len(_WIDE_SIGN.findall(text)) - sum(map(bool, map(unicodedata.combining, text)))


_piece_width = lru_cache(4096)(text_width)  # most pieces are one character, and a script has not that many


def collapse(text: str) -> str:
    """The text as a browser flows it: a run of white space is a space; between Japanese lines it is nothing."""
    if not text.strip(_WHITE):
        return " " if text else ""
    if not _BREAKS.search(text):
        return text
    return _SPACE.sub(" ", text if text.isascii() else _SOFT_BREAK.sub("", text))


def is_wide(text: str) -> bool:
    """Whether there is a full-width character in the text."""
    return _WIDE_SIGN.search(text) is not None


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, as far as its words allow."""
    if text.isascii() or not is_wide(text):
        return _wrap_words(text, width)
    lines: list[list[str]] = []
    room, parted = 0, False
    for gap, piece in _PIECES.findall(text):
        size = _piece_width(piece)
        if not lines or size + bool(gap) > room:
            lines.append([piece])
            room, parted = width - size, bool(gap)
        else:
            lines[-1] += (" ", piece) if gap else (piece,)
            room -= size + bool(gap)
    if len(lines) > 1 and width - room < _COMPANY <= width:
        _accompany(*lines[-2:], parted=parted)
    return ["".join(line) for line in lines]


def _accompany(line: list[str], last: list[str], *, parted: bool) -> None:
    """Don't leave a character or two alone on the last line; `parted`: a space was before it."""
    last[:0] = [" "] if parted else []
    while len(line) > 1 and text_width(line[-1] + "".join(last)) <= _COMPANY:
        last.insert(0, line.pop())
    for end, blank in ((line, -1), (last, 0)):
        if end[blank] == " ":
            del end[blank]


def _wrap_words(text: str, width: int) -> list[str]:
    """The same for a text of Western words only: a column for each character."""
    lines: list[str] = []
    start = 0
    while len(text) - start > width:
        end = text.rfind(" ", start + 1, start + width + 1)
        if end < 0:
            end = text.find(" ", start + max(width, 1))
        if end < 0:
            break
        if line := text[start:end].strip():
            lines.append(line)
        start = end + 1
    last = text[start:].strip()
    return [*lines, last] if last else lines
