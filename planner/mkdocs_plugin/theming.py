"""The theme: Material under our templates, these under the shop's own, and what templates can call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.theme import Theme
from mkdocs.utils.templates import TemplateContext, url_filter

from planner.mkdocs_plugin.searching import bring_search
from planner.publish.site import dress
from planner.render import templates_dir
from planner.wording import Catalogue

_TWO = 2


def dress_theme(config: MkDocsConfig, words: Catalogue) -> None:
    """Material, whether the shop names it or no theme at all, under our templates, and these under the shop's own."""
    if config.theme.name == "mkdocs":
        config.theme = Theme(name="material", custom_dir=config.theme.custom_dir)
    if config.theme.name not in {"material", None}:
        raise PluginError(words.say("site.log.theme", theme=config.theme.name))
    bring_search(config)
    config.theme.dirs.insert(len(overrides(config)), str(templates_dir("site")))
    dress(config.theme, words)
    _only_other_languages(config)


def _only_other_languages(config: MkDocsConfig) -> None:
    """Leave out the list of languages (`extra.alternate`) of a site that has but one."""
    known = config.extra.get("alternate")
    if isinstance(known, list) and len({one.get("lang") for one in known if isinstance(one, dict)}) < _TWO:
        del config.extra["alternate"]


def overrides(config: MkDocsConfig) -> list[Path]:
    """The shop's own folder of templates, if it has one."""
    return [Path(config.theme.custom_dir)] if config.theme.custom_dir else []


def say_for(words: Catalogue) -> Callable[..., str]:
    """What templates call for a sentence of `site.toml`."""
    return lambda key, **values: words.say(f"site.{key}", **values)


def href(context: TemplateContext, path: str) -> str:
    """The way to a page of ours from here, or an address as it is; with file names where the shop wants them."""
    plain = path in {"", "."} or path.endswith("/")
    named = (
        f"{path.removesuffix('.')}index.html"
        if plain and not urlsplit(path).netloc and not context["config"].use_directory_urls
        else path
    )
    way = url_filter(context, named or ".")
    return way.removesuffix(".") if way.endswith("/.") else way  # from 404.html, whose ways begin at the root
