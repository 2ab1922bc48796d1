"""What was found, in the format that is asked for: one file per format, and this table of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from planner.report.base import Report

__all__ = ["FORMATS", "Report"]

Render = Callable[[Report], str]


def _in(file: str) -> Render:
    """The format in a file of this folder, which is loaded when the format is asked for."""

    def render(report: Report) -> str:
        text: str = import_module(f"planner.report.{file}").render(report)
        return text

    return render


FORMATS: Mapping[str, Render] = MappingProxyType(
    {
        "text": _in("text"),
        "json": _in("json_report"),
        "sarif": _in("sarif"),
        "github": _in("github"),
        "junit": _in("junit"),
    }
)
"""Every format by name; each takes a report and gives the whole text of it."""
