"""What a text must have for a phrase to stand in it: rows of characters, which are found faster than the phrase.

Rows in ASCII are for text in `LATIN`, where whatever is no letter or figure is a space: one before or behind a row is the edge of a
word. Rows with kana or kanji are for text in `LOWER`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from math import prod
from typing import NamedTuple, TypeAlias

from planner.words.glance import LATIN
from planner.words.grammar import GAP, Bracket, Piece, Row, Slot, parse
from planner.words.notation import Notation
from planner.words.rarity import chance
from planner.words.sentences import goes_across, parts_sentences, stays_within
from planner.words.slots import SLOTS

Rows: TypeAlias = tuple[tuple[str, ...], ...]
_MOST = 100
_TOO_MANY = 1000
"""Ways of writing an anchor of several pieces, and of one."""
_COST = 0.00003
"""Of each way of writing an anchor: many would take longer to prepare than they save."""
_MONEY = frozenset({"price", "low", "high", "was", "now", "percent"})
_CHANCE_OF_MONEY = 0.001
"""Letters that are no offers hardly have any."""
_FIGURE = re.compile(r"\d", re.ASCII)
_WITHIN_WORDS = 10
"""How much likelier a row is that may stand within a word, as “rs” does."""


def anchors(notation: Notation, phrase: str) -> tuple[str, ...]:
    """Rows of characters of which one stands in every text that has the phrase. ValueError where nothing is sure to."""
    reader = _Reader(notation, parse(phrase), edge=True)
    return tuple(dict.fromkeys(reader.written(_anchor(reader, phrase))))


def needs(notation: Notation, phrase: str) -> tuple[Rows, Rows, Rows]:
    """Sets of such rows, of each of which one must stand before the anchor in its sentence, behind it there, and in other sentences.

    The smallest first.
    """
    reader = _Reader(notation, parse(phrase), edge=True)
    anchor = _anchor(reader, phrase)
    across = [at for at, piece in enumerate(reader.row) if goes_across(notation.language, piece)]
    first = max((at + 1 for at in across if at <= anchor.last), default=0)
    last = min((at for at in across if at >= anchor.first), default=len(reader.row))
    others = {*range(len(reader.row))} - {*range(first, last), *range(anchor.first, anchor.last + 1)}
    return (
        _needed(reader, range(first, anchor.first)),
        _needed(reader, range(anchor.last + 1, last)),
        _needed(reader, sorted(others)),
    )


def in_one_sentence(notation: Notation, phrase: str) -> tuple[int, int] | None:
    """Which pieces of a phrase stand in the sentence of its anchor, wherever the others stand: the first, and the first behind them.

    None where one can't tell, since a sentence may end within them.
    """
    reader = _Reader(notation, parse(phrase), edge=True)
    anchor = _anchor(reader, phrase)
    across = [at for at, piece in enumerate(reader.row) if parts_sentences(notation.language, piece)]
    first = max((at + 1 for at in across if at < anchor.first), default=0)
    last = min((at for at in across if at > anchor.last), default=len(reader.row))
    return (first, last) if stays_within(notation.language, reader.row[first:last]) else None


def _needed(reader: _Reader, places: Iterable[int]) -> Rows:
    found = sorted((one for at in places for one in reader.stretches(at)), key=lambda one: one.ways)
    return tuple(tuple(dict.fromkeys(reader.written(one))) for one in found)


def _anchor(reader: _Reader, phrase: str) -> _Stretch:
    best = reader.best()
    if best is None:
        raise ValueError(phrase)
    return best


class _Size(NamedTuple):
    """In how many ways a piece may be written, and how likely a letter has one of them."""

    ways: int
    chance: float
    blank: bool
    """Whether one of the ways has no letters."""


class _Stretch(NamedTuple):
    """Pieces of a phrase that can't be missing, from the first to the last."""

    first: int
    last: int
    ways: int
    chance: float
    rows: tuple[str, ...] = ()
    """Where they are known otherwise."""


class _Reader:
    """Reads the pieces of a phrase, or of a choice in it. `edge` says whether words end where the row does."""

    def __init__(self, notation: Notation, row: Row, *, edge: bool = False) -> None:
        self.notation = notation
        self.row = row
        self.edge = edge
        self._sizes = [self._size(piece) for piece in row]

    def best(self) -> _Stretch | None:
        """What few letters have, in few rows; None where nothing is sure to be there."""
        every = [one for at in range(len(self.row)) for one in self.stretches(at, len(self.row))]
        return min(every, key=lambda one: one.chance + _COST * one.ways, default=None)

    def stretches(self, first: int, longest: int = 1) -> Iterator[_Stretch]:
        """Those that begin with a piece, as far as there are few ways of writing them."""
        if self._sizes[first] is None:
            yield from self._unwritten(first)
            return
        count, likely = 1, 1.0
        for last in range(first, min(len(self.row), first + longest)):
            size = self._sizes[last]
            if size is None or count * size.ways > max(_MOST, size.ways):
                return
            count, likely = count * size.ways, likely * size.chance
            if not size.blank:
                yield _Stretch(first, last, count, likely)
            if goes_across(self.notation.language, self.row[last]):
                return

    def written(self, stretch: _Stretch) -> Iterable[str]:
        """The rows of a stretch."""
        if stretch.rows:
            return stretch.rows
        first, last = stretch.first, stretch.last
        rows = map("".join, product(*map(self._ways, self.row[first : last + 1])))
        if self.notation.language == "ja":
            return [_latin(row) if row.isascii() else _FIGURE.sub("0", row) for row in rows]
        before, behind = (" " if self._is_edge(*end) else "" for end in ((first, -1), (last, 1)))
        return [_latin(f"{before}{row}{behind}") for row in rows]

    def _size(self, piece: Piece) -> _Size | None:
        """None where the ways are too many, or not known, or where a sentence may end within them."""
        if isinstance(piece, str):
            likely = chance(piece)
            return _Size(self.notation.count(piece), likely, likely == 1)
        if isinstance(piece, Slot) or piece.repeat in {"*", "+"}:
            return None
        if any(goes_across(self.notation.language, one) for choice in piece.choices for one in choice[:-1]):
            return None
        count, likely, blank = 0, 0.0, bool(piece.repeat)
        for choice in piece.choices:
            size = self._size(choice[0]) if len(choice) == 1 else self._together(choice)
            if size is None:
                return None
            count, likely, blank = count + size.ways, likely + size.chance, blank or size.blank
        if count > _TOO_MANY:
            return None
        return _Size(count + 1, likely + 1, blank) if piece.repeat else _Size(count, likely, blank)

    def _together(self, row: Row) -> _Size | None:
        sizes = [self._size(piece) for piece in row]
        known = [size for size in sizes if size is not None]
        if len(known) < len(sizes):
            return None
        count, likely = prod(size.ways for size in known), prod(size.chance for size in known)
        return _Size(count, likely, all(size.blank for size in known))

    def _ways(self, piece: Piece) -> list[str]:
        """Every way of writing a piece whose size is known."""
        if isinstance(piece, str):
            return self.notation.ways(piece)
        if isinstance(piece, Slot):
            return []
        found = ["".join(way) for choice in piece.choices for way in product(*map(self._ways, choice))]
        return [*found, ""] if piece.repeat else found

    def _unwritten(self, at: int) -> Iterator[_Stretch]:
        piece = self.row[at]
        edge = self._is_edge(at, -1) and self._is_edge(at, 1)
        if isinstance(piece, Slot):
            words = self._words(piece, edge=edge)
            if words:
                likely = _CHANCE_OF_MONEY if piece.name in _MONEY else sum(map(chance, words))
                if not edge and self.notation.language == "en":
                    likely *= _WITHIN_WORDS
                yield _Stretch(at, at, len(words), likely, words)
        elif isinstance(piece, Bracket) and piece.repeat in {"", "+"}:
            readers = [_Reader(self.notation, choice, edge=edge) for choice in piece.choices]
            best = [(reader, reader.best()) for reader in readers]
            if all(one for _, one in best):
                rows = tuple(row for reader, one in best if one for row in reader.written(one))
                yield _Stretch(at, at, len(rows), sum(one.chance for _, one in best if one), rows)

    def _words(self, slot: Slot, *, edge: bool) -> tuple[str, ...]:
        """The words of which one must be in a slot. In English no letter stands beside them within it."""
        words = SLOTS[self.notation.language][slot.name][1]
        if self.notation.language == "ja" or not edge:
            return words
        signs = [word for word in words if not word.isascii() or not word.isalpha()]
        whole = [f"{before}{word}{behind}" for word in words if word not in signs for before in " 0" for behind in " 0"]
        return (*signs, *whole)

    def _is_edge(self, at: int, step: int) -> bool:
        """Whether words certainly end before (-1) or behind (1) a piece."""
        at += step
        while 0 <= at < len(self.row):
            piece = self.row[at]
            if self._sizes[at] is None:
                if piece == GAP or not _is_parted(piece, step):
                    return piece == GAP
            else:
                ways = self._ways(piece)
                if any(way and way[0 if step > 0 else -1].isalnum() for way in ways):
                    return False
                if "" not in ways:
                    return True
            at += step
        return self.edge


def _is_parted(piece: Piece, step: int) -> bool:
    """Whether a bracket that may come several times has something else than letters on the side from which one comes to it."""
    if not isinstance(piece, Bracket) or not all(piece.choices):
        return False
    at = 0 if step > 0 else -1
    nearest = [choice[at] for choice in piece.choices]
    return all(isinstance(one, str) and not one[at].isalnum() for one in nearest)


def _latin(row: str) -> str:
    return row.encode().translate(LATIN).decode()
