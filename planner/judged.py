"""A shop after all rules have run: what they found, and what is known of its readers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from planner.model import Finding
from planner.warming.series import StepVerdict
from planner.warming.streams import Stream, Verdict


class Judged(NamedTuple):
    """A shop after all rules have run."""

    findings: tuple[Finding, ...]
    """By path, line, column and rule."""
    streams: Mapping[str, Stream]
    verdicts: Mapping[str, tuple[Verdict, ...]]
    series: Mapping[str, tuple[StepVerdict, ...]]
    """The verdict on each offer of a series, by the stream of the stage it greets."""
    faulty: frozenset[str]
    """Paths with an error of their own (a cold offer is not one, nor is one that concerns one stream): out of every stream."""
