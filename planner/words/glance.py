"""The first look at a body: its words without markup, paragraph by paragraph, made in a few microseconds.

It may say more than the passages of a paragraph do, since nothing is masked in it, but never less. Nearly every body is plain once
links and emphasis are taken off, and is then taken as a whole; of any other the passages themselves are asked.
"""

from __future__ import annotations

import re

from planner.words.parts import parts_of_paragraph
from planner.words.passage import is_japanese, of_usual_width, unmasked, with_plain_apostrophes
from planner.words.sentences import BREAK, PARAGRAPH

LATIN = (
    bytes(48 if chr(code).isdigit() else ord(chr(code).lower()) if chr(code).isalpha() else 32 for code in range(128))
    + b" " * 128
)
"""Makes letters small, each figure a 0, and all else a space."""
LOWER = bytes(48 if chr(code).isdigit() else ord(chr(code).lower()) for code in range(128)) + bytes(range(128, 256))
"""Makes letters of the alphabet small, and each figure a 0."""
_MARKUP = b"[]*_~\\<&{\t"
_NO_MARKUP = bytes(code for code in range(256) if code not in _MARKUP)
_TARGET = re.compile(r"\]\([^()\s]{0,2000}\)")
"""Of a link without a title."""
_UNDERSCORES = re.compile(r"__*(?![^\W_])|_(?<![^\W_]_)_*")
"""Of emphasis: they are no part of a word."""
_UNUSUAL = "\u00a0\u00ad\u200b\u200c\u200d\u2060\ufeffİ\u212a"
"""Signs that one doesn't see, which a passage leaves out or makes a plain space; and those whose small letters are in ASCII."""
_LINE = re.compile("\n(?<!\n\n)(?!\n)")


def glance(body: str) -> bytes:
    """The words of a body in UTF-8. A line is a paragraph of it."""
    words = _of_plain(body)
    return BREAK.join(map(_of_paragraph, body.split(PARAGRAPH))) if words is None else words


def _of_paragraph(paragraph: str) -> bytes:
    words = _of_plain(paragraph)
    return _words(paragraph).encode("utf-8", "replace") if words is None else words


def _without_emphasis(body: str) -> str:
    """A body without emphasis and the targets of links. Pictures stay, for their words are looked at by themselves."""
    if "[" in body and "![" not in body:
        body = _TARGET.sub("", body)
        if "](" not in body:
            body = body.replace("[", "").replace("]", "")
    if "*" in body:
        body = body.replace("*", "")
    return _UNDERSCORES.sub("", body) if "_" in body else body


def _of_plain(body: str) -> bytes | None:
    """The words of a body without markup; None of another body."""
    text = _without_emphasis(body)
    paragraphs = text.count(PARAGRAPH)
    if text is not body and paragraphs != body.count(PARAGRAPH):
        return None  # a line had nothing but emphasis
    data = text.encode("utf-8", "replace")
    if data.translate(None, _NO_MARKUP) or (b"/" in data and b"://" in data):
        return None
    if text.count("\n") > 2 * paragraphs:  # lines are broken within paragraphs
        if b"\n " in data or b" \n" in data:
            return None
        text = _LINE.sub(_between, text)
        data = text.encode("utf-8", "replace")
    if len(data) > len(text):
        if any(sign in text for sign in _UNUSUAL):
            return None
        data = _beyond_ascii(text, wide=b"\xef" in data or "〜" in text)
    while b"  " in data:
        data = data.replace(b"  ", b" ")
    return data


def _between(end: re.Match[str]) -> str:
    """Instead of the end of a line within a paragraph: between two Japanese signs no space is meant."""
    before, behind = end.string[end.start() - 1 : end.start()], end.string[end.end() : end.end() + 1]
    return "" if is_japanese(before) and is_japanese(behind) else " "


def _beyond_ascii(text: str, *, wide: bool) -> bytes:
    """A text of the usual width."""
    if wide:
        text = of_usual_width(text)
    return with_plain_apostrophes(text).replace("\u3000", " ").encode("utf-8", "replace")


def _words(paragraph: str) -> str:
    parts = parts_of_paragraph(paragraph, 0, len(paragraph))
    return " ".join(unmasked(part.source, part.start, part.end) for part in parts).replace("\n", " ")
