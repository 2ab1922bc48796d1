"""The pictures of a page as it is sent: with their sizes, in several widths, and the later ones only when they are reached."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from planner.pictures import Shown

_PICTURE = re.compile(r'<img\b(?P<attributes>(?:\s+[^\s=<>/"]+(?:="[^"]*")?)*)\s*/?>')
_ATTRIBUTE = re.compile(r'\s+([^\s=<>/"]+)(?:="([^"]*)")?')
_SMALL = 200
"""Pixels up to which a picture is a portrait or the like, which nobody waits for."""
_SIZES = {
    "nk-welcome__picture": "(min-width: 1120px) 600px, (min-width: 768px) 52vw, calc(100vw - 40px)",
    "nk-card__picture": "(min-width: 1080px) 345px, (min-width: 720px) 46vw, calc(100vw - 40px)",
    "nk-letter__picture": "(min-width: 1024px) 890px, (min-width: 720px) 650px, calc(100vw - 40px)",
    "nk-first__picture": "96px",
    "nk-brand__logo": "160px",
}
_COLUMN = "(min-width: 720px) 650px, calc(100vw - 40px)"
_AT_ONCE = frozenset({"nk-welcome__picture", "nk-card__picture", "nk-letter__picture", "nk-copy__picture"})
"""Pictures that are the largest thing a reader sees first, where they come first."""
_LOGO = "nk-brand__logo"
_LATER = frozenset({"nk-offer__picture", "nk-first__picture", "nk-colophon__qr"})

Look = Callable[[str], Shown | None]
"""Gives the widths of a picture by its path below the site."""


def dressed(html: str, file: str, look: Look) -> str:
    """A whole page with its pictures dressed; `file` is its path below the site."""
    page = _Dresser(file, look, letter='class="nk-letter' in html)
    return _PICTURE.sub(page.picture, html)


class _Dresser:
    def __init__(self, file: str, look: Look, *, letter: bool) -> None:
        self.folder = dirname(file)
        self.root = "../" * file.count("/")
        self.look = look
        self.first = True
        self.later = _LATER | {"nk-card__picture"} if letter else _LATER

    def picture(self, found: re.Match[str]) -> str:
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(found["attributes"])}
        name = _name(attributes.get("src", ""), self.folder)
        shown = self.look(name) if name else None
        if shown is not None:
            _size(attributes, shown)
            self._widths(attributes, shown)
        self._wait(attributes)
        return "<img" + "".join(f' {name}="{escape(value)}"' for name, value in attributes.items()) + ">"

    def _widths(self, attributes: dict[str, str], shown: Shown) -> None:
        if len(shown.widths) > 1 and "srcset" not in attributes:
            attributes["srcset"] = ", ".join(f"{self.root}{path} {width}w" for width, path in shown.widths)
            attributes["sizes"] = _sizes(attributes)
            attributes["src"] = self.root + shown.widths[-1][1]  # a camera's own file can weigh a hundred times as much

    def _wait(self, attributes: dict[str, str]) -> None:
        """The first large picture comes at once; those after it when they are reached."""
        kinds = _kinds(attributes)
        if self.first and _is_small(attributes):
            return
        if self.first and not kinds & self.later:
            self.first = False
            attributes.pop("loading", None)
            if kinds & _AT_ONCE:
                attributes["fetchpriority"] = "high"
        else:
            attributes |= {"loading": "lazy", "decoding": "async"}


def _name(src: str, folder: str) -> str | None:
    try:
        parts = urlsplit(src)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    name = normpath(join(folder, unquote(parts.path)))
    return None if name.startswith("..") else name


def _size(attributes: dict[str, str], shown: Shown) -> None:
    """Width and height, so that nothing moves when the picture comes; what an author has set holds."""
    width, height = attributes.get("width", ""), attributes.get("height", "")
    if any(kind.startswith("nk-") for kind in _kinds(attributes)) or not (width or height):
        attributes |= {"width": str(shown.width), "height": str(shown.height)}
    elif width.isdecimal() and not height:
        attributes["height"] = str(max(1, round(int(width) * shown.height / shown.width)))
    elif height.isdecimal() and not width:
        attributes["width"] = str(max(1, round(int(height) * shown.width / shown.height)))


def _sizes(attributes: dict[str, str]) -> str:
    known = next((_SIZES[kind] for kind in _kinds(attributes) if kind in _SIZES), None)
    return known or (f"{attributes['width']}px" if _is_small(attributes) else _COLUMN)


def _kinds(attributes: dict[str, str]) -> set[str]:
    return set(attributes.get("class", "").split())


def _is_small(attributes: dict[str, str]) -> bool:
    width = attributes.get("width", "")
    return (width.isdecimal() and int(width) <= _SMALL) or _LOGO in _kinds(attributes)


_ENDINGS = (".jpg", ".jpeg", ".jpe", ".png", ".webp", ".gif", ".svg", ".avif", ".bmp", ".tif", ".tiff", ".heic", ".mpo")
_ENDING = re.compile(r"\.[A-Za-z]{3,4}\b")
_NO_NAME = re.compile(r"[\s()<>\"'`/\\=,:;|]")
_LONGEST_NAME = 255


def _names(text: str) -> Iterator[str]:
    """The file names in a text. They are looked for from their endings, so that a text without spaces costs no more."""
    for ending in _ENDING.finditer(text):
        before = text[max(0, ending.start() - _LONGEST_NAME) : ending.start()]
        name = _NO_NAME.split(before)[-1]
        if name:
            yield name + ending[0]


def withheld(paths: Iterable[str], told: str, untold: str) -> frozenset[str]:
    """Pictures that only unpublished letters name (`untold`), and nothing that readers get (`told`)."""
    given, kept = _Named(told), _Named(untold)
    pictures = (path for path in paths if path.lower().endswith(_ENDINGS))
    return frozenset(path for path in pictures if path in kept and path not in given)


class _Named:
    """The pictures that a text names, by the name of the file alone: in doubt it is named."""

    def __init__(self, text: str) -> None:
        self.text = unquote(unescape(text))
        self.words = set(_names(self.text))

    def __contains__(self, path: str) -> bool:
        name = path.rpartition("/")[2]
        return name in self.words or (name not in set(_names(name)) and name in self.text)
