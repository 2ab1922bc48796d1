"""Findings as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from planner.model import Finding, Level
from planner.report import statistics
from planner.report.base import Report, together
from planner.report.visible import visible

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def render(report: Report) -> str:
    """One command a finding; nothing at all where there is none."""
    report = report._replace(findings=together(report.findings))
    counted = statistics.lines(report) if report.statistics else []
    return "".join(f"{line}\n" for line in [*(_command(report, finding) for finding in report.findings), *counted])


def _command(report: Report, finding: Finding) -> str:
    properties = {"file": visible(report.prefix + finding.path), **_span(finding), "title": finding.rule}
    joined = ",".join(f"{name}={_escape(value, _PROPERTY)}" for name, value in properties.items())
    words = f"{visible(report.message(finding))}\n{visible(report.help(finding))}"
    return f"::{_COMMANDS[finding.level]} {joined}::{_escape(words, _DATA)}"


def _span(finding: Finding) -> dict[str, str]:
    """GitHub takes columns only where a finding begins and ends on one line."""
    place = finding.place
    span = {"line": place.line, "col": place.column, "endLine": place.end_line, "endColumn": place.end_column}
    if place.line != place.end_line:
        del span["col"], span["endColumn"]
    return {name: str(number) for name, number in span.items()}


def _escape(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(character, character) for character in text)
