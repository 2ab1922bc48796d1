"""Findings as SARIF 2.1.0, which code scanning services and editors read: the rules with their pages, and one result a finding.

The same report gives the same bytes: no time and no absolute path stands in it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from planner import __version__
from planner.model import Finding, Level, Place
from planner.report import statistics
from planner.report.base import Report, together
from planner.report.page import page, reasons, summary
from planner.report.visible import safe, visible
from planner.rules import RULES, Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_NUMBERS = {rule.name: number for number, rule in enumerate(RULES)}
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def render(report: Report) -> str:
    """One log with one run."""
    report = report._replace(findings=together(report.findings))
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    return safe(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _run(report: Report) -> dict[str, Any]:
    language = report.catalogue.language
    rules = [_rule(rule, language) for rule in RULES]
    counted = {"properties": {"statistics": dict(statistics.counts(report))}} if report.statistics else {}
    return {
        "tool": {"driver": {"name": "Nukumori", "version": __version__, "rules": rules}},
        "language": language,
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {_ROOT: {"description": {"text": report.catalogue.say("cli.sarif.root")}}},
        "invocations": [{"executionSuccessful": True}],
        "results": [*_results(report)],
        **counted,
    }


def _rule(rule: Rule, language: str) -> dict[str, Any]:
    text = page(language, rule.name)
    return {
        "id": rule.name,
        "shortDescription": {"text": summary(text)},
        "fullDescription": {"text": reasons(text)},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": _configuration(rule.level),
    }


def _configuration(level: Level) -> dict[str, Any]:
    return {"enabled": False} if level is Level.OFF else {"level": level.value}


def _results(report: Report) -> Iterator[dict[str, Any]]:
    lines = {path: report.texts.get(path, "").split("\n") for path in {one.path for one in report.findings}}
    seen: Counter[tuple[str, str]] = Counter()
    marks: dict[tuple[Any, ...], str] = {}
    for finding in report.findings:
        place = finding.place
        lined = place != Place() and (place.line, place.end_line)
        alike = (finding.path, lined, finding.rule, finding.case, str(finding.values.get("key")))
        if alike not in marks:
            marks[alike] = _fingerprint(finding, lines[finding.path])
        mark = marks[alike]
        seen[finding.path, mark] += 1
        yield _result(report, finding, lines[finding.path], f"{mark}:{seen[finding.path, mark]}")


def _result(report: Report, finding: Finding, lines: Sequence[str], fingerprint: str) -> dict[str, Any]:
    uri = quote((report.prefix + finding.path).encode(errors="surrogateescape"), safe="/")
    return {
        "ruleId": finding.rule,
        "ruleIndex": _NUMBERS[finding.rule],
        "level": finding.level.value,
        "message": {"text": _message(report, finding)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri, "uriBaseId": _ROOT},
                    "region": _region(finding.place, lines),
                }
            }
        ],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }


def _message(report: Report, finding: Finding) -> str:
    """The sentence and the help. What SARIF would take for a placeholder or a link is none of ours."""
    text = f"{visible(report.message(finding))}\n{visible(report.help(finding))}"
    return _PLACEHOLDER.sub(r"{{\1}}", text).replace("](", "] (")


def _region(place: Place, lines: Sequence[str]) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": _column(place.line, place.column, lines),
        "endLine": place.end_line,
        "endColumn": _column(place.end_line, place.end_column, lines),
    }


def _column(line: int, column: int, lines: Sequence[str]) -> int:
    """A column in UTF-16 code units, as most readers of SARIF count: an emoji takes two."""
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    return column if before.isascii() else column + sum(character > "\uffff" for character in before)


def _fingerprint(finding: Finding, lines: Sequence[str]) -> str:
    """What stays the same when lines above are added or the file is renamed: the rule, the case and the author's own lines."""
    place = finding.place
    written = [line.strip() for line in lines[place.line - 1 : place.end_line]] if place != Place() else []
    told = json.dumps([finding.rule, finding.case, finding.values.get("key"), written], default=str)
    return sha256(told.encode()).hexdigest()[:16]
