"""Where sentences and paragraphs end. What belongs to a phrase is looked for in its sentence, unless the phrase says that it goes on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

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
_ENDS = {_STOP: "!?", _JAPANESE_STOP: "!?！？"}
"""What else ends a sentence. In English a space follows it; in Japanese no bracket of a picture."""
_LINKS = {
    _STOP: re.compile(r"\[(?:[^\[\]<>{\\&|.!?\n]++|[.!?](?! )|\n(?!\n))*+\]\([^()<>{\\&|\s]*+\)"),
    _JAPANESE_STOP: re.compile(r"(?<!!)\[(?:[^\[\]<>{\\&|。!?！？\n]++|\n(?!\n))*+\]\([^()<>{\\&|\s。!?！？]*+\)"),
}
"""Links in which no sentence ends. Of a picture, the mark before it would end one in Japanese."""
_BEFORE_A_SUM = ("rs", "Rs", "RS", "kr", "Kr", "KR")
"""How words end that have a full stop before a figure."""
_FIGURES = frozenset("0123456789")


def has_japanese(text: bytes) -> bool:
    """Whether kana or kanji stand in a text in UTF-8."""
    if text.isascii():
        return False
    return any(first in text for first in _JAPANESE) or any(first in text for first in _HALF_WIDTH)


def stop_of(text: str) -> str:
    """What full stop a text has: in English a space belongs to it, in a text with kana or kanji it doesn't."""
    return _STOP if text.isascii() or not has_japanese(text.encode("utf-8", "replace")) else _JAPANESE_STOP


def parted(text: str, stop: str) -> list[str]:
    """The sentences of a text, without their full stop. Of those that are `not_plain` it may be less than a sentence."""
    text = text.replace(PARAGRAPH, stop)
    for mark in _ENDS[stop]:
        if mark in text:
            text = _with_stops(text, mark, stop)
    return text.split(stop)


def _with_stops(text: str, mark: str, stop: str) -> str:
    """A text with a full stop behind a mark where it ends a sentence."""
    first, *rest = text.split(mark)
    if stop == _STOP:  # to replace a mark with its space takes five times as long
        return mark.join([first, *(f".{one}" if one.startswith(" ") else one for one in rest)])
    return mark.join([first, *(one if one.startswith("[") and mark == "!" else stop + one for one in rest)])


def sentences(paragraphs: Iterable[str], stop: str) -> list[str]:
    """The sentences of paragraphs, as far as it is certain where they end.

    A paragraph that has markup in which a sentence ends, or that has an address, is left as it is; and what the full stop of
    “Rs. 500” parts is put together again.
    """
    return [sentence for paragraph in paragraphs for sentence in _together(_parted_if_plain(paragraph, stop), stop)]


def not_plain(sentences: Collection[str], stop: str) -> set[str]:
    """Those of what may be sentences that have other markup than links in which none ends, or that end before a sum.

    Paragraphs that have none of these are parted where their sentences end, and nowhere else.
    """
    found = _before_sums(sentences) if stop == _STOP else set()
    if _has_markup("\n".join(sentences)):
        found.update(sentence for sentence in sentences if _is_marked(sentence, stop))
    return found


def _before_sums(sentences: Iterable[str]) -> set[str]:
    ending = [sentence for sentence in sentences if sentence.endswith(_BEFORE_A_SUM)]
    return {sentence for sentence in ending if not sentence[-3:-2].isalpha()}


def _together(parted: Sequence[str], stop: str) -> Iterable[str]:
    before = _before_sums(parted) if stop == _STOP else ()
    if not before:
        return parted
    found: list[list[str]] = []
    for one in parted:
        if found and one[:1] in _FIGURES and found[-1][-1] in before:
            found[-1].append(one)
        else:
            found.append([one])
    return map(stop.join, found)


def _parted_if_plain(paragraph: str, stop: str) -> list[str]:
    return [paragraph] if _is_marked(paragraph, stop) else parted(paragraph, stop)


def _is_marked(text: str, stop: str) -> bool:
    """Whether a text has other markup than links in which no sentence ends."""
    return _has_markup(text) and ("](" not in text or _has_markup(_LINKS[stop].sub(" ", text)))


def _has_markup(text: str) -> bool:
    # A loop over these would take three times as long, and this is asked of every sentence.
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


def parts_sentences(language: str, piece: Piece) -> bool:
    """Whether a piece of a phrase is a slot that may hold the end of a sentence."""
    return isinstance(piece, Slot) and piece.name in ACROSS[language]


def goes_across(language: str, piece: Piece) -> bool:
    """Whether the end of a sentence may stand in a piece of a phrase, or behind it."""
    if isinstance(piece, Slot):
        return parts_sentences(language, piece)
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
