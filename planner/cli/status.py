"""`planner status`: how warm readers are, the offers ahead, and what to write next."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from planner.cli import terminal
from planner.cli.group import Command
from planner.cli.opening import open_from
from planner.cli.options import choice, common, output
from planner.cli.session import Session
from planner.cli.writing import write_file
from planner.report import status_json, status_text
from planner.report.base import plain
from planner.report.status import Status, status


@click.command("status", cls=Command)
@choice("--format", "form", known=("text", "json"), default="text")
@output
@common
def command(session: Session, *, form: str, output: Path | None) -> int:
    """Tell how things stand."""
    shop = open_from(session)
    found = status(shop.known)
    text = _json(found, session) if form == "json" else _text(found, session, output)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_file(output, text)
    return 0


def _json(found: Status, session: Session) -> str:
    return status_json.render(found, session.catalogue)


def _text(found: Status, session: Session, output: Path | None) -> str:
    paint = plain if output else terminal.paint_for(sys.stdout, os.environ)
    return status_text.render(found, session.catalogue, paint)
