"""`planner check`: judges every post and reports what it found."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from planner.cli.group import Command
from planner.cli.narrowing import Narrowing
from planner.cli.opening import open_from
from planner.cli.options import choice, common, output
from planner.cli.reporting import hand_over, paint_for, way_to
from planner.cli.session import Session
from planner.cli.terminal import tell
from planner.model import Level
from planner.report import FORMATS, Report
from planner.report.base import plain
from planner.shop import Shop
from planner.wording import catalogue


@click.command("check", cls=Command)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@choice("--format", "form", known=FORMATS, default="text")
@output
@click.option("--select", multiple=True, metavar="RULE")
@click.option("--ignore", multiple=True, metavar="RULE")
@click.option("--strict", is_flag=True)
@click.option("--fix", "mend", is_flag=True)
@click.option("--yes", is_flag=True)
@click.option("--drafts", is_flag=True)
@click.option("--statistics", is_flag=True)
@click.option("--no-cache", is_flag=True)
@common
def command(
    session: Session,
    *,
    paths: tuple[Path, ...],
    form: str,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    mend: bool,
    yes: bool,
    drafts: bool,
    statistics: bool,
    no_cache: bool,  # noqa: ARG001 - nothing is cached; scripts may say so all the same
) -> int:
    """Judge the shop; 1 where something is at or above the failing level."""
    opened = partial(open_from, session, drafts=drafts)
    narrowing = Narrowing(opened(), paths, select, ignore)
    if mend:
        narrowing = _fixed(narrowing, session, opened, yes=yes, aside=form != "text" or output is not None)
    shop = narrowing.shop
    failing = frozenset({Level.ERROR, Level.WARNING} if strict else {Level.ERROR})
    report = Report(
        findings=narrowing.findings(),
        texts=shop.texts,
        catalogue=catalogue(shop.settings.language),
        at=shop.at,
        posts=shop.found,
        shop=shop.settings.shop.name,
        letters=[source.path for source in shop.sources if not source.draft and narrowing.about(source.path)],
        bare=narrowing.bare,
        docs=shop.settings.docs_folder,
        failing=failing,
        prefix="" if form == "json" else way_to(shop.settings),
        statistics=statistics,
        paint=paint_for(output) if form == "text" else plain,
    )
    session.code = int(any(finding.level in failing for finding in report.findings))
    hand_over(FORMATS[form](report), output, shop)
    return session.code


def _fixed(
    narrowing: Narrowing, session: Session, reopened: Callable[[], Shop], *, yes: bool, aside: bool
) -> Narrowing:
    """Mend what can be mended; what is said of it stays out of a report that programs read."""
    from planner.cli.fixing import fix  # noqa: PLC0415 - only where it is asked for

    return fix(narrowing, session, yes=yes, say=partial(tell, err=aside), reopened=reopened)
