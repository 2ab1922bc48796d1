"""The theme: Material under our templates, these under the shop's own, and what templates can call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugins
from mkdocs.theme import Theme
from mkdocs.utils.templates import TemplateContext, url_filter
from mkdocs.utils.yaml import yaml_load

from planner.publish.site import dress
from planner.render import templates_dir
from planner.wording import Catalogue

_TWO = 2
_SEARCH = "material/search"
_SHARED = frozenset({"lang", "separator"})
"""Settings that both searches have."""


def dress_theme(config: MkDocsConfig, words: Catalogue) -> None:
    """Material, whether the shop names it or no theme at all, under our templates, and these under the shop's own."""
    if config.theme.name == "mkdocs":
        config.theme = Theme(name="material", custom_dir=config.theme.custom_dir)
    if config.theme.name not in {"material", None}:
        raise PluginError(words.say("site.log.theme", theme=config.theme.name))
    _bring_search(config)
    config.theme.dirs.insert(len(overrides(config)), str(templates_dir("site")))
    dress(config.theme, words)
    _only_other_languages(config)


def _bring_search(config: MkDocsConfig) -> None:
    """Material's search in place of MkDocs' own, which is loaded where no theme is named, and where none is spoken of."""
    plugins = config.plugins
    if _SEARCH in plugins or config.theme.name != "material":
        return
    own = plugins.pop("search", None)
    if own is None and _speaks_of_search(config):
        return  # to leave it out
    for methods in plugins.events.values() if own else ():
        methods[:] = [method for method in methods if getattr(method, "__self__", None) is not own]
    scheme = own.config_scheme if own else ()
    kept = {
        key: own.config[key] for key, option in scheme if own and key in _SHARED and own.config[key] != option.default
    }
    plugins[_SEARCH] = get_plugins()[_SEARCH].load()()
    plugins[_SEARCH].load_config(kept, config.config_file_path)


def _speaks_of_search(config: MkDocsConfig) -> bool:
    """Whether mkdocs.yml names the search; of one that is not `enabled` MkDocs keeps nothing."""
    with Path(config.config_file_path or "mkdocs.yml").open("rb") as file:
        plugins = yaml_load(file).get("plugins") or ()
    names = [name for one in plugins for name in (one if isinstance(one, dict) else (one,))]
    return any(str(name).rpartition("/")[2] == "search" for name in names)


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
