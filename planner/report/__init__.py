"""What was found, in the format that is asked for: one file per format, and this table of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from planner.report import github, json_report, junit, text
from planner.report.base import Report

__all__ = ["FORMATS", "Report"]


def _sarif(report: Report) -> str:
    """Load SARIF only where it is asked for: it tells of every rule, and commands that judge nothing need none of them."""
    from planner.report.sarif import render  # noqa: PLC0415

    return render(report)


FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {
        "text": text.render,
        "json": json_report.render,
        "sarif": _sarif,
        "github": github.render,
        "junit": junit.render,
    }
)
"""Every format by name; each takes a report and gives the whole text of it."""
