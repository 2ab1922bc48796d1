"""The voices of customers: content/voices.yml as frozen data, and which of them nobody has answered yet.

A voice has no name. A key that would hold one is a fault, whatever stands there, and so are personal data in its words
(`planner/rules/personal_data.py` looks for those).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from planner.frontmatter import Items, Node, Table, YamlError, parse_yaml
from planner.keys import SLUG, stage_shape
from planner.model import Fault, Letter, Place, Post, Source, Stage
from planner.nearest import fold
from planner.shapes import Day, Keys, Reading, Shape, Text, is_empty, shown

FILE = "voices.yml"
"""Its name below `docs_dir`."""
_ID = Text(SLUG, "slug")
_NEARLY = re.compile(r"(?:posts/|series/)?voices?\.ya?ml(?:\.txt)?", re.IGNORECASE)
"""Names that are meant for it."""
_NAMING = frozenset(
    map(
        fold,
        (
            *("name", "first name", "last name", "surname", "customer", "who", "person", "from", "email", "mail"),
            *("phone", "telephone", "tel", "mobile", "address", "birthday", "line", "instagram", "account", "handle"),
            *(
                "名前",
                "氏名",
                "お名前",
                "姓",
                "名",
                "お客様名",
                "メール",
                "電話",
                "電話番号",
                "携帯",
                "住所",
                "生年月日",
            ),
        ),
    )
)
_WRITTEN = re.compile(r"^(?!%)(?:---(?=[ \t]))?[ \t]*(?!(?:---|\.\.\.)(?:\s|\Z))[^\s#]", re.MULTILINE)
"""Where something is written: no comment, and no mark of a document alone."""
_PARTING = re.compile(r"^(?:---|\.\.\.)(?=\s|\Z)", re.MULTILINE)


class Voice(NamedTuple):
    """Something a customer said, kept without the customer's name."""

    id: str
    date: date
    place: Place
    stage: Stage | None = None
    source: str | None = None
    """Where it was heard: the counter, a card, the telephone."""
    worry: str | None = None
    wish: str | None = None


class Voices(NamedTuple):
    """The file of voices; a shop that keeps none has an empty one."""

    source: Source | None = None
    """The file as read; its letter is always None."""
    all: tuple[Voice, ...] = ()
    """In the order of the file."""
    misnamed: tuple[Source, ...] = ()
    """Files that are meant to hold voices, and are not read because of their names."""
    missed: tuple[Source, ...] = ()
    """What voices are missing from `all` for: files, with those of their faults that cost one."""
    is_read: bool = True
    """False where the file is there, or may be, and is no list of voices, or nothing that can be read."""
    ids: frozenset[str] = frozenset()
    """Those of every voice in the file, also of those that are not in `all` for what is wrong with them."""
    has_unnamed: bool = False
    """Whether the file holds voices, or may, whose ids nobody can see."""

    @property
    def all_named(self) -> bool:
        """Whether an id that is not in `ids` is that of no voice."""
        return self.is_read and not self.has_unnamed and not self.misnamed

    @property
    def files(self) -> tuple[Source, ...]:
        """Every file that findings may be about."""
        return self.misnamed if self.source is None else (self.source, *self.misnamed)


NO_VOICES = Voices()


def voice_keys() -> dict[str, Shape]:
    """The keys of a voice, in the order in which they are written."""
    return {
        "id": _ID,
        "date": Day(),
        "stage": stage_shape(),
        "source": Text(),
        "worry": Text(),
        "wish": Text(),
    }


def is_misnamed(name: str) -> bool:
    """Whether a file below `docs_dir` has nearly the name of the voices, so that somebody may think that it is read."""
    return name != FILE and _NEARLY.fullmatch(name) is not None


def read_voices(path: str, text: str, reading: Reading) -> Voices:
    """The voices of a file's text; what is wrong with it are the faults of its source."""
    try:
        node = parse_yaml(text.removeprefix("\ufeff"))
    except YamlError as error:
        return unread(path, text, Fault("bad-front-matter", error.case, error.place, {"reason": error.reason}))
    if node is None or is_empty(node):
        return Voices(source=Source(path=path, text=text))
    if not isinstance(node, Items):
        return unread(path, text, Fault("bad-value", "voices", Place(node.place.line, 1, node.place.line, 2)))
    costly: list[Fault] = []
    found = tuple(_voices(node, reading, costly))
    parted = tuple(_parted(text))
    missed = Source(path=path, text=text, faults=(*costly, *parted))
    source = missed._replace(faults=(*reading.faults, *parted))
    ids = [_id(item, reading) for item in node.items]
    return Voices(
        source=source,
        all=found,
        missed=(missed,) if missed.faults else (),
        ids=frozenset(filter(None, ids)),
        has_unnamed=bool(parted) or None in ids,
    )


def unread(path: str, text: str, fault: Fault) -> Voices:
    """A file that is no list of voices, or in which nothing can be read, for that reason."""
    source = Source(path=path, text=text, faults=(fault,))
    return Voices(source=source, missed=(source,), is_read=False)


def end_of_list(text: str) -> int:
    """Where what YAML reads as one ends: at a mark of a document below something written, else with the text."""
    begun = _WRITTEN.search(text)
    parting = _PARTING.search(text, begun.end()) if begun else None
    return parting.start() if parting else len(text)


def _parted(text: str) -> Iterator[Fault]:
    """A line of `---` below voices ends what YAML reads; those behind it would be lost without a word."""
    end = end_of_list(text)
    if _WRITTEN.search(text, end):
        line = text.count("\n", 0, end) + 1
        yield Fault("bad-value", "voices-parted", Place(line, 1, line, 4))


def _voices(node: Items, reading: Reading, costly: list[Fault]) -> Iterator[Voice]:
    """The voices of a list; the faults that cost one are noted apart, too."""
    keys, taken = Keys(voice_keys()), set[str]()
    for item in node.items:
        before = len(reading.faults)
        voice = _voice(item, keys, reading)
        if voice is not None and voice.id not in taken:
            taken.add(voice.id)
            yield voice
            continue
        if voice is not None:
            reading.faults.append(Fault("bad-value", "voice-twice", voice.place, {"id": voice.id}))
        costly += reading.faults[before:]


def _voice(node: Node, keys: Keys, reading: Reading) -> Voice | None:
    before = len(reading.faults)
    reading.places.clear()
    if not isinstance(node, Table):
        reading.faults.append(Fault("bad-value", "voice", node.place, {"found": shown(node)}))
        return None
    values = keys.values("", _nameless(node, reading), reading)
    reading.faults[before:] = map(_of_a_voice, reading.faults[before:])
    wrong = {fault.values.get("key") for fault in reading.faults[before:]}
    lacking = [key for key in ("id", "date") if key not in values and key not in wrong]
    if not {"worry", "wish"} & (values.keys() | wrong):
        lacking.append("worry")
    place = reading.places.get("id", node.place)
    for key in lacking:
        first_line = Place(node.place.line, node.place.column, node.place.line, node.place.column + 1)
        reading.faults.append(Fault("missing-key", "voice", reading.places.get("id", first_line), {"key": key}))
    return _built(values, place)


def _built(values: dict[str, Any], place: Place) -> Voice | None:
    if not {"id", "date"} <= values.keys():
        return None
    stage = values.pop("stage", None)
    return Voice(stage=stage and Stage(stage), place=place, **values)


def _id(item: Node, reading: Reading) -> str | None:
    """The id of what stands in the list, whatever else is wrong with it; None where there is none that can be read."""
    node = item.get("id") if isinstance(item, Table) else None
    return _ID.read("id", node, Reading(reading.zone)) if node and not is_empty(node) else None


def _nameless(table: Table, reading: Reading) -> Table:
    """A voice without the keys that would name a person; each of them is a fault."""
    naming = [entry for entry in table.entries if fold(entry.key) in _NAMING]
    for entry in naming:
        reading.faults.append(Fault("personal-data", "voice-key", entry.key_place, {"key": entry.key[:60]}))
    return Table(tuple(entry for entry in table.entries if entry not in naming), table.place, table.repeated)


def _of_a_voice(fault: Fault) -> Fault:
    """A key that nobody knows is told in other words than in a post, which may have keys of the shop's own."""
    return fault._replace(case=f"voice-{fault.case}") if fault.rule == "unknown-key" else fault


def answers_by_voice(letters: Iterable[Letter], at: datetime) -> Mapping[str, tuple[str, ...]]:
    """The paths of the letters that are out at `at` and answer a voice, by its id; a letter of a series always is."""
    found: dict[str, list[str]] = {}
    for letter in letters:
        if not isinstance(letter, Post) or letter.date <= at:
            for name in dict.fromkeys(letter.answers):
                found.setdefault(name, []).append(letter.path)
    return {name: tuple(paths) for name, paths in found.items()}


def unanswered(voices: Sequence[Voice], letters: Iterable[Letter], at: datetime) -> tuple[Voice, ...]:
    """The voices heard up to `at` that no letter out by then answers, the longest waiting first."""
    answered = answers_by_voice(letters, at)
    waiting = (voice for voice in voices if voice.date <= at.date() and voice.id not in answered)
    return tuple(sorted(waiting, key=lambda voice: (voice.date, voice.id)))


def days_waiting(voice: Voice, at: datetime) -> int:
    """How many days ago a voice was heard."""
    return (at.date() - voice.date).days
