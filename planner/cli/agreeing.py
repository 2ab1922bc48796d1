"""Asking the owner, where somebody sits at the terminal."""

from __future__ import annotations

import sys

from planner.cli.terminal import is_terminal, tell
from planner.errors import UsageError
from planner.wording import Catalogue

_YES = {"y", "yes", "はい"}


def can_ask() -> bool:
    """Whether somebody sits there to answer."""
    return is_terminal(sys.stdin)


def is_yes(question: str) -> bool:
    """Whether the answer is yes; anything else, and none at all, is no."""
    tell(question + " ", nl=False)
    return sys.stdin.readline().strip().casefold() in _YES


def agreed(question: str, words: Catalogue, *, yes: bool) -> bool:
    """Whether the owner says yes; UsageError where nobody can be asked and nobody said `--yes`."""
    if yes:
        return True
    if not can_ask():
        raise UsageError("send-unconfirmed")
    return is_yes(words.say("send.ask.yes", question=question))
