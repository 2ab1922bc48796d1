"""Answers for every error of a command: a sentence on standard error, never a traceback."""

from __future__ import annotations

import traceback

import click

from planner.cli import usage
from planner.cli.session import COULD_NOT_RUN, Session
from planner.cli.terminal import tell
from planner.errors import PlannerError
from planner.report.problem import sentence

INTERRUPTED = 130


def answer(error: Exception, session: Session) -> int:
    """Say an error on standard error, and give the exit code for it."""
    if isinstance(error, click.exceptions.Abort):
        return INTERRUPTED
    if session.debug:
        tell("".join(traceback.format_exception(error)))
    tell(sentence(_known(error), session.catalogue))
    return COULD_NOT_RUN


def _known(error: Exception) -> PlannerError:
    if isinstance(error, PlannerError):
        return error
    if isinstance(error, click.ClickException):
        return usage.translated(error)
    if isinstance(error, OSError):
        path = str(error.filename) if error.filename else None
        return PlannerError("system", path=path, reason=error.strerror or str(error))
    return PlannerError("unexpected", kind=type(error).__name__, reason=str(error))
