"""The sign of a shop for tabs, bookmarks and home screens: its initial, or the cup where the font can't write that."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

from planner.accent import HOUSE
from planner.pictures.card import PAPER, cup, font, writable

ICON, TOUCH, HOME = 96, 180, (192, 512)
"""Pixels of the picture in a tab, of the one on an iPhone, and of those on other home screens."""
_OLD = 32
"""What asks for `favicon.ico` by itself shows it this small."""
_LETTER = 0.56
"""How much of the side the letter takes: home screens may cut off what is near the edge."""


def signs(name: str, colour: str = HOUSE.light) -> dict[str, bytes]:
    """Each sign by its path below the site, as PNG, and an ICO for those who ask for one unasked."""
    initial = writable(name.strip()[:1].upper())
    made = {sign_path(size): _png(initial, size, colour) for size in (ICON, TOUCH, *HOME)}
    return {**made, "favicon.ico": _ico(initial, colour)}


def sign_path(size: int) -> str:
    """Where the sign of a size lies below the site."""
    return f"assets/sign-{size}.png"


def _png(initial: str, size: int, colour: str) -> bytes:
    out = BytesIO()
    _drawn(initial, size, colour).save(out, "PNG", optimize=True)
    return out.getvalue()


def _ico(initial: str, colour: str) -> bytes:
    out = BytesIO()
    _drawn(initial, _OLD, colour).save(out, "ICO", sizes=[(_OLD, _OLD)])
    return out.getvalue()


@lru_cache(maxsize=16)
def _drawn(initial: str, size: int, colour: str) -> Image.Image:
    if not initial:
        sign = Image.new("RGB", (size, size), PAPER)
        inner = size * 3 // 4
        cup(sign, ((size - inner) // 2, (size - inner) // 2), inner, colour)
        return sign
    sign = Image.new("RGB", (size, size), colour)
    middle = size / 2
    draw, letter, heavier = ImageDraw.Draw(sign), font(round(size * _LETTER)), max(1, size // 64)
    draw.text((middle, middle), initial, PAPER, letter, "mm", stroke_width=heavier, stroke_fill=PAPER)
    return sign
