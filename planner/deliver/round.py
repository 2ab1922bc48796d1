"""A round of letters by SMTP: one mail to each reader, one after the other, each step in the ledger before the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from planner.deliver.built import BuiltEdition, BuiltVariant
from planner.deliver.ledger import Entry, Ledger
from planner.deliver.mail import addressed
from planner.deliver.readers import Reader
from planner.deliver.smtp import Outcome, Result, Server

_DONE = {"sent", "refused"}


@dataclass(frozen=True, slots=True)
class Due:
    """A reader who has yet to get a variant."""

    variant: BuiltVariant
    reader: Reader


@dataclass(frozen=True, slots=True)
class Standing:
    """How a round stands: who is due, who has the letter, and of whom nobody knows."""

    due: tuple[Due, ...]
    done: int
    unclear: tuple[Due, ...]


def standing(edition: BuiltEdition, wanted: Sequence[Due], ledger: Ledger) -> Standing:
    """What the ledger says of those who are to get an edition."""
    known = ledger.readers(edition.name)
    states = [(due, known.get(ledger.key(due.reader.address), Entry()).get("state")) for due in wanted]
    return Standing(
        due=tuple(due for due, state in states if state not in {*_DONE, "sending"}),
        done=sum(state in _DONE for _, state in states),
        unclear=tuple(due for due, state in states if state == "sending"),
    )


class Round:
    """Sends what is due."""

    def __init__(
        self,
        edition: BuiltEdition,
        ledger: Ledger,
        server: Server,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
        per_minute: int,
        number: int,
    ) -> None:
        self._edition = edition
        self._ledger = ledger
        self._server = server
        self._now = now
        self._sleep = sleep
        self._pause = 60 / per_minute
        self._number = number

    def send(self, due: Sequence[Due]) -> Iterator[tuple[Due, Outcome]]:
        """Send to each reader; what became of it is in the ledger before it is told."""
        last: datetime | None = None
        for one in due:
            if last is not None:
                self._sleep(max(0.0, self._pause - (self._now() - last).total_seconds()))
            last = self._now()
            yield one, self._give(one)

    def _give(self, due: Due) -> Outcome:
        key = self._ledger.key(due.reader.address)
        round_key = f"{self._number}/{key}"
        mail = addressed(due.variant.mail, due.reader.address, due.reader.name, now=self._now(), key=round_key)
        outcome = self._server.give(mail, lambda: self._enter(due, key, "sending"))
        self._enter(due, key, outcome.result.value)
        return outcome

    def _enter(self, due: Due, key: str, state: str) -> None:
        self._ledger.add(
            at=self._now().isoformat(timespec="seconds"),
            edition=self._edition.name,
            variant=due.variant.name,
            service="smtp",
            round=self._number,
            reader=key,
            state=state,
        )


__all__ = ["Due", "Result", "Round", "Standing", "standing"]
