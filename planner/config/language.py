"""The language of a shop, looked up before anything else is known of it, and even where its mkdocs.yml is wrong."""

from __future__ import annotations

from pathlib import Path

from planner.config import host
from planner.config.files import Files, read_files
from planner.config.written import find_block
from planner.errors import ConfigError
from planner.frontmatter import Scalar
from planner.nearest import fold
from planner.patterns import compiled
from planner.wording import LANGUAGES

_LINE = rf"(?m)^[ \t]*language:[ \t]*[\"']?({'|'.join(LANGUAGES)})\b"


def spoken_in(path: Path) -> str | None:
    """The language that the shop of a mkdocs.yml speaks; None where the file cannot be read or names none."""
    try:
        return _written(read_files(path))
    except ConfigError:
        return _glimpsed(path)


def _written(files: Files) -> str | None:
    node = find_block(files).get("language")
    written = fold(node.text or "") if isinstance(node, Scalar) else ""
    return written if written in LANGUAGES else host.theme_language(files)


def _glimpsed(path: Path) -> str | None:
    """What a line seems to say in a file that cannot be read as a whole."""
    try:
        found = compiled(_LINE).search(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None
    return found and found[1]
