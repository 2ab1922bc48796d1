"""The search of the site: Material's, in place of MkDocs' own, unless the shop does without one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, get_plugins
from mkdocs.utils.yaml import yaml_load

_SEARCH = "material/search"
_SHARED = frozenset({"lang", "separator"})
"""Settings that both searches have."""


def bring_search(config: MkDocsConfig) -> None:
    """Material's search where MkDocs has loaded its own, as it does where no theme is named, and where none is spoken of."""
    if _SEARCH in config.plugins or config.theme.name != "material":
        return
    own = _taken_out(config)
    if own is not None:
        _load(config, _shared(own))
    elif not _speaks_of_search(config):
        _load(config, {})


def _taken_out(config: MkDocsConfig) -> BasePlugin[Any] | None:
    """MkDocs' own search, which from here on is told of nothing; None where it is not loaded."""
    own: BasePlugin[Any] | None = config.plugins.pop("search", None)
    for methods in config.plugins.events.values() if own else ():
        methods[:] = [method for method in methods if getattr(method, "__self__", None) is not own]
    return own


def _shared(own: BasePlugin[Any]) -> Mapping[str, Any]:
    """What the shop has set of MkDocs' own search, and Material's knows as well."""
    known = ((key, option.default) for key, option in own.config_scheme if key in _SHARED)
    return {key: own.config[key] for key, default in known if own.config[key] != default}


def _load(config: MkDocsConfig, settings: Mapping[str, Any]) -> None:
    plugin = get_plugins()[_SEARCH].load()()
    plugin.load_config(dict(settings), config.config_file_path)
    config.plugins[_SEARCH] = plugin


def _speaks_of_search(config: MkDocsConfig) -> bool:
    """Whether mkdocs.yml names the search; of one that is not `enabled` MkDocs keeps nothing."""
    with Path(config.config_file_path or "mkdocs.yml").open("rb") as file:
        plugins = yaml_load(file).get("plugins") or ()
    names = [name for one in plugins for name in (one if isinstance(one, dict) else (one,))]
    return any(str(name).rpartition("/")[2] == "search" for name in names)
