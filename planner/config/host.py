"""What mkdocs.yml says to MkDocs, as far as it concerns a shop: names, folders, the theme's language."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from planner.config.files import Files, is_folder, read_files
from planner.frontmatter import Scalar
from planner.voices import FILE as VOICES
from planner.wording import LANGUAGES


def theme_language(files: Files) -> str:
    """The language of the theme, if it is one of ours; else English."""
    spoken = files.text("theme", "language") or LANGUAGES[0]
    return next((language for language in LANGUAGES if spoken.startswith(language)), LANGUAGES[0])


def is_nameless(path: Path) -> bool:
    """Whether a mkdocs.yml leaves it open what the site is called, which MkDocs by itself does not take."""
    written = (file.table.get("site_name") for file in read_files(path).files)
    node = next((node for node in written if node is not None), None)
    return node is None or (isinstance(node, Scalar) and node.text is None)


def site_url(files: Files) -> str:
    """The address of the site, with `/` at its end; empty if none is set."""
    written = files.text("site_url")
    return written and written.rstrip("/") + "/"


_FOLDERS = ("docs", "content")
"""Where letters lie if nothing else is said: MkDocs' own name, and the one that `planner init` chooses."""


def docs_dir(files: Files, root: Path) -> Path:
    """MkDocs' own setting; without one, the folder that has letters, or else voices."""
    found = files.find("docs_dir")
    written = files.text("docs_dir")
    if found is None or not written:
        return next(_begun(root), root / _FOLDERS[0])
    folder = Path(os.path.normpath(root / written))
    # Without the folder every post would be missed without a word.
    if not is_folder(folder):
        raise found[0].wrong("config-docs-dir", found[1].place, found=written)
    if folder == root:
        raise found[0].wrong("config-docs-dir-above", found[1].place, found=written)
    return folder


def _begun(root: Path) -> Iterator[Path]:
    """The folders in which a shop has begun, those with letters first."""
    folders = [root / name for name in _FOLDERS]
    for kind in ("posts", "series"):
        yield from (folder for folder in folders if is_folder(folder / kind))
    yield from (folder for folder in folders if os.path.lexists(folder / VOICES))
