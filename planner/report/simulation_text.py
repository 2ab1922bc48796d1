"""What one reader gets, for a shop owner: one letter a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.model import Step
from planner.report.base import Paint, plain
from planner.report.figures import had
from planner.report.simulation import Received, Simulation
from planner.report.visible import visible, width
from planner.warming.follow import Withheld
from planner.wording import Catalogue


def render(simulation: Simulation, words: Catalogue, paint: Paint = plain) -> str:
    """A heading, a line for each letter, and one sentence to sum up."""
    told = _Telling(simulation, words, paint)
    lines = list(told.lines())
    return "\n".join([told.heading(), "", *lines, *([""] if lines else []), told.summary()]) + "\n"


@dataclass(frozen=True, slots=True)
class _Telling:
    simulation: Simulation
    words: Catalogue
    paint: Paint

    def heading(self) -> str:
        values = {"stream": f"newsletter/{self.simulation.stage}", "joined": self.simulation.joined}
        return self.paint(self.words.say("simulate.heading", **values), "path")

    def lines(self) -> Iterator[str]:
        rows = [self._cells(one) for one in self.simulation.letters]
        rooms = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
        for one, (day, date, purpose) in zip(self.simulation.letters, rows, strict=True):
            cells = [" " * (rooms[0] - width(day)) + day, _padded(date, rooms[1]), _padded(purpose, rooms[2])]
            yield "  " + "  ".join([*cells, self._title(one)])
            if one.withheld is not None:
                indent = " " * (sum(rooms) + 8)
                yield indent + self.paint(self._reason(one), "warning")

    def _cells(self, one: Received) -> tuple[str, str, str]:
        day = self.words.say("simulate.day", day=one.day)
        return day, self.words.say("simulate.date", date=one.date), visible(one.letter.purpose.label)

    def _title(self, one: Received) -> str:
        title = visible(one.letter.title)
        if isinstance(one.letter, Step):
            return self.words.say("simulate.step", title=title, series=visible(one.letter.series))
        return title

    def _reason(self, one: Received) -> str:
        if one.withheld is Withheld.COLD and one.warmth is not None:
            return self.words.say("simulate.withheld.cold", **had(one.warmth))
        return self.words.say(f"simulate.withheld.{one.withheld}")

    def summary(self) -> str:
        letters = [one for one in self.simulation.letters if one.withheld is None]
        if not self.simulation.letters:
            return self.words.say("simulate.nothing")
        offers = sum(one.letter.asks for one in letters)
        kept = len(self.simulation.letters) - len(letters)
        key = "simulate.summary-withheld" if kept else "simulate.summary"
        return self.words.say(key, n=len(letters), offers=offers, **({"kept": kept} if kept else {}))


def _padded(text: str, room: int) -> str:
    return text + " " * (room - width(text))
