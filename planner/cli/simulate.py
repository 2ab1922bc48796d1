"""`planner simulate`: the letters that one reader gets."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

import click

from planner.cli import terminal
from planner.cli.clock import parse_at
from planner.cli.group import Command
from planner.cli.opening import open_from
from planner.cli.options import choice, common, output
from planner.cli.session import Session
from planner.cli.stages import stage_named
from planner.cli.writing import write_file
from planner.errors import UsageError
from planner.model import Stage
from planner.report import simulation_json, simulation_text
from planner.report.base import plain
from planner.report.simulation import Simulation, simulate, usual_stage
from planner.shop import Shop


@click.command("simulate", cls=Command)
@click.option("--joined", "written", metavar="DATE[TIME]", required=True)
@click.option("--stage", "named", metavar=f"[{'|'.join(Stage)}]")
@choice("--format", "form", known=("text", "json"), default="text")
@output
@common
def command(session: Session, *, written: str, named: str | None, form: str, output: Path | None) -> int:
    """Tell what a reader who joined then gets."""
    shop = open_from(session)
    stage = None if named is None else stage_named(named)
    joined = _joined(shop, written)
    found = shop.known
    simulation = simulate(found, joined, stage or usual_stage(found))
    text = simulation_json.render(simulation) if form == "json" else _text(simulation, session, output)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_file(output, text)
    return 0


def _joined(shop: Shop, written: str) -> datetime:
    """The moment of joining, in the shop's time zone."""
    joined, zone = parse_at(written, "--joined"), shop.settings.timezone
    try:
        return joined.replace(tzinfo=zone) if joined.tzinfo is None else joined.astimezone(zone)
    except OverflowError as error:
        raise UsageError("usage-date", found=written, option="--joined") from error


def _text(simulation: Simulation, session: Session, output: Path | None) -> str:
    paint = plain if output else terminal.paint_for(sys.stdout, os.environ)
    return simulation_text.render(simulation, session.catalogue, paint)
