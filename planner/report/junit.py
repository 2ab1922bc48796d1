"""Findings as JUnit XML, for CI systems that show tests: the shop is a suite, each letter a test.

What fails the check is a failure of its letter; what does not is the letter's output.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.model import Finding
from planner.report import statistics
from planner.report.base import Report, together
from planner.report.visible import visible

_NEVER = {0xFFFE: None, 0xFFFF: None}
"""What no XML may hold, beside the control characters that `visible` has already replaced."""


def render(report: Report) -> str:
    """One suite. No time is measured, and none stands in it."""
    from xml.etree.ElementTree import Element, indent, tostring  # noqa: PLC0415 - only this format needs it

    report = report._replace(findings=together(report.findings))
    found = _by_path(report)
    counts = _counts(report, found)
    suites = Element("testsuites", {"name": "planner check", **counts, "time": "0"})
    suite = _below(suites, "testsuite", {"name": _text(report.shop), **counts, "skipped": "0", "time": "0"})
    _add_statistics(suite, report)
    for path, findings in found.items():
        _add_case(suite, report, path, findings)
    indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suites, encoding="unicode")}\n'


def _by_path(report: Report) -> dict[str, list[Finding]]:
    """The findings of each letter, also of those without any."""
    found: dict[str, list[Finding]] = {path: [] for path in report.letters}
    for finding in report.findings:
        found.setdefault(finding.path, []).append(finding)
    return dict(sorted(found.items()))


def _counts(report: Report, found: dict[str, list[Finding]]) -> dict[str, str]:
    failed = sum(any(finding.level in report.failing for finding in findings) for findings in found.values())
    return {"tests": str(len(found)), "failures": str(failed), "errors": "0"}


def _add_statistics(suite: Any, report: Report) -> None:
    if report.statistics and report.findings:
        table = _below(suite, "properties", {})
        for rule, count in statistics.counts(report):
            _below(table, "property", {"name": rule, "value": str(count)})


def _add_case(suite: Any, report: Report, path: str, findings: Sequence[Finding]) -> None:
    case = _below(suite, "testcase", {"name": _text(path), "classname": "planner.check", "time": "0"})
    for finding in findings:
        if finding.level in report.failing:
            about = {"type": finding.rule, "message": _text(report.message(finding))}
            _below(case, "failure", about).text = _told(report, finding)
    rest = [_told(report, finding) for finding in findings if finding.level not in report.failing]
    if rest:
        _below(case, "system-out", {}).text = "\n\n".join(rest)


def _below(parent: Any, tag: str, attributes: dict[str, str]) -> Any:
    child = parent.makeelement(tag, attributes)
    parent.append(child)
    return child


def _told(report: Report, finding: Finding) -> str:
    where = f"{report.prefix}{finding.path}:{finding.place.line}:{finding.place.column}"
    said = f"{where}: {finding.level}: {report.message(finding)} ({finding.rule})"
    return f"{_text(said)}\nhelp: {_text(report.help(finding))}"


def _text(text: str) -> str:
    return visible(text).translate(_NEVER)
