"""An address that a reader can follow, with or without words in its place."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlsplit

from planner.frontmatter import Node
from planner.patterns import compiled
from planner.shapes.reading import Reading, scalar
from planner.shapes.single import Text

_SCHEME = r"(?i)[a-z][a-z0-9+.-]*:"
_WEB = {"http", "https"}
_OTHERS = {"mailto", "tel"}
_MEANT = r"(?i)https?:|mailto:|(?:java|vb)script:|(?:about|blob|data|file):(?=\S)|[a-z][a-z0-9+.-]*://"
"""What begins an address, and no sentence: “Open: 10 to 6” and “LINE: @hidamari” are words."""


class Link(NamedTuple):
    """An address that begins with https://, http://, mailto: or tel:; `near`: also a page of the shop's own site."""

    near: bool = False

    def read(self, key: str, node: Node, reading: Reading) -> str | None:
        text = Text().read(key, node, reading) if scalar(node) else None
        if text is None and scalar(node):
            return None
        if text is None or not (_leads_somewhere(text) or (self.near and _is_near(text))):
            reading.wrong(key, node, "near-link" if self.near else "link")
            return None
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}


class Way:
    """A way to the shop: an address that a reader can follow, or words (“at the counter, or by telephone”)."""

    def read(self, key: str, node: Node, reading: Reading) -> str | None:
        text = Text().read(key, node, reading)
        if text is not None and compiled(_MEANT).match(text) and not _leads_somewhere(text):
            reading.wrong(key, node, "way")
            return None
        return text

    def schema(self) -> dict[str, Any]:
        return Text().schema()


def _leads_somewhere(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if parts.scheme in _OTHERS:
        return bool(parts.path)
    return (parts.scheme in _WEB or text.startswith("//")) and bool(parts.netloc) and " " not in parts.netloc


def _is_near(text: str) -> bool:
    return not text.startswith("//") and compiled(_SCHEME).match(text) is None
