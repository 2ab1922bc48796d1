"""Where the links and pictures of a letter lead for someone who is not on the site: absolute addresses."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from planner.model import Edition, Letter, Post, Publication, Settings, Variant
from planner.render.places import post_url
from planner.web_copy import is_on_site, web_copy

_SAFE = "/%:@!$&'()*+,;=~-._?#"
_SAFE_IN_MAIL = "@!$'*+"
_LETTER_FOLDERS = ("posts/", "series/")
_FRONT_PAGES = ("index", "README")


def post_address(settings: Settings, letter: Letter) -> str:
    """The address of a post's page; without `site_url` it starts at the root."""
    return f"{_base(settings)}{post_url(letter.slug)}"


def addresses(settings: Settings, posts: Iterable[Post]) -> dict[str, str]:
    """The addresses of posts by path, as `Renderer.html` wants them."""
    return {post.path: post_address(settings, post) for post in posts}


def web_copy_address(edition: Edition, variant: Variant, publication: Publication) -> str | None:
    """Where readers of a variant read it in the browser: the web copy, else the page of its only post, else nowhere."""
    settings, only = publication.settings, variant.letters[0]
    if not settings.site_url:
        return None
    copy = web_copy(edition, publication)
    if copy is not None and any(letter in copy.letters for letter in variant.letters):
        return f"{settings.site_url}{copy.url}"
    alone = len(variant.letters) == 1 and isinstance(only, Post) and is_on_site(only, publication)
    return post_address(settings, only) if alone else None


def picture_address(settings: Settings, picture: str) -> str | None:
    """The address of a picture that is named relative to docs_dir, or by an address."""
    parts = _split(picture)
    if parts is None or parts.scheme or parts.netloc:
        return absolute(picture)
    return _below(settings, normpath(picture.strip()))


def absolute(value: str) -> str | None:
    """The value as an ASCII address if it names one by itself (http, mailto, tel), else None."""
    parts = _split(value)
    if parts is None or not (parts.scheme or parts.netloc):
        return None
    if parts.scheme not in {"", "http", "https"}:
        return quote(value, safe=_SAFE) if parts.scheme in {"mailto", "tel", "sms"} else None
    return quote(
        urlunsplit(parts._replace(scheme=parts.scheme or "https", netloc=_host(parts.netloc))), safe=_SAFE + "[]"
    )


def mailto(address: str, subject: str = "") -> str:
    """The link under which a mail to an address is begun; odd signs in it can't be taken for the link's own."""
    return f"mailto:{quote(address, safe=_SAFE_IN_MAIL)}" + (f"?subject={quote(subject)}" if subject else "")


class Links:
    """The links of one letter. `targets` holds the address of each post that may be linked, by path."""

    def __init__(self, settings: Settings, letter: Letter, targets: Mapping[str, str]) -> None:
        self._settings = settings
        self._letter = letter
        self._targets = targets

    def attribute(self, tag: str, name: str, value: str) -> str | None:
        """The value of an attribute with its address made absolute; None for one that leads nowhere."""
        return self.resolve(value) if (tag, name) in {("a", "href"), ("img", "src")} else value

    def resolve(self, value: str) -> str | None:
        """Where a link leads; None where a reader of the letter can't follow."""
        parts = _split(value)
        if parts is None:
            return None
        if parts.scheme or parts.netloc:
            return absolute(value)
        where = self._path(unquote(parts.path))
        return where and where + _tail(parts)

    def _path(self, path: str) -> str | None:
        if not path:
            return self._targets.get(self._letter.path)
        if path.startswith("/"):
            return urljoin(_base(self._settings), quote(path))
        target = normpath(join(dirname(self._letter.path), path))
        if target in self._targets:
            return self._targets[target]
        return self._page(_within_docs(self._settings, target), path.endswith("/"))

    def _page(self, path: str, folder: bool) -> str | None:
        if not path.endswith(".md"):
            address = _below(self._settings, path)
            return address + "/" if address and folder else address
        if path.startswith(_LETTER_FOLDERS):
            return None
        front = dirname(path) if path.rsplit("/", 1)[-1][:-3] in _FRONT_PAGES else path[:-3]
        address = _below(self._settings, front)
        return address + "/" if address and front else address


def _base(settings: Settings) -> str:
    return settings.site_url or "/"


def _within_docs(settings: Settings, path: str) -> str:
    return Path(os.path.relpath(settings.root / path, settings.root / settings.docs_dir)).as_posix()


def _below(settings: Settings, path: str) -> str | None:
    # What lies outside docs_dir is not on the site.
    return None if path.startswith(("../", "/")) or path == ".." else _base(settings) + quote(path)


def _tail(parts: SplitResult) -> str:
    return quote(urlunsplit(("", "", "", parts.query, parts.fragment)), safe=_SAFE)


def _split(value: str) -> SplitResult | None:
    try:
        return urlsplit(value.strip())
    except ValueError:
        return None


def _host(netloc: str) -> str:
    try:
        return netloc if netloc.isascii() else netloc.encode("idna").decode("ascii")
    except UnicodeError:
        return quote(netloc, safe="@:[]")
