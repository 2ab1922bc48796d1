"""How large a letter's HTML is: Gmail hides what comes after 102 kB behind a link, and with it the way to stop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

CLIP = 102_400
"""Bytes of HTML that Gmail shows."""
_WARN = 0.8


@dataclass(frozen=True, slots=True)
class Size:
    """A letter whose HTML is near the clip, or beyond it."""

    path: str
    size: int

    @property
    def clipped(self) -> bool:
        """Whether its end is hidden."""
        return self.size > CLIP


def sizes(files: Mapping[str, bytes]) -> Iterator[Size]:
    """The letters among files that are near the clip or beyond, by path."""
    for path, data in sorted(files.items()):
        if path.endswith(".html") and len(data) > _WARN * CLIP:
            yield Size(path, len(data))
