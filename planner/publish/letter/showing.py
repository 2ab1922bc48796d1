"""The pictures of letters: each in a format that mail programs know, at an address of its own, with its size in pixels."""

from __future__ import annotations

from urllib.parse import quote, unquote

from planner.model import Settings
from planner.pictures import LETTER_WIDTH, Album, Derived
from planner.render import Shown, absolute

TEXT = 520
"""Pixels between the margins of its text."""
_WIDE_ENOUGH = 450
"""From this width on a picture at the top is drawn over the whole column; a smaller one would blur."""
_MAIL_ENDINGS = (".jpg", ".jpeg", ".png", ".gif")


class Pictures:
    """Finds the pictures of letters; without an album, or an address of the shop's site, there are only those elsewhere."""

    def __init__(self, settings: Settings, album: Album | None) -> None:
        self._base = settings.site_url
        self._album = album

    def top(self, image: str | None) -> Shown | None:
        """The picture at the top of a letter, which a letter names relative to docs_dir or by an address."""
        if image is None:
            return None
        shown = self.within(
            image if ":" in image or image.startswith("//") else self._base + quote(image), "", LETTER_WIDTH
        )
        if shown is None or (shown.width < _WIDE_ENOUGH and shown.height is not None):
            return shown
        height = shown.height and round(shown.height * LETTER_WIDTH / shown.width)
        return Shown(shown.src, LETTER_WIDTH, height, full=True)

    def within(self, address: str, written: str, room: int = TEXT) -> Shown | None:
        """The picture at an address, at most `room` wide; `written` is the width that the letter asks for."""
        wanted = min(int(written), room) if written.isdecimal() and int(written[:6]) > 0 else room
        if self._base and address.startswith(self._base):
            return self._own(unquote(address.removeprefix(self._base).partition("?")[0].partition("#")[0]), wanted)
        known = absolute(address)
        fits = known and known.startswith("https://") and known.partition("?")[0].lower().endswith(_MAIL_ENDINGS)
        return Shown(known, wanted, None) if known and fits else None

    def _own(self, name: str, wanted: int) -> Shown | None:
        derived = self._album.for_letter(name) if self._album and self._base.startswith("https://") else None
        return None if derived is None else self._sized(derived, wanted)

    def _sized(self, derived: Derived, wanted: int) -> Shown:
        width = min(wanted, derived.width)
        return Shown(self._base + quote(derived.path), width, max(1, round(derived.height * width / derived.width)))
