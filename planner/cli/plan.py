"""`planner plan`: the posts that have to come before an offer on a wished date; `--write` makes their drafts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import click

from planner.cli import stubs
from planner.cli.answering import answer_to
from planner.cli.clock import moment_in
from planner.cli.group import Command
from planner.cli.opening import open_from
from planner.cli.options import choice, common
from planner.cli.planning import Wish, wish_of
from planner.cli.reporting import paint_for
from planner.cli.session import Session
from planner.cli.stages import stage_named
from planner.cli.starting import Starter, from_here
from planner.errors import UsageError
from planner.model import Stage
from planner.report import plan_json, plan_text
from planner.report.plan import Answer, Row, State
from planner.report.visible import visible
from planner.shop import Shop
from planner.wording import Catalogue, catalogue

_YEARS = 10
"""How far ahead a plan looks; a date beyond is a slip of the pen, and `--write` would make drafts by the thousand."""
_FARTHEST = timedelta(days=366 * _YEARS)


@click.command("plan", cls=Command)
@click.option("--offer", "written", metavar="DATE[TIME]", required=True)
@click.option("--stage", "named", metavar=f"[{'|'.join(Stage)}]")
@click.option("--write", "writing", is_flag=True)
@choice("--format", "form", known=("text", "json"), default="text")
@common
def command(session: Session, *, written: str, named: str | None, writing: bool, form: str) -> int:
    """Tell the plan, and make its drafts if asked to; 1 where the date can't be met."""
    stage = None if named is None else stage_named(named)
    shop = open_from(session)
    answer = answer_to(_wish(session, shop, written, stage))
    made: list[Path] = []
    if writing and answer.met:
        answer, made = _write(shop, answer)
    session.code = 0 if answer.met else 1
    click.echo(_told(answer, session, form, made, writing=writing), nl=False)
    if form == "text":
        click.echo("".join(f"\n{line}\n" for line in _voices(shop, session.catalogue)), nl=False)
    return session.code


def _voices(shop: Shop, words: Catalogue) -> Iterator[str]:
    """What customers said comes before anything that is planned."""
    if shop.missed:
        yield visible(words.say("plan.voices-missed", paths=shop.missed))
    if shop.unanswered:
        yield words.say("plan.voices", n=len(shop.unanswered), first=visible(shop.unanswered[0].id))


def _wish(session: Session, shop: Shop, written: str, stage: Stage | None) -> Wish:
    when = moment_in(shop.settings.timezone, written, "--offer")
    if when - shop.at > _FARTHEST:
        raise UsageError("plan-far", found=when, years=_YEARS)
    has_drafts = any(source.draft for source in shop.sources)
    wish = wish_of(shop, open_from(session, drafts=True) if has_drafts else shop, when, stage)
    if wish.when <= shop.at:
        raise UsageError("usage-past", option="--offer", found=wish.when, now=shop.at)
    return wish


def _write(shop: Shop, answer: Answer) -> tuple[Answer, list[Path]]:
    """Make a draft for each new post; all of them or none."""
    starter, made, rows = Starter(shop), list[Path](), list[Row]()
    try:
        for row in answer.rows:
            if row.state is State.NEW:
                made.append(_draft(shop, starter, row, answer.stage))
                row = replace(row, state=State.MADE, path=_in_shop(shop, made[-1]))  # noqa: PLW2901 - the same row, written
            rows.append(row)
    except BaseException:
        for path in made:
            with suppress(OSError):
                path.unlink()
        raise
    return replace(answer, rows=tuple(rows)), made


def _draft(shop: Shop, starter: Starter, row: Row, stage: Stage | None) -> Path:
    text = stubs.planned(shop.settings.purposes[row.purpose], stage, row.date, catalogue(shop.settings.language))
    return starter.write(row.purpose, row.date, text)


def _in_shop(shop: Shop, path: Path) -> str:
    return os.path.relpath(path, shop.settings.root).replace(os.sep, "/")


def _told(answer: Answer, session: Session, form: str, made: list[Path], *, writing: bool) -> str:
    if form == "json":
        return plan_json.render(answer)
    paths = [from_here(path) for path in made]
    return plan_text.render(answer, session.catalogue, paint_for(None), made=paths, writing=writing)
