"""Every phrase that stands in a letter, with what it is evidence of and where it stands; each letter is searched once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from planner.markup import without_code
from planner.model import Letter, Place
from planner.words.around import Around
from planner.words.caught import ALWAYS, COMPLETING, EVERYDAY, IN_AN_APOLOGY, Caught, caught
from planner.words.parts import Part, parts, parts_of_paragraph, parts_of_short
from planner.words.passage import Passage, folded, passage
from planner.words.phrases import Group, Phrase, is_a_code
from planner.words.sentences import PARAGRAPH

_MOST = 50_000
_TOGETHER = 200
"""Letters that are looked at together: more would save nothing."""
_QUOTED = 120
"""Characters of a sentence that is still quoted as a whole."""
_LINE_END = re.compile("\n")
_LOOKED_AT: dict[int, tuple[Letter, tuple[Match, ...]]] = {}
"""What was found in the letters looked at last, by their identity: the word rules ask one after the other."""


class Match(NamedTuple):
    """A phrase in a letter."""

    group: Group
    part: Part
    start: int
    end: int
    """In the part's source."""
    context: str
    """The folded sentence around it."""
    sentence: tuple[int, int]
    """Where that begins and ends in the source."""

    @property
    def quote(self) -> str:
        """The author's own words."""
        return " ".join(self.part.source[self.start : self.end].split())

    def in_its_sentence(self) -> Match:
        """The same with all of its sentence but the full stop, unless that is long."""
        start, end = self.sentence
        end -= self.part.source.endswith((".", "。"), start, end)
        return self._replace(start=start, end=end) if end - start <= _QUOTED else self

    def place(self, letter: Letter) -> Place:
        """Where it stands in the letter's file; for a short text, where its key does."""
        if self.part.key:
            return letter.place(self.part.key, "title")
        lines = (self._at(letter, self.start), self._at(letter, self.end))
        return Place(*lines[0], *lines[1])

    def _at(self, letter: Letter, offset: int) -> tuple[int, int]:
        line, column = line_and_column(self.part.source, offset)
        return letter.body_line + line, column


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line, from 0 on, and the column, from 1 on, of a place in a text."""
    ends = _ends_of_lines(text)
    line = bisect_left(ends, offset)
    return line, offset - (ends[line - 1] if line else -1)


@lru_cache(maxsize=8)
def _ends_of_lines(text: str) -> list[int]:
    return [end.start() for end in _LINE_END.finditer(text)]


def looked_at(letters: Iterable[Letter]) -> Iterator[Letter]:
    """Some letters, of which many are looked at together: most have no phrase, and that is seen sooner."""
    rest = iter(letters)
    while some := list(islice(rest, _TOGETHER)):
        _look_at([letter for letter in some if _known(letter) is None])
        yield from some


def matches(letter: Letter) -> tuple[Match, ...]:
    """What stands in a letter, for all word rules at once."""
    if _known(letter) is None:
        _look_at([letter])
    return _LOOKED_AT[id(letter)][1]


def _known(letter: Letter) -> tuple[Match, ...] | None:
    known = _LOOKED_AT.get(id(letter))
    return known[1] if known is not None and known[0] is letter else None


def _look_at(letters: Sequence[Letter]) -> None:
    if len(_LOOKED_AT) + len(letters) > _MOST:
        _LOOKED_AT.clear()
    of: dict[frozenset[str], list[Letter]] = {}
    for letter in letters:
        of.setdefault(_rules_for(letter), []).append(letter)
    for rules, some in of.items():
        for letter, found in zip(some, caught(rules, some), strict=True):
            _LOOKED_AT[id(letter)] = (letter, tuple(_matches(letter, found)) if found else ())


def completing(letter: Letter) -> tuple[Match, ...]:
    """The signs of selling that count only beside others."""
    return tuple(_matches(letter, *caught(COMPLETING, [letter])))


def _rules_for(letter: Letter) -> frozenset[str]:
    if letter.asks:
        return ALWAYS
    return IN_AN_APOLOGY if letter.purpose.name == "apology" else EVERYDAY


def _matches(letter: Letter, found: Caught) -> Iterator[Match]:
    """Where phrases stand that may stand in its paragraphs."""
    body = without_code(letter.body)
    start, number = 0, 0
    for number, paragraph in enumerate(body.split(PARAGRAPH), start=1):
        end = start + len(paragraph)
        if number in found:
            for part in parts_of_paragraph(body, start, end):
                yield from _in_part(part, part, found[number])
        start = end + len(PARAGRAPH)
    for behind, short in enumerate(parts_of_short(letter), start=number + 1):
        if behind in found:
            for part in parts_of_paragraph(short.source, 0, len(short.source)):
                yield from _in_part(short, part, found[behind])


def _in_part(of: Part, part: Part, phrases: list[Phrase]) -> Iterator[Match]:
    read = passage(part.source, part.start, part.end)
    around = Around(read)
    for phrase in phrases:
        yield from _of_phrase(phrase, read, around, of)


def _of_phrase(phrase: Phrase, read: Passage, around: Around, of: Part) -> Iterator[Match]:
    """Where a phrase stands; the same words in the same sentence say nothing new."""
    told: set[tuple[str, int, int]] = set()
    named = bool(phrase.pattern.groupindex)
    for found in phrase.pattern.finditer(read.text):
        start, end = found.span()
        span = read.sentence(start, end)
        if (found[0], *span) in told or (named and not (_is_a_code(found, read, of.source) and _is_lower(found))):
            continue
        if not around.innocent(phrase.group, start, end):
            told.add((found[0], *span))
            yield _match(phrase.group, of, read, around, found.span())


def _match(group: Group, of: Part, read: Passage, around: Around, words: tuple[int, int]) -> Match:
    first, last = read.sentence(*words)
    context = around.context((first, last))
    first, last = last - len(context.lstrip()), first + len(context.rstrip())
    return Match(group, of, *_origin(read, *words), context, _origin(read, first, last))


def _origin(read: Passage, start: int, end: int) -> tuple[int, int]:
    return read.origin(start), read.origin_of_end(end)


def _is_a_code(found: re.Match[str], read: Passage, source: str) -> bool:
    if found.groupdict().get("code") is None:
        return True
    start, end = found.span("code")
    return is_a_code(source[read.origin(start) : read.origin_of_end(end)])


def _is_lower(found: re.Match[str]) -> bool:
    """A price that has gone up is news."""
    prices = found.groupdict()
    if prices.get("low") is None or prices.get("high") is None:
        return True
    low, high = (re.sub(r"[^\d.]", "", prices[name]).rstrip(".") for name in ("low", "high"))
    return not (low and high) or float(low) < float(high)


def added(letter: Letter, phrases: Iterable[str]) -> Iterator[tuple[str, Match]]:
    """The phrases that a shop has added to a list, wherever they stand in the shop's own voice."""
    wanted = [(phrase, folded(phrase)) for phrase in phrases if phrase.strip()]
    for part in parts(letter) if wanted else ():
        read = passage(part.source, part.start, part.end)
        around = Around(read)
        yield from ((phrase, match) for phrase, text in wanted for match in _of_words(text, part, read, around))


OWN = Group("en", "", "added", "added", 4, (), (), negatable=False)
"""Of phrases that a shop has added."""


def _of_words(text: str, part: Part, read: Passage, around: Around) -> Iterator[Match]:
    edges = (r"(?<![a-z0-9])" if text[0].isascii() else "", r"(?![a-z0-9])" if text[-1].isascii() else "")
    for found in re.finditer(edges[0] + re.escape(text) + edges[1], read.text):
        yield _match(OWN, part, read, around, found.span())


def allowed(match: Match, phrases: tuple[str, ...]) -> bool:
    """Whether the words around a match are among those that the shop allows."""
    quote = folded(match.quote)
    return any(
        word in match.context and (quote in word or word in quote or _meets(match.context, quote, word))
        for word in map(folded, phrases)
        if word
    )


def _meets(context: str, quote: str, word: str) -> bool:
    """Whether two stretches of a sentence overlap."""
    one, other = context.find(quote), context.find(word)
    return one >= 0 and one < other + len(word) and other < one + len(quote)
