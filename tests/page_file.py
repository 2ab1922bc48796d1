"""A built page as a file: its tree, and what of it judges ask for again and again."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

import html5lib


class PageFile:
    """One HTML file of a site that will lie at `base`."""

    def __init__(self, site: Path, path: Path, base: str) -> None:
        self.site = site
        self.path = path.relative_to(site).as_posix()
        self.base = base
        self.url = base + quote(self.path.removesuffix("index.html"))
        self.data = path.read_bytes()

    @cached_property
    def tree(self) -> Any:
        return html5lib.parse(self.data, namespaceHTMLElements=False)

    @cached_property
    def ids(self) -> list[str]:
        return [one.get("id") for one in self.tree.iter() if one.get("id") is not None]

    @cached_property
    def metas(self) -> dict[str, str]:
        found = [*self.tree.iter("meta")]
        return {str(one.get("property") or one.get("name")): one.get("content") or "" for one in found}

    @property
    def is_missing(self) -> bool:
        return self.path == "404.html"

    @property
    def is_indexed(self) -> bool:
        return "noindex" not in self.metas.get("robots", "") and self.canonical == self.url

    @cached_property
    def canonical(self) -> str | None:
        return next(iter(self.links("canonical")), None)

    @cached_property
    def title(self) -> str:
        return text_of(next(self.tree.iter("title")))

    def links(self, rel: str) -> list[str]:
        """Where the `<link>`s of a kind lead."""
        return [one.get("href") for one in self.tree.iter("link") if rel in (one.get("rel") or "").split()]

    def every(self, *tags: str) -> Iterator[Any]:
        """The elements of some kinds, as they stand on the page."""
        return (one for one in self.tree.iter() if one.tag in tags)

    def target(self, href: str) -> tuple[str, str] | None:
        """The path below the site that an address leads to, and its anchor; None where it leads elsewhere."""
        whole = urljoin(self.url if not self.is_missing else f"{self.base}any/where/", href)
        if not whole.startswith(self.base):
            return None
        parts = urlsplit(whole.removeprefix(self.base))
        return unquote(parts.path), unquote(parts.fragment)


def pages_of(site: Path, base: str) -> list[PageFile]:
    """Every page of a site."""
    return [PageFile(site, path, base) for path in sorted(site.rglob("*.html"))]


def text_of(element: Any) -> str:
    """What is read of an element."""
    return " ".join("".join(element.itertext()).split())
