"""A card for a page without a picture: warm paper, its title and the shop's name, drawn the same on every machine.

A machine's own fonts would make another card on each, so the only one used is that which comes with Pillow (Aileron, CC0).
It has Latin letters without accents and no Japanese: a title it can't write is left out, and the picture or the cup
speaks alone. The words stand in the page's own title and description anyway, which every card is shown with.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont, ImageOps

from planner.accent import HOUSE
from planner.pictures.damaged import unless_damaged
from planner.pictures.derive import jpeg, on_white
from planner.pictures.measure import KINDS

CARD = (1200, 630)
PAPER, _INK, _SOFT = "#fbf8f3", "#2b2622", "#6b6058"
_MARGIN = 72
_BESIDE = 744
"""Where the picture begins, beside words."""
_TITLE, _NAME = (68, 58, 48), 32
"""Sizes of the title, the largest that fits, and of the shop's name."""
_LINES = 5
_SHARP = 4
_ALIKE = str.maketrans({"\u2013": "-", "\u2014": "-", "\u00a0": " ", "\u3000": " "})


def drawn_card(title: str, shop: str, picture: bytes, colour: str = HOUSE.light) -> bytes:
    """The card as JPEG; `picture` may be empty."""
    words = writable(title)
    card = _ground(picture, colour, with_words=bool(words)).copy()
    if words:
        _write(card, words, writable(shop), _BESIDE - 2 * _MARGIN if _opened(picture) else 760, colour)
    return jpeg(card, small=False)


@lru_cache(maxsize=4)
def _ground(picture: bytes, colour: str, *, with_words: bool) -> Image.Image:
    """The paper with what is on it besides words: the same for all letters of a shop."""
    card = Image.new("RGB", CARD, PAPER)
    beside = _opened(picture)
    if beside and with_words:
        _show(card, beside, (_BESIDE, 0, *CARD))
    elif beside:
        _show(card, beside, (0, 0, CARD[0], CARD[1] - 96))
        cup(card, (CARD[0] - 72 - _MARGIN, CARD[1] - 84), 72, colour)
    elif with_words:
        cup(card, (CARD[0] - 176 - _MARGIN, CARD[1] - 176 - _MARGIN), 176, colour)
    else:
        cup(card, (CARD[0] // 2 - 160, CARD[1] // 2 - 160), 320, colour)
    ImageDraw.Draw(card).rectangle((0, CARD[1] - 12, *CARD), fill=colour)
    return card


def writable(text: str) -> str:
    """The text, if the font has a glyph for each of its characters; else nothing."""
    plain = " ".join(text.translate(_ALIKE).split())
    if not _bundled():
        return ""
    return plain if all(char == " " or _has(char) for char in set(plain)) else ""


@lru_cache(maxsize=8)
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font in a size."""
    # The basic layout: the other is not in every Pillow.
    return ImageFont.truetype(BytesIO(_bundled()), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1)
def _bundled() -> bytes:
    """The font that Pillow brings along, as its file."""
    found = ImageFont.load_default(20)
    path = found.path if isinstance(found, ImageFont.FreeTypeFont) else b""
    return path.getvalue() if isinstance(path, BytesIO) else b""


@lru_cache(maxsize=512)
def _has(char: str) -> bool:
    return bytes(font(20).getmask(char)) != bytes(font(20).getmask("\uffff"))


def _write(card: Image.Image, title: str, shop: str, room: int, colour: str) -> None:
    draw = ImageDraw.Draw(card)
    size, lines = next(
        ((size, lines) for size in _TITLE if len(lines := _wrapped(title, size, room)) <= _LINES),
        (_TITLE[-1], _wrapped(title, _TITLE[-1], room)[:_LINES]),
    )
    for number, line in enumerate(lines):
        draw.text((_MARGIN, _MARGIN + number * round(size * 1.3)), line, font=font(size), fill=_INK)
    foot = CARD[1] - _MARGIN - _NAME - 12
    draw.rectangle((_MARGIN, foot - 28, _MARGIN + 64, foot - 24), fill=colour)
    draw.text((_MARGIN, foot), next(iter(_wrapped(shop, _NAME, room)), ""), font=font(_NAME), fill=_SOFT)


def _wrapped(text: str, size: int, room: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font(size).getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=2)
def _opened(picture: bytes) -> Image.Image | None:
    return unless_damaged(lambda: _put_on_white(picture)) if picture else None


def _put_on_white(picture: bytes) -> Image.Image:
    with Image.open(BytesIO(picture), formats=KINDS) as found:
        return on_white(found)


def _show(card: Image.Image, picture: Image.Image, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    card.paste(ImageOps.fit(picture, (right - left, bottom - top), Image.Resampling.LANCZOS), (left, top))


def cup(card: Image.Image, at: tuple[int, int], size: int, colour: str) -> None:
    """The steaming cup of the shop's sign, large and smoothed."""
    large = Image.new("RGB", (size * _SHARP, size * _SHARP), PAPER)
    draw, unit = ImageDraw.Draw(large), size * _SHARP / 64
    draw.pieslice([part * unit for part in (14, 3, 48, 51)], 0, 180, fill=colour)
    draw.arc([part * unit for part in (42, 29, 58, 43)], -90, 90, fill=colour, width=round(4 * unit))
    for left in (22, 34):
        draw.arc([part * unit for part in (left, 6, left + 6, 13)], 90, 270, fill=_SOFT, width=round(2.5 * unit))
        draw.arc([part * unit for part in (left, 13, left + 6, 20)], -90, 90, fill=_SOFT, width=round(2.5 * unit))
    card.paste(large.resize((size, size), Image.Resampling.LANCZOS), at)
