"""`planner build`: makes everything that readers get, and puts it in place as a whole."""

from __future__ import annotations

import os
from pathlib import Path

import click

from planner import mkdocs_plugin
from planner.cli import progress
from planner.cli.group import Command
from planner.cli.opening import open_from
from planner.cli.options import common
from planner.cli.record import reason, record
from planner.cli.session import Session
from planner.cli.swapping import REPORT, SCHEMA, refuse_foreign, replacing
from planner.cli.writing import write_tree
from planner.publish import letter
from planner.report.visible import visible
from planner.shop import Shop
from planner.wording import Catalogue


@click.command("build", cls=Command)
@click.option("--strict", is_flag=True)
@click.option("--no-cache", is_flag=True)
@common
def command(session: Session, *, strict: bool, no_cache: bool) -> int:  # noqa: ARG001 - nothing is cached yet
    """Build; 1 where `--strict` is set and something is held back."""
    shop = open_from(session)
    words = session.catalogue
    refuse_foreign(shop.settings)
    _tell_held_back(shop, words)
    if strict and shop.held_back:
        click.echo(words.say("cli.build.strict", n=len(shop.held_back), output=_output(shop)), err=True)
        return 1
    with progress.shown(words.say("cli.build.working")) as step, replacing(shop.settings.output) as folder:
        _fill(folder, shop, step, strict=strict)
    click.echo(_done(shop, words))
    return 0


def _fill(folder: Path, shop: Shop, step: progress.Step, *, strict: bool) -> None:
    built = mkdocs_plugin.build(shop, folder / "site", strict=strict, progress=step)
    for warning in built.warnings:
        click.echo(f"warning: {visible(warning)}", err=True)
    write_tree(folder, letter.files(shop.publication, built.renderer))
    write_tree(folder, {REPORT: record(shop, SCHEMA)})


def _tell_held_back(shop: Shop, words: Catalogue) -> None:
    for item in shop.held_back:
        streams = words.enumeration(words.stream(stream) for stream in item.streams)
        key = "cli.build.held-back" if streams else "cli.build.held-back-everywhere"
        said = words.say(key, **({"streams": streams} if streams else {}))
        click.echo(visible(f"{item.path}: {said}: {reason(shop, item)} ({item.rule})"), err=True)


def _done(shop: Shop, words: Catalogue) -> str:
    out = shop.publication
    counts = {
        "site": len(out.site),
        "feed": len(out.feed),
        "editions": sum(one.instant is not None for one in out.editions),
    }
    return words.say("cli.build.done", output=_output(shop), **counts)


def _output(shop: Shop) -> str:
    return os.path.relpath(shop.settings.output, shop.settings.root).replace(os.sep, "/")
