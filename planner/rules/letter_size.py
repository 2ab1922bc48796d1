"""`letter-size`: a letter so long that mail programs hide its end, and with it the way to stop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from planner.edition import instant_of
from planner.model import Letter, Level, Post, Step
from planner.rules.base import Inspection, Judgement, Rule
from planner.rules.letters import sent_letters

_FRAME = 9_500
"""Bytes around the letters of an edition: the head, the dark style sheet, the footer."""
_LETTER = 1_700
"""Bytes around one letter: its table, its picture, its byline."""
_OFFER = 7_500
_BLOCK = 75
"""Bytes of style that a paragraph or a line of a list takes in its tag; this and the others rather more than less."""
_BEGINNINGS = {"#": 270, **dict.fromkeys("-*+>123456789", 110)}
"""The same for lines that begin like this: a heading, a line of a list, a rule, a quotation."""
_MARKS = {"](": 130, "][": 130, "*": 12, "_": 12, "`": 30, "<": 30}
"""Bytes that a link, or a sign of emphasis, of code or of HTML takes."""
_CELL = 330
"""Bytes that a cell of a table takes, of which nearly all is style."""
_KILO = 1024
_NEAR = 80
_WORDS_BEYOND, _SIZE_BEYOND = 3, 5
"""So many times the limit, in words alone or as estimated, is too much without weighing: to make it could take minutes."""


class Options(NamedTuple):
    """`kilobytes`: so much of a letter Gmail shows."""

    kilobytes: int = 102


def check(inspection: Inspection, options: Options) -> Iterator[Judgement]:
    """An estimate from the words, rather too high; only what could be near the clip is made, and weighed."""
    most = options.kilobytes * _KILO
    for letters in _editions(inspection):
        size = estimate(letters)
        words = sum(len(letter.body.encode()) for letter in letters)
        makes = words < most * _WORDS_BEYOND and size < most * _SIZE_BEYOND
        if size * 100 > most * _NEAR and makes and inspection.html_size:
            size = inspection.html_size(letters)
        if size * 100 > most * _NEAR:
            longest = max(letters, key=_weight)
            case = "clipped" if size > most else "near"
            values = {"size": round(size / _KILO), "most": options.kilobytes}
            level = None if case == "clipped" else Level.WARNING
            yield Judgement(longest.path, longest.place("title"), case, values, level)


def _editions(inspection: Inspection) -> Iterator[Sequence[Post | Step]]:
    """The letters that go out together."""
    newsletter = inspection.settings.newsletter
    letters = sorted(sent_letters(inspection), key=lambda one: one.path)
    posts = [letter for letter in letters if isinstance(letter, Post)]
    alone = letters if newsletter.edition == "post" else [letter for letter in letters if isinstance(letter, Step)]
    yield from ([letter] for letter in alone)
    if newsletter.edition == "post":
        return
    moments = {post.path: instant_of(post.date, newsletter).timestamp() for post in posts}
    posts.sort(key=lambda one: (moments[one.path], one.path))
    for _, together in groupby(posts, lambda one: moments[one.path]):
        yield list(together)


def estimate(letters: Iterable[Letter]) -> int:
    """About how many bytes of HTML letters make that go out together; rather more than less."""
    return _FRAME + sum(map(_weight, letters))


def _weight(letter: Letter) -> int:
    """About how many bytes a letter takes as HTML."""
    body = letter.body
    lines = body.split("\n")
    begun = ((line.lstrip()[:1], 0 if before else _BLOCK) for before, line in pairwise(lines) if line)
    blocks = sum(_BEGINNINGS.get(sign, usual) for sign, usual in begun)
    marks = sum(size * body.count(mark) for mark, size in _MARKS.items())
    cells = _CELL * _cells(lines) if "|" in body else 0
    offer = _OFFER if letter.offer else 0
    return _LETTER + len(body.encode()) + blocks + marks + cells + offer


def _cells(lines: Iterable[str]) -> int:
    """How many cells the tables have; each row has as many as the line that parts their heads from the rest."""
    rows = [line.strip() for line in lines if "|" in line]
    rulers = (row for row in rows if "-" in row and not row.strip(" |:-"))
    return len(rows) * max((row.strip("|").count("|") + 1 for row in rulers), default=0)


RULE = Rule("letter-size", Level.ERROR, Options(), check)
