"""What mkdocs.yml says to MkDocs, as far as it concerns a shop: names, folders, the theme's language."""

from __future__ import annotations

import os
from pathlib import Path

from planner.config.files import Files, is_folder, read_files
from planner.frontmatter import Scalar
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


def docs_dir(files: Files, root: Path) -> Path:
    """MkDocs' own setting; without one, the folder that has letters."""
    found = files.find("docs_dir")
    written = files.text("docs_dir")
    if found is None or not written:
        folders = (
            root / name for kind in ("posts", "series") for name in ("docs", "content") if (root / name / kind).is_dir()
        )
        return next(folders, root / "docs")
    folder = Path(os.path.normpath(root / written))
    # Without the folder every post would be missed without a word.
    if not is_folder(folder):
        raise found[0].wrong("config-docs-dir", found[1].place, found=written)
    if folder == root:
        raise found[0].wrong("config-docs-dir-above", found[1].place, found=written)
    return folder
