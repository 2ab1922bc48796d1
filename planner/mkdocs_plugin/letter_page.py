"""Pages of ours: that of a letter, which appears whatever its Markdown does, and those that templates fill."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from planner.effort import is_tangled
from planner.render.markdown import paragraphs
from planner.render.written_links import WrittenLinks, as_written, without_notes
from planner.wording import catalogue

log = get_plugin_logger(__name__)
Keep = Callable[[str, str], None]
"""Takes the Markdown of a page and the HTML of it, with links as they were written, for feed and letters."""


class FilledPage(MkDocsPage):
    """A page without a word of its own: there is nothing to render, and to find that out takes time on a thousand pages."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Fill `content`."""
        if self.markdown:
            super().render(config, files)
        else:
            self.content, self.present_anchor_ids = "", set()


class LetterPage(MkDocsPage):
    """The page of a letter: where Markdown fails on a body, or would take for ever, its words appear as they were written."""

    def __init__(self, file: File, config: MkDocsConfig, keep: Keep) -> None:
        super().__init__(None, file, config)
        self._keep = keep

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Fill `content`."""
        text = self.markdown or ""
        if is_tangled(text):
            self.content = paragraphs(text)
            return
        try:
            self._render(config, files)
        except Exception as error:  # noqa: BLE001  an extension can raise anything, and the other letters go on
            words = catalogue(config.theme["language"])
            log.warning(words.say("site.log.unrendered", path=self.file.src_uri, reason=str(error)))
            self.content = paragraphs(text)

    def _render(self, config: MkDocsConfig, files: Files) -> None:
        config.markdown_extensions.append(WrittenLinks())  # type: ignore[arg-type]  # Markdown takes extensions themselves, too
        try:
            super().render(config, files)
        finally:
            config.markdown_extensions.pop()
        html = self.content or ""
        self._keep(self.markdown or "", as_written(html))
        self.content = without_notes(html)
