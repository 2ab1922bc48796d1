"""`subject-repeats`: a preheader that says no more than the subject it stands beside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planner.model import Level
from planner.nearest import fold
from planner.rules.base import Inspection, Judgement, NoOptions, Rule, at
from planner.rules.letters import sent_letters

_MARKS = re.compile(r"[\W_]+")
_MORE = 12
"""So many letters more than the subject has are something more to read."""


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """The preheader, or the summary that stands for it; where neither is written, the letter's first words do."""
    for letter in sent_letters(inspection):
        written = letter.preheader or letter.summary
        subject, said = _bare(letter.subject or letter.title), _bare(written or "")
        if subject and said and (said in subject or (subject in said and len(said) - len(subject) < _MORE)):
            key, case = ("newsletter.preheader", "preheader") if letter.preheader else ("summary", "summary")
            yield at(letter, key, case)


def _bare(text: str) -> str:
    return _MARKS.sub("", fold(text))


RULE = Rule("subject-repeats", Level.WARNING, NoOptions(), check)
