"""`passed-deadline`: an offer that is over before it reaches its readers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from planner.edition import instant_of
from planner.model import Channel, Level, Post, Step
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.rules.offers import judged_offers, terms


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """One judgement for each offer whose last day is past when it comes."""
    for letter in judged_offers(inspection):
        until = terms(letter).until
        if until is None:
            continue
        found = _step(inspection, until) if isinstance(letter, Step) else _post(inspection, letter, until)
        if found is not None:
            case, when, level = found
            values = {"until": until, "when": when}
            yield Judgement(letter.path, letter.place("offer.until"), case, values, level)


def _step(inspection: Inspection, until: date) -> tuple[str, date, Level | None] | None:
    """A letter of a series goes on being sent, whatever its end says."""
    today = inspection.at.date()
    return ("series", today, None) if until < today else None


def _post(inspection: Inspection, post: Post, until: date) -> tuple[str, datetime, Level | None] | None:
    if until < post.date.date():
        return "before", post.date, None
    sent = instant_of(post.date, inspection.settings.newsletter)
    late = Channel.NEWSLETTER in post.channels and until < sent.date()
    return ("edition", sent, Level.WARNING) if late else None


RULE = Rule("passed-deadline", Level.ERROR, NoOptions(), check)
