"""`unused-allow`: an `allow:` that silences nothing, names no rule, or gives no reason."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Letter, Level
from planner.nearest import nearest
from planner.rules.base import Inspection, Judgement, NoOptions, Rule, at
from planner.rules.unread import unread_keys

_KEY = "allow."


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """Each entry of `allow:` names a rule that would otherwise have found something in that letter, and says why it may."""
    is_unread = unread_keys(inspection)
    for letter in inspection.letters:
        for name in _named(letter):
            if name not in letter.allow:
                if not is_unread(letter, f"{_KEY}{name}"):
                    yield at(letter, f"{_KEY}{name}", "no-reason", rule=name)
            elif name not in inspection.names:
                guess = nearest(name, inspection.names)
                near = {"nearest": guess} if guess else {}
                yield at(letter, f"{_KEY}{name}", "near" if guess else "unknown", rule=name, **near)
            elif (letter.path, name) not in inspection.silenced:
                yield at(letter, f"{_KEY}{name}", "unused", rule=name)


def _named(letter: Letter) -> Iterator[str]:
    """Every entry, also one whose reason is empty and which therefore allows nothing."""
    return (key.removeprefix(_KEY) for key in letter.places if key.startswith(_KEY))


RULE = Rule("unused-allow", Level.WARNING, NoOptions(), check, last=True)
