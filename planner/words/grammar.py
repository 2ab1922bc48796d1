"""How a phrase is put together: words, brackets with alternatives, and slots."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple, TypeAlias

_TOKEN = re.compile(
    r"(?P<simple>[(\[][^()\[\]{}…]*[)\]][?*+]?)|(?P<slot>\{\w+\})|(?P<gap>…)|(?P<open>[(\[])|(?P<close>[)\]][?*+]?)|(?P<or>\|)"
    r"|(?P<text>[^()\[\]{}…|]+)"
)
_PAIRS = {"(": ")", "[": "]"}
MARKS = ".!?。"
"""What a sentence ends with; a question mark behind a space is one of the notation."""
_ENDING = re.compile(r"'(?:re|ve|ll|d|s|m)\b")
"""Of the word before it."""
_ENDS = re.compile(r"(?<=[.!。])(?=.)|(?<=[^ ]\?)(?=.)|(?<=^\?)(?=.)")


class Slot(NamedTuple):
    """Something that is not written out, such as a price."""

    name: str


class Bracket(NamedTuple):
    """One of several rows of pieces."""

    choices: tuple[Row, ...]
    repeat: str
    """`?`, `*` or `+` as in a regular expression; empty for exactly once."""


Piece: TypeAlias = str | Slot | Bracket
Row: TypeAlias = tuple[Piece, ...]
GAP = Slot("gap")


def parse(phrase: str) -> Row:
    """The pieces of a phrase; ValueError where a bracket is missing, or one too many."""
    phrase = phrase.replace(" … ", "…").strip()
    return _Reader(phrase).row


class _Reader:
    """Reads a phrase from left to right. `row` holds the pieces of the innermost bracket that is open."""

    def __init__(self, phrase: str) -> None:
        self.row: Row = ()
        self._pieces: list[Piece] = []
        self._choices: list[Row] = []
        self._outer: list[tuple[str, list[Row], list[Piece]]] = []
        self._fold = str.lower if unicodedata.is_normalized("NFKC", phrase.replace("…", "")) else _folded
        at = 0
        for token in _TOKEN.finditer(phrase):
            if token.start() != at:
                raise ValueError(phrase)
            at = token.end()
            self._take(token[0], token.lastgroup or "")
        if at != len(phrase) or self._outer or self._choices:
            raise ValueError(phrase)
        self.row = _joined(self._pieces)

    def _take(self, token: str, kind: str) -> None:
        if kind == "text":
            self._pieces += self._parted(token)
        elif kind == "simple":
            self._simple(token)
        elif kind in {"slot", "gap"}:
            self._pieces.append(Slot(token[1:-1]) if kind == "slot" else GAP)
        elif kind == "or":
            self._next_choice()
        elif kind == "open":
            self._outer.append((token, self._choices, self._pieces))
            self._choices, self._pieces = [], []
        else:
            self._close(token)

    def _simple(self, token: str) -> None:
        inner = token.rstrip("?*+")
        _check_pair(inner[0], inner[-1], token)
        choices = tuple([self._parted(text) if text else () for text in inner[1:-1].split("|")])
        self._pieces.append(Bracket(choices, token[len(inner) :] or ("?" if token[0] == "[" else "")))

    def _parted(self, text: str) -> tuple[str, ...]:
        """Words, those behind the end of a sentence by themselves."""
        folded = self._fold(text)
        return tuple(_ENDS.split(folded)) if any(mark in folded for mark in MARKS) else (folded,)

    def _next_choice(self) -> None:
        self._choices.append(_joined(self._pieces))
        self._pieces = []

    def _close(self, token: str) -> None:
        if not self._outer:
            raise ValueError(token)
        self._next_choice()
        choices = tuple(self._choices)
        sign, self._choices, self._pieces = self._outer.pop()
        _check_pair(sign, token[0], token)
        self._pieces.append(Bracket(choices, token[1:] or ("?" if sign == "[" else "")))


def _joined(pieces: list[Piece]) -> Row:
    """Pieces in which no space stands before an ending: of “we (will|'ll) come” it belongs to “will”."""
    row: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Bracket) and _has_endings(piece) and row and _ends_with_space(row[-1]):
            row[-1:] = _without_space(row[-1])
            row.append(_with_spaces(piece))
        else:
            row.append(piece)
    return tuple(row)


def _has_endings(bracket: Bracket) -> bool:
    return bracket.repeat in {"", "?"} and any(map(_is_ending, bracket.choices))


def _is_ending(choice: Row) -> bool:
    return bool(choice) and isinstance(choice[0], str) and _ENDING.match(choice[0]) is not None


def _ends_with_space(piece: Piece) -> bool:
    return isinstance(piece, str) and piece.endswith(" ")


def _without_space(piece: Piece) -> list[Piece]:
    return [piece[:-1]] if isinstance(piece, str) and piece != " " else []


def _with_spaces(bracket: Bracket) -> Bracket:
    """With one before each choice that is no ending, or in the place of all."""
    choices = tuple(choice if _is_ending(choice) else _behind_space(choice) for choice in bracket.choices)
    return Bracket((*choices, (" ",)) if bracket.repeat else choices, "")


def _behind_space(choice: Row) -> Row:
    return (f" {choice[0]}", *choice[1:]) if choice and isinstance(choice[0], str) else (" ", *choice)


def _check_pair(opening: str, closing: str, token: str) -> None:
    if _PAIRS[opening] != closing:
        raise ValueError(token)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
