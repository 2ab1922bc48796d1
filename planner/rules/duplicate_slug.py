"""`duplicate-slug`: two letters that would have the same address."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Level, Post, Step
from planner.rules.base import Inspection, Judgement, NoOptions, Rule, at


def check(inspection: Inspection, _: NoOptions) -> Iterator[Judgement]:
    """The letter that appears first keeps its address, which readers may know; every later one is told whose it is."""
    taken: dict[tuple[str, str], Post | Step] = {}
    for letter in sorted(inspection.letters, key=appearance):
        space = letter.series if isinstance(letter, Step) else ""
        first = taken.setdefault((space, letter.slug.casefold()), letter)
        if first is not letter:
            yield at(letter, "slug", "taken", slug=letter.slug, other=first.path)


def appearance(letter: Post | Step) -> tuple[float, str]:
    """What letters are sorted by to have the one that readers see first at the front: a series by its days."""
    return (letter.day if isinstance(letter, Step) else letter.date.timestamp(), letter.path)


RULE = Rule("duplicate-slug", Level.ERROR, NoOptions(), check)
