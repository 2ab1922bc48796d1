"""The attributes of an HTML tag, as a browser reads them."""

from __future__ import annotations

from html.parser import HTMLParser


def attributes(tag: str) -> dict[str, str]:
    """The attributes of one start tag, by their names in small letters."""
    reader = _Reader()
    reader.feed(tag)
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = {name: value or "" for name, value in attrs}
