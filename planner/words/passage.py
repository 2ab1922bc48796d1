"""A paragraph made ready for reading: without markup and addresses, folded to one way of writing, other voices masked.

Every character of the passage knows where it came from, so that a finding can quote the author's own words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from planner.patterns import compiled
from planner.words.slots import FILLER, URL

_WIDTHS = r"[\uff01-\uff9f\uffe0-\uffe6〜]+"
"""Full-width letters and signs, and half-width kana."""
_WIDTH = re.compile(_WIDTHS)
_SIGNS = "[\\[\\]!*_~\\\\<&|{\n\t\u00a0\u3000\u00ad\u200b-\u200d\u2060\ufeff\uff01-\uff9f\uffe0-\uffe6〜]"
"""Where something has to be done; everything between stays as it is."""
_MORE_SIGNS = f"{_SIGNS}|  |https?:"
"""The same where addresses and more than one space may be; four times as slow."""
_TOKEN = (
    r"(?P<target>\]\([^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500}){0,4}(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\))"
    r"|(?P<image>!\[[^\[\]]{0,2000}\])"
    r"|(?P<url><?https?://[^\s<>)\"'「」『』（）、。]+>?)"
    r"|(?P<drop>[\[\]]|\*+|(?<![^\W_])_+|_+(?![^\W_])|~~|\\(?=[!-/:-@\[-`{-~])|[\u200b-\u200d\u2060\ufeff\u00ad]|\{[#.:][^{}\n]*\})"
    r"|(?P<tag></?[A-Za-z][^<>]{0,2000}>)"
    r"|(?P<edge>\n[ \t>]*(?:#{1,6}[ \t]+|[-*+][ \t]+|\d{1,3}[.)][ \t]+|\|[ \t]*)|\|[ \t]*)"
    r"|(?P<line>[ \t]*\n[ \t>]*)"
    r"|(?P<space>[ \t\u00a0\u3000]+)"
    rf"|(?P<width>{_WIDTHS})"
    r"|(?P<entity>&(?:nbsp|amp);)"
)
_SPEECH = (
    r"(?P<open>[「『“])|(?P<close>[」』”])"
    r"|(?<![\w])‘(?P<single>[^‘\n]{1,400}?)’(?![\w])"
    r"|\"(?P<double>[^\"]{1,600})\""
    r"|(?<![\w'])'(?P<plain>[^'\n]{1,300}?(?:'(?=\w)[^'\n]{1,300}?){0,6}[,.!?…])'(?!\w)"
)
_QUOTATION = "[「『“」』”‘\"']"
_PAIRS = {"」": "「", "』": "『", "”": "“"}
_TOKEN_OF_A_CODE = re.compile(r"[A-Za-z0-9-]*(?:[A-Z]{2}|\d)[A-Za-z0-9-]*", re.ASCII)
_EN_END = r"[.!?…]+[\"'”’)\]]*(?= |$)"
_SENTENCE = rf"{_EN_END}|[。!?]+[」』”)]*|\n"


@dataclass(frozen=True)
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

    @cached_property
    def _ends(self) -> list[int]:
        return [match.end() for match in compiled(_SENTENCE).finditer(self.text)]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of the sentence, or sentences, around a span."""
        ends = self._ends
        before = bisect_right(ends, start)
        behind = max(before, bisect_left(ends, end))
        return (ends[before - 1] if before else 0), (ends[behind] if behind < len(ends) else len(self.text))


def passage(source: str, start: int = 0, end: int | None = None, *, quoted: bool = False) -> Passage:
    """The passage of `source[start:end]`; nothing of it is the shop's own voice when it is `quoted`."""
    end = len(source) if end is None else end
    pieces, origins = _unmarked(source, start, end)
    starts = [0, *accumulate(map(len, pieces))][:-1]
    text = "".join(pieces)
    text = FILLER * len(text) if quoted else _masked(text)
    return Passage(lower(text), tuple(starts), tuple(origins), end)


def unmasked(source: str, start: int, end: int) -> str:
    """What a passage says where other voices are not masked, in small letters and capitals as written."""
    text = "".join(_unmarked(source, start, end)[0])
    return text if text.isascii() else with_plain_apostrophes(text.replace("İ", "I").replace("\u212a", "K"))


def _unmarked(source: str, start: int, end: int) -> tuple[list[str], list[int]]:
    """The stretches of a text without markup, and where each came from."""
    pieces: list[str] = []
    origins: list[int] = []
    at = start
    more = source.find("  ", start, end) >= 0 or source.find("://", start, end) >= 0
    for special in compiled(_MORE_SIGNS if more else _SIGNS).finditer(source, start, end):
        if special.start() >= at and (match := compiled(_TOKEN).match(source, special.start(), end)):
            for piece, origin in ((source[at : match.start()], at), (_replaced(match), match.start())):
                if piece:
                    pieces.append(piece)
                    origins.append(origin)
            at = match.end()
    if at < end:
        pieces.append(source[at:end])
        origins.append(at)
    return pieces, origins


def _replaced(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    if kind == "width":
        return _usual(match)
    if kind == "line":
        before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
        return "" if is_japanese(before) and is_japanese(after) else " "
    if kind == "tag":
        return " " if match[0][1:3].lower() in _BREAKING_TAGS else ""
    return "&" if match[0] == "&amp;" else _INSTEAD.get(kind, "")


def is_japanese(sign: str) -> bool:
    """Whether a sign is one beside which a broken line means no space; not so the empty text."""
    return "\u3000" <= sign <= "\u30ff" or "\u3400" <= sign <= "\u9fff" or "\uff00" <= sign <= "\uffef"


def _usual(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0]).replace("〜", "~")


def of_usual_width(text: str) -> str:
    """A text without full-width letters and half-width kana."""
    return _WIDTH.sub(_usual, text)


_INSTEAD = {"url": URL, "space": " ", "edge": "\n", "entity": " "}
_BREAKING_TAGS = {"br", "p>", "/p", "td", "/t", "li", "/l"}


def lower(text: str) -> str:
    """A text in lower case, with one kind of apostrophe."""
    lowered = text.lower() if "İ" not in text else text.replace("İ", "I").lower()
    return lowered if lowered.isascii() else with_plain_apostrophes(lowered)


def with_plain_apostrophes(text: str) -> str:
    """A text with one kind of apostrophe."""
    return text.replace("’", "'").replace("‘", "'").replace("´", "'")


def folded(text: str) -> str:
    """A phrase as it stands in a passage."""
    return lower(re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).replace("〜", "~")).strip()


def _masked(text: str) -> str:
    """The text with what stands in quotation marks filled over."""
    spans: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for match in _speech(text):
        kind = match.lastgroup or ""
        if kind == "open":
            opened.append((match[0], match.end()))
        elif kind == "close":
            _close(text, opened, match, spans)
        elif not opened and not _TOKEN_OF_A_CODE.fullmatch(match[kind]):
            spans.append(match.span(kind))
    return _filled(text, spans) if spans else text


def _speech(text: str) -> Iterator[re.Match[str]]:
    """What `_SPEECH` finds, tried only where there are quotation marks."""
    at = 0
    for mark in compiled(_QUOTATION).finditer(text):
        match = compiled(_SPEECH).match(text, mark.start()) if mark.start() >= at else None
        if match:
            at = match.end()
            yield match


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
