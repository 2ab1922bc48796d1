"""Every phrase that stands in a letter, with what it is evidence of and where it stands; each letter is searched once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.markup import without_code
from planner.model import Letter, Place
from planner.words.parts import Part, paragraph_at, parts, parts_of_paragraph, parts_of_short, short_texts
from planner.words.passage import Passage, folded, passage
from planner.words.phrases import Group, Language, Phrase, index_of, language_of

ALWAYS = frozenset({"pushy-wording", "hollow-praise"})
SELLING = frozenset({"disguised-offer"})
COMPLETING = frozenset({"disguised-offer.completing"})
"""What weighs so little that it is looked for only where something else was found."""
APOLOGY = frozenset({"excuse"})
ENOUGH = 4
"""What the signs of selling must weigh together."""
_MOST = 50_000
_REMEMBERED: dict[int, tuple[Letter, tuple[Match, ...]]] = {}
"""What was found in the letters looked at last, by their identity: the word rules ask one after the other."""
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
    known = _REMEMBERED.get(id(letter))
    if known is not None and known[0] is letter:
        return known[1]
    if len(_REMEMBERED) >= _MOST:
        _REMEMBERED.clear()
    found = tuple(_matches(_rules_for(letter), letter.body, short_texts(letter)))
    _REMEMBERED[id(letter)] = (letter, found)
    return found


def _rules_for(letter: Letter) -> frozenset[str]:
    if letter.asks:
        return ALWAYS
    return ALWAYS | SELLING | APOLOGY if letter.purpose.name == "apology" else ALWAYS | SELLING


def completing(letter: Letter) -> tuple[Match, ...]:
    """The signs of selling that count only beside others."""
    return tuple(_matches(COMPLETING, letter.body, short_texts(letter)))


def _matches(rules: frozenset[str], body: str, texts: tuple[str | None, ...]) -> Iterator[Match]:
    whole = "\n".join([body, *(text or "" for text in texts)])
    quick = _quick(whole)
    found = index_of(rules).found(quick)
    if not found:
        return
    exact = len(quick) == len(whole)
    wanted = found if exact else [(at, phrase) for at in _everywhere(body) for _, phrase in found]
    yield from _in_parts(body, texts, wanted, exact=exact)


def _quick(text: str) -> str:
    """A text for the first look: lower case, and as long as it was unless full-width letters had to be folded."""
    if text.isascii():
        return text.replace("\n", " ").lower()
    if _FOLDING.search(text):
        return folded(text)
    return text.replace("\n", " ").replace("’", "'").lower()


def _everywhere(body: str) -> list[int]:
    """A place in each paragraph, for a text in which the places of anchors are not known."""
    return [0, *(gap.end() for gap in re.finditer(r"\n", body)), len(body) + 1]


def _in_parts(
    body: str, texts: tuple[str | None, ...], wanted: list[tuple[int, Phrase]], *, exact: bool
) -> Iterator[Match]:
    clean = without_code(body)
    chosen: dict[tuple[int, int], dict[Phrase, None]] = {}
    short: dict[Phrase, None] = {}
    for at, phrase in wanted:
        if at < len(body):
            chosen.setdefault(paragraph_at(clean, at), {})[phrase] = None
        if at >= len(body) or not exact:
            short[phrase] = None
    for (start, end), phrases in sorted(chosen.items()):
        for part in parts_of_paragraph(clean, start, end):
            yield from _of_part(part, phrases)
    for part in parts_of_short(texts):
        yield from _of_part(part, short)


def _of_part(part: Part, phrases: Iterable[Phrase]) -> Iterator[Match]:
    read = passage(part.source, part.start, part.end)
    for phrase in phrases:
        yield from _of_phrase(phrase, part, read)


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
    if any(_holds(language, name, sentence) for name in group.unless):
        return True
    if group.unless_near and _is_near(language, group, read, (first, last)):
        return True
    if not group.negatable:
        return False
    before = _BREAK_OFF.split(read.text[first:start])[-1].split()[-_CLOSE_WORDS:]
    after = _BREAK_OFF.split(read.text[end:last])[0].lstrip()
    return bool(language.negated_before.search(" ".join(before)) or language.negated_after.match(after))


def _is_near(language: Language, group: Group, read: Passage, bounds: tuple[int, int]) -> bool:
    """Whether a circumstance holds in the sentence or one beside it; the past until the letter returns to today."""
    first, last = bounds
    before = read.sentence(max(first - 2, 0), max(first - 2, 0))[0]
    after = read.sentence(min(last + 1, len(read.text)), min(last + 1, len(read.text)))[1]
    today = language.circumstance("today").search(read.text, first, last)
    return any(
        _holds(language, name, read.text[:last] if name == "past" else read.text[before:after])
        for name in group.unless_near
        if not (name == "past" and today)
    )


def _holds(language: Language, name: str, text: str) -> bool:
    """Whether a circumstance is spoken of; that one owns a fault must not be denied."""
    if name != "owned":
        return language.circumstance(name).search(text) is not None
    return any(
        not language.negated_before.search(" ".join(text[: found.start()].split()[-2:]))
        and not language.negated_after.match(text[found.end() :])
        for found in language.circumstance(name).finditer(text)
    )


def added(letter: Letter, phrases: Iterable[str]) -> Iterator[tuple[str, Match]]:
    """The phrases that a shop has added to a list, wherever they stand in the shop's own voice."""
    wanted = [(phrase, folded(phrase)) for phrase in phrases if phrase.strip()]
    texts = short_texts(letter)
    whole = _quick("\n".join([letter.body, *filter(None, texts)])) if wanted else ""
    if any(text in whole or " " in text for _, text in wanted):
        for part in parts(texts, letter.body):
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
