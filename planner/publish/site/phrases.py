"""Where Japanese titles may break: between phrases, for browsers that do not find these by themselves; only here BudouX."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape, unescape

_TITLE = re.compile(r'<(?P<tag>h[1-6])\b[^>]*>.{0,2000}?</(?P=tag)>|<a class="nk-title"[^>]*>.{0,2000}?</a>', re.DOTALL)
_WORDS = re.compile(r"(?<=>)[^<>]+(?=<)")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_NUMBER = re.compile(r"(?<=[0-9０-９〇一二三四五六七八九十百千万])\u200b(?=[0-9０-９〇一二三四五六七八九十百千万])")
"""A number stays whole, which a model of phrases may not know: 十一月."""
_LONGEST = 500
"""No title is longer; the time that a text takes grows with it."""


def phrased(html: str, language: str) -> str:
    """A page with a place to break (`<wbr>`) between the phrases of its Japanese headings and of the titles in its lists."""
    if language != "ja":
        return html
    return _TITLE.sub(lambda title: _WORDS.sub(lambda words: _broken(words[0]), title[0]), html)


@cache
def _broken(words: str) -> str:
    if not _JAPANESE.search(words) or len(words) > _LONGEST:
        return words
    text = "\u200b".join(_parse()(unescape(words)))
    return escape(_NUMBER.sub("", text), quote=False).replace("\u200b", "<wbr>")


@cache
def _parse() -> Callable[[str], list[str]]:
    from budoux import load_default_japanese_parser  # noqa: PLC0415 - only the pages of a Japanese shop need it

    return load_default_japanese_parser().parse
