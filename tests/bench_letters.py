"""How long a thousand letters take, in all three forms, Markdown included and pictures cached: part of `make bench`."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from planner.cli.writing import write_tree
from planner.model import Edition, Publication
from planner.pictures import Album, kept_below
from planner.publish import letter
from planner.render import Renderer, standard_extensions
from planner.shop import Shop, open_shop

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 12, 31, tzinfo=UTC)
LETTERS = 1_000
MOST_SECONDS = 3


def edition(original: Edition, number: int) -> Edition:
    """An edition like another, with words of its own, so that nothing can be used twice."""
    renewed = {
        one.path: replace(one, path=f"{one.path}-{number}.md", body=f"{one.body}\n\nLetter {number}.\n")
        for one in original.letters
    }
    variants = [one._replace(letters=tuple(renewed[two.path] for two in one.letters)) for one in original.variants[:1]]
    name = f"{original.name}-{number}"
    return replace(original, name=name, letters=tuple(renewed.values()), variants=tuple(variants))


def many(shop: Shop, count: int) -> Publication:
    """As many letters as asked for, like those of the shop."""
    known = shop.publication.editions
    editions = tuple(edition(known[number % len(known)], number) for number in range(count))
    return replace(shop.publication, editions=editions)


def measure(shop: Shop, count: int, folder: Path) -> tuple[float, float]:
    """Seconds to make so many letters, and to write their files."""
    publication = many(shop, count)
    album = Album(shop.settings.docs_dir, kept_below(folder))
    letter.pictures(publication, Renderer(shop.settings, *standard_extensions(shop.settings)), album)
    start = time.perf_counter()
    files = letter.files(publication, Renderer(shop.settings, *standard_extensions(shop.settings)), album)
    made = time.perf_counter()
    write_tree(folder, files)
    return made - start, time.perf_counter() - made


if __name__ == "__main__":
    for language, root in (("en", ROOT), ("ja", ROOT / "planner" / "starter" / "ja")):
        with tempfile.TemporaryDirectory() as made:
            make, write = measure(open_shop(root / "mkdocs.yml", start=root, now=NOW), LETTERS, Path(made))
        took = f"{make + write:>8.2f} s (made in {make:.2f}, written in {write:.2f})"
        print(f"letters {language}  {LETTERS:>7} letters {took}   at most {MOST_SECONDS} s")  # noqa: T201
