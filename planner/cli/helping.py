"""The help of a command, from the catalogue: `[<command>]` and `[options]` of `locales/*/cli.toml`."""

from __future__ import annotations

import click

from planner.cli.session import Session
from planner.wording import Catalogue

GROUP = "planner"
"""The table of the group itself, which has no command's name."""


def write_page(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write usage, what it does, the commands of a group, the options, an example."""
    words = ctx.ensure_object(Session).catalogue
    name = GROUP if isinstance(command, click.Group) else str(command.name)
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=words.say("cli.help.usage") + " ")
    formatter.write("\n" + _indented(words.say(f"cli.{name}.help")))
    if isinstance(command, click.Group):
        rows = [(each, words.say(f"cli.{each}.short")) for each in command.list_commands(ctx)]
        _write_rows(formatter, words.say("cli.help.commands"), rows)
    _write_rows(formatter, words.say("cli.help.options"), _options(command, ctx, words))
    formatter.write(f"\n{words.say('cli.help.example')}\n" + _indented(words.say(f"cli.{name}.example")))


def _indented(text: str) -> str:
    return "".join(f"  {line}".rstrip() + "\n" for line in text.strip().split("\n"))


def _write_rows(formatter: click.HelpFormatter, title: str, rows: list[tuple[str, str]]) -> None:
    with formatter.section(title.removesuffix(":")):
        formatter.write_dl(rows)


def _options(command: click.Command, ctx: click.Context, words: Catalogue) -> list[tuple[str, str]]:
    options = (parameter for parameter in command.get_params(ctx) if isinstance(parameter, click.Option))
    found = ((option, option.get_help_record(ctx)) for option in options)
    return [(record[0], _about(command, option, words)) for option, record in found if record is not None]


def _about(command: click.Command, option: click.Option, words: Catalogue) -> str:
    name = max(option.opts, key=len).lstrip("-").replace("-", "_")
    own = f"cli.{command.name}.option.{name}"
    return words.say(own if words.has(own) else f"cli.option.{name}")
