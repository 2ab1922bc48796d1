"""What one reader gets: every send and step, in order, and why an offer was withheld."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from planner.model import Role
from planner.warming.history import History
from planner.warming.streams import Send, Stream, Warmth, outage_at


class Withheld(StrEnum):
    """Why a reader does not get an offer."""

    HELD_BACK = "held-back"
    INCIDENT = "incident"
    COLD = "cold"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing that a reader gets, or would have got."""

    send: Send
    instant: int
    is_step: bool
    withheld: Withheld | None
    warmth: Warmth | None
    """How warm the reader was; for offers."""


def follow(stream: Stream, joined: int, held_back: frozenset[str] = frozenset()) -> tuple[Delivery, ...]:
    """Everything that a reader of a stream who joined at that minute is sent; `held_back` are paths that nobody gets."""
    history = History(stream.rule)
    return tuple(_deliver(stream, history, item, held_back) for item in _mail(stream, joined))


def _mail(stream: Stream, joined: int) -> Iterator[tuple[int, bool, Send]]:
    steps = [(joined + step.instant, False, step) for step in stream.steps]
    sends = [(send.instant, True, send) for send in stream.sends if send.instant > joined]
    # At one instant a step comes before a send.
    for instant, is_send, send in sorted([*steps, *sends], key=lambda item: (item[0], item[1], item[2].rank)):
        yield instant, not is_send, send


def _deliver(stream: Stream, history: History, item: tuple[int, bool, Send], held_back: frozenset[str]) -> Delivery:
    instant, is_step, send = item
    warmth = history.warmth(instant) if send.role is Role.ASKS else None
    withheld = _withheld(stream, history, send, instant, held_back) if warmth else None
    if withheld is None:
        history.receive(send, instant)
    return Delivery(send, instant, is_step, withheld, warmth)


def _withheld(
    stream: Stream, history: History, offer: Send, instant: int, held_back: frozenset[str]
) -> Withheld | None:
    if offer.kept_out or offer.path in held_back:
        return Withheld.HELD_BACK
    if not offer.history and outage_at(stream.outages, instant) is not None:
        return Withheld.INCIDENT
    return None if history.takes(offer, instant) else Withheld.COLD
