"""`planner explain`: the page of a rule, or the list of them."""

from __future__ import annotations

import sys

import click

from planner.cli.group import Command
from planner.cli.opening import settings_if_any
from planner.cli.options import common, unknown
from planner.cli.session import Session
from planner.cli.terminal import is_terminal
from planner.nearest import fold
from planner.report.page import page, summary
from planner.rules import RULES


@click.command("explain", cls=Command)
@click.argument("rule", required=False, metavar="[RULE]")
@common
def command(session: Session, *, rule: str | None) -> int:
    """Print a rule's page; without a rule, every rule with what it says in a line."""
    settings_if_any(session)
    if rule is None:
        click.echo(_list(session))
    else:
        _show(page(session.catalogue.language, _known(rule)))
    return 0


def _known(word: str) -> str:
    names = {fold(rule.name): rule.name for rule in RULES}
    if fold(word) not in names:
        raise unknown("usage-rule", word, names.values(), option="explain")
    return names[fold(word)]


def _list(session: Session) -> str:
    room = max(len(rule.name) for rule in RULES)
    lines = [
        f"{rule.name:<{room}}  {rule.level:<7}  {summary(page(session.catalogue.language, rule.name))}"
        for rule in RULES
    ]
    return "\n".join([*lines, "", session.catalogue.say("cli.explain.more")])


def _show(text: str) -> None:
    if not is_terminal(sys.stdout):
        click.echo(text, nl=False)
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.markdown import Markdown  # noqa: PLC0415

    console = Console()
    console.print(Markdown(text), width=min(console.width, 88))
