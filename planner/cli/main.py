"""`planner`: the group of commands. A command's file is imported only when it is called."""

from __future__ import annotations

import click

from planner import __version__
from planner.cli.group import LazyGroup
from planner.cli.options import common
from planner.cli.session import COULD_NOT_RUN, Session
from planner.cli.terminal import tell

COMMANDS = (
    "check",
    "status",
    "plan",
    "simulate",
    "explain",
    "new",
    "init",
    "build",
    "serve",
    "calendar",
    "letter",
    "send",
    "voices",
    "schema",
)
"""Every command, in the order in which the help lists them; each is `command` in the file of its name."""
_SETTINGS = {"help_option_names": ["-h", "--help"]}


@click.group(cls=LazyGroup, names=COMMANDS, invoke_without_command=True, context_settings=_SETTINGS)
@click.version_option(__version__, prog_name="planner", message="%(prog)s %(version)s")
@common
@click.pass_context
def main(context: click.Context, session: Session) -> int:
    """Show the help where no command is named."""
    if context.invoked_subcommand is not None:
        return session.code
    tell(context.get_help())
    return COULD_NOT_RUN
