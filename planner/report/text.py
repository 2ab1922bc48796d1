"""Findings for people: a line that can be clicked, the author's own line with a caret, and what to do."""

from __future__ import annotations

from planner.model import Finding
from planner.report import statistics
from planner.report.base import LEVELS, Report, together
from planner.report.excerpt import excerpt
from planner.report.visible import visible

_INDENT = "    "


def render(report: Report) -> str:
    """The findings, the statistics if they are wanted, and one sentence to sum up."""
    report = report._replace(findings=together(report.findings))
    parts = told(report)
    if report.statistics and report.findings:
        parts.append("\n".join(statistics.lines(report)))
    return "\n\n".join([*parts, _summary(report)]) + "\n"


def told(report: Report) -> list[str]:
    """Each finding by itself: its line, the author's own, and what to do."""
    return ["\n".join(_lines(report, finding)) for finding in report.findings]


def _lines(report: Report, finding: Finding) -> list[str]:
    return [_head(report, finding), *_quoted(report, finding), _help(report, finding)]


def _head(report: Report, finding: Finding) -> str:
    where = f"{visible(report.prefix + finding.path)}:{finding.place.line}:{finding.place.column}:"
    level = report.paint(f"{finding.level}:", finding.level)
    rule = report.paint(f"({finding.rule})", "rule")
    return f"{report.paint(where, 'path')} {level} {visible(report.message(finding))} {rule}"


def _quoted(report: Report, finding: Finding) -> list[str]:
    # A line with somebody's address in it is not for a log that others may read.
    text = "" if "masked" in finding.values else report.texts.get(finding.path, "")
    drawn = excerpt(text, finding.place)
    if drawn is None:
        return []
    line, caret = drawn
    margin = caret[: len(caret) - len(caret.lstrip())]
    return [_INDENT + line, _INDENT + margin + report.paint(caret.lstrip(), "caret")]


def _help(report: Report, finding: Finding) -> str:
    return f"{report.paint('help:', 'help')} {visible(report.help(finding))}"


def _nothing_found(report: Report) -> str:
    if report.posts and report.bare:
        return report.catalogue.say("cli.report.bare", folders=report.bare, docs=report.prefix + report.docs)
    return report.catalogue.say("cli.report.clean" if report.posts else "cli.report.no-posts", posts=report.posts)


def _summary(report: Report) -> str:
    if not report.findings:
        return visible(_nothing_found(report))
    count = report.summary()
    parts = [report.catalogue.say(f"cli.report.{level}", n=count[level]) for level in LEVELS if count[level]]
    return report.catalogue.say("cli.report.summary", counts=parts, posts=report.posts)
