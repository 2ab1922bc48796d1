"""`planner explain`: the page of a rule, or the list of them."""

from __future__ import annotations

import re
import sys

import click

from planner.cli.group import Command
from planner.cli.opening import settings_if_any
from planner.cli.options import common, unknown
from planner.cli.session import Session
from planner.nearest import fold
from planner.rules import RULES
from planner.wording import locale_text


@click.command("explain", cls=Command)
@click.argument("rule", required=False, metavar="[RULE]")
@common
def command(session: Session, *, rule: str | None) -> int:
    """Print a rule's page; without a rule, every rule with what it says in a line."""
    settings_if_any(session)
    if rule is None:
        click.echo(_list(session))
    else:
        _show(_page(session.language, _known(rule)))
    return 0


def _known(word: str) -> str:
    names = {fold(rule.name): rule.name for rule in RULES}
    if fold(word) not in names:
        raise unknown("usage-rule", word, names.values(), option="explain")
    return names[fold(word)]


def _page(language: str, rule: str) -> str:
    return locale_text(language, f"rules/{rule}.md").strip() + "\n"


def _list(session: Session) -> str:
    room = max(len(rule.name) for rule in RULES)
    lines = [f"{rule.name:<{room}}  {rule.level:<7}  {_summary(_page(session.language, rule.name))}" for rule in RULES]
    return "\n".join([*lines, "", session.catalogue.say("cli.explain.more")])


def _summary(page: str) -> str:
    """The first sentence under the heading of a page, without its marks."""
    words = [line for line in page.split("\n") if line.strip() and not line.startswith(("#", "<!--", "---"))]
    first = re.split(r"(?<=[.。!?])(?:\s|$|(?<=。))", re.sub(r"[*`]", "", words[0] if words else ""))[0]
    return first.strip()


def _show(page: str) -> None:
    if not sys.stdout.isatty():
        click.echo(page, nl=False)
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.markdown import Markdown  # noqa: PLC0415

    console = Console()
    console.print(Markdown(page), width=min(console.width, 88))
