"""One reader, followed send by send as domain.md, section 5, tells it: slow, plain, and written apart from `warming/`."""

from __future__ import annotations

from dataclasses import dataclass

from planner.model import Role
from planner.warming.streams import DAY, Send, Stream


@dataclass
class Outcome:
    """What became of one send for the reader."""

    path: str
    instant: int
    received: bool


def follow(stream: Stream, joined: int, *, moved: tuple[str, int] | None = None) -> list[Outcome]:
    """Everything that a reader who joined at that minute is sent, in order; `moved` gives one post another instant."""
    mail = [
        (moved[1] if moved and moved[0] == send.path else send.instant, 1, send.order, send.path, send)
        for send in stream.sends
    ]
    mail = [item for item in mail if item[0] > joined]
    mail += [(joined + step.instant, 0, 0, step.path, step) for step in stream.steps]
    mail.sort(key=lambda item: item[:4])
    received: list[tuple[int, Send]] = []
    return [_meet(stream, received, instant, send) for instant, _, _, _, send in mail]


def _meet(stream: Stream, received: list[tuple[int, Send]], instant: int, send: Send) -> Outcome:
    got = send.role is not Role.ASKS or _gets_offer(stream, received, instant, send)
    if got and not send.kept_out:
        received.append((instant, send))
    return Outcome(send.path, instant, got)


def _gets_offer(stream: Stream, received: list[tuple[int, Send]], instant: int, offer: Send) -> bool:
    if offer.history:
        return True
    if any(outage.start <= instant and (outage.end is None or instant < outage.end) for outage in stream.outages):
        return False
    if _is_reminder(stream, received, instant, offer):
        return True
    offers = [index for index, (_, send) in enumerate(received) if send.role is Role.ASKS]
    need = stream.rule.usual if offers else stream.rule.first
    since_last = received[offers[-1] + 1 :] if offers else received
    counted = [
        (when, send.kind)
        for when, send in since_last
        if send.role is Role.WARMS and when >= instant - stream.rule.within * DAY
    ]
    if len(counted) < need.posts or len({kind for _, kind in counted}) < need.kinds:
        return False
    return need.days == 0 or (bool(counted) and min(counted)[0] <= instant - need.days * DAY)


def _is_reminder(stream: Stream, received: list[tuple[int, Send]], instant: int, offer: Send) -> bool:
    """Replay the campaign's offers that were received: which of them opened it last, and how many reminders followed."""
    if offer.campaign is None:
        return False
    opening: Send | None = None
    reminders = 0
    for when, send in received:
        if send.role is not Role.ASKS or send.campaign != offer.campaign:
            continue
        if (
            opening is not None
            and reminders < stream.rule.reminders
            and (opening.deadline is None or when < opening.deadline)
        ):
            reminders += 1
        else:
            opening, reminders = send, 0
    in_time = opening is not None and (opening.deadline is None or instant < opening.deadline)
    return in_time and reminders < stream.rule.reminders
