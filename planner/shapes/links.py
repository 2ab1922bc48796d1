"""An address that a reader can follow."""

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


class Link(NamedTuple):
    """An address that begins with https://, http://, mailto: or tel:; `near`: also a page of the shop's own site."""

    near: bool = False

    def read(self, key: str, node: Node, reading: Reading) -> str | None:
        text = Text().read(key, node, reading) if scalar(node) else None
        if text is None and scalar(node):
            return None
        if text is None or not self._leads_somewhere(text):
            reading.wrong(key, node, "near-link" if self.near else "link")
            return None
        return text

    def _leads_somewhere(self, text: str) -> bool:
        try:
            parts = urlsplit(text)
        except ValueError:
            return False
        if parts.scheme in _WEB or text.startswith("//"):
            return bool(parts.netloc)
        if parts.scheme in _OTHERS:
            return bool(parts.path)
        return self.near and compiled(_SCHEME).match(text) is None

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}
