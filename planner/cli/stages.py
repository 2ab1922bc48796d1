"""A stage as people type it: by name or label, in any spelling."""

from __future__ import annotations

from planner.errors import UsageError
from planner.keys import stage_shape
from planner.model import Stage


def stage_named(word: str) -> Stage:
    """The stage that a word means; UsageError with the nearest where it means none."""
    shape = stage_shape()
    name = shape.find(word)
    if name is None:
        raise UsageError("usage-choice", found=word, known=shape.names, nearest=shape.nearest(word), option="--stage")
    return Stage(name)
