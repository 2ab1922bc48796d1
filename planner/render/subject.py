"""What a reader sees of an edition before opening it: the subject, and the preheader beside it.

Both come from the letter that leads: of the warmest letters in it (those that warm, else neutral ones, else offers) the first
that has a subject of its own under `newsletter:`, else the first of them, with its title. So an offer never speaks for a
digest that has anything else in it, and readers who get the digest without the offer can't tell.

Mail programs fill a short preheader up with whatever comes next, so ours takes along what the letter says next, and ends
before it is cut off. It never says again what the subject says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from planner.model import Letter
from planner.render.clean import one_line, words_of
from planner.render.mailing import first_paragraphs
from planner.render.sentences import joined, sentences, shortened
from planner.wording import Catalogue

_BOUNDS = {"ja": (15, 90), "en": (30, 150)}
"""How many characters a preheader has, at least and at most."""
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A subject, and the preheader that mail programs show beside it."""

    subject: str
    preheader: str


Body = Callable[[Letter], str]
"""The HTML of a letter's body."""


def heading(letters: Sequence[Letter], words: Catalogue, body: Body = lambda _: "", shop: str = "") -> Heading:
    """The heading of letters in reading order; the preheader names the others where the leading letter has no summary."""
    warmest = [letter for letter in letters if letter.purpose.role is letters[0].purpose.role]
    lead = next((letter for letter in warmest if letter.subject), letters[0])
    others = words.enumeration(letter.title for letter in letters if letter is not lead)
    subject = one_line(lead.subject or lead.title)
    said = _said(lead, others, body, words.say("letter.frame.from_shop", shop=shop) if shop else "")
    return Heading(subject, _preheader(subject, said, words.language))


def _said(lead: Letter, others: str, body: Body, sender: str) -> Iterator[str]:
    """What a preheader may say, the best first."""
    yield lead.preheader or lead.summary or others
    yield lead.summary or ""
    for paragraph in first_paragraphs(body(lead)):
        yield from sentences(words_of(paragraph))
    yield sender


def _preheader(subject: str, said: Iterable[str], language: str) -> str:
    least, most = _BOUNDS[language]
    text, known = "", [_folded(subject)]
    for words in map(one_line, said):
        folded = _folded(words)
        if folded and not any(folded in one for one in known):
            text = joined(text, words)
            known.append(folded)
        if len(text) >= least:
            break
    return shortened(text, most)


def _folded(text: str) -> str:
    return _MARKS.sub("", text.casefold())
