"""What a letter says in one breath, and how long it takes to read: its Markdown as plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from planner.render import sentence_end, shortened
from planner.render import sentences as sentences_of

_MARKS = (
    (re.compile(r"(?s)<!--.*?-->|<(script|style)\b.*?</\1>|(?m:^(`{3,}|~{3,})).*?(?m:^\2)"), " "),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)|!\[[^\]]*\]\[[^\]]*\]|\[\^[^\]]+\]|<[a-zA-Z/][^>]*>|\{[:.#][^}]*\}"), ""),
    (re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"(?m)^\s*(?:>\s?|[-*+]\s+|\d+[.)]\s+)+"), ""),
    (re.compile(r"(?<!\\)(\*{1,3}|`+|~~|==|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))"), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|-])"), r"\1"),
)
_NOT_PROSE = re.compile(r"\s*(?:#|\||!!!|\?\?\?|===|---|\*\*\*|:::|\[[^\]]+\]:|\*\[)")
_SHORT = 24
_LONG = 170
_BEGINNING = 3000
"""The first sentence is looked for no further on: the marks take longer the more text there is."""
_WORDS_A_MINUTE = 220
_SIGNS_A_MINUTE = 500
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")


def _plain(markdown: str) -> str:
    """The words of a piece of Markdown, without its marks; paragraphs stay apart."""
    for mark, words in _MARKS:
        markdown = mark.sub(words, markdown)
    return unescape(markdown)


@lru_cache(maxsize=20_000)
def first_sentence(markdown: str) -> str:
    """The first sentence of the first paragraph of prose; a very short one takes the next along."""
    words = next(_prose(markdown), "")
    end = 0
    while end < min(_SHORT, len(words)):
        end = sentence_end(words, end)
    return shortened(words[:end].strip(), _LONG)


def sentences(markdown: str) -> Iterator[str]:
    """Each sentence of the prose near the beginning."""
    for words in _prose(markdown):
        yield from sentences_of(words)


def _prose(markdown: str) -> Iterator[str]:
    """The paragraphs of prose near the beginning, each on one line."""
    for paragraph in re.split(r"\n\s*\n", _plain(markdown[:_BEGINNING])):
        words = " ".join(paragraph.split())
        if words and not _NOT_PROSE.match(words):
            yield words


def minutes(markdown: str) -> int:
    """How many minutes a calm reader takes, at least one."""
    wide = len(_WIDE.findall(markdown))
    return max(1, round(wide / _SIGNS_A_MINUTE + len(_WIDE.sub(" ", markdown).split()) / _WORDS_A_MINUTE))
