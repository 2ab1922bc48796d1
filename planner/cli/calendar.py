"""`planner calendar`: what appears when, for a calendar program."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli.group import Command
from planner.cli.opening import open_from
from planner.cli.options import common, output
from planner.cli.reporting import write_report
from planner.cli.session import Session
from planner.publish import calendar


@click.command("calendar", cls=Command)
@output
@common
def command(session: Session, *, output: Path | None) -> int:
    """Print the calendar, or write it to a file."""
    shop = open_from(session)
    made = calendar.files(shop.publication, shop.posts, shop.verdicts)[calendar.PATH]
    if output is None:
        click.echo(made, nl=False)
    else:
        write_report(made.decode(), output, shop)
    return 0
