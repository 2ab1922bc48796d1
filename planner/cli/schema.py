"""`planner schema`: the front matter as JSON Schema, for editors."""

from __future__ import annotations

import click

from planner.cli.group import Command
from planner.cli.opening import settings_if_any
from planner.cli.options import common
from planner.cli.session import Session
from planner.keys import front_matter_schema
from planner.purposes import built_in
from planner.report.json_report import dump


@click.command("schema", cls=Command)
@common
def command(session: Session) -> int:
    """Print the schema of the shop we stand in; elsewhere, of a shop with the built-in purposes."""
    settings = settings_if_any(session, broken=False)
    purposes = settings.purposes if settings else built_in(session.catalogue.language)
    extra = sorted(settings.extra_keys) if settings else ()
    click.echo(dump(front_matter_schema(purposes, extra)), nl=False)
    return 0
