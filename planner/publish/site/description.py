"""What search engines and cards show of a page: long enough to be of use, short enough not to be cut off by others."""

from __future__ import annotations

import re
from collections.abc import Iterable

from planner.publish.site.excerpt import sentences

_LATIN = (60, 155)
_WIDE = (40, 110)
"""The fewest and the most characters; a Japanese one says twice as much, and takes twice the room."""
_WIDE_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uff60]")


def described(said: str, more: Iterable[str]) -> str:
    """What is said, with sentences out of `more` (Markdown) where it is too short, and its end left out where too long."""
    fewest, most = _WIDE if _WIDE_SIGN.search(said) else _LATIN
    words = said
    for text in more:
        for sentence in sentences(text):
            if len(words) >= fewest:
                return _shortened(words, most)
            if sentence not in words:
                words = _joined(words, sentence)
    return _shortened(words, most)


def _joined(words: str, sentence: str) -> str:
    if not words or words[-1] in "。！？」』）":
        return words + sentence
    if _WIDE_SIGN.search(words[-1]):
        return f"{words}。{sentence}"
    return f"{words} {sentence}" if words[-1] in ".!?…”’\"')" else f"{words}. {sentence}"


def _shortened(words: str, most: int) -> str:
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    if not _WIDE_SIGN.search(cut):
        cut = cut.rpartition(" ")[0] or cut
    return cut.rstrip(" ,;:、。") + "…"
