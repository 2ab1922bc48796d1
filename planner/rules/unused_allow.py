"""`unused-allow`: an `allow:` that silences nothing, or that names no rule."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level
from planner.nearest import nearest
from planner.rules.base import Inspection, Judgement, NoOptions, Rule, at


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """Each entry of `allow:` must be the name of a rule that would otherwise have found something in that letter."""
    for letter in inspection.letters:
        for name in letter.allow:
            if name not in inspection.names:
                guess = nearest(name, inspection.names)
                near = {"nearest": guess} if guess else {}
                yield at(letter, f"allow.{name}", "near" if guess else "unknown", rule=name, **near)
            elif (letter.path, name) not in inspection.silenced:
                yield at(letter, f"allow.{name}", "unused", rule=name)


RULE = Rule("unused-allow", Level.WARNING, NoOptions(), check, last=True)
