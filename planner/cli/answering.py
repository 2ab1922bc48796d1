"""From a wish for an offer to the answer: the plan for its date, else the one for the earliest date that can be met."""

from __future__ import annotations

from collections.abc import Iterator

from planner.cli.planning import Wish
from planner.model import Post
from planner.report.plan import Answer, Row, State, common
from planner.warming.calendar import minutes, moment
from planner.warming.plan import Plan, earliest, plan
from planner.warming.streams import Joined


def answer_to(wish: Wish) -> Answer:
    """What the wish comes to."""
    met = plan(wish.ground, wish.offer)
    found = met or earliest(wish.ground, wish.offer)
    return Answer(
        settings=wish.settings,
        at=wish.at,
        offer=wish.when,
        written=wish.written.path if wish.written else None,
        stage=wish.stage,
        met=met is not None,
        closed=tuple(name for name, lanes in wish.lanes.items() if any(lane.is_closed(wish.offer) for lane in lanes)),
        earliest=moment(found.offer.instant, wish.settings.timezone) if found else None,
        rows=tuple(sorted(_rows(wish, found), key=lambda row: (minutes(row.date), row.path or ""))) if found else (),
        readers=_readers(wish, found) if found else {},
        arrivals={name: lanes[0].arrival((found or wish).offer.instant) for name, lanes in wish.lanes.items()},
        useless=wish.useless,
    )


def _rows(wish: Wish, found: Plan) -> Iterator[Row]:
    """The posts to come before the offer: those of the plan, and those that stand there already."""
    moved = {post.path for post in found.posts}
    for post in found.posts:
        state = State.MOVE if post.path else State.NEW
        yield Row(moment(post.instant, wish.settings.timezone), post.kind, state, post.path)
    for path, ahead in wish.ahead.items():
        if path not in moved and minutes(ahead.date) < found.offer.instant:
            yield Row(ahead.date, ahead.purpose.name, _state(wish, ahead), path)


def _state(wish: Wish, post: Post) -> State:
    return State.DRAFT if post.path in wish.drafts else State.READY


def _readers(wish: Wish, found: Plan) -> dict[str, tuple[Joined, ...]]:
    """Who is warm in each stream, whichever of its drafts appear."""
    return {name: common(found.joiners(lane) for lane in lanes) for name, lanes in wish.lanes.items()}
