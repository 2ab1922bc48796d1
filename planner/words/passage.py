"""A paragraph made ready for reading: without markup and addresses, folded to one way of writing, other voices masked.

Every character of the passage knows where it came from, so that a finding can quote the author's own words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from planner.words.slots import FILLER, URL

_CJK = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_SPECIAL = re.compile(
    "[\\[\\]!*_~\\\\<&|{\n\t\u00a0\u3000\u00ad\u200b-\u200d\u2060\ufeff\uff01-\uff9f\uffe0-\uffe6〜]|  |https?:"
)
"""Where something has to be done; everything between stays as it is."""
_TOKEN = re.compile(
    r"(?P<target>\]\([^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500}){0,4}(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\))"
    r"|(?P<image>!\[[^\[\]]{0,2000}\])"
    r"|(?P<url><?https?://[^\s<>)\"'「」『』（）、。]+>?)"
    r"|(?P<drop>[\[\]]|\*+|(?<![^\W_])_+|_+(?![^\W_])|~~|\\(?=[!-/:-@\[-`{-~])|[\u200b-\u200d\u2060\ufeff\u00ad]|\{[#.:][^{}\n]*\})"
    r"|(?P<tag></?[A-Za-z][^<>]{0,2000}>)"
    r"|(?P<edge>\n[ \t>]*(?:#{1,6}[ \t]+|[-*+][ \t]+|\d{1,3}[.)][ \t]+|\|[ \t]*)|\|[ \t]*)"
    r"|(?P<line>[ \t]*\n[ \t>]*)"
    r"|(?P<space>[ \t\u00a0\u3000]+)"
    r"|(?P<wide>[\uff01-\uff64\uffe0-\uffe6〜]+)"
    r"|(?P<half>[\uff65-\uff9f]+)"
    r"|(?P<entity>&(?:nbsp|amp);)"
)
_SPEECH = re.compile(
    r"(?P<open>[「『“])|(?P<close>[」』”])"
    r"|(?<![\w])‘(?P<single>[^‘\n]{1,400}?)’(?![\w])"
    r"|\"(?P<double>[^\"]{1,600})\""
    r"|(?<![\w'])'(?P<plain>[^'\n]{1,300}?(?:'(?=\w)[^'\n]{1,300}?){0,6}[,.!?…])'(?!\w)"
)
_PAIRS = {"」": "「", "』": "『", "”": "“"}
_TOKEN_OF_A_CODE = re.compile(r"[A-Za-z0-9-]*(?:[A-Z]{2}|\d)[A-Za-z0-9-]*", re.ASCII)
_EN_END = r"[.!?…]+[\"'”’)\]]*(?= |$)"
_SENTENCE = re.compile(rf"{_EN_END}|[。!?]+[」』”)]*|\n")


@dataclass(frozen=True, slots=True)
class Passage:
    """Text to be searched. `starts` and `origins` say where each stretch of it came from."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    end: int

    def origin(self, index: int) -> int:
        """Where the character at `index` stood."""
        if index >= len(self.text):
            return self.end
        stretch = bisect_right(self.starts, index) - 1
        return self.origins[stretch] + index - self.starts[stretch]

    def origin_of_end(self, index: int) -> int:
        """Where the text before `index` ended."""
        return self.origin(index - 1) + 1 if index else self.origin(0)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of the sentence, or sentences, around a span."""
        first, last = 0, len(self.text)
        for match in _SENTENCE.finditer(self.text):
            if match.end() <= start:
                first = match.end()
            elif match.end() >= end:
                last = match.end()
                break
        return first, last


def passage(source: str, start: int = 0, end: int | None = None, *, quoted: bool = False) -> Passage:
    """The passage of `source[start:end]`; nothing of it is the shop's own voice when it is `quoted`."""
    end = len(source) if end is None else end
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length, at = 0, start

    def add(piece: str, origin: int) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            starts.append(length)
            origins.append(origin)
            length += len(piece)

    for special in _SPECIAL.finditer(source, start, end):
        if special.start() >= at and (match := _TOKEN.match(source, special.start(), end)):
            add(source[at : match.start()], at)
            add(_replaced(match), match.start())
            at = match.end()
    add(source[at:end], at)
    text = "".join(pieces)
    text = FILLER * len(text) if quoted else _masked(text)
    return Passage(_lower(text), tuple(starts), tuple(origins), end)


def _replaced(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    if kind in {"wide", "half"}:
        return unicodedata.normalize("NFKC", match[0]).replace("〜", "~")
    if kind == "line":
        before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
        return "" if _CJK.match(before) and _CJK.match(after) else " "
    if kind == "tag":
        return " " if match[0][1:3].lower() in _BREAKING_TAGS else ""
    return "&" if match[0] == "&amp;" else _INSTEAD.get(kind, "")


_INSTEAD = {"url": URL, "space": " ", "edge": "\n", "entity": " "}
_BREAKING_TAGS = {"br", "p>", "/p", "td", "/t", "li", "/l"}


def _lower(text: str) -> str:
    lowered = text.lower() if "İ" not in text else text.replace("İ", "I").lower()
    return lowered if lowered.isascii() else lowered.replace("’", "'").replace("‘", "'").replace("´", "'")


def folded(text: str) -> str:
    """A phrase as it stands in a passage."""
    return _lower(re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).replace("〜", "~")).strip()


def _masked(text: str) -> str:
    """The text with what stands in quotation marks filled over."""
    if not any(mark in text for mark in "「『“\"‘'"):
        return text
    spans: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for match in _SPEECH.finditer(text):
        kind = match.lastgroup or ""
        if kind == "open":
            opened.append((match[0], match.end()))
        elif kind == "close":
            _close(text, opened, match, spans)
        elif not opened and not _TOKEN_OF_A_CODE.fullmatch(match[kind]):
            spans.append(match.span(kind))
    return _filled(text, spans)


def _close(text: str, opened: list[tuple[str, int]], match: re.Match[str], spans: list[tuple[int, int]]) -> None:
    """A closing mark ends the nearest open one of its kind; only the outermost pair matters."""
    marks = [mark for mark, _ in opened]
    if _PAIRS[match[0]] not in marks:
        return
    while opened:
        mark, start = opened.pop()
        if mark == _PAIRS[match[0]]:
            break
    if not opened and not _TOKEN_OF_A_CODE.fullmatch(text[start : match.start()]):
        spans.append((start, match.start()))


def _filled(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            pieces += [text[at:start], FILLER * (end - start)]
            at = end
    return "".join([*pieces, text[at:]])
