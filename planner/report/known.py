"""What is known of a shop once it is judged: what reports on its readers start from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from planner.model import Finding, Post, Settings, Step
from planner.warming.series import StepVerdict
from planner.warming.streams import Stream, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
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

    @property
    def posts(self) -> Iterator[Post]:
        """The letters with a date."""
        return (letter for letter in self.letters.values() if isinstance(letter, Post))
