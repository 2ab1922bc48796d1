"""What mkdocs.yml says to MkDocs, as far as it concerns a shop: names, folders, the theme's language."""

from __future__ import annotations

import os
from pathlib import Path

from planner.config.files import Files
from planner.wording import LANGUAGES


def theme_language(files: Files) -> str:
    """The language of the theme, if it is one of ours; else English."""
    spoken = files.text("theme", "language") or LANGUAGES[0]
    return next((language for language in LANGUAGES if spoken.startswith(language)), LANGUAGES[0])


def site_url(files: Files) -> str:
    """The address of the site, with `/` at its end; empty if none is set."""
    written = files.text("site_url")
    return written and written.rstrip("/") + "/"


def docs_dir(files: Files, root: Path) -> Path:
    """MkDocs' own setting; without one, the folder that has posts."""
    found = files.find("docs_dir")
    written = files.text("docs_dir")
    if found is None or not written:
        return next((root / name for name in ("docs", "content") if (root / name / "posts").is_dir()), root / "docs")
    folder = Path(os.path.normpath(root / written))
    # Without the folder every post would be missed without a word.
    if not folder.is_dir():
        raise found[0].wrong("config-docs-dir", found[1].place, found=written)
    if folder == root:
        raise found[0].wrong("config-docs-dir-above", found[1].place, found=written)
    return folder
