"""The page of a letter, which appears whatever its Markdown does."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from planner.render.markdown import MOST_EFFORT, effort, paragraphs
from planner.wording import catalogue

log = get_plugin_logger(__name__)


class LetterPage(MkDocsPage):
    """The page of a letter: where Markdown fails on a body, or would take for ever, its words appear as they were written."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Fill `content`."""
        text = self.markdown or ""
        if effort(text) > MOST_EFFORT:
            self.content = paragraphs(text)
            return
        try:
            super().render(config, files)
        except Exception as error:  # noqa: BLE001  an extension can raise anything, and the other letters go on
            words = catalogue(config.theme["language"])
            log.warning(words.say("site.log.unrendered", path=self.file.src_uri, reason=str(error)))
            self.content = paragraphs(text)
