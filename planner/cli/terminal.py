"""Standard output and standard error: their encoding, colours, and readers that hang up."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from typing import IO, Any

import click

from planner.report.base import Paint, plain

_COLOURS: Mapping[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"fg": "cyan", "bold": True},
    "path": {"bold": True},
    "rule": {"dim": True},
    "caret": {"fg": "red", "bold": True},
    "help": {"fg": "green", "bold": True},
}


def prepare() -> None:
    """Make every character printable: files and pipes get UTF-8, a terminal of another encoding gets escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def paint_for(stream: IO[str] | None, environ: Mapping[str, str]) -> Paint:
    """How to colour what goes to a stream: not at all unless it is a terminal that wants colours."""
    wanted = stream is not None and stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    return _colour if wanted else plain


def _colour(text: str, part: str) -> str:
    return click.style(text, **_COLOURS.get(part, {}))


def flush() -> None:
    """Hand over all output, so that a closed pipe shows here and not at exit."""
    if sys.stdout is not None:
        sys.stdout.flush()


def settle() -> None:
    """Leave nothing to be written at exit: what could not be written has been told, and Python would fail on it again."""
    try:
        flush()
    except OSError:
        hush()


def hush() -> None:
    """Send what is left of the output nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
