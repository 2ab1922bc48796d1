"""How many findings each rule has."""

from __future__ import annotations

from collections import Counter

from planner.report.base import Report


def counts(report: Report) -> list[tuple[str, int]]:
    """Each rule that found something and how often, the busiest first."""
    count = Counter(finding.rule for finding in report.findings)
    return sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))


def lines(report: Report) -> list[str]:
    """The counts as a column of numbers beside the names."""
    pairs = counts(report)
    room = len(str(pairs[0][1])) if pairs else 0
    return [f"{count:>{room}}  {rule}" for rule, count in pairs]
