"""`subject-length`: a subject that mail programs cut off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planner.model import Level
from planner.rules.base import Inspection, Judgement, Rule, at
from planner.rules.letters import sent_letters

_WIDE = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7a3"), ("\uff66", "\uff9f"))
"""Kana, Chinese signs, Hangul; a pattern of such ranges takes three milliseconds to compile."""


class Options(NamedTuple):
    """How many characters a subject may have: one in Western letters, and one with Japanese in it."""

    western: int = 60
    japanese: int = 40


def check(inspection: Inspection, options: Options) -> Iterator[Judgement]:
    """The subject of each letter: its own, or else its title."""
    for letter in sent_letters(inspection):
        subject = letter.subject or letter.title
        most = options.japanese if _is_wide(subject) else options.western
        if len(subject) > most:
            key, case = ("newsletter.subject", "subject") if letter.subject else ("title", "title")
            yield at(letter, key, case, found=len(subject), most=most)


def _is_wide(subject: str) -> bool:
    signs = () if subject.isascii() else subject
    return any(first <= sign <= last for sign in signs for first, last in _WIDE)


RULE = Rule("subject-length", Level.WARNING, Options(), check)
