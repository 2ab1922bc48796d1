"""The shape of a rule: it judges what stands there and yields judgements; it never repairs, prints or raises."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from planner.frontmatter import Node
from planner.model import EMPTY, Letter, Level, Place, Post, RuleSettings, Settings, Source, Step
from planner.shapes import Flag, Keys, ListOf, OneOf, Reading, Shape, Text, Whole
from planner.voices import NO_VOICES, Voices
from planner.warming.series import StepVerdict
from planner.warming.streams import Stream, Verdict

HtmlSize = Callable[[Sequence[Post | Step]], int]


class Inspection(NamedTuple):
    """What a rule sees. Drafts are not in it."""

    settings: Settings
    at: datetime
    sources: tuple[Source, ...]
    files: frozenset[str]
    """Every file below `docs_dir`, relative to it."""
    weigh: Callable[[str], int] = lambda _name: 0
    """How many bytes a file below `docs_dir` has; looked up only where a rule asks."""
    html_size: HtmlSize | None = None
    """How many bytes of HTML letters make that go out together. It makes them, so it is asked only where much hangs on it."""
    streams: Mapping[str, Stream] = EMPTY
    """What the readers of each stream are sent. Like the verdicts, empty for rules that run before the warming is known."""
    verdicts: Mapping[str, tuple[Verdict, ...]] = EMPTY
    """The verdict on each offer of a stream."""
    series: Mapping[str, tuple[StepVerdict, ...]] = EMPTY
    """The verdict on each offer of the series that greets a stream's stage."""

    voices: Voices = NO_VOICES
    """What customers said."""
    faulty: frozenset[str] = frozenset()
    """Paths with an error of their own; empty for rules that do not ask for them by `after_faults` or `after_warming`."""
    promised: Mapping[str, date] = EMPTY
    """The earliest `until` that readers were ever shown of an offer, by path: from git and the report of the last build."""
    names: tuple[str, ...] = ()
    """The names of all rules; for rules that run last."""
    silenced: frozenset[tuple[str, str]] = frozenset()
    """Path and rule of each finding that an `allow:` has silenced; for rules that run last."""

    @property
    def letters(self) -> Iterator[Post | Step]:
        """Posts and series steps, by path."""
        return (source.letter for source in self.sources if source.letter is not None)

    @property
    def files_read(self) -> tuple[Source, ...]:
        """Every file that was read: the letters, and the voices if there are any."""
        return (*self.sources, *self.voices.files)

    @property
    def posts(self) -> Iterator[Post]:
        """The posts, by path."""
        return (letter for letter in self.letters if isinstance(letter, Post))


class Judgement(NamedTuple):
    """What a rule found, and where. The engine adds the rule's name and level; `level` is for the rare rule that has two."""

    path: str
    place: Place
    case: str
    values: Mapping[str, Any] = EMPTY
    level: Level | None = None


class Rule(NamedTuple):
    """A rule as the list of rules holds it. `options` is a named tuple of the defaults."""

    name: str
    level: Level
    options: Any
    check: Callable[[Inspection, Any], Iterator[Judgement]]
    after_faults: bool = False
    """Whether it reads `Inspection.faulty`, and still runs before the warming: it keeps letters out itself."""
    after_warming: bool = False
    """Whether it reads `Inspection.verdicts`, and so runs when the errors of the others are known.

    What it holds back as an error is taken out of the warming, and the other such rules are asked anew; it is not.
    """
    cools: bool = False
    """Whether a letter with a finding of it, of whatever level, warms nobody."""
    last: bool = False
    """Whether it reads `Inspection.silenced`, and so runs after all others. Of its own findings none can be allowed."""
    choices: Mapping[str, tuple[str, ...]] = EMPTY
    """All that may stand in an option that is a list of a few names, by the name of the option."""


class NoOptions(NamedTuple):
    """For rules with nothing to set but their level."""


def at(letter: Letter, key: str, case: str, **values: Any) -> Judgement:
    """A judgement on a key of a letter."""
    return Judgement(letter.path, letter.place(key, "title"), case, values)


def from_faults(name: str) -> Callable[[Inspection, Any], Iterator[Judgement]]:
    """The check of a rule whose faults reading has already found."""

    def check(inspection: Inspection, _: Any) -> Iterator[Judgement]:
        for source in inspection.files_read:
            for fault in source.faults:
                if fault.rule == name:
                    yield Judgement(source.path, fault.place, fault.case, fault.values)

    return check


_SHAPES: Mapping[type, Shape] = {
    int: Whole(0, 100_000),
    bool: Flag(),
    str: Text(),
    tuple: ListOf(Text()),
}


def _shape(rule: Rule, option: str, default: Any) -> Shape:
    """The shape of an option's value: that of its default, or a list of some of the rule's `choices`."""
    return ListOf(OneOf(rule.choices[option])) if option in rule.choices else _SHAPES[type(default)]


def rule_settings(rule: Rule, node: Node, reading: Reading) -> RuleSettings:
    """What a shop's `rules:` block says of a rule, checked against the rule's options."""
    levels = OneOf(tuple(level.value for level in Level))
    own = {name: _shape(rule, name, default) for name, default in rule.options._asdict().items()}
    values = Keys({"level": levels, **own}).read(f"rules.{rule.name}", node, reading) or {}
    level = values.pop("level", None)
    return RuleSettings(level and Level(level), rule.options._replace(**values))
