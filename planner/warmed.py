"""How warm readers are, by the letters that errors leave to them: from findings to streams and verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from planner.edition import instant_of
from planner.model import Finding, Level, Post, Settings, Step
from planner.rules import RULES
from planner.rules.cold_offer import RULE as COLD
from planner.warming.calendar import Calendar, minutes, moment
from planner.warming.readers import verdicts
from planner.warming.series import StepVerdict, series_verdicts, without_cold_steps
from planner.warming.streams import Stream, Verdict

_COOLING = frozenset(rule.name for rule in RULES if rule.cools)


class Kept(NamedTuple):
    """What errors keep from readers."""

    faulty: frozenset[str]
    """The letters that nobody gets."""
    absent: frozenset[tuple[str, str]]
    """Letters, by path, that the readers of one stream do not get."""

    def has(self, finding: Finding) -> bool:
        """Whether a finding would keep back what is kept back already."""
        return finding.path in self.faulty or (finding.path, finding.values.get("stream")) in self.absent


class Warmed(NamedTuple):
    """What the readers of each stream are sent, and how warm they are for it."""

    streams: Mapping[str, Stream]
    verdicts: Mapping[str, tuple[Verdict, ...]]
    series: Mapping[str, tuple[StepVerdict, ...]]


def kept_back(found: Iterable[Finding]) -> Kept:
    """What the errors among some findings keep back."""
    errors = [(finding.path, finding.values.get("stream")) for finding in found if finding.level is Level.ERROR]
    return Kept(
        frozenset(path for path, stream in errors if stream is None),
        frozenset((path, stream) for path, stream in errors if stream is not None),
    )


def warmed(settings: Settings, letters: Iterable[Post | Step], found: Iterable[Finding]) -> Warmed:
    """The streams and verdicts of a shop, by what was found in its letters."""
    streams = _calendar(settings, tuple(letters), tuple(found)).streams()
    series = {name: series_verdicts(stream) for name, stream in streams.items()}
    sent = {name: without_cold_steps(stream, series[name]) for name, stream in streams.items()}
    arrives = _arrives(settings)
    answers = {name: verdicts(stream, arrives if stream.is_joined else None) for name, stream in sent.items()}
    return Warmed(sent, answers, series)


def _calendar(settings: Settings, letters: tuple[Post | Step, ...], found: tuple[Finding, ...]) -> Calendar:
    """The letters of a shop, with what was found in them; a digest reaches readers when its edition goes out."""
    kept = kept_back(found)
    return Calendar(
        settings=settings,
        posts=tuple(letter for letter in letters if isinstance(letter, Post)),
        steps=tuple(letter for letter in letters if isinstance(letter, Step)),
        faulty=kept.faulty,
        cooled=frozenset(finding.path for finding in found if finding.rule in _COOLING),
        absent=kept.absent,
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
