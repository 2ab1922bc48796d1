"""Commands whose help is in the catalogue, and the group that imports them late and answers for every error."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NoReturn

import click

from planner.cli import helping, terminal
from planner.cli.options import unknown
from planner.cli.session import Session, begin
from planner.errors import UsageError


class Command(click.Command):
    """A command that says its help in the reader's language."""

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **{"context_settings": {"allow_extra_args": True}, **values})

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Usage, what it does, options, an example."""
        helping.write_page(self, ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; a complaint then knows which command it is about."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def invoke(self, ctx: click.Context) -> Any:
        """Run, unless there are words too many."""
        if ctx.args:
            raise UsageError("usage-extra", found=ctx.args[0], command=ctx.command_path)
        return super().invoke(ctx)


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def __init__(self, *args: Any, names: Sequence[str] = (), **values: Any) -> None:
        super().__init__(*args, **values)
        self.names = names

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order of the help."""
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name."""
        if cmd_name not in self.names:
            return None
        command: click.Command = import_module(f"planner.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names."""
        if args[0] not in self.names and not ctx.resilient_parsing:
            raise unknown("usage-command", args[0], self.names)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Usage, what it does, commands, options, an example."""
        helping.write_page(self, ctx, formatter)

    def main(self, args: Sequence[str] | None = None, **_: Any) -> NoReturn:  # type: ignore[override]
        """Run the command line and exit: 0, 1 for findings, 2 where it could not run; never with a traceback."""
        words = list(sys.argv[1:] if args is None else args)
        session = begin(words, os.environ)
        terminal.prepare()
        code = self._run(words, session)
        terminal.settle()
        sys.exit(code)

    def _run(self, words: list[str], session: Session) -> int:
        try:
            code = super().main(words, prog_name="planner", standalone_mode=False, obj=session)
        except Exception as error:  # noqa: BLE001 - the one place that answers for everything
            from planner.cli import failure  # noqa: PLC0415 - most calls meet no error

            return failure.answer(error, session)
        return code if isinstance(code, int) else 0

    def make_context(self, *args: Any, **values: Any) -> click.Context:
        """Parse the command line, and print what it asks for before any command: the help, the version."""
        with _heard_out(values["obj"]):
            return super().make_context(*args, **values)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        session = ctx.ensure_object(Session)
        with _heard_out(session):
            session.code = super().invoke(ctx)
            terminal.flush()
        return session.code


@contextmanager
def _heard_out(session: Session) -> Generator[None]:
    """Where the reader of our output hangs up early, stop without a word, and with the code that is known by then."""
    try:
        yield
    except BrokenPipeError as error:
        raise click.exceptions.Exit(session.code) from error
