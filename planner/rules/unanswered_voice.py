"""`unanswered-voice`: what a customer said, and no letter has answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planner.model import Level
from planner.nearest import nearest
from planner.rules.base import Inspection, Judgement, Rule, at
from planner.voices import days_waiting, unanswered


class Options(NamedTuple):
    """`days`: from how many days on a voice has waited too long; `error`: from how many on that is an error."""

    days: int = 30
    error: int = 60


def check(inspection: Inspection, options: Options) -> Iterator[Judgement]:
    """Voices that no letter out by now answers, and an `answers` that names no voice. A letter held back answers none."""
    letters = [letter for letter in inspection.letters if letter.path not in inspection.faulty]
    source = inspection.voices.source
    for voice in unanswered(inspection.voices.all, letters, inspection.at):
        days = days_waiting(voice, inspection.at)
        if source is not None and days >= min(options.days, options.error):
            values = {"id": voice.id, "days": days, "date": voice.date}
            level = None if days >= options.error else Level.WARNING
            yield Judgement(source.path, voice.place, "waiting", values, level)
    yield from _strangers(inspection)


def _strangers(inspection: Inspection) -> Iterator[Judgement]:
    if not inspection.voices.all_named:
        return  # what is named may be among the voices that could not be read, and those are told already
    known = inspection.voices.ids
    for letter in inspection.letters:
        for number, name in enumerate(letter.answers):
            if name not in known:
                guess = nearest(name, known)
                key = f"answers[{number}]"
                case, near = ("near", {"nearest": guess}) if guess else ("unknown", {})
                found = at(letter, key if key in letter.places else "answers", case, found=name, **near)
                yield Judgement(found.path, found.place, found.case, found.values, Level.WARNING)


RULE = Rule("unanswered-voice", Level.ERROR, Options(), check, after_warming=True)
