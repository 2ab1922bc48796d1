"""What search engines and cards show of a page: long enough to be of use, short enough not to be cut off by others."""

from __future__ import annotations

import re
from collections.abc import Iterable

from planner.publish.site.excerpt import sentences
from planner.render import joined, shortened

_LATIN = (60, 155)
_WIDE = (40, 110)
"""The fewest and the most characters; a Japanese one says twice as much, and takes twice the room."""
_END = ".!?…。！？"
_WIDE_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uff60]")


def described(said: str, more: Iterable[str]) -> str:
    """What is said, with sentences out of `more` (Markdown) where it is too short, and its end left out where too long."""
    fewest, most = _WIDE if _WIDE_SIGN.search(said) else _LATIN
    words = said
    for text in more:
        for sentence in sentences(text):
            if len(words) >= fewest:
                return shortened(words, most)
            if sentence.rstrip(_END) not in words:
                words = joined(words, sentence)
    return shortened(words, most)
