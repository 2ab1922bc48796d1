"""A plan for a shop owner: a small calendar, who will be warm, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from shlex import quote

from planner.report.base import Paint, plain
from planner.report.figures import joined_text
from planner.report.plan import Answer, Row, State
from planner.report.visible import visible, width
from planner.warming.streams import Joined
from planner.wording import DEFAULT_TIME, Catalogue

_PARTS = {State.NEW: "warning", State.MOVE: "warning", State.DRAFT: "warning", State.MADE: "help", State.READY: "help"}
"""How the state of a post is coloured."""


def render(
    answer: Answer, words: Catalogue, paint: Paint = plain, *, made: Sequence[str] = (), writing: bool = False
) -> str:
    """The whole plan. `made` are the drafts that were written, as one would type their paths."""
    told = _Telling(answer, words, paint)
    blocks = [told.heading(), *told.calendar(), *told.readers(), *told.next(made, writing=writing)]
    return "\n\n".join(blocks) + "\n"


@dataclass(frozen=True, slots=True)
class _Telling:
    answer: Answer
    words: Catalogue
    paint: Paint

    def heading(self) -> str:
        answer = self.answer
        lines = [self.paint(self.words.say("plan.heading", offer=answer.offer), "path"), *self._verdict()]
        if answer.stage:
            lines.append(self.words.say("plan.stage", stream=f"newsletter/{answer.stage}", stage=answer.stage.value))
        return "\n".join(lines)

    def _verdict(self) -> Iterator[str]:
        answer = self.answer
        if answer.met:
            yield self.words.say("plan.met" if answer.rows else "plan.nothing")
            return
        if answer.closed:
            yield self.words.say("plan.incident", streams=answer.closed)
        elif answer.earliest is not None:
            yield self.words.say("plan.late")
        if answer.earliest is None:
            yield self.words.say("plan.recovery" if answer.closed else "plan.never")
        else:
            yield self.words.say("plan.earliest", earliest=answer.earliest)

    def calendar(self) -> Iterator[str]:
        """A line for each post, and the offer."""
        if self.answer.earliest is None:
            return
        rows = [(row.date, self._label(row.purpose), self._state(row)) for row in self.answer.rows]
        rows.append((self.answer.earliest, self._label("offer"), visible(self.answer.written or "")))
        room = max(width(label) for _, label, _ in rows)
        hours = any((date.hour, date.minute) != DEFAULT_TIME for date, _, _ in rows)
        lines = (
            f"  {self._day(date, hours=hours)}  {label}{' ' * (room - width(label))}  {state}"
            for date, label, state in rows
        )
        yield "\n".join(line.rstrip() for line in lines)

    def _day(self, date: datetime, *, hours: bool) -> str:
        """A day with its weekday; with its hour too, where some of the plan are not the usual one."""
        weekday = self.words.say(f"plan.weekday.{date.weekday()}")
        day = self.words.say("plan.day", date=f"{date:%Y-%m-%d}", weekday=weekday)
        return f"{day} {date:%H:%M}" if hours else day

    def _state(self, row: Row) -> str:
        path = self.paint(visible(row.path or ""), "rule")
        said = self.paint(self.words.say(f"plan.state.{row.state}"), _PARTS[row.state])
        return f"{said}  {path}" if row.path else said

    def _label(self, purpose: str) -> str:
        return visible(self.answer.settings.purposes[purpose].label)

    def readers(self) -> Iterator[str]:
        """Who will be warm, streams that are alike in one line."""
        if not self.answer.readers:
            return
        lines = [self.paint(self.words.say("plan.readers.title"), "path")]
        groups: dict[tuple[tuple[Joined, ...], int], list[str]] = {}
        for name, joiners in self.answer.readers.items():
            groups.setdefault((joiners, self._end(name)), []).append(name)
        lines += [self._warm(names, joiners, end) for (joiners, end), names in groups.items()]
        if any(not _is_everyone(joiners, end) for joiners, end in groups):
            lines.append("  " + self.words.say("plan.readers.later"))
        yield "\n".join(lines)

    def _end(self, name: str) -> int:
        return self.answer.arrivals[name] if name.startswith("newsletter/") else 0

    def _warm(self, names: list[str], joiners: tuple[Joined, ...], end: int) -> str:
        streams = self.words.stream(names)
        if _is_everyone(joiners, end):
            said = self.words.say("plan.readers.everyone")
        else:
            zone = self.answer.settings.timezone
            ranges = [joined_text(one, end, zone, self.words) for one in joiners]
            said = self.words.say("plan.readers.joined", ranges=ranges)
        return f"  {streams[:1].upper()}{streams[1:]}: {said}"

    def next(self, made: Sequence[str], *, writing: bool) -> Iterator[str]:
        """What the owner does next."""
        lines = [*self._writing(made, writing=writing), *self._drafts()]
        if lines:
            yield "\n".join([self.paint(self.words.say("plan.next.title"), "path"), *(f"  {line}" for line in lines)])

    def _writing(self, made: Sequence[str], *, writing: bool) -> Iterator[str]:
        answer, new = self.answer, len(self.answer.of(State.NEW))
        if made:
            yield self.words.say("plan.next.made", n=len(made))
            yield from (f"  {visible(path)}" for path in made)
            yield self.words.say("plan.next.ready")
        elif writing:
            yield self.words.say("plan.next.nothing-new" if answer.met else "plan.next.not-written")
        if answer.written and answer.earliest is not None and not answer.met:
            yield self.words.say("plan.next.move", path=visible(answer.written), date=_written(answer.earliest))
        if new and answer.earliest is not None:
            yield self.words.say("plan.next.write", n=new, command=self._command(answer.earliest))

    def _command(self, date: datetime) -> str:
        stage = f" --stage {self.answer.stage}" if self.answer.stage else ""
        return f"planner plan --offer {quote(_written(date))}{stage} --write"

    def _drafts(self) -> Iterator[str]:
        for row in self.answer.of(State.MOVE):
            yield self.words.say("plan.next.move", path=visible(row.path or ""), date=_written(row.date))
        waiting = [visible(row.path or "") for row in self.answer.of(State.DRAFT)]
        if waiting:
            yield self.words.say("plan.next.finish", paths=waiting)
        if self.answer.useless:
            yield self.words.say("plan.next.useless", paths=[visible(path) for path in self.answer.useless])


def _is_everyone(joiners: tuple[Joined, ...], end: int) -> bool:
    return len(joiners) == 1 and joiners[0].start is None and joiners[0].end in {None, end}


def _written(date: datetime) -> str:
    """A date as one writes it into a post."""
    return f"{date:%Y-%m-%d}" if (date.hour, date.minute) == DEFAULT_TIME else f"{date:%Y-%m-%d %H:%M}"
