"""Where sentences and paragraphs end. What belongs to a phrase is looked for in its sentence, unless the phrase says that it goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from planner.words.grammar import MARKS, Bracket, Piece, Row, Slot

PARAGRAPH = "\n\n"
ACROSS = {"en": frozenset(["on"]), "ja": frozenset(["far", "wide", "said"])}
"""The slots of a phrase that may hold the end of a sentence."""
BREAK = PARAGRAPH.encode()
_STOP, _JAPANESE_STOP = ". ", "。"
_JAPANESE = tuple(bytes([first]) for first in range(0xE3, 0xEA))
"""How kana and kanji begin in UTF-8."""
_HALF_WIDTH = (b"\xef\xbd", b"\xef\xbe")
"""How kana of half the width begin."""
_OTHERS = {_STOP: ("! ", "? "), _JAPANESE_STOP: ("!", "?", "！", "？")}
_MARKUP = ("[", "]", "<", ">", "{", "\\", "&", "|", "://")
"""Signs of what may have its end in another sentence: links, tags, addresses."""
_LINKS = {
    _STOP: re.compile(r"\[(?:[^\[\]<>{\\&|.!?\n]++|[.!?](?! )|\n(?!\n))*+\]\([^()<>{\\&|\s]*+\)"),
    _JAPANESE_STOP: re.compile(r"\[(?:[^\[\]<>{\\&|。!?！？\n]++|\n(?!\n))*+\]\([^()<>{\\&|\s。!?！？]*+\)"),
}
"""Links in which no sentence ends."""
_BEFORE_A_SUM = frozenset(["rs", "Rs", "RS", "kr", "Kr", "KR"])
"""How words end that have a full stop before a figure."""
_FIGURES = frozenset("0123456789")


def has_japanese(text: bytes) -> bool:
    """Whether kana or kanji stand in a text in UTF-8."""
    if text.isascii():
        return False
    return any(first in text for first in _JAPANESE) or any(first in text for first in _HALF_WIDTH)


def sentences(paragraphs: Sequence[str]) -> tuple[str, list[list[str]]]:
    """What full stop some paragraphs have, and the sentences of each without it, as far as it is certain where they end.

    In English a space is needed for that; in a text with kana or kanji it isn't. A paragraph that has markup in which a sentence
    ends, or that has an address, is left as it is.
    """
    text = PARAGRAPH.join(paragraphs)
    data = text.encode("utf-8", "replace")  # which is searched faster
    stop = _JAPANESE_STOP if has_japanese(data) else _STOP
    marks = [(mark[0], mark, mark.rstrip() + stop) for mark in _OTHERS[stop] if mark[0] in text]
    signs = [sign for sign in _MARKUP if sign.encode() in data]
    found = []
    # Loops, since this runs for each paragraph of every letter.
    for paragraph in paragraphs:
        parted = paragraph
        for sign, mark, ended in marks:
            if sign in parted:
                parted = parted.replace(mark, ended)
        parts = parted.split(stop)
        for sign in signs:
            if sign in paragraph:
                parts = parts if _is_whole(paragraph, stop) else [paragraph]
                break
        found.append(parts)
    every = [] if stop is _JAPANESE_STOP else list(chain.from_iterable(found))
    if _FIGURES.isdisjoint([one[:1] for one in every]) or _BEFORE_A_SUM.isdisjoint([one[-2:] for one in every]):
        return stop, found
    return stop, list(map(_whole, found))


def _is_whole(text: str, stop: str) -> bool:
    """Whether all markup of a text is links in which no sentence ends."""
    rest = _LINKS[stop].sub(" ", text)
    return not any(sign in rest for sign in _MARKUP)


def _whole(parted: list[str]) -> list[str]:
    """Sentences, put together again where the full stop was that of “Rs. 500”."""
    found: list[list[str]] = []
    for one in parted:
        if found and one[:1] in _FIGURES and found[-1][-1][-2:] in _BEFORE_A_SUM:
            found[-1].append(one)
        else:
            found.append([one])
    return list(map(_STOP.join, found))


def stays_within(language: str, row: Row) -> bool:
    """Whether a phrase can't go across the end of a sentence."""
    return not any(goes_across(language, piece) for piece in _before_the_end(row))


def goes_across(language: str, piece: Piece) -> bool:
    """Whether the end of a sentence may stand in a piece of a phrase, or behind it."""
    if isinstance(piece, Slot):
        return piece.name in ACROSS[language]
    if isinstance(piece, Bracket):
        return any(goes_across(language, one) for choice in piece.choices for one in choice)
    return any(mark in piece for mark in _marks(piece))


def _marks(text: str) -> str:
    return MARKS if " ?" not in text else MARKS.replace("?", "")


def _before_the_end(row: Row) -> Row:
    """A phrase without the marks that it ends with."""
    last = row[-1]
    if isinstance(last, Bracket) and all(len(choice) <= 1 for choice in last.choices):
        choices = tuple(_before_the_end(choice) if choice else choice for choice in last.choices)
        return (*row[:-1], Bracket(choices, last.repeat)) if last.repeat in {"", "?"} else row
    return (*row[:-1], last.rstrip(MARKS)) if isinstance(last, str) and not last.endswith(" ?") else row
