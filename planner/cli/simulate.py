"""`planner simulate`: the letters that one reader gets."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli.clock import moment_in
from planner.cli.group import Command
from planner.cli.opening import open_from
from planner.cli.options import choice, common, output
from planner.cli.reporting import hand_over, paint_for
from planner.cli.session import Session
from planner.cli.stages import stage_named
from planner.model import Stage
from planner.report import simulation_json, simulation_text
from planner.report.simulation import Simulation, simulate, usual_stage


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
    joined = moment_in(shop.settings.timezone, written, "--joined")
    found = shop.known
    simulation = simulate(found, joined, stage or usual_stage(found))
    text = simulation_json.render(simulation) if form == "json" else _text(simulation, session, output)
    hand_over(text, output, shop)
    return 0


def _text(simulation: Simulation, session: Session, output: Path | None) -> str:
    return simulation_text.render(simulation, session.catalogue, paint_for(output))
