"""Findings for programs: the JSON of `planner.check/1`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from planner.model import Finding
from planner.report import statistics
from planner.report.base import Report
from planner.report.visible import safe

__all__ = ["dump", "plain_data", "render", "safe"]

_KNOWN = frozenset({str, int, bool, type(None)})


def render(report: Report) -> str:
    """One JSON object; the same report gives the same bytes."""
    return dump(
        {
            "schema": "planner.check/1",
            "at": report.at.isoformat(timespec="seconds"),
            "posts": report.posts,
            "findings": [_finding(report, finding) for finding in report.findings],
            "summary": {level.value: count for level, count in report.summary().items()},
            **({"statistics": dict(statistics.counts(report))} if report.statistics else {}),
        }
    )


def dump(value: Any) -> str:
    """A value as JSON text that is also safe to show."""
    return safe(json.dumps(plain_data(value), ensure_ascii=False, indent=2)) + "\n"


def _finding(report: Report, finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "level": finding.level,
        "path": finding.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "end_line": finding.place.end_line,
        "end_column": finding.place.end_column,
        "message": report.message(finding),
        "help": report.help(finding),
        "values": finding.values,
    }


def plain_data(value: Any) -> Any:
    """A value made of what JSON knows: dates in ISO form, numbers as numbers, everything else as text."""
    if type(value) in _KNOWN:
        return value
    named = _named(value)
    if named is not None:
        return {str(plain_data(key)): plain_data(item) for key, item in named.items()}
    if isinstance(value, (set, frozenset)):
        return sorted((plain_data(item) for item in value), key=str)
    if isinstance(value, (list, tuple)):
        return [plain_data(item) for item in value]
    return _scalar(value)


def _named(value: Any) -> Mapping[str, Any] | None:
    """What a table or a record holds, by name; None for anything else."""
    if isinstance(value, Mapping):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return value._asdict() if isinstance(value, tuple) and hasattr(value, "_asdict") else None


def _scalar(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)
