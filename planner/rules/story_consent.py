"""`story-consent`: a customer's story without consent, beyond it, or after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from planner.edition import instant_of
from planner.model import Channel, Consent, Letter, Level, Post, Step
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.rules.unread import unread_keys
from planner.story import STORY
from planner.warming.calendar import streams_of

_SAID_BY = {
    "missing": ("customer.consent",),
    "undated": ("customer.consent.date",),
    "no-scope": ("customer.consent.scope",),
    "scope": ("customer.consent.scope",),
}
"""What would say so; where that can't be read, it is told once, and the letter waits."""


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """Each story, and each letter that speaks of a customer; one judgement per stream that the consent leaves out."""
    is_unread = unread_keys(inspection)
    for letter in inspection.letters:
        if letter.purpose.name == STORY or letter.customer is not None:
            found = _judged(inspection, letter, letter.customer.consent if letter.customer else None)
            yield from (one for one in found if not any(is_unread(letter, key) for key in _SAID_BY.get(one.case, ())))


def _judged(inspection: Inspection, letter: Post | Step, consent: Consent | None) -> Iterator[Judgement]:
    if consent is None or consent.given is None:
        yield _at(letter, "date", "missing" if consent is None else "undated")
    else:
        yield from _limits(inspection, letter, consent, consent.given)


def _at(letter: Letter, key: str, case: str, level: Level | None = None, **values: Any) -> Judgement:
    place = letter.place(f"customer.consent.{key}", "customer.consent", "customer", "purpose")
    return Judgement(letter.path, place, case, values, level)


def _limits(inspection: Inspection, letter: Post | Step, consent: Consent, given: date) -> Iterator[Judgement]:
    today = inspection.at.date()
    appears = letter.date.date() if isinstance(letter, Post) else today
    last = max(today, appears)
    if consent.withdrawn is not None and consent.withdrawn <= last:
        yield _at(letter, "withdrawn", "withdrawn", when=consent.withdrawn)
    elif consent.until is not None and consent.until < last:
        case = "run-out" if consent.until < today else "run-out-by-date"
        yield _at(letter, "until", case, when=consent.until, date=appears)
    elif given > appears:
        # Given by now, it heals the letter from here on; what is left to say is that it came late.
        late = given <= today
        level = Level.WARNING if late else None
        yield _at(letter, "date", "late" if late else "not-yet", level, when=given, date=appears)
    elif not consent.scope:
        yield _at(letter, "scope", "no-scope")
    else:
        yield from _streams(inspection, letter, consent)


def _streams(inspection: Inspection, letter: Post | Step, consent: Consent) -> Iterator[Judgement]:
    for stream in _appears_in(letter):
        if Channel(stream.partition("/")[0]) not in consent.scope:
            yield _at(letter, "scope", "scope", stream=stream)
        elif isinstance(letter, Post) and consent.until is not None and "/" in stream:
            sent = instant_of(letter.date, inspection.settings.newsletter).date()
            if consent.until < sent:
                yield _at(letter, "until", "run-out-by-sending", stream=stream, when=consent.until, date=sent)


def _appears_in(letter: Post | Step) -> tuple[str, ...]:
    if isinstance(letter, Post):
        return streams_of(letter)
    return (f"{Channel.NEWSLETTER}/{letter.stage}",) if letter.stage else ()


RULE = Rule("story-consent", Level.ERROR, NoOptions(), check)
