"""click's own complaints about a command line, as errors that the catalogue can say."""

from __future__ import annotations

import click

from planner.errors import UsageError
from planner.nearest import nearest


def translated(error: click.ClickException) -> UsageError:
    """The same complaint as one of ours; one that we have no sentence for keeps click's words."""
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "planner"
    if isinstance(error, click.NoSuchOption):
        return _no_such_option(error, command)
    if isinstance(error, click.MissingParameter):
        return UsageError("usage-missing", name=_name(error.param), command=command)
    if isinstance(error, click.BadOptionUsage):
        return _bad_option(error, command)
    return UsageError("usage-other", reason=error.format_message(), command=command)


def _name(parameter: click.Parameter | None) -> str:
    """What is to be written: the option itself, or the place of an argument."""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return "" if parameter is None else parameter.metavar or parameter.human_readable_name


def _no_such_option(error: click.NoSuchOption, command: str) -> UsageError:
    known = _options(error.ctx)
    guess = nearest(error.option_name, known)
    return UsageError("usage-option", found=error.option_name, nearest=guess, command=command)


def _options(ctx: click.Context | None) -> list[str]:
    if ctx is None:
        return []
    return [name for parameter in ctx.command.get_params(ctx) for name in parameter.opts if name.startswith("--")]


def _bad_option(error: click.BadOptionUsage, command: str) -> UsageError:
    parameters = error.ctx.command.get_params(error.ctx) if error.ctx else []
    option = next((item for item in parameters if error.option_name in item.opts), None)
    flag = isinstance(option, click.Option) and option.is_flag
    return UsageError("usage-no-value" if flag else "usage-needs-value", option=error.option_name, command=command)
