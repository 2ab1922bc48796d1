"""`stage-coverage`: a stage of readers that gets offers, and never a story."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level, Role
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.rules.received import judged_from, letters_by_path, newsletters

STORIES = ("product-story", "owner-story", "staff-voice", "customer-story")


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """One judgement for each such stage, at the first offer that it gets."""
    letters = letters_by_path(inspection)
    since = judged_from(inspection)
    for stream, sends in newsletters(inspection):
        told = [send for send in sends if since is None or send.instant >= since]
        offers = [send for send in told if send.role is Role.ASKS]
        if offers and not any(send.kind in STORIES for send in (*told, *stream.steps)):
            letter = letters[offers[0].path]
            values = {"stream": stream.name, "offers": len(offers), "stories": STORIES}
            yield Judgement(letter.path, letter.place("audience", "purpose"), "none", values)


RULE = Rule("stage-coverage", Level.WARNING, NoOptions(), check, after_warming=True)
