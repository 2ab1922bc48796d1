"""The plugin: hooks of a few lines, in the order in which MkDocs calls them."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment, pass_context
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files, file_sort_key
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import write_file
from mkdocs.utils.templates import TemplateContext

from planner.errors import PlannerError
from planner.mkdocs_plugin.finishing import clean_pictures, untold_pictures, write_files
from planner.mkdocs_plugin.handing import hand_over, hide, is_shops, leave_out_unreadable, way
from planner.mkdocs_plugin.theming import dress_theme, href, overrides, say_for
from planner.pictures import Album, Gallery, kept_below
from planner.preview import AT_THE_DESK, Preview, preview
from planner.publish import feed, letter
from planner.publish.site import (
    Machines,
    Words,
    below_title,
    desk,
    dressed,
    frame,
    front_matter,
    kept_out,
    pages,
    phrased,
    settled,
    tidied,
    told_tables,
    web_copy_files,
)
from planner.render import Renderer, sanitise, templates_dir, words_of
from planner.render.prose import Prose
from planner.render.striking import STRIKING, STRIKING_ALONE
from planner.report.problem import sentence
from planner.shop import Shop, open_shop
from planner.wording import Catalogue, catalogue

held_back = get_plugin_logger(f"{__name__}.held_back")
Progress = Callable[[int, int], None]
_PLAIN = frozenset({"main.html", "404.html"})
"""Templates of ours that a shop may have replaced in Material's way, which does not expect escaping."""


class _Anything(Config):  # type: ignore[no-untyped-call]
    """The settings as MkDocs sees them: none, since `planner.config` reads them itself."""


class PlannerPlugin(BasePlugin[_Anything]):  # type: ignore[no-untyped-call]
    """The plugin of `mkdocs.yml`; `planner.config` reads and checks its settings."""

    shop: Shop | None = None
    """Set by `build`; without it the shop is opened anew for every build."""
    progress: Progress | None = None
    cached: bool = True
    """Whether pictures that earlier builds made are used again."""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Take anything: the shop's own reader knows more about it, and says it better."""
        del options, config_file_path
        return [], []

    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Open the shop, and dress the theme for it before the search asks for its language."""
        self.opened = self.shop or _open(config)
        settings = self.opened.settings
        self.words = catalogue(settings.language)
        dress_theme(config, self.words)
        _strike_out(config)
        self.renderer = Renderer(settings, [*config.markdown_extensions], config.mdx_configs, overrides(config))
        config.markdown_extensions.append(Prose())  # type: ignore[arg-type]  # Markdown takes extensions themselves, too
        self.album = Album(settings.docs_dir, kept_below(settings.root) if self.cached else None)
        self.gallery = Gallery(self.album)
        self.machines = Machines(self.opened.publication, self.gallery)
        _report(self.opened, self.words)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Hide the sources of letters, and add our pages."""
        publication = self.opened.publication
        leave_out_unreadable(files, self.words)
        untold = untold_pictures(self.opened, publication, files, overrides(config))
        for name in kept_out(publication, list(files.src_uris)) | untold:
            hide(files.src_uris[name])
        self.pages = {page.src_uri: page for page in pages(publication)}
        self.letters = Words(publication, self.renderer)
        # MkDocs wants the day of one page at least: it dates the packed sitemap by it.
        dated = any(page.updated for page in self.pages.values())
        self.undated = "" if dated else publication.at.date().isoformat()
        for page in self.pages.values():
            hand_over(page, files, config, self.renderer)
        self.files = Files(sorted(files, key=file_sort_key))
        self.done, self.steps = 0, 2 * len(self.files.documentation_pages())  # counted once: each count asks every file
        return self.files

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Tell MkDocs what it shows of a page by itself, escaped, and the day of its newest letter."""
        ours = self.pages.get(page.file.src_uri)
        page.update_date = ours.updated.date().isoformat() if ours and ours.updated else self.undated
        page.meta = front_matter(
            ours, page.meta, own_words=is_shops(page.file), text=markdown, shop=self.opened.settings.shop.sentence or ""
        )
        if ours and ours.canonical and config.site_url:
            page.canonical_url = urljoin(config.site_url, ours.canonical)
        return markdown

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Settle the links, and let nothing of a letter through that is not text."""
        self._step()
        ours = self.pages.get(page.file.src_uri)
        clean = below_title(sanitise(html)) if ours and ours.post else html
        return settled(clean, page.file.src_uri, partial(way, page.file, files))

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Escape whatever our templates show, and give them their words and the shop."""
        own = {
            path.relative_to(templates_dir("site")).as_posix() for path in templates_dir("site").rglob("*.html")
        } - _PLAIN
        env.autoescape = lambda name: name in own
        env.globals |= {"shop": frame(self.opened.publication), "say": say_for(self.words), "view": None}
        env.globals |= {"machines": None, "icons": self.machines.icons()}
        env.filters["href"] = pass_context(href)
        env.filters["absolute"] = lambda path: urljoin(config.site_url or "", path)
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the template what it shows."""
        ours = self.pages.get(page.file.src_uri)
        context["machines"] = self.machines.of(  # type: ignore[typeddict-unknown-key]
            ours,
            title=ours.title if ours and not is_shops(page.file) else words_of(str(page.title or "")),
            description=unescape(str(page.meta.get("description", ""))),
            address=page.canonical_url,
        )
        if ours:
            heading = unescape(str(page.meta["title"])) if is_shops(page.file) else ours.title
            bodies = self.letters.of(ours.copy) if ours.copy else []
            context["view"] = {**ours.data, "heading": heading, "bodies": bodies}  # type: ignore[typeddict-unknown-key]
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Leave out of the sitemap what search engines should not name."""
        if template_name == "sitemap.xml":
            context["pages"] = [file for file in context["pages"] if self._in_sitemap(file.src_uri)]
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """One page more, its pictures dressed."""
        self._step()
        told = told_tables(output, escape(self.words.say("site.frame.wide")))
        whole = phrased(told, self.words.language)
        return tidied(dressed(whole, page.file.dest_uri, self.gallery.shown))

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The page for an address that leads nowhere, as the others."""
        is_page = template_name.endswith(".html")
        return tidied(phrased(output_content, self.words.language)) if is_page else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the feeds beside the pages, and the pictures that letters show."""
        publication = self.opened.publication
        for path, content in web_copy_files(self.opened.publication).items():
            write_file(content, str(Path(config.site_dir, path)))
        try:
            feeds = feed.files(publication, self.renderer)
            pictures = letter.pictures(publication, self.renderer, self.album)
        except PlannerError as error:
            raise PluginError(sentence(error, self.words)) from error
        for path, content in (feeds | pictures).items():
            write_file(content, str(Path(config.site_dir, path)))
        # A picture beside a letter that has no page is not on the site, and yet the letter shows it.
        for path, content in self.album.own().items():
            if not Path(config.site_dir, path).exists():
                write_file(content, str(Path(config.site_dir, path)))
        if isinstance(self.opened, Preview):
            for path, html in desk.files(self.opened.known, self.opened.unsent).items():
                write_file(html.encode(), str(Path(config.site_dir, path)))
        clean_pictures(self.files, self.album, config)
        write_files(self.opened.settings, self.gallery, config, self.files)

    def _in_sitemap(self, src_uri: str) -> bool:
        ours = self.pages.get(src_uri)
        return ours is None or ours.in_sitemap

    def _step(self) -> None:
        self.done += 1
        if self.progress:
            self.progress(self.done, self.steps)


def _strike_out(config: MkDocsConfig) -> None:
    """Let `~~5,500~~` be struck out, as the rules on prices take it, unless the shop has its own settings for it."""
    if STRIKING not in config.markdown_extensions:
        config.markdown_extensions.append(STRIKING)
        config.mdx_configs[STRIKING] = dict(STRIKING_ALONE)


def _report(shop: Shop, words: Catalogue) -> None:
    for held in shop.publication.held_back:
        held_back.warning(
            words.say("site.log.held_back", title=held.title or held.path, path=held.path, rule=held.rule)
        )


def _open(config: MkDocsConfig) -> Shop:
    path = Path(config.config_file_path).absolute() if config.config_file_path else None
    try:
        shop = open_shop(path, start=Path.cwd(), now=_now())
        return preview(shop) if os.environ.get(AT_THE_DESK) else shop
    except PlannerError as error:
        raise PluginError(sentence(error, catalogue(config.theme.get("language", "en")))) from error


def _now() -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
