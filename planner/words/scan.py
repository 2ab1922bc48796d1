"""Every phrase that stands in a letter, with what it is evidence of and where it stands; each letter is searched once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from planner.markup import without_code
from planner.model import Letter
from planner.words.around import Around
from planner.words.caught import ALWAYS, COMPLETING, EVERYDAY, IN_AN_APOLOGY, Caught, caught
from planner.words.matching import Match, in_part, match_at
from planner.words.parts import Part, parts, parts_of_paragraph, parts_of_short
from planner.words.passage import Passage, folded, passage
from planner.words.phrases import Group
from planner.words.sentences import PARAGRAPH

_MOST = 50_000
_TOGETHER = 100
"""Letters that are looked at together: more would save nothing."""
_LOOKED_AT: dict[int, tuple[Letter, tuple[Match, ...]]] = {}
"""What was found in the letters looked at last, by their identity: the word rules ask one after the other."""
_NOBODYS: tuple[None, tuple[Match, ...]] = (None, ())


def looked_at(letters: Iterable[Letter]) -> Iterator[Letter]:
    """Some letters, of which many are looked at together: most have no phrase, and that is seen sooner."""
    rest = iter(letters)
    known = _LOOKED_AT.get
    while some := list(islice(rest, _TOGETHER)):
        _look_at([letter for letter in some if known(id(letter), _NOBODYS)[0] is not letter])
        yield from some


def matches(letter: Letter) -> tuple[Match, ...]:
    """What stands in a letter, for all word rules at once."""
    known = _LOOKED_AT.get(id(letter), _NOBODYS)
    if known[0] is letter:
        return known[1]
    _look_at([letter])
    return _LOOKED_AT[id(letter)][1]


def _look_at(letters: Sequence[Letter]) -> None:
    if len(_LOOKED_AT) + len(letters) > _MOST:
        _LOOKED_AT.clear()
    of: dict[frozenset[str], list[Letter]] = {}
    for letter in letters:
        of.setdefault(_rules_for(letter), []).append(letter)
    for rules, some in of.items():
        found = caught(rules, some)
        _LOOKED_AT.update({id(letter): (letter, ()) for letter in some})
        for number, phrases in found.items():
            _LOOKED_AT[id(some[number])] = (some[number], tuple(_matches(some[number], phrases)))


def completing(letter: Letter) -> tuple[Match, ...]:
    """The signs of selling that count only beside others."""
    return tuple(_matches(letter, caught(COMPLETING, [letter]).get(0, {})))


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
                yield from in_part(part, part, found[number])
        start = end + len(PARAGRAPH)
    for behind, short in enumerate(parts_of_short(letter), start=number + 1):
        if behind in found:
            for part in parts_of_paragraph(short.source, 0, len(short.source)):
                yield from in_part(short, part, found[behind])


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
        yield match_at(OWN, part, read, around, found.span())


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
