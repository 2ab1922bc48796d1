"""A report on its way: into a file, or to standard output, in colours where that is a terminal; and with paths to click."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from planner.cli.terminal import is_terminal
from planner.cli.writing import write_file
from planner.errors import OutputError
from planner.model import Settings
from planner.report.base import Paint, plain
from planner.shop import Shop

_COLOURS: Mapping[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"fg": "cyan", "bold": True},
    "path": {"bold": True},
    "rule": {"dim": True},
    "caret": {"fg": "red", "bold": True},
    "help": {"fg": "green", "bold": True},
}


def paint_for(output: Path | None) -> Paint:
    """How to colour a report: not at all unless it goes to a terminal, and that wants colours."""
    shown = output is None and is_terminal(sys.stdout)
    return _colour if shown and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" else plain


def _colour(text: str, part: str) -> str:
    return click.style(text, **_COLOURS.get(part, {}))


def way_to(settings: Settings) -> str:
    """The way from here down to the shop, so that a path can be clicked; none from anywhere else."""
    here, root = Path.cwd().resolve(), settings.root.resolve()
    return f"{root.relative_to(here).as_posix()}/" if here in root.parents else ""


def hand_over(text: str, output: Path | None, shop: Shop) -> None:
    """Write a report to the file, or print it where none is named."""
    if output is None:
        click.echo(text, nl=False)
    else:
        write_report(text, output, shop)


def write_report(text: str, output: Path, shop: Shop) -> None:
    """Write a report to a file; never in place of a letter or the settings, which it is easily called by."""
    own = (shop.settings.config_path, *(shop.settings.root / source.path for source in shop.read))
    target = os.path.realpath(output)
    if output.exists() and any(os.path.realpath(path) == target for path in own):
        raise OutputError("output-is-the-shops", path=str(output))
    write_file(output, text)
