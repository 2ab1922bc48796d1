"""Asking before anything leaves the house."""

from __future__ import annotations

import sys

import click

from planner.errors import UsageError
from planner.wording import Catalogue

_YES = {"y", "yes", "はい"}


def agreed(question: str, words: Catalogue, *, yes: bool) -> bool:
    """Whether the owner says yes; UsageError where nobody can be asked and nobody said `--yes`."""
    if yes:
        return True
    if not (sys.stdin and sys.stdin.isatty()):
        raise UsageError("send-unconfirmed")
    click.echo(words.say("send.ask.yes", question=question) + " ", nl=False, err=True)
    return sys.stdin.readline().strip().casefold() in _YES
