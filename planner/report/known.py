"""What is known of a shop once it is judged: what reports on its readers start from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from planner.model import Finding, Level, Post, Settings, Step
from planner.voices import Voice
from planner.warming.series import StepVerdict
from planner.warming.streams import Stream, Verdict


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a shop knows once it is judged."""

    settings: Settings
    at: datetime
    letters: Mapping[str, Post | Step]
    """By path, without drafts."""
    streams: Mapping[str, Stream]
    verdicts: Mapping[str, tuple[Verdict, ...]]
    series: Mapping[str, tuple[StepVerdict, ...]]
    findings: tuple[Finding, ...]
    unanswered: tuple[Voice, ...] = ()
    """What customers said and no letter has answered, the longest waiting first."""
    missed: tuple[str, ...] = ()
    """The paths of the files in which voices stand, or may stand, that could not be read."""

    @property
    def posts(self) -> Iterator[Post]:
        """The letters with a date."""
        return (letter for letter in self.letters.values() if isinstance(letter, Post))

    def passing(self, stream: str) -> frozenset[str]:
        """The offers of a stream that go out even where they are cold."""
        return frozenset(send.path for send in self.streams[stream].sends if send.passes)

    @cached_property
    def errors(self) -> Mapping[str, tuple[Finding, ...]]:
        """The errors of each letter that has any, by path."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            if finding.level is Level.ERROR:
                found.setdefault(finding.path, []).append(finding)
        return {path: tuple(errors) for path, errors in found.items()}
