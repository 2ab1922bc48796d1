"""Streams as a list reads best: the letters to several stages in one breath."""

from __future__ import annotations

from collections.abc import Iterable

from planner.model import Stage
from planner.wording import Catalogue


def streams_text(names: Iterable[str], words: Catalogue) -> str:
    """The site, and the letters to prospects and customers; the letters to all stages have a name of their own."""
    plain, stages = [], []
    for name in names:
        channel, _, stage = name.partition("/")
        if stage:
            stages.append(stage)
        else:
            plain.append(words.stream(channel))
    return words.enumeration([*plain, *_letters(stages, words)])


def _letters(stages: list[str], words: Catalogue) -> list[str]:
    if len(stages) in {0, 1, len(Stage)}:
        return [words.stream([f"newsletter/{stage}" for stage in stages])] if stages else []
    return [words.say("status.letters", stages=[words.stage(stage) for stage in stages])]
