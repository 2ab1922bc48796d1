"""What can be mended without a person, because it cannot alter what a letter says: bytes go in, text and a list of changes come out.

Nothing is written here. Each change is tried on its own, and kept only where the file then reads as it did before.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.keys import letter_keys
from planner.mend.address import free_addresses, with_slug
from planner.mend.change import Change, Mended
from planner.mend.encoding import decoded
from planner.mend.meaning import Reader
from planner.mend.spelling import Edit, edits
from planner.model import Settings
from planner.shapes import Keys

__all__ = ["Change", "Mended", "Mender", "free_addresses", "mend_bytes"]


def mend_bytes(data: bytes) -> Mended | None:
    """Any text file as plain UTF-8, its words untouched; None where nothing is to do."""
    found = decoded(data)
    return found if found and found.changes else None


class Mender:
    """Mends the letters of one shop."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.keys = Keys(letter_keys(settings.purposes, settings.extra_keys))
        self.reader = Reader(self.keys, settings.timezone)

    def mend(self, data: bytes, *, slug: str | None = None) -> Mended | None:
        """A file with everything mended, and with an address of its own if one is given; None where nothing is to do."""
        found = decoded(data)
        if found is None:
            return None
        spelt = list(self._spelt(found.text))
        text, changes = found.text, [*found.changes, *(edit.told for edit in spelt)]
        for edit in reversed(spelt):
            text = edit.applied(text)
        if slug is not None:
            text, added = self._addressed(text, slug)
            changes += added
        return Mended(text, tuple(changes)) if changes else None

    def _spelt(self, text: str) -> Iterator[Edit]:
        for edit in edits(text, self.keys, self.settings):
            if self.reader.same(text, edit.applied(text)):
                yield edit

    def _addressed(self, text: str, slug: str) -> tuple[str, list[Change]]:
        added = with_slug(text, slug)
        if added is None or not self.reader.same(text, added[0], slug=slug):
            return text, []
        return added[0], [added[1]]
