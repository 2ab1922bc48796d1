"""The languages that Material has words for, looked up in its folder: to import it would bring MkDocs."""

from __future__ import annotations

import re
from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path

from planner.nearest import fold, nearest

_WORDS = "partials/languages"


def languages() -> frozenset[str]:
    """The languages of Material's own words; none where it isn't installed, as a shop may be checked elsewhere."""
    spec = find_spec("material")
    places = spec.submodule_search_locations if spec else None
    return frozenset(name for place in places or () for name in languages_in(Path(place, "templates")))


def languages_in(folder: Path) -> frozenset[str]:
    """The languages that a folder of templates has words for."""
    return frozenset(file.stem for file in folder.joinpath(_WORDS).glob("*.html"))


def meant(written: str, known: Collection[str]) -> str | None:
    """The language that is meant by one that nobody has: in other letters, of another country, or misspelt."""
    names = {fold(name): name for name in known}
    common = re.split("[-_]", written)[0]
    return names.get(fold(written)) or names.get(fold(common)) or nearest(written, known)
