"""Links and pictures in a Markdown body, with their places; one pass, so that no text can make it slow.

This finds them without rendering (a render costs a hundred times as much). Code, comments and escaped brackets do not count.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from planner.model import Place
from planner.patterns import compiled

_FENCE = r"(?m)^[ \t>]{0,8}(```+|~~~+)[^\n]*$"
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# Each branch of these two begins with a plain character: the regex engine then skips to where one stands, which is five times
# as fast as trying every character.
_TICKS = re.compile(r"``*|\n[ \t]*\n")
_TOKEN = re.compile(
    r"\\."
    r"|!\["
    r"|\["
    r"|\](?:"
    r"\(\s{0,20}(?P<target><[^<>\n]{0,2000}>|[^\s()<>]{0,2000}(?:\([^\s()]{0,500}\)[^\s()<>]{0,500}){0,4})"
    r"(?:\s{1,20}(?:\"[^\"\n]{0,1000}\"|'[^'\n]{0,1000}'))?\s{0,20}\)"
    r"|:[ \t]{0,20}(?P<definition>\S{1,2000})"
    r")?"
)
_TAG = r"(?i)<(?:img|a)\s[^<>]{0,4000}>"


class Reference(NamedTuple):
    """A link or picture in a body."""

    picture: bool
    target: str
    text: str | None
    """The words of the link, or the picture's alternative text; None where an `<img>` has no `alt` at all."""
    place: Place
    decoration: bool = False
    """Whether an `<img>` says on purpose, by an empty `alt`, that it needs no words."""


def references(body: str, first_line: int) -> tuple[Reference, ...]:
    """Every link and picture of a body whose first line is line `first_line` of its file."""
    if "](" not in body and "]:" not in body and "<" not in body:
        return ()
    text = without_code(body)
    places = _Places(text, first_line)
    found = [*_markdown(text, places), *(_html(text, places) if "<" in text else ())]
    return tuple(sorted(found, key=lambda one: (one.place.line, one.place.column)))


def without_code(body: str) -> str:
    """The body with code and comments blanked out, every other character where it was."""
    if "`" not in body and "~" not in body and "<" not in body:
        return body
    if "```" in body or "~~~" in body:
        body = _blank_fences(body)
    if "<!--" in body:
        body = _COMMENT.sub(_blank, body)
    return _blank_ticks(body) if "`" in body else body


def _blank(match: re.Match[str]) -> str:
    return _spaces(match[0])


def _spaces(text: str) -> str:
    return "".join("\n" if character == "\n" else " " for character in text)


def _blank_fences(body: str) -> str:
    pieces, start, fence = [], 0, ""
    for match in compiled(_FENCE).finditer(body):
        mark = match[1]
        if not fence:
            pieces.append(body[start : match.start()])
            start, fence = match.start(), mark
        elif mark.startswith(fence) and match[0].strip(" \t>") == mark:
            pieces.append(_spaces(body[start : match.end()]))
            start, fence = match.end(), ""
    pieces.append(_spaces(body[start:]) if fence else body[start:])
    return "".join(pieces)


def _blank_ticks(body: str) -> str:
    """Blank inline code: a run of backticks to the next run of the same length in the same paragraph."""
    spans: list[tuple[int, int]] = []
    opened: dict[int, int] = {}
    for match in _TICKS.finditer(body):
        length = len(match[0])
        if "\n" in match[0]:
            opened.clear()
        elif length in opened:
            spans.append((opened[length], match.end()))
            opened.clear()
        else:
            opened[length] = match.start()
    pieces, start = [], 0
    for begin, end in spans:
        pieces += [body[start:begin], _spaces(body[begin:end])]
        start = end
    return "".join([*pieces, body[start:]])


class _Places:
    def __init__(self, text: str, first_line: int) -> None:
        self.starts = [0, *(match.end() for match in re.finditer(r"\n", text))]
        self.first_line = first_line

    def span(self, start: int, end: int) -> Place:
        line, column = self._at(start)
        return Place(line, column, *self._at(end))

    def _at(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self.starts, offset) - 1
        return index + self.first_line, offset - self.starts[index] + 1


def _markdown(text: str, places: _Places) -> Iterator[Reference]:
    opened: list[tuple[int, bool]] = []
    for match in _TOKEN.finditer(text):
        sign = match[0]
        if sign in {"[", "!["}:
            opened.append((match.start(), sign == "!["))
        elif opened and sign[0] == "]":
            start, picture = opened.pop()
            target = match["target"] if match["target"] is not None else match["definition"]
            if target is not None:
                words = text[start + 1 + picture : match.start()] if match["target"] is not None else ""
                yield Reference(picture, target.strip("<>"), words.strip(), places.span(start, match.end()))


def _html(text: str, places: _Places) -> Iterator[Reference]:
    for match in compiled(_TAG).finditer(text):
        from planner.attributes import attributes  # noqa: PLC0415 - few letters have tags, and it loads html.parser

        tag = attributes(match[0])
        picture = match[0][1:4].lower() == "img"
        target = tag.get("src" if picture else "href")
        if target:
            alt = tag.get("alt") if picture else ""
            yield Reference(picture, target, alt, places.span(*match.span()), picture and alt == "")
