"""A report: what the formats are given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from planner.model import Finding, Level
from planner.wording import Catalogue

LEVELS = (Level.ERROR, Level.WARNING, Level.NOTE)
"""The levels that are reported, the gravest first."""

Paint = Callable[[str, str], str]
"""Colours a text for a terminal: takes the text and the part it plays (a level, `path`, `rule`, `caret`, `help`)."""


def plain(text: str, _part: str) -> str:
    """No colour at all."""
    return text


def together(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings for people: those that differ in nothing but their stream are told as one."""
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        rest = sorted((name, repr(value)) for name, value in finding.values.items() if name != "stream")
        key = (finding.path, finding.place, finding.rule, finding.level, finding.case, tuple(rest))
        groups.setdefault(key if "stream" in finding.values else number, []).append(finding)
    return tuple(_as_one(group) for group in groups.values())


def _as_one(group: list[Finding]) -> Finding:
    if len(group) == 1:
        return group[0]
    return replace(group[0], values={**group[0].values, "stream": tuple(one.values["stream"] for one in group)})


class Report(NamedTuple):
    """Findings with all that is needed to tell them."""

    findings: Sequence[Finding]
    """In the order in which they are told."""
    texts: Mapping[str, str]
    """The text of each file by path, for the author's own line."""
    catalogue: Catalogue
    at: datetime
    posts: int
    """How many posts were read."""
    shop: str = ""
    """What the shop is called."""
    letters: Sequence[str] = ()
    """The paths of the letters that were judged and asked for, also of those with nothing found."""
    bare: Sequence[str] = ()
    """The folders that were asked for, where none of the letters lies in one."""
    docs: str = ""
    """The folder below which they all lie."""
    failing: frozenset[Level] = frozenset({Level.ERROR})
    """The levels that fail the check."""
    prefix: str = ""
    """Stands before every path that people or machines click on; ends with `/` unless empty."""
    statistics: bool = False
    """Whether to count the findings of each rule."""
    paint: Paint = plain

    def message(self, finding: Finding) -> str:
        """The sentence of a finding."""
        return self._say(finding, "message")

    def help(self, finding: Finding) -> str:
        """What to do about a finding."""
        return self._say(finding, "help")

    def _say(self, finding: Finding, part: str) -> str:
        return self.catalogue.say(f"rules.{finding.rule}.{finding.case}.{part}", **finding.values)

    def summary(self) -> dict[Level, int]:
        """How many findings there are of each level."""
        count = Counter(finding.level for finding in self.findings)
        return {level: count[level] for level in LEVELS}
