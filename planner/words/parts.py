"""What a letter consists of, for those who search its words: its short texts, and the paragraphs of its body.

The last part of a body is its tail: a postscript and what follows, or the last paragraph before the name below it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from planner.markup import without_code
from planner.model import Letter
from planner.patterns import compiled


class Region(StrEnum):
    """Where in a letter something stands."""

    HEAD = "head"
    """Title and subject."""
    BODY = "body"
    TAIL = "tail"
    POSTSCRIPT = "postscript"
    SUMMARY = "summary"
    """Summary and preheader."""
    PICTURE = "picture"
    """The words in place of a picture, or the title of a link."""


class Part(NamedTuple):
    """A stretch of a letter that is read as one: a short text of the front matter, or a paragraph."""

    key: str
    """The key of the front matter; empty for the body."""
    region: Region
    """Of a paragraph only `BODY`: which of them is the last, `Layout` says."""
    source: str
    start: int
    end: int


SHORT = (
    ("title", Region.HEAD),
    ("newsletter.subject", Region.HEAD),
    ("summary", Region.SUMMARY),
    ("newsletter.preheader", Region.SUMMARY),
    ("image_alt", Region.PICTURE),
    ("incident.facts", Region.BODY),
    ("incident.affected", Region.BODY),
    ("incident.remedy", Region.BODY),
)
_GAP = r"\n[ \t]*(?:\n[ \t]*)+"
_QUOTED = r"(?m)^[ \t]{0,3}>"
_POSTSCRIPT = r"(?i)[\s*_#>(（-]*(?:p\.? ?p?\.? ?s\b\.?|追伸|二伸|追って書き|ＰＳ|ＰＳ)"
_BREAK = r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|[◇◆☆★※*・…─—━=＊]{1,20})[ \t]*\Z"
_PICTURE_WORDS = r"!\[([^\[\]]{1,2000})(?=\])|\]\([^()\s]{1,2000}\s+[\"']([^\"'\n]{1,1000})[\"']\s*\)|(?:\salt|\stitle)=[\"']([^\"'<>]{1,1000})[\"']"
_SIGNATURE = 40
"""Letters of the alphabet up to which a last paragraph is but a name or a farewell; a kanji counts as two."""
_LINE = 60
"""Letters of the alphabet up to which a paragraph is but a line."""
_ADDRESS = r"\]\([^()]*\)"
_TAIL_FROM = 0.5
_LAST_FROM = 0.35


def parts(letter: Letter) -> Iterator[Part]:
    """Everything of a letter that has words of the shop's own: block quotes are somebody else's."""
    yield from parts_of_short(letter)
    body = without_code(letter.body)
    for start, end in _paragraphs(body):
        yield from parts_of_paragraph(body, start, end)


def parts_of_short(letter: Letter) -> Iterator[Part]:
    """The short texts of the front matter."""
    for (key, region), text in zip(SHORT, _short(letter), strict=False):
        if text:
            yield Part(key, region, text, 0, len(text))


def texts_of_short(letter: Letter) -> Iterator[str]:
    """What they say."""
    return filter(None, _short(letter))


def _short(letter: Letter) -> tuple[str | None, ...]:
    """In the order of `SHORT`."""
    texts = (letter.title, letter.subject, letter.summary, letter.preheader, letter.image_alt)
    incident = letter.incident
    return (*texts, incident.facts, incident.affected, incident.remedy) if incident else texts


def parts_of_paragraph(body: str, start: int, end: int) -> Iterator[Part]:
    """A paragraph, less the lines that are quoted, and the words of its pictures and links."""
    quote = compiled(_QUOTED).search(body, start, end)
    if quote is not None:
        end = quote.start()
    if body[start:end].strip():
        yield Part("", Region.BODY, body, start, end)
    if body.find("](", start, end) >= 0 or body.find("=", start, end) >= 0:
        for match in compiled(_PICTURE_WORDS).finditer(body, start, end):
            yield Part("", Region.PICTURE, body, *match.span(match.lastindex or 0))


def paragraph_at(body: str, at: int) -> tuple[int, int]:
    """The bounds of the paragraph around a place."""
    start, end = body.rfind("\n\n", 0, at), body.find("\n\n", at)
    start, end = (start + 2 if start >= 0 else 0), (end if end >= 0 else len(body))
    gaps = [gap.span() for gap in compiled(_GAP).finditer(body, start, end)] if "\n" in body[start:end] else []
    before = [gap[1] for gap in gaps if gap[1] <= at]
    after = [gap[0] for gap in gaps if gap[0] >= at]
    return (before[-1] if before else start), (after[0] if after else end)


class Layout:
    """Where the end of a body begins: its postscript, and the last of its paragraphs."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._spans = list(_paragraphs(without_code(body)))
        nowhere = len(body) + 1
        self._postscript = next(
            (start for start, end in self._spans[1:] if compiled(_POSTSCRIPT).match(body, start, end)), nowhere
        )
        before = [span for span in self._spans if span[0] < self._postscript]
        self._tail = _last(body, before) if len(before) > 1 else nowhere

    def region(self, start: int) -> Region:
        """Where in the body something stands that begins at `start`."""
        if start >= self._postscript:
            return Region.POSTSCRIPT
        return Region.TAIL if start >= self._tail else Region.BODY

    def extend(self, places: Iterable[int]) -> None:
        """Let the tail begin earlier, if it has one of these places and the paragraphs before it have one, too."""
        places = list(places)
        if not any(place >= self._tail for place in places):
            return
        starts = [start for start, _ in self._spans if start < self._tail]
        held = {bisect_right(starts, place) for place in places if place < self._tail}
        half = self._spans[-1][1] * _TAIL_FROM if self._spans else 0
        while len(starts) > 1 and len(starts) in held and starts[-1] >= half and self._is_brief():
            self._tail = starts.pop()

    def _is_brief(self) -> bool:
        """Whether the tail so far is but a line, such as the button under what was said above it."""
        return (
            sum(
                _width(compiled(_ADDRESS).sub("]", self._body[start:end]))
                for start, end in self._spans
                if start >= self._tail and start < self._postscript
            )
            <= _LINE
        )


def _paragraphs(body: str) -> Iterator[tuple[int, int]]:
    at = 0
    for gap in compiled(_GAP).finditer(body):
        if body[at : gap.start()].strip():
            yield at, gap.start()
        at = gap.end()
    if body[at:].strip():
        yield at, len(body)


def _last(body: str, spans: list[tuple[int, int]]) -> int:
    """The start of the last paragraph that is more than a name, or of what follows a line across the page."""
    first, length = spans[0][0], spans[-1][1] - spans[0][0]
    last = next((start for start, end in reversed(spans) if not _is_name(body[start:end])), spans[-1][0])
    broken = [
        start for start, end in spans if start - first >= length / 2 and compiled(_BREAK).match(body[start:end].strip())
    ]
    last = min([last, *broken])
    return last if last - first >= _LAST_FROM * length else len(body) + 1


def _is_name(text: str) -> bool:
    """Whether a last paragraph is but a name or a greeting."""
    return _width(text) <= _SIGNATURE and not text.rstrip(" \n*_").endswith(
        (".", "!", "?", "。", "！", "？", ")", "）")
    )


def _width(text: str) -> int:
    return len(text) + sum(character > "\u2e80" for character in text)
