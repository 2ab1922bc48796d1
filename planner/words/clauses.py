"""Where clauses and paragraphs end. Most phrases stay within a clause: what belongs to them is looked for there and nowhere else."""

from __future__ import annotations

from planner.words.grammar import Bracket, Piece, Row, Slot

PARAGRAPH = "\n\n"
MARKS = {"en": ".!?;:", "ja": "。!?", "": ""}
"""What no gap of a phrase goes across."""
ACROSS = {
    "en": frozenset(["price", "low", "high", "was", "now", "percent", "n", "day", "code", "url", "many", "far", "on"]),
    "ja": frozenset(["day", "code", "url", "far", "said", "wide"]),
}
"""The slots in which such a mark may stand; a number in English may end with a full stop."""
BREAK = PARAGRAPH.encode()
END = b"\0"
_FULL_STOP = "。".encode()


def stays_within(language: str, row: Row) -> bool:
    """Whether a phrase can't go across the end of a clause."""
    return all(_stays(language, piece) for piece in row)


def _stays(language: str, piece: Piece) -> bool:
    if isinstance(piece, Slot):
        return piece.name not in ACROSS[language]
    if isinstance(piece, Bracket):
        return all(stays_within(language, choice) for choice in piece.choices)
    return not any(mark in piece.replace(" ?", "") for mark in MARKS[language])


def with_ends(language: str, text: bytes) -> bytes:
    """A text in UTF-8, with `END` wherever a clause ends, or a paragraph if no language is named. It stays as long."""
    parted = text.translate(_TABLES[language])
    return parted.replace(_FULL_STOP, END * len(_FULL_STOP)) if language == "ja" else parted


def _table(marks: str) -> bytes:
    """Makes a mark an end, as the end of a line is one, and what would be taken for one a space."""
    ends = b"\n" + marks.encode("ascii", "ignore")
    return bytes.maketrans(END + ends, b" " + END * len(ends))


_TABLES = {language: _table(marks) for language, marks in MARKS.items()}
