"""`after-care-missing`: an offer that delivered something, and no letter on how to enjoy it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from planner.model import Level, Post
from planner.rules.base import Inspection, Judgement, Rule, at
from planner.rules.offers import campaign_of, is_history, terms
from planner.rules.received import received
from planner.warming.calendar import streams_of


class Options(NamedTuple):
    """`days`: how soon after the offer the letter must come."""

    days: int = 30


def check(inspection: Inspection, options: Options) -> Iterator[Judgement]:
    """Offers that readers have had, with a `delivery`; the reminders of a campaign give its letter more time.

    A letter that is held back cares for nobody. While there is still time and no letter is planned, this is a note. Once the days have passed, it is a warning.
    """
    caring = (post for post in inspection.posts if post.purpose.name == "after-care")
    cared = [post for post in caring if post.path not in inspection.faulty]
    for offers in _campaigns(inspection):
        opening, last = offers[0], offers[-1]
        end = last.date.date() + timedelta(days=options.days)
        streams = {stream for offer in offers for stream in streams_of(offer)}
        if any(
            opening.date < post.date and post.date.date() <= end and streams & {*streams_of(post)} for post in cared
        ):
            continue
        late = end < inspection.at.date()
        found = at(opening, "offer.delivery", "late" if late else "due", end=end, days=options.days)
        yield Judgement(found.path, found.place, found.case, found.values, None if late else Level.NOTE)


def _campaigns(inspection: Inspection) -> Iterator[list[Post]]:
    """The offers with a delivery that readers have had, gathered by campaign, each in order."""
    found: dict[str, list[Post]] = {}
    sent = {send.path for stream in inspection.streams for send in received(inspection, stream)}
    for post in sorted(inspection.posts, key=lambda post: (post.date, post.path)):
        delivered = post.asks and terms(post).delivery and post.path in sent
        if delivered and post.date <= inspection.at and not is_history(inspection, post):
            found.setdefault(campaign_of(post) or post.path, []).append(post)
    yield from found.values()


RULE = Rule("after-care-missing", Level.WARNING, Options(), check, after_warming=True)
