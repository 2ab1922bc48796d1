"""What a picture is: its kind, its size, and whether it carries more than it shows."""

from __future__ import annotations

import re
import warnings
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from planner.pictures.damaged import unless_damaged

_ORIENTATION = 0x0112
_TURNED = 5
"""From this Exif orientation on, width and height change places."""
KINDS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")
"""What Pillow may read: for some others it would run a program, and no browser shows them."""
_MOST_PIXELS = 80_000_000
_LENGTH = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)(?:px)?\s*")


@dataclass(frozen=True, slots=True)
class Measure:
    """A picture as it is shown."""

    kind: str
    """`JPEG`, `PNG`, `GIF`, `WEBP`, `SVG` … as Pillow names them."""
    width: int
    height: int
    animated: bool = False
    orientation: int = 1
    """How the camera was held, by Exif; 1: upright."""
    has_metadata: bool = False
    """Whether it carries Exif, XMP or a comment; a place may be among them."""


def measure(data: bytes) -> Measure | None:
    """What a picture is; None where it is none that can be shown, or is larger than 80 million pixels."""
    if b"<svg" in data[:2000]:
        return _measure_svg(data)
    return unless_damaged(lambda: _measure_pixels(data))


def _measure_pixels(data: bytes) -> Measure | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(BytesIO(data), formats=KINDS) as picture:
            return _measure(picture)


def _measure(picture: Image.Image) -> Measure | None:
    width, height = picture.size
    if width * height > _MOST_PIXELS or not width or not height:
        return None
    orientation = picture.getexif().get(_ORIENTATION, 1)
    if not isinstance(orientation, int) or not 1 <= orientation <= 8:  # noqa: PLR2004 - Exif knows eight
        orientation = 1
    if orientation >= _TURNED:
        width, height = height, width
    noted = {"exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop", "Raw profile type exif"}
    has_metadata = bool(picture.getexif()) or not noted.isdisjoint(picture.info)
    return Measure(
        picture.format or "", width, height, getattr(picture, "is_animated", False), orientation, has_metadata
    )


def _measure_svg(data: bytes) -> Measure | None:
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data.upper():
        return None
    try:
        root = ET.fromstring(data)  # noqa: S314 - entities are refused above
    except ET.ParseError:
        return None
    if not root.tag.endswith("svg"):
        return None
    box = [float(part) for part in re.findall(r"-?[0-9]+(?:\.[0-9]+)?", root.get("viewBox", ""))][2:]
    sizes = [_length(root.get(name)) for name in ("width", "height")]
    width, height = (size or (box[place] if len(box) > place else 0) for place, size in enumerate(sizes))
    if not 0 < width * height <= _MOST_PIXELS:
        return None
    return Measure("SVG", max(1, round(width)), max(1, round(height)))


def _length(text: str | None) -> float:
    match = _LENGTH.fullmatch(text or "")
    return float(match[1]) if match else 0
