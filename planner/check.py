"""The engine: runs every rule over a shop, stamps names and levels, and sorts what was found.

First the rules that look at the files alone; a letter in which they find an error warms nobody, and closes no incident. Then the
warming, and the rules that read its verdicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime

from planner.content import Content
from planner.edition import instant_of
from planner.judged import Judged
from planner.model import EMPTY, Finding, Level, Post, RuleSettings, Settings, Source, Step
from planner.rules import RULES, HtmlSize, Inspection, Judgement, Rule
from planner.rules.cold_offer import RULE as COLD
from planner.warming.calendar import Calendar, minutes, moment
from planner.warming.readers import verdicts
from planner.warming.series import series_verdicts, without_cold_steps

_COOLING = frozenset(rule.name for rule in RULES if rule.cools)
_LEVELS = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2}


def judge(
    settings: Settings,
    content: Content,
    at: datetime,
    promised: Mapping[str, date] = EMPTY,
    html_size: HtmlSize | None = None,
) -> Judged:
    """Run every rule that the shop has not switched off.

    `promised` is what readers were told of the end of each offer; `html_size` makes letters, and says how large they came out.
    """
    sources = tuple(source for source in content.sources if not source.draft)
    seen = Inspection(
        settings=settings,
        at=at,
        sources=sources,
        files=content.files,
        weigh=content.weigh,
        html_size=html_size,
        voices=content.voices,
        promised=promised,
    )
    engine = _Engine(seen)
    before = engine.run(rule for rule in RULES if not (rule.after_faults or rule.after_warming or rule.last))
    engine.inspection = seen._replace(faulty=_kept_out(before)[0])
    before += engine.run(rule for rule in RULES if rule.after_faults)
    faulty, absent = _kept_out(before)
    streams = _calendar(settings, sources, before, faulty, absent).streams()
    series = {name: series_verdicts(stream) for name, stream in streams.items()}
    streams = {name: without_cold_steps(stream, series[name]) for name, stream in streams.items()}
    arrives = _arrives(settings)
    answers = {name: verdicts(stream, arrives if stream.is_joined else None) for name, stream in streams.items()}
    engine.inspection = engine.inspection._replace(faulty=faulty, streams=streams, verdicts=answers, series=series)
    after = engine.run(rule for rule in RULES if rule.after_warming)
    names = tuple(rule.name for rule in RULES)
    engine.inspection = engine.inspection._replace(names=names, silenced=frozenset(engine.silenced))
    last = engine.run(rule for rule in RULES if rule.last)
    found = _sorted([*before, *after, *last])
    return Judged(findings=found, streams=streams, verdicts=answers, series=series, faulty=faulty)


def _kept_out(found: Iterable[Finding]) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The letters that errors keep out altogether, and those that they keep out of one stream."""
    errors = [(finding.path, finding.values.get("stream")) for finding in found if finding.level is Level.ERROR]
    return (
        frozenset(path for path, stream in errors if stream is None),
        frozenset((path, stream) for path, stream in errors if stream is not None),
    )


def _calendar(
    settings: Settings,
    sources: Iterable[Source],
    found: Iterable[Finding],
    faulty: frozenset[str],
    absent: frozenset[tuple[str, str]],
) -> Calendar:
    """The letters of a shop, with what was found in them; a digest reaches readers when its edition goes out."""
    letters = [source.letter for source in sources if source.letter is not None]
    return Calendar(
        settings=settings,
        posts=tuple(letter for letter in letters if isinstance(letter, Post)),
        steps=tuple(letter for letter in letters if isinstance(letter, Step)),
        faulty=faulty,
        cooled=frozenset(finding.path for finding in found if finding.rule in _COOLING),
        absent=absent,
        passing=_passing(settings, letters),
        delivery=(lambda date: instant_of(date, settings.newsletter)) if _is_digest(settings) else None,
    )


def _passing(settings: Settings, letters: Iterable[Post | Step]) -> frozenset[str]:
    """The offers that nothing holds back where they are cold: the shop has made `cold-offer` weaker, or they allow it."""
    chosen = settings.rules.get(COLD.name)
    weaker = chosen is not None and chosen.level not in {None, Level.ERROR}
    return frozenset(letter.path for letter in letters if letter.asks and (weaker or COLD.name in letter.allow))


def _is_digest(settings: Settings) -> bool:
    return settings.newsletter.edition != "post"


def _arrives(settings: Settings) -> Callable[[int], int] | None:
    """When the newsletter goes out that brings what is dated at a minute; None: at once."""
    if not _is_digest(settings):
        return None
    return lambda minute: minutes(instant_of(moment(minute, settings.timezone), settings.newsletter))


class _Engine:
    """Runs rules, and notes what the letters themselves allow."""

    def __init__(self, inspection: Inspection) -> None:
        self.inspection = inspection
        self.allowed = {letter.path: letter.allow for letter in inspection.letters if letter.allow}
        self.silenced: set[tuple[str, str]] = set()

    def run(self, rules: Iterable[Rule]) -> list[Finding]:
        """What the rules find, less what is allowed."""
        return [finding for rule in rules for finding in self._run(rule)]

    def _run(self, rule: Rule) -> Iterator[Finding]:
        chosen = self.inspection.settings.rules.get(rule.name, RuleSettings(None, rule.options))
        level = chosen.level or rule.level
        for judgement in rule.check(self.inspection, chosen.options) if level is not Level.OFF else ():
            if not rule.last and rule.name in self.allowed.get(judgement.path, ()):
                self.silenced.add((judgement.path, rule.name))
            else:
                yield _finding(rule, level, judgement)


def _finding(rule: Rule, level: Level, judgement: Judgement) -> Finding:
    return Finding(
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
