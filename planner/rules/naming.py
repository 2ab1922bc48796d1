"""Letters by all the names that `recovers:` and `fulfils:` may call them, for the rules that look them up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import TypeVar

from planner.model import Letter

L = TypeVar("L", bound=Letter)


def names_of(letter: Letter) -> tuple[str, ...]:
    """Its slug, the name of its file with and without ending, and its path; the same as `names_letter` takes."""
    name = PurePosixPath(letter.path).name
    stem = name.removesuffix(".md")
    return tuple(dict.fromkeys((letter.slug, stem, f"{stem}.md", letter.path)))


def by_name(letters: Iterable[L]) -> Mapping[str, list[L]]:
    """Every letter under each of its names."""
    found: dict[str, list[L]] = {}
    for letter in letters:
        for name in names_of(letter):
            found.setdefault(name, []).append(letter)
    return found
