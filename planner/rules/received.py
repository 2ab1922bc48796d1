"""What the readers of a stream really get, for the rules that look at the calendar from their side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.model import Post, Step
from planner.rules.base import Inspection
from planner.warming.calendar import minutes
from planner.warming.streams import Send, Standing, Stream


def letters_by_path(inspection: Inspection) -> Mapping[str, Post | Step]:
    """Posts and series steps, by path."""
    return {letter.path: letter for letter in inspection.letters}


def newsletters(inspection: Inspection) -> Iterator[tuple[Stream, tuple[Send, ...]]]:
    """The stream of each stage that gets anything, with what it gets."""
    for name, stream in inspection.streams.items():
        sends = received(inspection, name) if stream.is_joined else ()
        if sends:
            yield stream, sends


def received(inspection: Inspection, name: str) -> tuple[Send, ...]:
    """The sends of a stream, in order, without those that are held back."""
    cold = {verdict.path for verdict in inspection.verdicts.get(name, ()) if verdict.standing is Standing.COLD}
    sends = inspection.streams[name].sends
    return tuple(send for send in sends if not send.kept_out and (send.passes or send.path not in cold))


def judged_from(inspection: Inspection) -> int | None:
    """The minute before which all is history (`since`)."""
    since = inspection.settings.since
    return None if since is None else minutes(since)
