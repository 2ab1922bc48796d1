"""How warm the long-standing reader of a stream is at a moment: what an offer would find if it came now."""

from __future__ import annotations

from dataclasses import dataclass

from planner.model import Role
from planner.warming.history import History
from planner.warming.readers import long_standing
from planner.warming.streams import Outage, Send, Stream, Warmth, outage_at


@dataclass(frozen=True, slots=True)
class Today:
    """The state of a stream's readers at a moment."""

    warmth: Warmth
    is_warm: bool
    outage: Outage | None
    """The incident that is open."""


def today(stream: Stream, minute: int) -> Today:
    """What the long-standing reader has had by a minute, that minute's sends included."""
    history = long_standing(stream)
    for send in stream.sends:
        if send.instant > minute:
            break
        if send.role is not Role.ASKS or receives(stream, history, send):
            history.receive(send, send.instant)
    return Today(history.warmth(minute), history.is_warm(minute), outage_at(stream.outages, minute))


def gets(stream: Stream, history: History, offer: Send) -> bool:
    """Whether a reader with that history gets an offer of the calendar."""
    closed = not offer.history and outage_at(stream.outages, offer.instant) is not None
    return not offer.kept_out and not closed and history.takes(offer, offer.instant)


def receives(stream: Stream, history: History, offer: Send) -> bool:
    """Whether it is among what such a reader gets: warm for it or not, where the shop lets cold offers pass."""
    return gets(stream, history, offer) or (offer.passes and not offer.kept_out)
