"""A page of the site before it is made: where it lives, what it says, and the view of it that its template fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from planner.model import Post
from planner.web_copy import WebCopy


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A virtual Markdown page with the name of its template and plain values for it."""

    src_uri: str
    """Where its Markdown would lie below docs_dir; links in it are relative to there."""
    url: str
    """Relative to the root of the site, percent-encoded, ends with `/` (empty for the home page)."""
    title: str
    description: str = ""
    body: str = ""
    template: str
    data: Mapping[str, Any]
    """The view: strings, numbers, lists and mappings of them, nothing else."""
    updated: datetime | None
    """The newest letter shown on the page; None where it shows none."""
    post: Post | None = None
    """The post whose own page this is."""
    copy: WebCopy | None = None
    """The edition of the newsletter that stands on this page."""
    canonical: str | None = None
    """The page that says the same and is the one to find, relative to the root of the site; None: this one."""
    indexed: bool = True
    """Whether search engines may name it."""

    @property
    def searchable(self) -> bool:
        """Whether the search finds it; lists only repeat what the letters' own pages say."""
        return self.post is not None

    @property
    def in_sitemap(self) -> bool:
        """Whether the sitemap names the page: not one that another stands for."""
        return self.indexed and self.canonical is None

    @property
    def dest_uri(self) -> str:
        """The file below site_dir."""
        return f"{unquote(self.url)}index.html"
