"""The pictures of a shop: each is read, measured and converted once, and kept by its content."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from planner.pictures.derive import scaled, upright
from planner.pictures.measure import Measure, measure
from planner.pictures.reading import read_picture
from planner.pictures.strip import stripped

LETTER_WIDTH = 600
"""Pixels that a letter's column is wide; pictures have twice as many, for sharp screens."""
_MOST_BYTES = 300_000
_MAIL_KINDS = frozenset({"JPEG", "PNG", "GIF"})
_SUFFIXES = (".png", ".jpg")
"""Of what is made for letters."""
_RECIPE = "3"
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


@dataclass(frozen=True, slots=True)
class _Known:
    """What is remembered of a picture; its bytes are not: a shop has thousands of photographs, of some megabytes each."""

    measure: Measure | None
    size: int
    digest: str


class Album:
    """The pictures below a folder (`docs_dir`), by their path relative to it."""

    def __init__(self, folder: Path, store: Store | None = None) -> None:
        self.folder = folder
        self.store: Store = store or (lambda _name, _data: None)
        self._known: dict[str, _Known] = {}
        self._last: tuple[str, bytes] = ("", b"")
        self._made: dict[str, Derived | None] = {}

    def measure(self, name: str) -> Measure | None:
        """What a picture is; None where it is missing or none."""
        return self._seen(name).measure

    def size(self, name: str) -> int:
        """How many bytes a picture has; 0 where it is missing or none."""
        return self._seen(name).size

    def digest(self, name: str) -> str:
        """What is made of a picture is kept under this: other content, other name."""
        return self._seen(name).digest

    def data(self, name: str) -> bytes:
        """The bytes of a picture; none where it is missing or none."""
        if self._last[0] != name:
            self._last = (name, self._bytes(name))
        return self._last[1]

    def clean(self, name: str) -> bytes | None:
        """A picture without what a camera wrote into it, upright; None where it may be published as it is."""
        source, data = self.measure(name), self.data(name)
        bare = data
        if source is not None and source.orientation != 1 and (source.kind == "MPO" or not source.animated):
            bare = self.kept(f"{self.digest(name)}-clean", lambda: upright(data, source) or data) or data
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

    def undrawn(self) -> list[str]:
        """The files looked for as pictures of letters so far that are there, and of which none could be made."""
        missed = (name for name, picture in self._made.items() if picture is None)
        return sorted(name for name in missed if os.path.isfile(self.folder / name))  # noqa: PTH113 - False where it can't be asked

    def own(self) -> dict[str, bytes]:
        """The shop's own files among the pictures found for letters so far, as they may be published, by their path."""
        names = [picture.path for picture in self._made.values() if picture is not None and picture.data is None]
        return {name: self.clean(name) or self.data(name) for name in names}

    def _for_letter(self, name: str) -> Derived | None:
        source, size = self.measure(name), self.size(name)
        if source is None:
            return None
        fits = source.width <= 2 * LETTER_WIDTH and size <= _MOST_BYTES and source.orientation == 1
        if source.kind in _MAIL_KINDS and fits:
            return Derived(name, source.width, source.height, None)
        return self._scaled(name, source)

    def _scaled(self, name: str, source: Measure) -> Derived | None:
        key = self.digest(name)
        known = self._kept_letter(key)
        if known is not None:
            return known
        found = scaled(self.data(name), source, 2 * LETTER_WIDTH)
        if found is None:
            return None
        made, suffix, width, height = found
        self.store(f"{key}-letter{suffix}", made)
        return Derived(f"assets/letters/{key}{suffix}", width, height, made)

    def _kept_letter(self, key: str) -> Derived | None:
        """A picture for letters that was made before, if what was kept is one."""
        for suffix in _SUFFIXES:
            made = self.store(f"{key}-letter{suffix}", None)
            found = measure(made) if made else None
            if found is not None:
                return Derived(f"assets/letters/{key}{suffix}", found.width, found.height, made)
        return None

    def kept(self, name: str, make: Callable[[], bytes | None]) -> bytes | None:
        """What the store has by this name, else what is made now and kept from here on."""
        found = self.store(name, None)
        if found is None:
            found = make()
            if found is not None:
                self.store(name, found)
        return found

    def _seen(self, name: str) -> _Known:
        if name not in self._known:
            data = self.data(name)
            self._known[name] = _Known(measure(data) if data else None, len(data), _digest(data))
        return self._known[name]

    def _bytes(self, name: str) -> bytes:
        path = self.folder / name
        try:
            inside = path.resolve().is_relative_to(self.folder.resolve())
            return read_picture(path) if inside and path.is_file() else b""
        except (OSError, ValueError):
            return b""


def _digest(data: bytes) -> str:
    return sha256(_RECIPE.encode() + data).hexdigest()[:16]
