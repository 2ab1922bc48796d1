"""`recovery-proof`: a report after an apology that does not say which one, what was promised, or what was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.incidents import happened_at
from planner.model import Letter, Level, Post
from planner.nearest import nearest
from planner.rules.base import Inspection, Judgement, NoOptions, Rule, at
from planner.rules.naming import by_name
from planner.rules.unread import unread_keys

_KEYS = ("recovers", "promised", "delivered")


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """Each recovery, and whatever else says `recovers`. That more was done than promised, only a person can judge."""
    apologies = by_name(letter for letter in inspection.posts if letter.purpose.name == "apology")
    is_unread = unread_keys(inspection)
    for letter in inspection.letters:
        if letter.purpose.name == "recovery" or letter.recovers is not None:
            missing = tuple(key for key in _KEYS if not getattr(letter, key) and not is_unread(letter, key))
            if missing:
                yield at(letter, "recovers" if letter.recovers else "purpose", "missing", missing=missing)
            if letter.recovers is not None:
                yield from _named(letter, letter.recovers, apologies)


def _named(letter: Letter, name: str, apologies: Mapping[str, list[Post]]) -> Iterator[Judgement]:
    found = apologies.get(name)
    if not found:
        guess = nearest(name, (apology.slug for named in apologies.values() for apology in named))
        near = {"nearest": guess} if guess else {}
        yield at(letter, "recovers", "near" if guess else "unknown", found=name, **near)
    elif isinstance(letter, Post):
        happened = min(happened_at(apology) or apology.date for apology in found)
        if letter.date <= happened:
            yield at(letter, "date", "too-early", other=found[0].path, happened=happened)


RULE = Rule("recovery-proof", Level.ERROR, NoOptions(), check)
