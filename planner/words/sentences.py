"""Where sentences and paragraphs end. What belongs to a phrase is looked for in its sentence, unless the phrase says that it goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
_ENDED = {
    stop: [(mark.rstrip(), mark, mark.rstrip() + stop) for mark in marks]
    for stop, marks in {_STOP: ("! ", "? "), _JAPANESE_STOP: ("!", "?", "！", "？")}.items()
}
"""What else ends a sentence, and the same with a full stop behind it."""
_LINKS = {
    _STOP: re.compile(r"\[(?:[^\[\]<>{\\&|.!?\n]++|[.!?](?! )|\n(?!\n))*+\]\([^()<>{\\&|\s]*+\)"),
    _JAPANESE_STOP: re.compile(r"(?<!!)\[(?:[^\[\]<>{\\&|。!?！？\n]++|\n(?!\n))*+\]\([^()<>{\\&|\s。!?！？]*+\)"),
}
"""Links in which no sentence ends. Of a picture, the mark before it would end one in Japanese."""
_BEFORE_A_SUM = frozenset(["rs", "Rs", "RS", "kr", "Kr", "KR"])
"""How words end that have a full stop before a figure."""
_FIGURES = frozenset("0123456789")


def has_japanese(text: bytes) -> bool:
    """Whether kana or kanji stand in a text in UTF-8."""
    if text.isascii():
        return False
    return any(first in text for first in _JAPANESE) or any(first in text for first in _HALF_WIDTH)


def sentences(text: str) -> tuple[str, list[str]]:
    """What full stop a text has, and the sentences of its paragraphs without it, as far as it is certain where they end.

    In English a space is needed for that; in a text with kana or kanji it isn't. A paragraph that has markup in which a sentence
    ends, or that has an address, is left as it is.
    """
    stop = _STOP if text.isascii() or not has_japanese(text.encode("utf-8", "replace")) else _JAPANESE_STOP
    if _is_plain(text, stop):
        return stop, _parted(text.replace(PARAGRAPH, stop), stop)
    return stop, [one for paragraph in text.split(PARAGRAPH) for one in _parted_if_plain(paragraph, stop)]


def with_sums(text: str, stop: str) -> list[str]:
    """The sentences of a text, put together again where the full stop was that of “Rs. 500”."""
    paragraphs = (_parted_if_plain(paragraph, stop) for paragraph in text.split(PARAGRAPH))
    return [sentence for parted in paragraphs for sentence in _together(parted, stop)]


def _together(parted: Iterable[str], stop: str) -> Iterator[str]:
    found: list[list[str]] = []
    for one in parted:
        if found and one[:1] in _FIGURES and _ends_before_a_sum(found[-1][-1]):
            found[-1].append(one)
        else:
            found.append([one])
    return map(stop.join, found)


def may_have_sums(sentences: Iterable[str], stop: str) -> bool:
    """Whether there may be one among some sentences."""
    return stop is _STOP and any(map(_ends_before_a_sum, sentences))


def _ends_before_a_sum(sentence: str) -> bool:
    return sentence[-2:] in _BEFORE_A_SUM and not sentence[-3:-2].isalpha()


def _parted_if_plain(paragraph: str, stop: str) -> list[str]:
    return _parted(paragraph, stop) if _is_plain(paragraph, stop) else [paragraph]


def _parted(text: str, stop: str) -> list[str]:
    for sign, mark, ended in _ENDED[stop]:
        if sign in text:
            text = text.replace(mark, ended)
    return text.split(stop)


def _is_plain(text: str, stop: str) -> bool:
    """Whether all markup of a text is links in which no sentence ends."""
    if not _has_markup(text):
        return True
    return "](" in text and not _has_markup(_LINKS[stop].sub(" ", text))


def _has_markup(text: str) -> bool:
    # A loop over these would take three times as long, and this is asked of every letter.
    return (
        "[" in text
        or "]" in text
        or "<" in text
        or "{" in text
        or "\\" in text
        or "&" in text
        or "|" in text
        or "://" in text
    )


def stays_within(language: str, row: Row) -> bool:
    """Whether a phrase can't go across the end of a sentence."""
    return not any(goes_across(language, piece) for piece in _before_the_end(row))


def stretches(language: str, row: Row) -> list[Row] | None:
    """The rows of a phrase of which each stands in one sentence; None where it isn't known where sentences may end."""
    found: list[list[Piece]] = [[]]
    for piece in row:
        if isinstance(piece, Slot) and piece.name in ACROSS[language]:
            found.append([])
        else:
            found[-1].append(piece)
    rows = [tuple(one) for one in found if one]
    return rows if all(stays_within(language, one) for one in rows) else None


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
    if isinstance(last, Bracket):
        choices = tuple(_before_the_end(choice) if choice else choice for choice in last.choices)
        return (*row[:-1], Bracket(choices, last.repeat)) if last.repeat in {"", "?"} else row
    return (*row[:-1], last.rstrip(MARKS)) if isinstance(last, str) and not last.endswith(" ?") else row
