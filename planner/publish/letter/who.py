"""Who gets a variant, as a sentence for the shop's owner."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from planner.model import Edition, JoinRange, Stage, Step, Variant
from planner.wording import Catalogue


def who(edition: Edition, variant: Variant, words: Catalogue) -> str:
    """The sentence in the language of `words`."""
    step = edition.letters[0]
    if isinstance(step, Step):
        readers = _stages(variant.readers, words)
        key = "letter.who.step" if step.day else "letter.who.step_at_once"
        return words.say(key, readers=readers, **({"n": step.day} if step.day else {}))
    alike: dict[tuple[JoinRange, ...], list[Stage]] = {}
    for stage, ranges in variant.readers.items():
        alike.setdefault(ranges, []).append(stage)
    groups = [_group(stages, ranges, words) for ranges, stages in alike.items()]
    return words.say("letter.who.sentence", readers=words.say("letter.who.also").join(groups))


def _group(stages: list[Stage], ranges: Iterable[JoinRange], words: Catalogue) -> str:
    joined = words.say("letter.who.or").join(_range(one, words) for one in ranges)
    if len(stages) == len(Stage):
        return words.say("letter.who.everyone", joined=joined)
    return words.say("letter.who.stages", readers=_stages(stages, words), joined=joined)


def _stages(stages: Iterable[Stage], words: Catalogue) -> str:
    return words.enumeration(words.stage(stage) for stage in stages)


def _range(one: JoinRange, words: Catalogue) -> str:
    key = "between" if one.start and one.end else "before" if one.end else "after" if one.start else "ever"
    bounds = {"start": one.start, "end": one.end}
    values = {name: _moment(bound, words) for name, bound in bounds.items() if bound}
    return words.say(f"letter.who.{key}", **values)


def _moment(instant: datetime, words: Catalogue) -> str:
    # The time is always said: a bound is exact to the minute.
    return words.say("letter.who.moment", day=instant.date(), time=f"{instant:%H:%M}")
