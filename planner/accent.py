"""The one warm colour of a shop, on light paper and on dark: its own, or persimmon.

A shop names one colour. Where words in it could not be read, it is darkened on light paper, and lightened on dark, until they
can: WCAG 2.2 asks for a contrast of 4.5 (success criterion 1.4.3).
"""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from typing import NamedTuple

COLOUR = r"#[0-9A-Fa-f]{6}"
"""How a colour is written."""
_LEAST = 4.5
_LIGHT, _DARK = "#F4E9DF", "#352A24"
"""The tinted grounds of offers, on which contrast is least: of light pages and letters, and of dark ones."""
_BITS = 255
_KNEE, _SLOPE, _SHIFT, _LIFT, _POWER = 0.04045, 12.92, 0.055, 1.055, 2.4
_WEIGHTS = (0.2126, 0.7152, 0.0722)


class Accent(NamedTuple):
    """A colour for links, the button and the offer, as `#RRGGBB`; white stands on `light`, the dark paper's ink on `dark`."""

    light: str = "#A8401F"
    dark: str = "#F0A27E"


HOUSE = Accent()
"""Persimmon."""


def accent(colour: str | None) -> Accent:
    """A shop's colour, made readable; the house's own where it has none."""
    if colour is None:
        return HOUSE
    return Accent(_readable(colour, _LIGHT, step=-1), _readable(colour, _DARK, step=1))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _readable(colour: str, ground: str, *, step: int) -> str:
    hue, lightness, saturation = rgb_to_hls(*_parts(colour))
    found = _written(hue, lightness, saturation)
    for number in range(_BITS):
        if contrast(found, ground) >= _LEAST:
            break
        found = _written(hue, min(1.0, max(0.0, lightness + step * (number + 1) / _BITS)), saturation)
    return found


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / _BITS for at in (1, 3, 5))
    return red, green, blue


def _written(hue: float, lightness: float, saturation: float) -> str:
    return "#" + "".join(f"{round(part * _BITS):02X}" for part in hls_to_rgb(hue, lightness, saturation))


def _luminance(colour: str) -> float:
    parts = (part / _SLOPE if part <= _KNEE else ((part + _SHIFT) / _LIFT) ** _POWER for part in _parts(colour))
    return sum(weight * part for weight, part in zip(_WEIGHTS, parts, strict=True))
