"""The pictures of a shop: each is read, measured and converted once, and kept by its content."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from planner.pictures.derive import scaled, upright
from planner.pictures.measure import Measure, measure
from planner.pictures.strip import stripped

LETTER_WIDTH = 600
"""Pixels that a letter's column is wide; pictures have twice as many, for sharp screens."""
_MOST_BYTES = 300_000
_MAIL_KINDS = frozenset({"JPEG", "PNG", "GIF"})
_RECIPE = "2"
"""Changes when a picture would come out otherwise, so that old ones are made anew."""

Store = Callable[[str, bytes | None], bytes | None]
"""Keeps made pictures: called with a name and bytes to keep, or with None to get them back."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A picture as a letter shows it."""

    path: str
    """Where it lies below the site."""
    width: int
    height: int
    """In pixels of the file; a letter shows it at no more than `LETTER_WIDTH`."""
    data: bytes | None
    """What to write there; None where the shop's own file serves."""


class Album:
    """The pictures below a folder (`docs_dir`), by their path relative to it."""

    def __init__(self, folder: Path, store: Store | None = None) -> None:
        self.folder = folder
        self.store: Store = store or (lambda _name, _data: None)
        self._read: dict[str, tuple[bytes, Measure | None]] = {}
        self._made: dict[str, Derived | None] = {}

    def measure(self, name: str) -> Measure | None:
        """What a picture is; None where it is missing or none."""
        return self._picture(name)[1]

    def size(self, name: str) -> int:
        """How many bytes a picture has; 0 where it is missing."""
        return len(self._picture(name)[0])

    def picture(self, name: str) -> tuple[bytes, Measure | None]:
        """The bytes of a picture (none where it is missing), and what it is."""
        return self._picture(name)

    def clean(self, name: str) -> bytes | None:
        """A picture without what a camera wrote into it, upright; None where it may be published as it is."""
        data, source = self._picture(name)
        bare = data
        if source is not None and source.orientation != 1 and (source.kind == "MPO" or not source.animated):
            bare = self.kept(f"{digest(data)}-clean", lambda: upright(data, source) or data) or data
        bare = stripped(bare)
        return None if bare == data else bare

    def for_letter(self, name: str) -> Derived | None:
        """A picture as mail programs show it: JPEG, PNG or GIF, no wider than needed. None where there is no such picture."""
        if name not in self._made:
            self._made[name] = self._for_letter(name)
        return self._made[name]

    def derived(self) -> dict[str, bytes]:
        """The pictures made so far, by their path below the site."""
        found = (picture for picture in self._made.values() if picture is not None)
        return {picture.path: picture.data for picture in found if picture.data is not None}

    def own(self) -> dict[str, bytes]:
        """The shop's own files among the pictures found for letters so far, as they may be published, by their path."""
        names = [picture.path for picture in self._made.values() if picture is not None and picture.data is None]
        return {name: self.clean(name) or self._picture(name)[0] for name in names}

    def _for_letter(self, name: str) -> Derived | None:
        data, source = self._picture(name)
        if source is None:
            return None
        fits = source.width <= 2 * LETTER_WIDTH and len(data) <= _MOST_BYTES and source.orientation == 1
        if source.kind in _MAIL_KINDS and fits:
            return Derived(name, source.width, source.height, None)
        return self._scaled(data, source)

    def _scaled(self, data: bytes, source: Measure) -> Derived | None:
        name = digest(data)
        noted = self.store(f"{name}-letter.json", None)
        if noted is not None:
            suffix, width, height = json.loads(noted)
            made = self.store(f"{name}-letter{suffix}", None)
            if made is not None:
                return Derived(f"assets/letters/{name}{suffix}", width, height, made)
        found = scaled(data, source, 2 * LETTER_WIDTH)
        if found is None:
            return None
        made, suffix, width, height = found
        self.store(f"{name}-letter{suffix}", made)
        self.store(f"{name}-letter.json", json.dumps([suffix, width, height]).encode())
        return Derived(f"assets/letters/{name}{suffix}", width, height, made)

    def kept(self, name: str, make: Callable[[], bytes | None]) -> bytes | None:
        """What the store has by this name, else what is made now and kept from here on."""
        found = self.store(name, None)
        if found is None:
            found = make()
            if found is not None:
                self.store(name, found)
        return found

    def _picture(self, name: str) -> tuple[bytes, Measure | None]:
        if name not in self._read:
            data = self._bytes(name)
            self._read[name] = (data, measure(data) if data else None)
        return self._read[name]

    def _bytes(self, name: str) -> bytes:
        path = self.folder / name
        try:
            inside = path.resolve().is_relative_to(self.folder.resolve())
            return path.read_bytes() if inside and path.is_file() else b""
        except OSError:
            return b""


def digest(data: bytes) -> str:
    """What a picture is kept under: other content, other name."""
    return sha256(_RECIPE.encode() + data).hexdigest()[:16]
