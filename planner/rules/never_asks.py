"""`never-asks`: a shop that writes to its readers and asks them nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planner.model import Level
from planner.rules.base import Inspection, Judgement, Rule, at


class Options(NamedTuple):
    """`days`: how long a shop may write without a question."""

    days: int = 60


def check(inspection: Inspection, options: Options) -> Iterator[Judgement]:
    """One judgement, on the newest letter; none for a shop that is silent, or has only begun to write.

    What is held back for an error of its own has told nobody anything, and asked nobody.
    """
    sent = (post for post in inspection.posts if post.date <= inspection.at and post.path not in inspection.faulty)
    out = sorted((post.date, post.path, post) for post in sent)
    if not out:
        return
    asked = [date for date, _, post in out if post.purpose.name == "question"]
    newest, since = out[-1], asked[-1] if asked else out[0][0]
    today = inspection.at.date()
    days = (today - since.date()).days
    if days > options.days and (today - newest[0].date()).days <= options.days:
        case = "long-ago" if asked else "never"
        yield at(newest[2], "purpose", case, days=days, most=options.days, since=since.date())


RULE = Rule("never-asks", Level.WARNING, Options(), check, after_warming=True)
