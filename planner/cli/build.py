"""`planner build`: makes everything that readers get, and puts it in place as a whole."""

from __future__ import annotations

from pathlib import Path

import click

from planner import mkdocs_plugin
from planner.cli import progress
from planner.cli.group import Command
from planner.cli.opening import open_from
from planner.cli.options import common
from planner.cli.record import reason, record
from planner.cli.session import Session
from planner.cli.swapping import REPORT, SCHEMA, named, refuse_foreign, replacing
from planner.cli.terminal import tell
from planner.cli.writing import write_tree
from planner.publish import calendar, letter
from planner.report.visible import visible
from planner.shop import Shop
from planner.wording import Catalogue, catalogue


@click.command("build", cls=Command)
@click.option("--strict", is_flag=True)
@click.option("--no-cache", is_flag=True)
@common
def command(session: Session, *, strict: bool, no_cache: bool) -> int:
    """Build; 1 where `--strict` is set and something is held back."""
    shop = open_from(session)
    words = session.catalogue
    refuse_foreign(shop.settings)
    _tell_held_back(shop, words)
    if strict and shop.held_back:
        tell(words.say("cli.build.strict", n=len({held.path for held in shop.held_back}), output=named(shop.settings)))
        return 1
    with progress.shown(words.say("cli.build.working")) as step, replacing(shop.settings.output) as folder:
        _fill(folder, shop, step, strict=strict, cached=not no_cache)
    click.echo(_done(shop, words))
    return 0


def _fill(folder: Path, shop: Shop, step: progress.Step, *, strict: bool, cached: bool) -> None:
    built = mkdocs_plugin.build(shop, folder / "site", strict=strict, progress=step, cached=cached)
    for warning in built.warnings:
        tell(f"warning: {visible(warning)}")
    _tell_lacks(shop, catalogue(shop.settings.language))
    letters = letter.files(shop.publication, built.renderer, built.album)
    for near in letter.sizes(letters):
        _tell_size(near, shop.settings.language)
    for name in built.album.undrawn():
        tell(visible(catalogue(shop.settings.language).say("cli.build.undrawn", picture=name)))
    write_tree(folder, letters)
    write_tree(folder, calendar.files(shop.publication, shop.posts, shop.verdicts))
    write_tree(folder, {REPORT: record(shop, SCHEMA)})


def _tell_held_back(shop: Shop, words: Catalogue) -> None:
    for item in shop.held_back:
        streams = words.enumeration(words.stream(stream) for stream in item.streams)
        key = "cli.build.held-back" if streams else "cli.build.held-back-everywhere"
        said = words.say(key, **({"streams": streams} if streams else {}))
        tell(visible(f"{item.path}: {said}: {reason(shop, item)} ({item.rule})"))


def _tell_lacks(shop: Shop, words: Catalogue) -> None:
    if shop.unsigned:
        tell(words.say("cli.build.unsigned"))
    if not shop.settings.site_url:
        tell(words.say("cli.build.no-address"))


def _tell_size(near: letter.Size, language: str) -> None:
    key = "cli.build.letter-clipped" if near.clipped else "cli.build.letter-near"
    size = round(near.size / 1024)
    tell(visible(catalogue(language).say(key, path=near.path, size=size, most=letter.CLIP // 1024)))


def _done(shop: Shop, words: Catalogue) -> str:
    out = shop.publication
    counts = {
        "site": len(out.site),
        "feed": len(out.feed),
        "editions": sum(one.instant is not None for one in out.editions),
    }
    return words.say("cli.build.done", output=named(shop.settings), **counts)
