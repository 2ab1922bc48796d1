"""The options that commands share, and option types that answer in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from planner.cli.session import Session
from planner.errors import UsageError
from planner.nearest import nearest
from planner.wording import LANGUAGES

F = TypeVar("F", bound=Callable[..., Any])


def choice(option: str, *names: str, known: Iterable[str], **values: Any) -> Callable[[Any], Any]:
    """An option that takes one of a few words; any other is answered with the nearest."""
    words = tuple(known)

    def check(context: click.Context, parameter: click.Parameter, value: str | None) -> Any:
        if value is not None and value not in words:
            raise unknown("usage-choice", value, words, option=option)
        return then(context, parameter, value) if then else value

    then = values.pop("callback", None)
    return click.option(option, *names, metavar=f"[{'|'.join(words)}]", callback=check, **values)


def whole(option: str, *, least: int, most: int, default: int, example: int) -> Callable[[Any], Any]:
    """An option that takes a whole number within bounds."""

    def check(_: click.Context, __: click.Parameter, value: str) -> int:
        if not (value.isascii() and value.isdecimal() and len(value) <= len(str(most)) and least <= int(value) <= most):
            raise UsageError("usage-number", option=option, found=value, least=least, most=most, example=example)
        return int(value)

    return click.option(option, metavar="NUMBER", default=str(default), callback=check)


def unknown(case: str, found: str, known: Iterable[str], **values: Any) -> UsageError:
    """The error for a word that is none of the known ones, with the nearest of them."""
    names = tuple(known)
    return UsageError(case, found=found, known=names, nearest=nearest(found, names), **values)


def common(function: F) -> F:
    """Give a command the common options, and the session in which they are kept."""
    for decorate in reversed(_COMMON):
        function = decorate(function)
    return cast("F", click.make_pass_decorator(Session)(function))


def _keep(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
        session = context.find_object(Session)
        if value is not None and session is not None:
            setattr(session, name, _moment(value, parameter) if name == "at" else value)

    return keep


def _moment(text: str, parameter: click.Parameter) -> datetime:
    from planner.cli.clock import parse_at  # noqa: PLC0415 - few calls name a moment

    return parse_at(text, parameter.opts[0])


_FILE = click.Path(path_type=Path)
_STANDARD = Path("-")


def _unless_standard(_: click.Context, __: click.Parameter, value: Path | None) -> Path | None:
    return None if value == _STANDARD else value


LAST_PORT = 65535
"""The highest port that a machine has."""
output = click.option("--output", metavar="FILE", type=_FILE, callback=_unless_standard)
"""Where a report goes: a file, or standard output, which may also be called `-`."""
_COMMON: tuple[Callable[[Any], Any], ...] = (
    click.option("--config", metavar="FILE", type=_FILE, expose_value=False, callback=_keep("config")),
    click.option("--at", metavar="DATE[TIME]", expose_value=False, callback=_keep("at")),
    choice("--language", known=LANGUAGES, expose_value=False, callback=_keep("asked_language")),
    click.option("--debug", is_flag=True, hidden=True, expose_value=False),
)
