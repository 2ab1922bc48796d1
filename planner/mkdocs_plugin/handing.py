"""The shop's files as MkDocs sees them: letters hidden, our pages handed over, the way from one to another."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from planner.mkdocs_plugin.letter_page import FilledPage, LetterPage
from planner.publish.site import NOWHERE, Page
from planner.render import Renderer
from planner.wording import Catalogue

log = get_plugin_logger(__name__)

_NO_FRONT_MATTER = "---\n{}\n---\n"
"""Stands before a body, lest MkDocs takes a first line such as `Note: …` for front matter."""
_MENU = frozenset({"index.md", "archive.md", "signup.md"})
"""Our pages that stand in the menu of a shop without a `nav`."""


def hide(file: File) -> None:
    """Keep a file out of the site; what links to it leads nowhere."""
    file.inclusion = InclusionLevel.EXCLUDED
    file.url = NOWHERE


def leave_out_unreadable(files: Files, words: Catalogue) -> None:
    """Keep out what can't be copied, such as a link to a file that is gone: MkDocs would stop at it."""
    for file in files:
        path = file.abs_src_path
        if path and not (Path(path).is_file() and os.access(path, os.R_OK)):
            hide(file)
            log.warning(words.say("site.log.unreadable", path=file.src_uri))


def hand_over(page: Page, files: Files, config: MkDocsConfig, renderer: Renderer) -> None:
    """Add a page of ours; a file that the shop has in its place gives the text of it, unless it is a letter itself.

    The `renderer` is given what is made of letters, lest their Markdown is made twice.
    """
    written = files.get_file_from_path(page.src_uri)
    if written and page.post is None and page.copy is None:
        return
    if written:
        files.remove(written)
    inclusion = InclusionLevel.INCLUDED if config.nav is None and page.src_uri in _MENU else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, page.src_uri, content=_NO_FRONT_MATTER + page.body, inclusion=inclusion)
    file.dest_uri = page.dest_uri
    files.append(file)
    if page.post:
        LetterPage(file, config, partial(renderer.keep, page.post))
    elif not page.body:
        FilledPage(None, file, config)


def is_shops(file: File) -> bool:
    """Whether a file is the shop's own, not a page of ours."""
    return file.generated_by is None


def way(here: File, files: Files, path: str) -> str | None:
    """The way from one file's page to another's, if that has one."""
    file = files.get_file_from_path(path)
    if file is None or file.inclusion in {InclusionLevel.EXCLUDED, InclusionLevel.DRAFT}:
        return None
    return file.url_relative_to(here)
