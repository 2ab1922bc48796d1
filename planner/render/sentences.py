"""A text by its sentences, and cut where it is too long for its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planner.render.wrap import is_wide

_SENTENCE = re.compile(r".*?(?:[.!?…](?=[\s\"'”’)]*\s)[\"'”’)]*|[。！？][」』）]*)", re.DOTALL)
"""A full stop ends a sentence where a space follows: not in 92.5, nor in an address."""
_ENDS = frozenset(".!?…”’\"')。！？」』）,;:、，：；–—")
"""Signs after which no full stop is missing."""
_LOOSE = " ,;:、。・「『（(“"
"""Signs that can't stand before an ellipsis."""


def sentence_end(text: str, start: int) -> int:
    """Where the sentence ends that begins at `start`."""
    sentence = _SENTENCE.match(text, start)
    return sentence.end() if sentence else len(text)


def sentences(text: str) -> Iterator[str]:
    """The sentences one after the other."""
    end = 0
    while end < len(text):
        start, end = end, sentence_end(text, end)
        yield text[start:end].strip()


def joined(text: str, more: str) -> str:
    """A sentence after another, with the full stop that is missing between them and the space that their script has there."""
    if not text:
        return more
    wide = is_wide(text[-1]) or (text[-1] == "…" and is_wide(text[-2:]))
    end = "" if text[-1] in _ENDS else "。" if wide else "."
    return f"{text}{end}{'' if wide else ' '}{more}"


def shortened(text: str, most: int) -> str:
    """The text in at most so many characters, an ellipsis among them: cut between words, in Japanese between any two signs."""
    if len(text) <= most:
        return text
    start, after = text[: most - 1], text[most - 1]
    if not (after.isspace() or is_wide(start[-1] + after)):
        start = _whole_words(start)
    return (start.rstrip(_LOOSE) or start) + "…"


def _whole_words(start: str) -> str:
    """A text without the beginning of a word at its end; a single word stays."""
    place = max((at for at, sign in enumerate(start) if sign.isspace() or is_wide(sign)), default=-1)
    return start[: place + 1] if start[: place + 1].strip() else start
