"""Where the links and pictures of a letter lead, for the rules that follow them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from planner.markup import Reference, references
from planner.model import Letter
from planner.nearest import fold, nearest_in
from planner.rules.base import Inspection

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
"""How an address begins, be it one that leads anywhere or not."""


@lru_cache(maxsize=50_000)  # each rule walks through all letters: what is kept must outlast a large shop
def _references(body: str, line: int) -> tuple[Reference, ...]:
    return references(body, line)


def body_references(letter: Letter) -> tuple[Reference, ...]:
    """The links and pictures of a letter's body."""
    return _references(letter.body, letter.body_line)


def is_elsewhere(target: str) -> bool:
    """Whether a target is an address of its own, not a file of the shop."""
    return _ADDRESS.match(target) is not None


def local_target(inspection: Inspection, letter: Letter, target: str) -> str | None:
    """The file (relative to `docs_dir`) that a relative target means; None for addresses, anchors and absolute paths."""
    try:
        path = "" if is_elsewhere(target) else unquote(urlsplit(target).path)
    except ValueError:
        return None
    if not path or path.startswith("/"):
        return None
    folder = posixpath.dirname(letter.path)
    return posixpath.normpath(posixpath.join(folder, path)).removeprefix(f"{inspection.settings.docs_folder}/")


def nearest_file(inspection: Inspection, target: str) -> str | None:
    """The file of the same kind whose name is most like the target's, wherever it lies."""
    wanted = PurePosixPath(target)
    return _nearest(inspection.files, wanted.stem, wanted.suffix.lower())


@lru_cache(maxsize=10_000)
def _nearest(files: frozenset[str], stem: str, suffix: str) -> str | None:
    return nearest_in(stem, _names(files, suffix))


@lru_cache(maxsize=16)
def _names(files: frozenset[str], suffix: str) -> Mapping[str, str]:
    """The files of a kind by their folded names. Folding them all for each broken link would take the square of a shop."""
    return {fold(PurePosixPath(name).stem): name for name in sorted(files) if name.lower().endswith(suffix)}
