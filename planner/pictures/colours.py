"""Colours as they are meant: a picture in any mode, with any profile, as every screen and mail program shows it."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageCms

_DEEP = ("I", "I;16", "I;16L", "I;16B", "I;16N")
"""Greys of 16 bits, as scanners make them; Pillow would show all but the darkest as white."""
_WHITE, _DEEP_WHITE = 255, 65535
_SPACES = {"RGB": "RGB ", "CMYK": "CMYK"}


def in_full(picture: Image.Image) -> Image.Image:
    """The picture with a value for each colour of each pixel: as RGB, RGBA where something shines through, or CMYK."""
    if picture.mode in _DEEP:
        picture = picture.convert("I").point(lambda value: value * (_WHITE / _DEEP_WHITE)).convert("L")
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture if picture.mode in _SPACES else picture.convert("RGB")


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """A picture that `in_full` has made, in the colours that are taken for granted where no profile is named."""
    opaque = picture.convert("RGB") if picture.mode == "RGBA" else picture
    shown = _converted(opaque, profile) if profile else None
    if shown is None:
        return picture if picture.mode in {"RGB", "RGBA"} else picture.convert("RGB")
    if picture.mode == "RGBA":
        shown.putalpha(picture.getchannel("A"))
    return shown


def _converted(picture: Image.Image, profile: bytes) -> Image.Image | None:
    try:
        meant = ImageCms.ImageCmsProfile(BytesIO(profile))
        if meant.profile.xcolor_space != _SPACES.get(picture.mode):
            return None
        return ImageCms.profileToProfile(picture, meant, _srgb(), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, ImportError):
        return None


@lru_cache(maxsize=1)
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
