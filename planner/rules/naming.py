"""Letters by all the names that `recovers:` and `fulfils:` may call them, for the rules that look them up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from planner.model import Letter
from planner.warming.calendar import names_of

L = TypeVar("L", bound=Letter)


def by_name(letters: Iterable[L]) -> Mapping[str, list[L]]:
    """Every letter under each of its names."""
    found: dict[str, list[L]] = {}
    for letter in letters:
        for name in names_of(letter):
            found.setdefault(name, []).append(letter)
    return found
