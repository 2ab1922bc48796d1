"""Pictures made from pictures: scaled, turned upright, in a format that every mail program shows, and without metadata."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import TypeVar

from PIL import Image, ImageOps

from planner.pictures.colours import in_full, in_srgb
from planner.pictures.damaged import unless_damaged
from planner.pictures.measure import KINDS, Measure
from planner.pictures.strip import stripped

Made = TypeVar("Made")
_JPEG_QUALITY = 84
_WEBP_QUALITY = 78
_FEW_COLOURS = 256
_OUTSIDE = re.compile(
    rb"(?:href\s*=\s*[\"'](?!#|data:)|url\(\s*[\"']?(?!#|data:)|<script|<foreignObject|@import)", re.IGNORECASE
)


def scaled(data: bytes, source: Measure, width: int) -> tuple[bytes, str, int, int] | None:
    """A picture at most `width` pixels wide as PNG or JPEG: its bytes, file ending, width and height. None where that fails.

    Drawings stay PNG, photographs become JPEG; of a moving picture the first frame is taken.
    """
    if source.kind == "SVG":
        return unless_damaged(lambda: _drawn_small(data, width))
    return _drawn(data, lambda picture: _encoded(_fitted(picture, width)))


def _fitted(picture: Image.Image, width: int) -> Image.Image:
    picture.seek(0)
    # A large photograph is decoded at half its size or less, where that is still more than is wanted.
    picture.draft(None, (width * 3 // 2, width * 3 // 2))
    full = in_full(ImageOps.exif_transpose(picture))
    return in_srgb(_scaled(full, width), picture.info.get("icc_profile"))


def _scaled(picture: Image.Image, width: int) -> Image.Image:
    if picture.width <= width:
        return picture
    return picture.resize((width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS)


def _encoded(picture: Image.Image) -> tuple[bytes, str, int, int]:
    out = BytesIO()
    if picture.mode == "RGBA" or picture.getcolors(_FEW_COLOURS) is not None or _is_drawing(picture):
        colours = picture.quantize(_FEW_COLOURS, method=Image.Quantize.FASTOCTREE) if picture.mode == "RGBA" else None
        (colours or picture.quantize(_FEW_COLOURS)).save(out, "PNG", optimize=True)
        return out.getvalue(), ".png", *picture.size
    return jpeg(picture), ".jpg", *picture.size


def _is_drawing(picture: Image.Image) -> bool:
    """Whether a small copy has few colours: large plain areas, which JPEG smears."""
    small = picture.resize((64, 64), Image.Resampling.NEAREST)
    return small.getcolors(_FEW_COLOURS * 2) is not None


def _drawn_small(data: bytes, width: int) -> tuple[bytes, str, int, int] | None:
    """An SVG drawn by resvg; one that reaches outside itself is not drawn."""
    if _OUTSIDE.search(data):
        return None
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - few shops have SVG pictures

    with Image.open(BytesIO(bytes(svg_to_bytes(svg_string=data.decode("utf-8"), width=width)))) as picture:
        return _encoded(_fitted(picture, width))


def upright(data: bytes, source: Measure) -> bytes | None:
    """The same picture with its pixels in the order in which it is seen, in its own kind; None where that fails."""
    return _drawn(data, lambda picture: _turned(picture, "JPEG" if source.kind == "MPO" else source.kind))


def _turned(picture: Image.Image, kind: str) -> bytes:
    out = BytesIO()
    bare = ImageOps.exif_transpose(picture)
    profile = bare.info.get("icc_profile")
    bare.info = {}
    options = {} if kind == "PNG" else {"quality": 92}
    bare.save(out, kind, icc_profile=profile, exif=b"", **options)
    return out.getvalue()


def narrowed(data: bytes, widths: Sequence[int]) -> dict[int, bytes]:
    """A picture as WebP, which every browser shows, no wider than each of these widths; none where that fails."""
    return _drawn(data, lambda picture: dict(_narrower(_fitted(picture, max(widths)), widths))) or {}


def _narrower(widest: Image.Image, widths: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    for width in widths:
        yield width, _webp(_scaled(widest, width))


def covering(data: bytes, size: tuple[int, int]) -> bytes | None:
    """The middle of a picture as a JPEG of just this size; None where that fails."""
    return _drawn(data, lambda picture: jpeg(_filling(picture, size)))


def _filling(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The middle of a picture, upright, without transparency, of just this size."""
    picture.draft(None, (max(size) * 3 // 2, max(size) * 3 // 2))
    return ImageOps.fit(on_white(picture), size, Image.Resampling.LANCZOS)


def on_white(picture: Image.Image) -> Image.Image:
    """A picture upright and without transparency."""
    full = _fitted(picture, picture.width + picture.height)
    if full.mode == "RGB":
        return full
    ground = Image.new("RGBA", full.size, "white")
    ground.alpha_composite(full)
    return ground.convert("RGB")


def jpeg(picture: Image.Image, *, small: bool = True) -> bytes:
    """A picture as JPEG, bare: Pillow would hand comments on from what it was made of. `small` takes twice as long."""
    out = BytesIO()
    picture.save(out, "JPEG", quality=_JPEG_QUALITY, optimize=small, progressive=small)
    return stripped(out.getvalue())


def _webp(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "WEBP", quality=_WEBP_QUALITY, method=4)
    return stripped(out.getvalue())


def _drawn(data: bytes, draw: Callable[[Image.Image], Made]) -> Made | None:
    def drawn() -> Made:
        with Image.open(BytesIO(data), formats=KINDS) as picture:
            return draw(picture)

    return unless_damaged(drawn)
