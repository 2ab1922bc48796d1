"""Starting a letter: into the folder where it belongs, under the first name that is free."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

from planner.cli.writing import write_new
from planner.content import default_slug
from planner.model import Settings
from planner.shop import Shop


class Starter:
    """Writes new letters of a shop, none over anything, each with an address of its own."""

    def __init__(self, shop: Shop) -> None:
        self.settings = shop.settings
        self.taken = {source.letter.slug if source.letter else default_slug(source.path) for source in shop.sources}

    def write(self, slug: str, date: datetime, text: str) -> Path:
        """Write to the first name that is free, both as a file and as an address."""
        folder = _folder(self.settings, date)
        paths = (folder / name for name in _names(f"{date:%Y-%m-%d}-{slug}") if default_slug(name) not in self.taken)
        path = next(path for path in paths if write_new(path, text.encode()))
        self.taken.add(default_slug(path.name))
        return path


def _names(stem: str) -> Iterator[str]:
    yield f"{stem}.md"
    yield from (f"{stem}-{number}.md" for number in count(2))


def _folder(settings: Settings, date: datetime) -> Path:
    """The folder of the year in a shop that has such folders, else the one for all posts."""
    posts = settings.docs_dir / "posts"
    years = posts.is_dir() and any(re.fullmatch(r"\d{4}", path.name) for path in posts.iterdir() if path.is_dir())
    return posts / f"{date:%Y}" if years else posts


def from_here(path: Path) -> str:
    """A path as one would type it here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
