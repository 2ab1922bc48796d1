"""Fenced blocks of a Markdown file, and how to paste new words into them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_PARTS = re.compile(r"^```(?P<info>[\w-]+)\n(?P<text>(?:(?!```).*\n)*?)```$|^#{2,3} (?P<heading>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its info string, its text, and the heading that it stands below."""

    info: str
    text: str
    heading: str
    start: int
    """Where in the file the text begins."""


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a Markdown text, in order."""
    heading = ""
    for match in _PARTS.finditer(text):
        if match["heading"] is not None:
            heading = match["heading"]
        else:
            yield Block(match["info"], match["text"], heading, match.start("text"))


def paste(path: Path, words: Callable[[Block, Block], str | None]) -> None:
    """Write `words(input, block)` into every block below a `shop` block; None leaves it as it is."""
    text = path.read_text(encoding="utf-8")
    pieces, end, shop = [], 0, None
    for block in blocks(text):
        if block.info == "shop":
            shop = block
            continue
        new = words(shop, block) if shop is not None else None
        if new is not None:
            pieces += [text[end : block.start], new]
            end = block.start + len(block.text)
    path.write_text("".join([*pieces, text[end:]]), encoding="utf-8")
