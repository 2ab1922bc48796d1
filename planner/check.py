"""The engine: runs every rule over a shop, stamps names and levels, and sorts what was found.

First the rules that look at the files alone; a letter in which they find an error warms nobody. Then the warming, and the
rules that read its verdicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from planner.content import Content
from planner.edition import instant_of
from planner.model import Finding, Level, Post, RuleSettings, Settings, Source, Step
from planner.rules import RULES, Inspection, Rule
from planner.warming.calendar import calendar_streams
from planner.warming.readers import verdicts
from planner.warming.series import StepVerdict, series_verdicts, without_cold_steps
from planner.warming.streams import Stream, Verdict

_LEVELS = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A shop after all rules have run."""

    findings: tuple[Finding, ...]
    """By path, line, column and rule."""
    streams: Mapping[str, Stream]
    verdicts: Mapping[str, tuple[Verdict, ...]]
    series: Mapping[str, tuple[StepVerdict, ...]]
    """The verdict on each offer of a series, by the stream of the stage it greets."""
    faulty: frozenset[str]
    """Paths with an error of their own (a cold offer is not one): out of every stream."""


def judge(settings: Settings, content: Content, at: datetime) -> Judged:
    """Run every rule that the shop has not switched off."""
    sources = tuple(source for source in content.sources if not source.draft)
    inspection = Inspection(settings=settings, at=at, sources=sources, files=content.files)
    before = [finding for rule in RULES if not rule.after_warming for finding in _run(rule, inspection)]
    faulty = frozenset(finding.path for finding in before if finding.level is Level.ERROR)
    streams = shop_streams(settings, sources, faulty)
    series = {name: series_verdicts(stream) for name, stream in streams.items()}
    streams = {name: without_cold_steps(stream, series[name]) for name, stream in streams.items()}
    answers = {name: verdicts(stream) for name, stream in streams.items()}
    warmed = replace(inspection, streams=streams, verdicts=answers, series=series)
    after = [finding for rule in RULES if rule.after_warming for finding in _run(rule, warmed)]
    return Judged(findings=_sorted([*before, *after]), streams=streams, verdicts=answers, series=series, faulty=faulty)


def shop_streams(settings: Settings, sources: Iterable[Source], faulty: frozenset[str]) -> Mapping[str, Stream]:
    """The streams of a shop; a digest reaches readers when its edition goes out."""
    letters = [source.letter for source in sources if source.letter is not None]
    posts = [letter for letter in letters if isinstance(letter, Post)]
    steps = [letter for letter in letters if isinstance(letter, Step)]
    digest = settings.newsletter.edition != "post"
    delivery = (lambda date: instant_of(date, settings.newsletter)) if digest else None
    return calendar_streams(settings, posts, steps, faulty=faulty, delivery=delivery)


def _run(rule: Rule, inspection: Inspection) -> Iterator[Finding]:
    chosen = inspection.settings.rules.get(rule.name, RuleSettings(None, rule.options))
    level = chosen.level or rule.level
    if level is Level.OFF:
        return
    for judgement in rule.check(inspection, chosen.options):
        yield Finding(
            rule=rule.name,
            level=level if judgement.level is None else _weaker(level, judgement.level),
            path=judgement.path,
            place=judgement.place,
            case=judgement.case,
            values=judgement.values,
        )


def _weaker(shop: Level, own: Level) -> Level:
    """A judgement's own level, unless the shop has set the rule to something weaker still."""
    return max(shop, own, key=_LEVELS.__getitem__)


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: (one.path, one.place.line, one.place.column, one.rule)))
