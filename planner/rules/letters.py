"""Letters of the newsletter as several rules look at them."""

from __future__ import annotations

from collections.abc import Iterator

from planner.model import Channel, Place, Post, Step
from planner.rules.base import Inspection
from planner.rules.offers import is_history


def sent_letters(inspection: Inspection) -> Iterator[Post | Step]:
    """The posts and series steps that go out as letters; what is dated before `since` is history."""
    for letter in inspection.letters:
        elsewhere = isinstance(letter, Post) and Channel.NEWSLETTER not in letter.channels
        if not (elsewhere or is_history(inspection, letter)):
            yield letter


def has_letters(inspection: Inspection) -> bool:
    """Whether there is a newsletter at all."""
    return next(sent_letters(inspection), None) is not None


def has_told(inspection: Inspection, key: str) -> bool:
    """Whether a table of the `planner` block is written."""
    return key in inspection.settings.places


def first_line(inspection: Inspection, *keys: str) -> Place:
    """Where the first of `keys` that is written stands in the settings; of a table only the line with its name."""
    place = next((inspection.settings.places[key] for key in keys if key in inspection.settings.places), Place())
    if place.end_line == place.line:
        return place
    name = next(key for key in keys if key in inspection.settings.places).rpartition(".")[2]
    return Place(place.line, place.column, place.line, place.column + len(name))
