"""One build's renderer: each body is rendered once, each template read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment

from planner.model import Letter, Settings
from planner.render.clean import sanitise_with
from planner.render.links import Links
from planner.render.markdown import Body, for_letters, is_deep, paragraphs
from planner.render.templates import environment, fill, inline_styles, own_folders, templates_dir


class Renderer:
    """Renders the letters of a shop; `overrides` are folders that may hold its own `letter/` templates."""

    def __init__(
        self,
        settings: Settings,
        extensions: Sequence[str],
        extension_configs: Mapping[str, Mapping[str, Any]],
        overrides: Iterable[Path] = (),
    ) -> None:
        self.settings = settings
        self._overrides = tuple(overrides)
        self._body = Body(extensions, extension_configs)
        self._bodies: dict[str, str] = {}

    def keep(self, letter: Letter, text: str, html: str) -> None:
        """Take HTML that was made elsewhere of a text, with the same extensions, if that text is the letter's body."""
        if not self._body.leads_to_headings and text.strip("\n") == letter.body.strip("\n"):
            self._bodies[letter.path] = for_letters(html)

    def html(self, letter: Letter, links: Mapping[str, str]) -> str:
        """The body as sanitised HTML with absolute links; a post that is not in `links` is named without a link."""
        if letter.path not in self._bodies:
            self._bodies[letter.path] = self._body.html(letter.body)
        clean = sanitise_with(self._bodies[letter.path], Links(self.settings, letter, links).attribute)
        return sanitise_with(paragraphs(letter.body), lambda _tag, _name, value: value) if is_deep(clean) else clean

    def template(self, name: str, values: dict[str, object]) -> str:
        """A filled template of `site_templates/letter`."""
        return fill(self._templates, name, values)

    def mail(self, name: str, values: dict[str, object]) -> str:
        """The same as a page for mail programs: every style in its tag."""
        return inline_styles(self.template(name, values))

    @cached_property
    def has_own_templates(self) -> bool:
        """Whether the shop has templates of its own, which may put anything into letters and feeds."""
        folders = own_folders(self.settings, "letter", self._overrides)
        return any(folder.is_dir() and folder.resolve() != templates_dir("letter") for folder in folders)

    @cached_property
    def _templates(self) -> Environment:
        return environment(self.settings, "letter", self._overrides)
