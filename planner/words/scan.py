"""Every phrase that stands in a letter, with what it is evidence of and where it stands; each letter is searched once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from planner.model import Letter, Place
from planner.words.parts import Part, Region, parts, short_texts
from planner.words.passage import Passage, folded, passage
from planner.words.phrases import Group, Phrase, index_of, language_of

ALWAYS = frozenset({"pushy-wording", "hollow-praise"})
SELLING = frozenset({"disguised-offer"})
COMPLETING = frozenset({"disguised-offer.completing"})
"""What weighs so little that it is looked for only where something else was found."""
APOLOGY = frozenset({"excuse"})
_REMEMBERED = 16_384
_FOLDING = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff65-\uff9f％￥＄￡\u200b-\u200d\u2060\u00ad]")
"""Characters that hide an anchor from the first look."""
_CLOSE_WORDS = 4
_BREAK_OFF = re.compile(r"[.!?;:。!?\n]")


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase in a letter."""

    group: Group
    part: Part
    start: int
    end: int
    """In the part's source."""
    context: str
    """The folded sentence around it."""

    @property
    def quote(self) -> str:
        """The author's own words."""
        return " ".join(self.part.source[self.start : self.end].split())

    def place(self, letter: Letter) -> Place:
        """Where it stands in the letter's file; for a short text, where its key does."""
        if self.part.key:
            return letter.place(self.part.key, "title")
        lines = (self._at(letter, self.start), self._at(letter, self.end))
        return Place(*lines[0], *lines[1])

    def _at(self, letter: Letter, offset: int) -> tuple[int, int]:
        body = self.part.source
        return letter.body_line + body.count("\n", 0, offset), offset - body.rfind("\n", 0, offset)


def matches(letter: Letter) -> tuple[Match, ...]:
    """What stands in a letter, for all word rules at once."""
    if letter.asks:
        rules = ALWAYS
    elif letter.purpose.name == "apology":
        rules = ALWAYS | SELLING | APOLOGY
    else:
        rules = ALWAYS | SELLING
    return _matches(rules, letter.body, short_texts(letter))


def completing(letter: Letter) -> tuple[Match, ...]:
    """The faint signs of selling in a letter in which there are others."""
    return _matches(COMPLETING, letter.body, short_texts(letter))


@lru_cache(maxsize=_REMEMBERED)
def _matches(rules: frozenset[str], body: str, texts: tuple[str | None, ...]) -> tuple[Match, ...]:
    whole = "\n".join([body, *(text or "" for text in texts)])
    quick = _quick(whole)
    found = index_of(rules).found(quick)
    if not found:
        return ()
    places = [at for at, _ in found] if len(quick) == len(whole) else None
    phrases = [phrase for _, phrase in found]
    return tuple(_of_parts(list(parts(texts, body)), len(body), places, phrases))


def _quick(text: str) -> str:
    if not text.isascii() and _FOLDING.search(text):
        return folded(text)
    return text.replace("\n", " ").replace("’", "'").lower() if not text.isascii() else text.replace("\n", " ").lower()


def _of_parts(every: list[Part], length: int, places: list[int] | None, phrases: list[Phrase]) -> Iterator[Match]:
    for part in every:
        if part.quoted:
            continue
        wanted = phrases if places is None else _within(part, length, places, phrases)
        if wanted:
            read = passage(part.source, part.start, part.end)
            for phrase in dict.fromkeys(wanted):
                yield from _of_phrase(phrase, part, read)


def _within(part: Part, length: int, places: list[int], phrases: list[Phrase]) -> list[Phrase]:
    """The phrases that may stand in a part: those seen there, and for a short text those seen beyond the body."""
    if part.key:
        return [phrase for at, phrase in zip(places, phrases, strict=True) if at >= length]
    return [phrase for at, phrase in zip(places, phrases, strict=True) if part.start <= at < part.end]


def _of_phrase(phrase: Phrase, part: Part, read: Passage) -> Iterator[Match]:
    for found in phrase.pattern.finditer(read.text):
        start, end = found.span()
        match = Match(phrase.group, part, read.origin(start), read.origin_of_end(end), _context(read, start, end))
        if _is_a_code(found, read, match) and not _innocent(phrase.group, read, start, end):
            yield match


def _context(read: Passage, start: int, end: int) -> str:
    first, last = read.sentence(start, end)
    return read.text[first:last]


def _is_a_code(found: re.Match[str], read: Passage, match: Match) -> bool:
    """A code is written in capitals or has a number, unlike the words that could stand in its place."""
    word = found.groupdict().get("code")
    if word is None:
        return True
    start, end = found.span("code")
    written = match.part.source[read.origin(start) : read.origin_of_end(end)]
    return written.isupper() or any(character.isdigit() for character in written)


def _innocent(group: Group, read: Passage, start: int, end: int) -> bool:
    language = language_of(group.language)
    first, last = read.sentence(start, end)
    sentence = read.text[first:last]
    if any(language.circumstance(name).search(sentence) for name in group.unless):
        return True
    if group.unless_near:
        after = read.sentence(min(last + 1, len(read.text)), min(last + 1, len(read.text)))[1]
        before = read.sentence(max(first - 2, 0), max(first - 2, 0))[0]
        near = read.text[before:after]
        if any(language.circumstance(name).search(near) for name in group.unless_near):
            return True
    if not group.negatable:
        return False
    before_it = _BREAK_OFF.split(read.text[first:start])[-1]
    after_it = _BREAK_OFF.split(read.text[end:last])[0]
    close = " ".join(before_it.split()[-_CLOSE_WORDS:])
    return bool(language.negated_before.search(close) or language.negated_after.match(after_it.lstrip()))


def added(letter: Letter, phrases: Iterable[str]) -> Iterator[tuple[str, Match]]:
    """The phrases that a shop has added to a list, wherever they stand in the shop's own voice."""
    wanted = [(phrase, folded(phrase)) for phrase in phrases if phrase.strip()]
    texts = short_texts(letter)
    whole = _quick("\n".join([letter.body, *filter(None, texts)])) if wanted else ""
    if any(text in whole or " " in text for _, text in wanted):
        for part in parts(texts, letter.body):
            if not part.quoted:
                read = passage(part.source, part.start, part.end)
                yield from ((phrase, match) for phrase, text in wanted for match in _of_words(text, part, read))


_OWN = Group("en", "", "added", "added", 4, (), (), negatable=False)


def _of_words(text: str, part: Part, read: Passage) -> Iterator[Match]:
    edges = (r"(?<![a-z0-9])" if text[0].isascii() else "", r"(?![a-z0-9])" if text[-1].isascii() else "")
    for found in re.finditer(edges[0] + re.escape(text) + edges[1], read.text):
        start, end = found.span()
        yield Match(_OWN, part, read.origin(start), read.origin_of_end(end), _context(read, start, end))


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
