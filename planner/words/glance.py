"""The first look at a body: its words without markup, paragraph by paragraph, made in a few microseconds.

It may say more than the passages of a paragraph do, since nothing is masked in it, but never less. Nearly every body is plain once
links and emphasis are taken off, and is then taken as a whole; of any other the passages themselves are asked.
"""

from __future__ import annotations

import re

from planner.words.parts import parts_of_paragraph
from planner.words.passage import lower, of_usual_width, unmasked

PARAGRAPH = "\n\n"
LATIN = (
    bytes(48 if chr(code).isdigit() else ord(chr(code).lower()) if chr(code).isalpha() else 32 for code in range(128))
    + b" " * 128
)
"""Makes letters small, each figure a 0, and all else a space."""
_MARKUP = b"[]*_~\\<&{\t"
_NO_MARKUP = bytes(code for code in range(256) if code not in _MARKUP)
_TARGET = re.compile(r"\]\([^()\s]{0,2000}\)")
"""Of a link without a title."""
_UNDERSCORES = re.compile(r"__*(?![^\W_])|_(?<![^\W_]_)_*")
"""Of emphasis: they are no part of a word."""
_HIDDEN = {b"\xc2": "\u00a0\u00ad", b"\xe2": "\u200b\u200c\u200d\u2060", b"\xef": "\ufeff"}
"""Signs that one doesn't see, which a passage leaves out or makes a plain space; by the first byte in UTF-8."""
_JAPANESE = "[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
_BROKEN = re.compile(f"\n(?<={_JAPANESE}\n)(?={_JAPANESE})")
"""The end of a line between two Japanese characters, where no space is meant."""
_LINE = re.compile("\n(?<!\n\n)(?!\n)")


def glance(body: str) -> str:
    """The words of a body, in lower case if they aren't all ASCII. It has as many paragraphs as the body."""
    text = _without_emphasis(body)
    if text is body or _empty_lines(text) == _empty_lines(body):
        words = _of_plain(text)
        if words:
            return words
    return PARAGRAPH.join(map(_words, body.split(PARAGRAPH)))


def _empty_lines(text: str) -> int:
    """These make the paragraphs, and must not become more where a line had nothing but emphasis."""
    return text.split("\n").count("")


def _without_emphasis(body: str) -> str:
    """A body without emphasis and the targets of links. Pictures stay, for their words are looked at by themselves."""
    if "[" in body and "![" not in body:
        body = _TARGET.sub("", body)
        if "](" not in body:
            body = body.replace("[", "").replace("]", "")
    if "*" in body:
        body = body.replace("*", "")
    return _UNDERSCORES.sub("", body) if "_" in body else body


def _of_plain(body: str) -> str:
    """The words of a body without markup; nothing of another body."""
    data = body.encode("utf-8", "replace")
    if data.translate(None, _NO_MARKUP) or (b"/" in data and b"://" in data):
        return ""
    broken = any(data.split(b"\n")[1::2])
    if broken and (b"\n " in data or b" \n" in data):
        return ""
    if len(data) > len(body):
        if any(first in data and any(sign in body for sign in signs) for first, signs in _HIDDEN.items()):
            return ""
        body = _japanese(body, broken=broken, wide=b"\xef" in data or "〜" in body)
    while "  " in body:
        body = body.replace("  ", " ")
    return body


def _japanese(text: str, *, broken: bool, wide: bool) -> str:
    """A text in lower case with each paragraph on a line, in letters of the usual width."""
    if broken:
        text = _LINE.sub(" ", _BROKEN.sub("", text))
    return lower(of_usual_width(text) if wide else text).replace("\u3000", " ")


def _words(paragraph: str) -> str:
    parts = parts_of_paragraph(paragraph, 0, len(paragraph))
    return " ".join(unmasked(part.source, part.start, part.end) for part in parts).replace("\n", " ")
