"""MkDocs meets the shop here and nowhere else: it is handed pages, words and templates, and makes the site of them."""

from __future__ import annotations

import logging
import os
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from jinja2 import Environment, pass_context
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.theme import Theme
from mkdocs.utils import write_file
from mkdocs.utils.templates import TemplateContext, url_filter

from planner.errors import BuildError, PlannerError
from planner.publish import feed
from planner.publish.site import NOWHERE, Page, below_title, dress, frame, front_matter, kept_out, pages, settled
from planner.render import Renderer, sanitise, templates_dir
from planner.render.markdown import _EFFORT, _effort, paragraphs
from planner.shop import Shop, open_shop
from planner.wording import Catalogue, catalogue

log = get_plugin_logger(__name__)
held_back = get_plugin_logger(f"{__name__}.held_back")

Progress = Callable[[int, int], None]
_NO_FRONT_MATTER = "---\n{}\n---\n"
"""Stands before a body, lest MkDocs takes a first line such as `Note: …` for front matter."""
_MENU = frozenset({"index.md", "archive.md", "signup.md"})
"""Our pages that stand in the menu of a shop without a `nav`."""
_PLAIN = frozenset({"main.html", "404.html"})
"""Templates of ours that a shop may have replaced in Material's way, which does not expect escaping."""


class _Anything(Config):  # type: ignore[no-untyped-call]
    """The settings as MkDocs sees them: none, since `planner.config` reads them itself."""


class PlannerPlugin(BasePlugin[_Anything]):  # type: ignore[no-untyped-call]
    """The plugin of `mkdocs.yml`; `planner.config` reads and checks its settings."""

    shop: Shop | None = None
    """Set by `build`; without it the shop is opened anew for every build."""
    progress: Progress | None = None

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
        _dress(config, self.words)
        self.renderer = Renderer(settings, config.markdown_extensions, config.mdx_configs, _overrides(config))
        _report(self.opened, self.words)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Hide the sources of letters, and add our pages."""
        publication = self.opened.publication
        for name in kept_out(publication, list(files.src_uris)):
            _hide(files.src_uris[name])
        self.pages = {page.src_uri: page for page in pages(publication)}
        for page in self.pages.values():
            _hand_over(page, files, config)
        self.done, self.files = 0, Files(sorted(files, key=file_sort_key))
        return self.files

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Tell MkDocs what it shows of a page by itself, escaped, and the day of its newest letter."""
        ours = self.pages.get(page.file.src_uri)
        page.update_date = ours.updated.date().isoformat() if ours else ""
        page.meta = front_matter(ours, page.meta, own_words=_is_shops(page.file))
        return markdown

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Settle the links, and let nothing of a letter through that is not text."""
        self._step()
        ours = self.pages.get(page.file.src_uri)
        clean = below_title(sanitise(html)) if ours and ours.post else html
        return settled(clean, page.file.src_uri, partial(_way, page.file, files))

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Escape whatever our templates show, and give them their words and the shop."""
        own = {
            path.relative_to(templates_dir("site")).as_posix() for path in templates_dir("site").rglob("*.html")
        } - _PLAIN
        env.autoescape = lambda name: name in own
        env.globals |= {"shop": frame(self.opened.settings), "say": _say(self.words), "view": None}
        env.filters["href"] = pass_context(_href)
        env.filters["absolute"] = lambda path: urljoin(config.site_url or "", path)
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the template what it shows."""
        ours = self.pages.get(page.file.src_uri)
        if ours:
            heading = unescape(str(page.meta["title"])) if _is_shops(page.file) else ours.title
            context["view"] = {**ours.data, "heading": heading}  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """One page more."""
        self._step()
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the feeds beside the pages."""
        try:
            feeds = feed.files(self.opened.publication, self.renderer)
        except PlannerError as error:
            raise PluginError(_sentence(error, self.words)) from error
        for path, content in feeds.items():
            write_file(content, str(Path(config.site_dir, path)))

    def _step(self) -> None:
        self.done += 1
        if self.progress:
            self.progress(self.done, 2 * len(self.files.documentation_pages()))


class LetterPage(MkDocsPage):
    """The page of a letter: where Markdown fails on a body, or would take for ever, its words appear as they were written."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Fill `content`."""
        text = self.markdown or ""
        if _effort(text) > _EFFORT:
            self.content = paragraphs(text)
            return
        try:
            super().render(config, files)
        except Exception as error:  # noqa: BLE001  an extension can raise anything, and the other letters go on
            words = catalogue(config.theme["language"])
            log.warning(words.say("site.log.unrendered", path=self.file.src_uri, reason=str(error)))
            self.content = paragraphs(text)


def _open(config: MkDocsConfig) -> Shop:
    path = Path(config.config_file_path).absolute() if config.config_file_path else None
    try:
        return open_shop(path, start=Path.cwd(), now=_now())
    except PlannerError as error:
        raise PluginError(_sentence(error, catalogue(config.theme.get("language", "en")))) from error


def _now() -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)


def _sentence(error: PlannerError, words: Catalogue) -> str:
    """An error as MkDocs shows it: place, what is wrong, what would do."""
    place = ":".join(str(part) for part in (error.path, error.line, error.column) if part) if error.line else error.path
    values = {**error.values, "expected": _expected(error.values.get("expected"), words)}
    keys = [f"errors.{error.case}.{part}" for part in ("message", "help")]
    said = "\n".join(words.say(key, **values) for key in keys if words.has(key)) or error.case
    return f"{place}: {said}" if place else said


def _expected(shape: Any, words: Catalogue) -> Any:
    key = f"shapes.{str(shape).removeprefix('shapes.')}"
    return words.say(key) if words.has(key) else shape


def _dress(config: MkDocsConfig, words: Catalogue) -> None:
    """Material, whether the shop names it or no theme at all, under our templates, and these under the shop's own."""
    if config.theme.name == "mkdocs":
        config.theme = Theme(name="material", custom_dir=config.theme.custom_dir)
    if config.theme.name not in {"material", None}:
        raise PluginError(words.say("site.log.theme", theme=config.theme.name))
    config.theme.dirs.insert(len(_overrides(config)), str(templates_dir("site")))
    dress(config.theme, words)


def _overrides(config: MkDocsConfig) -> list[Path]:
    return [Path(config.theme.custom_dir)] if config.theme.custom_dir else []


def _report(shop: Shop, words: Catalogue) -> None:
    for held in shop.publication.held_back:
        held_back.warning(
            words.say("site.log.held_back", title=held.title or held.path, path=held.path, rule=held.rule)
        )


def _hide(file: File) -> None:
    file.inclusion = InclusionLevel.EXCLUDED
    file.url = NOWHERE


def _hand_over(page: Page, files: Files, config: MkDocsConfig) -> None:
    """Add a page of ours; a file that the shop has in its place gives the text of it, unless it is the letter itself."""
    written = files.get_file_from_path(page.src_uri)
    if written and page.post is None:
        return
    if written:
        files.remove(written)
    inclusion = InclusionLevel.INCLUDED if config.nav is None and page.src_uri in _MENU else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, page.src_uri, content=_NO_FRONT_MATTER + page.body, inclusion=inclusion)
    file.dest_uri = page.dest_uri
    files.append(file)
    if page.post:
        LetterPage(None, file, config)


def _is_shops(file: File) -> bool:
    return file.generated_by is None


def _way(here: File, files: Files, path: str) -> str | None:
    """The way from one file's page to another's, if that has one."""
    file = files.get_file_from_path(path)
    if file is None or file.inclusion in {InclusionLevel.EXCLUDED, InclusionLevel.DRAFT}:
        return None
    return file.url_relative_to(here)


def _say(words: Catalogue) -> Callable[..., str]:
    return lambda key, **values: words.say(f"site.{key}", **values)


def _href(context: TemplateContext, path: str) -> str:
    """The way to a page of ours from here, or an address as it is; with file names where the shop wants them."""
    plain = path in {"", "."} or path.endswith("/")
    named = (
        f"{path.removesuffix('.')}index.html"
        if plain and not urlsplit(path).netloc and not context["config"].use_directory_urls
        else path
    )
    return url_filter(context, named or ".")


@dataclass(frozen=True, slots=True)
class Built:
    """What `build` gives besides the site: the renderer, warm from its work, and what MkDocs warned of."""

    renderer: Renderer
    warnings: tuple[str, ...]


def build(shop: Shop, site_dir: Path, *, strict: bool = False, progress: Progress | None = None) -> Built:
    """Make the site of an opened shop in `site_dir`, just as `mkdocs build` does; BuildError where that can't be."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice to developers is none for a shop's owner
    with _listening() as heard:
        try:
            config = load_config(str(shop.settings.config_path), site_dir=str(site_dir), strict=strict)
            plugin = next(plugin for plugin in config.plugins.values() if isinstance(plugin, PlannerPlugin))
            plugin.shop, plugin.progress = shop, progress
            build_site(config)
        except StopIteration as error:
            raise BuildError("build-no-plugin", path=shop.settings.config_path.name) from error
        except (MkDocsException, Exception) as error:
            raise _failed(error, heard, shop, strict=strict) from error
    return Built(plugin.renderer, tuple(heard))


def _failed(error: BaseException, heard: list[str], shop: Shop, *, strict: bool) -> PlannerError:
    ours = _ours(error)
    if ours is not None:
        return ours
    reason = " ".join(heard) or str(error)
    if strict and "strict mode" in str(error):
        return BuildError("build-strict", reason=reason)
    path, line = _template(error)
    root = shop.settings.root
    shown = os.path.relpath(path, root) if path else None
    return BuildError("build-failed", path=shown, line=line, reason=str(error) if path else reason)


def _ours(error: BaseException | None) -> PlannerError | None:
    """The error of ours that MkDocs has wrapped into its own, if there is one."""
    while error is not None and not isinstance(error, PlannerError):
        error = error.__cause__ or error.__context__
    return error


def _template(error: BaseException) -> tuple[str | None, int | None]:
    """The file and line of a template that an error came from."""
    if getattr(error, "lineno", None):
        return getattr(error, "filename", None), getattr(error, "lineno", None)
    frames = [step for step in traceback.extract_tb(error.__traceback__) if step.filename.endswith(".html")]
    return (frames[-1].filename, frames[-1].lineno) if frames else (None, None)


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What MkDocs warns of, without a word on the terminal; held-back letters are told by the report."""
    heard: list[str] = []
    ear = _Ear(heard)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(ear)
    try:
        yield heard
    finally:
        logger.removeHandler(ear)


class _Ear(logging.Handler):
    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        if record.name != held_back.logger.name:
            self.heard.append(record.getMessage())
