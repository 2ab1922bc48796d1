"""How large a letter's HTML is: Gmail hides what comes after 102 kB behind a link, and with it the way to stop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from planner.model import Edition, Post, Publication, Settings, Step, Variant
from planner.pictures import Album
from planner.publish.letter.making import Press
from planner.render import Renderer, standard_extensions
from planner.variants import EVERYONE

CLIP = 102 * 1024
"""Bytes of HTML that Gmail shows."""
_NEAR = 80


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
        if path.endswith(".html") and len(data) * 100 > _NEAR * CLIP:
            yield Size(path, len(data))


def html_size(settings: Settings, posts: tuple[Post, ...], letters: Sequence[Post | Step], at: datetime) -> int:
    """How many bytes of HTML letters make that go out together, on their day; `posts` are what they may link to."""
    day = max((letter.date for letter in letters if isinstance(letter, Post)), default=None)
    variant = Variant(name=EVERYONE, letters=tuple(letters), readers={})
    edition = Edition(name=EVERYONE, instant=day, letters=variant.letters, variants=(variant,))
    publication = Publication(settings=settings, at=day or at, site=posts, feed=(), editions=(edition,))
    press = Press(publication, Renderer(settings, *standard_extensions(settings)), Album(settings.docs_dir))
    return len(press.html(edition, variant).encode())
