"""What MkDocs (1.6), and Material below `theme`, take for each of their keys, seen from the written value alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from planner.config.files import is_tagged
from planner.frontmatter import Items, Node, Scalar, Table, is_words
from planner.patterns import compiled
from planner.shapes import is_empty

Fits = Callable[[Node], bool]
_TRUE_OR_FALSE = r"(?i)true|false|yes|no|on|off"


def _words(node: Node) -> bool:
    return isinstance(node, Scalar) and is_words(node)


def _flag(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and bool(compiled(_TRUE_OR_FALSE).fullmatch(node.text or ""))


def _address(node: Node) -> bool:
    if not isinstance(node, Scalar):
        return False
    try:
        parts = urlsplit(node.text or "")
    except ValueError:
        return False
    return bool(parts.scheme and parts.netloc) or not node.text


def _listening(node: Node) -> bool:
    host, _, port = ((node.text or "") if isinstance(node, Scalar) else "").rpartition(":")
    try:
        return port.isdecimal() and (host == "localhost" or bool(ip_address(host.strip("[]"))))
    except ValueError:
        return False


def _table(node: Node) -> bool:
    return isinstance(node, Table)


def _list(node: Node) -> bool:
    return isinstance(node, Items)


def _list_of(*fits: Fits) -> Fits:
    """A list of which each item fits one of these."""
    fit = _either(*fits)
    return lambda node: isinstance(node, Items) and all(is_tagged(item) or fit(item) for item in node.items)


def _either(*fits: Fits) -> Fits:
    return lambda node: any(fit(node) for fit in fits)


def _own(node: Node) -> bool:
    """Settings of a plugin or of an extension, if there are any."""
    return isinstance(node, Table) or is_empty(node) or is_tagged(node)


def _with_own(node: Node) -> bool:
    return isinstance(node, Table) and len(node.entries) == 1 and _own(node.entries[0].node)


def _named(node: Node) -> bool:
    """Names, each alone or with settings of its own: a list, or one table."""
    if isinstance(node, Table):
        return all(_own(entry.node) for entry in node.entries)
    return _list_of(_words, _with_own)(node)


def _titled(node: Node) -> bool:
    """A title of the menu, with a page or with a menu of its own."""
    if not isinstance(node, Table) or len(node.entries) != 1:
        return False
    below = node.entries[0].node
    return is_tagged(below) or _words(below) or _menu(below) or (isinstance(below, Table) and bool(below.entries))


_menu = _list_of(_words, _titled)
_paths = _list_of(_words)


def _each(names: Iterable[str], fits: Fits, expected: str) -> dict[str, tuple[Fits, str]]:
    return dict.fromkeys(names, (fits, expected))


class Kinds(NamedTuple):
    """The keys of a table that MkDocs reads."""

    of: Mapping[str, tuple[Fits, str]]
    """By key: whether a value is one that is taken, and the name in `shapes.toml` of what is."""
    never_empty: frozenset[str]
    """Keys that are not taken without a value; the others are then as if they were not there."""
    below: str = ""
    """What stands before the keys where they are told."""


TOP = Kinds(
    {
        **_each(("site_name", "site_description", "site_author", "copyright", "docs_dir", "site_dir"), _words, "words"),
        **_each(("repo_name", "edit_uri", "edit_uri_template", "remote_branch", "remote_name"), _words, "words"),
        **_each(("exclude_docs", "draft_docs", "not_in_nav"), _words, "words"),
        **_each(("use_directory_urls", "strict"), _flag, "true-or-false"),
        **_each(("site_url", "repo_url"), _address, "address"),
        **_each(("plugins", "markdown_extensions"), _named, "named"),
        **_each(("extra", "validation"), _table, "table"),
        **_each(("extra_css", "extra_templates"), _list, "paths"),
        **_each(("watch", "hooks"), _paths, "paths"),
        "extra_javascript": (_list_of(_words, _table), "paths"),
        "dev_addr": (_listening, "listening"),
        "nav": (_menu, "menu"),
    },
    frozenset({"extra", "extra_javascript", "hooks", "validation", "watch"}),
)
"""What MkDocs takes."""
IN_THEME = Kinds(
    {
        **_each(("language", "locale", "custom_dir"), _words, "words"),
        "static_templates": (_paths, "paths"),
        "features": (_either(_list, _words), "names"),
        "palette": (_either(_table, _list_of(_table)), "table"),
    },
    frozenset({"custom_dir", "language", "locale", "static_templates"}),
    "theme.",
)
"""What MkDocs and Material take below `theme`."""
