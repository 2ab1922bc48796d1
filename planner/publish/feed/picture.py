"""The picture of a letter as feed readers take it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from planner.model import Post, Settings
from planner.publish.feed.fitting import fit_line
from planner.render import picture_address

# Written down here, since what Python would guess depends on the machine.
_TYPES: Mapping[str, str] = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """Where a picture lies, and what it is if its name says so."""

    address: str
    media_type: str | None


def picture_of(settings: Settings, post: Post) -> Picture | None:
    """The picture at the top of a letter, if it has one that can be found."""
    address = picture_address(settings, fit_line(post.image)) if post.image else None
    if not address:
        return None
    return Picture(address, _TYPES.get(PurePosixPath(urlsplit(address).path).suffix.lower()))
