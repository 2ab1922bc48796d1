"""The pictures of a site: in several widths for screens of several widths, and as cards for links that are passed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from PIL import __version__ as pillow

from planner.accent import HOUSE
from planner.pictures.album import Album
from planner.pictures.card import CARD, drawn_card
from planner.pictures.derive import covering, narrowed
from planner.pictures.sign import signs

WIDTHS = (320, 720, 1200)
"""A small round portrait; a card, or a telephone's column; a letter's column on a sharp screen."""
_NARROWEST = 400
"""A picture that is no wider comes as it is."""
_KINDS = frozenset({"JPEG", "MPO", "PNG", "WEBP"})
_FIRST_FRAME = frozenset({"MPO"})
"""Several pictures in one file, of which only the first is meant."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a page shows it."""

    width: int
    height: int
    widths: tuple[tuple[int, str], ...] = ()
    """The widths in which it is there, each with its address below the site; none where the file itself serves."""


class Gallery:
    """Makes what pages show of an album's pictures, once; `files` are those made so far."""

    def __init__(self, album: Album) -> None:
        self.album = album
        self.files: dict[str, bytes] = {}
        self._shown: dict[str, Shown | None] = {}
        self._cards: dict[str, str | None] = {}

    def shown(self, name: str) -> Shown | None:
        """A picture in its widths; None where there is no such picture."""
        if name not in self._shown:
            self._shown[name] = self._in_widths(name)
        return self._shown[name]

    def card(self, name: str) -> str | None:
        """The path of the middle of a picture as a card; None where it is missing or too small for one."""
        if name not in self._cards:
            self._cards[name] = self._card(name)
        return self._cards[name]

    def drawn(self, title: str, shop: str, picture: str | None, colour: str = HOUSE.light) -> str:
        """The path of a card with words on paper, beside a picture of the shop where there is one."""
        beside = picture if picture and self.album.measure(picture) else ""
        # What Pillow draws may change with its version: a card of another is not the same card.
        told = "\0".join((pillow, title, shop, colour, self.album.digest(beside)))
        key = sha256(told.encode(errors="replace")).hexdigest()[:16]
        if f"assets/cards/{key}.jpg" in self.files:
            return f"assets/cards/{key}.jpg"
        made = self.album.kept(
            f"{key}-drawn.jpg", lambda: drawn_card(title, shop, self.album.data(beside) if beside else b"", colour)
        )
        return self._filed(f"assets/cards/{key}.jpg", made or b"")

    def signs(self, name: str, colour: str = HOUSE.light) -> None:
        """Have the signs of a shop of this name made."""
        self.files |= signs(name, colour)

    def _in_widths(self, name: str) -> Shown | None:
        source = self.album.measure(name)
        if source is None:
            return None
        moves = source.animated and source.kind not in _FIRST_FRAME
        if source.kind not in _KINDS or moves or source.width <= _NARROWEST:
            return Shown(source.width, source.height)
        wanted = sorted({min(width, source.width) for width in WIDTHS})
        # What is no smaller (a drawing of few colours) is left out, and the file itself stands for all of these.
        made = {width: self._filed(path, data) for width, path, data in self._narrowed(name, wanted)}
        itself = {} if len(made) == len(wanted) else {source.width: quote(name)}
        return Shown(source.width, source.height, tuple({**made, **itself}.items()))

    def _narrowed(self, name: str, widths: list[int]) -> Iterator[tuple[int, str, bytes]]:
        """The picture in those widths in which it is smaller than as it is; what is not kept is made at one go."""
        keys = {width: f"{self.album.digest(name)}-{width}.webp" for width in widths}
        kept = {width: self.album.store(key, None) for width, key in keys.items()}
        if None in kept.values():
            kept = dict(narrowed(self.album.data(name), widths))
            for width, data in kept.items():
                self.album.store(keys[width], data)
        for width, data in kept.items():
            if data and len(data) < self.album.size(name):
                yield width, f"assets/pictures/{keys[width]}", data

    def _card(self, name: str) -> str | None:
        source, key = self.album.measure(name), self.album.digest(name)
        if source is None or source.kind not in _KINDS or source.width < CARD[0] // 2 or source.height < CARD[1] // 2:
            return None
        made = self.album.kept(f"{key}-card.jpg", lambda: covering(self.album.data(name), CARD))
        return self._filed(f"assets/cards/{key}.jpg", made) if made else None

    def _filed(self, path: str, data: bytes) -> str:
        self.files[path] = data
        return path
