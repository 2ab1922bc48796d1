"""Pictures made from pictures: scaled, turned upright, in a format that every mail program shows, and without metadata."""

from __future__ import annotations

import re
from io import BytesIO

from PIL import Image, ImageOps

from planner.pictures.measure import Measure

_JPEG_QUALITY = 84
_FEW_COLOURS = 256
_OUTSIDE = re.compile(
    rb"(?:href\s*=\s*[\"'](?!#|data:)|url\(\s*[\"']?(?!#|data:)|<script|<foreignObject|@import)", re.IGNORECASE
)


def scaled(data: bytes, source: Measure, width: int) -> tuple[bytes, str, int, int] | None:
    """A picture at most `width` pixels wide as PNG or JPEG: its bytes, file ending, width and height. None where that fails.

    Drawings stay PNG, photographs become JPEG; of a moving picture the first frame is taken.
    """
    try:
        picture = _rasterised(data, width) if source.kind == "SVG" else Image.open(BytesIO(data))
        if picture is None:
            return None
        with picture:
            return _encoded(_fitted(picture, width))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _fitted(picture: Image.Image, width: int) -> Image.Image:
    picture.seek(0)
    upright = ImageOps.exif_transpose(picture)
    mode = "RGBA" if upright.has_transparency_data else "RGB"
    full = upright.convert(mode)
    if full.width <= width:
        return full
    return full.resize((width, max(1, round(full.height * width / full.width))), Image.Resampling.LANCZOS)


def _encoded(picture: Image.Image) -> tuple[bytes, str, int, int]:
    out = BytesIO()
    if picture.mode == "RGBA" or picture.getcolors(_FEW_COLOURS) is not None or _is_drawing(picture):
        colours = picture.quantize(_FEW_COLOURS, method=Image.Quantize.FASTOCTREE) if picture.mode == "RGBA" else None
        (colours or picture.quantize(_FEW_COLOURS)).save(out, "PNG", optimize=True)
        return out.getvalue(), ".png", *picture.size
    picture.save(out, "JPEG", quality=_JPEG_QUALITY, optimize=True, progressive=True)
    return out.getvalue(), ".jpg", *picture.size


def _is_drawing(picture: Image.Image) -> bool:
    """Whether a small copy has few colours: large plain areas, which JPEG smears."""
    small = picture.resize((64, 64), Image.Resampling.NEAREST)
    return small.getcolors(_FEW_COLOURS * 2) is not None


def _rasterised(data: bytes, width: int) -> Image.Image | None:
    """An SVG drawn by resvg; one that reaches outside itself is not drawn."""
    if _OUTSIDE.search(data):
        return None
    from resvg_py import svg_to_bytes  # noqa: PLC0415 - few shops have SVG pictures

    return Image.open(BytesIO(bytes(svg_to_bytes(svg_string=data.decode("utf-8"), width=width))))


def without_metadata(data: bytes, source: Measure) -> bytes:
    """The same picture without Exif, XMP and comments, upright; the bytes themselves where there is nothing to remove."""
    if not source.has_metadata or source.animated or source.kind not in {"JPEG", "PNG", "WEBP"}:
        return data
    with Image.open(BytesIO(data)) as picture:
        out = BytesIO()
        profile = picture.info.get("icc_profile")
        if source.orientation == 1 and source.kind == "JPEG":
            picture.save(out, "JPEG", quality="keep", icc_profile=profile, exif=b"", comment=b"")
        else:
            bare = ImageOps.exif_transpose(picture)
            bare.info = {}
            options = {} if source.kind == "PNG" else {"quality": 92}
            bare.save(out, source.kind, icc_profile=profile, exif=b"", **options)
        return out.getvalue()
