"""HTML as the text part of a mail: what a careful person would type."""

from __future__ import annotations

import re
from html import unescape

from planner.render.clean import sanitise
from planner.render.flow import Flow
from planner.render.table import Table
from planner.render.wrap import collapse, text_width

WIDTH = 72
_HEADINGS = {"h1": "=", "h2": "-", "h3": "-", "h4": "-", "h5": "-", "h6": "-"}
_CLOSE = {"dt", "dd", "li", "summary", "figcaption"}
"""Blocks that follow each other without a blank line."""
_BLOCKS = {
    "p", "div", "section", "article", "header", "footer", "nav", "aside", "figure", "details", "hgroup",
    "ul", "ol", "dl", "blockquote", "pre", "table", "caption", *_CLOSE, *_HEADINGS,
}  # fmt: skip
_SIGNS = {"br": "\n", "rt": "（", "q": "“"}
_END_SIGNS = {"rt": "）", "q": "”"}
_SPANS = {"a", "rp", "sup", "s", "del"}
_INDENTS = {"blockquote": "> ", "dd": "  "}
_LONGEST_NUMBER = 6
# nh3 writes HTML in one way only: what is left to tell apart is a tag, a comment, and words.
_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [^\s=>"]+="[^"]*")*)>|<[^>]*>|([^<]+)')
_ATTRIBUTE = re.compile(r' ([^\s=>"]+)="([^"]*)"')


def plain_text(html: str, width: int = WIDTH) -> str:
    """The HTML as text, wrapped at `width` columns: `text (address)`, `[picture]`, `~~struck out~~`, `- item`, `> quotation`."""
    page = _Page(width)
    for closes, tag, attributes, words in _TOKEN.findall(sanitise(html)):
        if words:
            page.words(unescape(words) if "&" in words else words)
        elif tag:
            page.end(tag) if closes else page.start(tag, attributes)
    page.end_block("p")
    return "\n".join(page.flow.lines) + "\n" if page.flow.lines else ""


class _Page:
    def __init__(self, width: int) -> None:
        self.flow = Flow(width)
        self._words: list[str] = []
        self._lists: list[int | None] = []
        self._spans: list[tuple[str, str, int]] = []
        self._table: Table | None = None
        self._preformatted = False

    def words(self, data: str) -> None:
        self._words.append(data if self._preformatted else collapse(data))

    def start(self, tag: str, attributes: str) -> None:
        if self._table is not None and self._in_table(self._table, tag, opens=True):
            return
        values = {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)} if attributes else {}
        if tag in _BLOCKS:
            self.end_block(tag)
            self._open_block(tag, values)
        elif tag in _SPANS:
            kind = "note" if values.get("id", "").startswith("fnref") else tag
            self._spans.append((kind, values.get("href", ""), len(self._words)))
        elif tag == "img":
            self._words.append(f"[{alt}]" if (alt := collapse(values.get("alt", "")).strip()) else "")
        elif tag == "hr":
            self._rule()
        else:
            self._words.append(_SIGNS.get(tag, ""))

    def end(self, tag: str) -> None:
        if self._table is not None and self._in_table(self._table, tag, opens=False):
            return
        if tag in _SPANS and self._spans:
            kind, href, start = self._spans.pop()
            self._words[start:] = [_span(kind, "".join(self._words[start:]), href)]
        elif tag in _BLOCKS:
            self._close_block(tag)
            self.end_block(tag)
        else:
            self._words.append(_END_SIGNS.get(tag, ""))

    def end_block(self, tag: str) -> None:
        """Write the words gathered so far; a blank line follows, unless items follow closely."""
        self.flow.write(self._taken())
        if tag not in _CLOSE and not (tag in {"ul", "ol"} and self._lists):
            self.flow.gap()

    def _open_block(self, tag: str, values: dict[str, str]) -> None:
        if tag in {"ul", "ol"}:
            self._lists.append(_start(values) if tag == "ol" else None)
        elif tag == "li":
            mark = self._mark()
            self.flow.enter(mark, " " * len(mark))
        elif tag in _INDENTS:
            self.flow.enter(_INDENTS[tag], _INDENTS[tag])
        elif tag == "table":
            self._table = Table()
        self._preformatted = self._preformatted or tag == "pre"

    def _close_block(self, tag: str) -> None:
        words = self._taken()
        if tag == "pre":
            self._preformatted = False
            self.flow.write_lines([f"    {line}" for line in words.strip("\n").split("\n")] if words.strip() else [])
        else:
            self.flow.write(words)
        if tag in _HEADINGS and words.strip():
            self.flow.write_lines([_HEADINGS[tag] * min(text_width(collapse(words).strip()), self.flow.room)])
        elif tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif tag == "li" or tag in _INDENTS:
            self.flow.leave()

    def _taken(self) -> str:
        words, self._words = "".join(self._words), []
        return words

    def _mark(self) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number}. "

    def _rule(self) -> None:
        self.end_block("hr")
        self.flow.write_lines(["* * *"])
        self.flow.gap()

    def _in_table(self, table: Table, tag: str, *, opens: bool) -> bool:
        """Whether a tag was the table's; what else makes blocks makes only a space in a cell."""
        if tag == "table":
            table.depth += 1 if opens else -1
            if not table.depth:
                self._end_table(table)
        elif tag == "tr" and opens and table.depth == 1:
            table.start_row()
        elif tag in {"td", "th", "caption"} and table.depth == 1:
            words = collapse(self._taken()).strip()
            if tag == "caption":
                self.flow.write(words)
                self.flow.gap()
            elif not opens:
                table.add(words)
        elif tag in _BLOCKS or tag in {"tr", "td", "th", "br", "hr"}:
            self._words.append(" ")
        else:
            return False
        return True

    def _end_table(self, table: Table) -> None:
        self._words, self._spans, self._table = [], [], None
        self.flow.write_lines(table.lines(self.flow.room))
        self.flow.gap()


def _start(values: dict[str, str]) -> int:
    start = values.get("start", "")
    return int(start) if start.isdecimal() and len(start) < _LONGEST_NUMBER else 1


def _span(kind: str, label: str, href: str) -> str:
    match kind:
        case "rp":
            return ""
        case "note":
            return f"[{label.strip().split(' ')[0]}]"
        case "a":
            return _link(label, href)
        case "s" | "del" if label.strip():
            return f"~~{label}~~"
    return label


def _link(label: str, href: str) -> str:
    words = collapse(label).strip()
    address = _address(href)
    if not address or _says(words, address):
        return label
    if not words or _is_its_name(words, address):
        return address
    return f"{label.rstrip()} ({address}){label[len(label.rstrip()) :]}"


def _address(href: str) -> str:
    scheme, _, rest = href.partition(":")
    return rest.partition("?")[0] if scheme in {"mailto", "tel", "sms"} else href


def _says(words: str, address: str) -> bool:
    """Whether the words already give the address, or the digits of a telephone number."""
    digits = address.lstrip("+")
    return address in words or (digits.isdigit() and _digits(words) == digits)


def _is_its_name(words: str, address: str) -> bool:
    """Whether the words are the address without what a browser needs; the text says all of it, as the HTML does."""
    return address.removesuffix("/").endswith(f"//{words}")


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
