"""`unused-allow`: an `allow:` that silences nothing, names no rule, or gives no reason."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Letter, Level, Source
from planner.nearest import nearest
from planner.rules.base import Inspection, Judgement, NoOptions, Rule
from planner.rules.unread import unread_keys

_ITSELF = "unused-allow"
_Found = tuple[str, dict[str, str]] | None


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """Each entry of `allow:` names a rule that would otherwise have found something in that letter, and says why it may."""
    is_unread = unread_keys(inspection)
    for source in inspection.sources:
        for name, place in source.allow.items():
            if source.letter is None:
                found = _without_letter(source, name)
            elif name in source.letter.allow or not is_unread(source.letter, f"allow.{name}"):
                found = _within(inspection, source.letter, name)
            else:
                found = None
            if found is not None:
                case, values = found
                yield Judgement(source.path, place, case, {"rule": name, **values})


def _without_letter(source: Source, name: str) -> _Found:
    """What keeps a file from being a letter can't be allowed; of the other entries nobody can know yet."""
    return ("no-letter", {}) if any(fault.rule == name for fault in source.faults) else None


def _within(inspection: Inspection, letter: Letter, name: str) -> _Found:
    if name == _ITSELF:
        return "itself", {}
    if name not in letter.allow:
        return "no-reason", {}
    if name not in inspection.names:
        guess = nearest(name, inspection.names)
        return ("near", {"nearest": guess}) if guess else ("unknown", {})
    return ("unused", {}) if (letter.path, name) not in inspection.silenced else None


RULE = Rule(_ITSELF, Level.WARNING, NoOptions(), check, last=True)
