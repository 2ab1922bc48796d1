"""`planner status`: how warm readers are, the offers ahead, and what to write next."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli.group import Command
from planner.cli.opening import open_from
from planner.cli.options import choice, common, output
from planner.cli.reporting import hand_over, paint_for
from planner.cli.session import Session
from planner.report import status_json, status_text
from planner.report.status import status


@click.command("status", cls=Command)
@choice("--format", "form", known=("text", "json"), default="text")
@output
@common
def command(session: Session, *, form: str, output: Path | None) -> int:
    """Tell how things stand."""
    shop = open_from(session)
    found = status(shop.known)
    words = session.catalogue
    as_json = form == "json"
    text = status_json.render(found, words) if as_json else status_text.render(found, words, paint_for(output))
    hand_over(text, output, shop)
    return 0
