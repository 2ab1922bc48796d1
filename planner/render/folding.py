"""Header lines of a mail: words of other scripts as RFC 2047 wants them, and no line longer than it may be."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

_LINE = 76
_WORD_BYTES = 36
"""So many bytes make, in base64 and with `=?utf-8?b?…?=` around them, a word of 60 characters; 75 are allowed, and the name of the header stands before the first."""
_LONGEST_PLAIN = 60


def encoded(text: str) -> str:
    """A text as it stands in a header: as it is where it is ASCII, else in words of at most 75 characters."""
    plain = text.isascii() and "=?" not in text and all(len(word) <= _LONGEST_PLAIN for word in text.split(" "))
    return text if plain else " ".join(f"=?utf-8?b?{b64encode(piece).decode()}?=" for piece in _pieces(text))


def folded(line: str) -> str:
    """A header in lines of at most 76 characters, as far as its words allow; folded where there is a space."""
    if len(line) <= _LINE:
        return line
    lines, current = [], ""
    for word in line.split(" "):
        # The name keeps its first word, where there is room: some programs take an empty first line amiss.
        if current and len(current) + 1 + len(word) > _LINE and not (current.endswith(":") and len(word) < _LINE):
            lines.append(current)
            current = f" {word}"
        else:
            current = f"{current} {word}" if current else word
    return "\r\n".join([*lines, current])


def _pieces(text: str) -> Iterator[bytes]:
    """The text in UTF-8, cut between characters."""
    piece = b""
    for character in text:
        more = character.encode()
        if len(piece) + len(more) > _WORD_BYTES:
            yield piece
            piece = b""
        piece += more
    if piece:
        yield piece
