"""Every sentence that people read: the catalogues of `locales/`, and how dates, streams and numbers are said in them.

A key is `<file>.<table>.<name>`: `site.post.by` is `by` in `[post]` of `locales/<language>/site.toml`. Files are read when
first needed. A slot may carry a kind after a colon, for values that each language says in its own way:

    {when:date}        1 December 2026, 10:00 / 2026年12月1日 10:00 (no time where it is the morning default)
    {stream:stream}    the site / サイト
    {kinds:purposes}   thanks, a staff voice / 「感謝」「スタッフの声」
    {n:count|post|posts}   1 post, 4 posts (Japanese needs only `{n}件`)
    {first:either|before|since}   one text for what is true, another for what is not
    {joined:joined}    join dates, as ranges with `from` and `until`: before 1 December 2026 / 2026年12月1日より前
    {start:since}      such a range without an end: from 1 December 2026 on / 2026年12月1日以降
    {when:soonest}     the first minute that will do: 1 December 2026, just after 10:00 / 2026年12月1日 10:00過ぎ
    {when:exact}       a date with its time, whichever it is
    {names:list}       a, b and c / a、b、c
    {missing:keys}     keys as they are written: `price` and `until` / `price`、`until`
    {known:names}      names that one may write, with their labels: customer / お客様（customer）; {nearest:name} for one
    {case:slip}        what is wrong with a YAML text, by the case of a YamlError: a bracket is not closed
    {price:money}      5,500 JPY, as programs are told it: ¥5,500 / 5,500円
    {expected:shape}   what a value should have been, by its name in shapes.toml: yes or no / 「はい」か「いいえ」
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from string import Formatter
from typing import Any

from planner.amounts import amount_text

LANGUAGES = ("en", "ja")
DEFAULT_TIME = (9, 0)
"""The time of day of a date that has none; it goes without saying."""

_LOCALES = Path(__file__).parent / "locales"
_HEADING = re.compile(r"^\[([\w-]+)", re.MULTILINE)
"""The heading of a table, up to the first dot of its name."""
_USUAL_MINUTES = 5
"""Of how many minutes the times that people name are a multiple."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def date_text(language: str, when: date | datetime, *, exact: bool = False) -> str:
    """A date as people of that language write it; its time too, unless it is the default one or `exact` asks for it."""
    day = (
        f"{when.year}年{when.month}月{when.day}日"
        if language == "ja"
        else f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
    )
    if not isinstance(when, datetime) or ((when.hour, when.minute) == DEFAULT_TIME and not exact):
        return day
    return f"{day}{' ' if language == 'ja' else ', '}{when:%H:%M}"


def _minute_before(when: datetime) -> datetime | None:
    """The moment that people mean by the minute after it: nobody says 10:01 where 10:00 still belongs to what was before."""
    return when - timedelta(minutes=1) if when.minute % _USUAL_MINUTES == 1 else None


class Tables(Mapping[str, Any]):
    """The tables of a file of sentences, by the first part of their names. One is parsed when it is asked for: all would take a hundred times as long."""

    def __init__(self, text: str) -> None:
        heads = list(_HEADING.finditer(text))
        starts = [*(head.start() for head in heads), len(text)]
        self._texts: dict[str, str] = {}
        for head, start, end in zip(heads, starts, starts[1:], strict=False):
            self._texts[head[1]] = self._texts.get(head[1], "") + text[start:end]
        self._parsed = tomllib.loads(text[: starts[0]])

    def __getitem__(self, name: str) -> Any:
        """The table of that name."""
        if name not in self._parsed:
            self._parsed[name] = tomllib.loads(self._texts[name])[name]
        return self._parsed[name]

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter({**self._parsed, **self._texts})

    def __len__(self) -> int:
        """How many there are."""
        return len({**self._parsed, **self._texts})


class Catalogue(Formatter):
    """The sentences of one language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self._files: dict[str, Tables] = {}

    def say(self, key: str, /, **values: Any) -> str:
        """The sentence of `key` with its slots filled; KeyError for a key that no file has (a test forbids that)."""
        sentence = self._find(key)
        if not isinstance(sentence, str):
            raise KeyError(key)
        return self.vformat(sentence, (), values) if "{" in sentence or "}" in sentence else sentence

    def has(self, key: str) -> bool:
        """Whether there is such a sentence or table."""
        try:
            self._find(key)
        except KeyError:
            return False
        return True

    def keys(self, prefix: str) -> list[str]:
        """The names directly below a table."""
        table = self._find(prefix)
        return list(table) if isinstance(table, Mapping) else []

    def _find(self, key: str) -> Any:
        file, *path = key.split(".")
        if file not in self._files:
            self._files[file] = Tables(locale_text(self.language, f"{file}.toml"))
        node: Any = self._files[file]
        for name in path:
            node = node[name]
        return node

    def format_field(self, value: Any, format_spec: str) -> str:
        """Fill one slot, by the kind named after its colon."""
        kind, _, rest = format_spec.partition("|")
        if kind == "count":
            one, _, many = rest.partition("|")
            return f"{_number(value)} {one if value == 1 else many}"
        if kind == "either":
            true, _, false = rest.partition("|")
            return true if value else false
        if kind in self._kinds:
            return self._kinds[kind](value)
        return (
            _number(value) if isinstance(value, float) and not format_spec else super().format_field(value, format_spec)
        )

    @cached_property
    def _kinds(self) -> Mapping[str, Callable[[Any], str]]:
        return {
            "date": lambda when: date_text(self.language, when),
            "stream": self.stream,
            "purpose": self.purpose,
            "purposes": lambda names: self.enumeration(self.purpose(name) for name in names),
            "joined": self.joined,
            "since": lambda when: self.joined_within(when, None),
            "soonest": self.soonest,
            "exact": lambda when: date_text(self.language, when, exact=True),
            "name": self.name,
            "names": lambda names: self.enumeration(self.name(str(name)) for name in names),
            "list": lambda items: self.enumeration(str(item) for item in items),
            "keys": lambda names: self.enumeration(f"`{name}`" for name in names),
            "shape": lambda name: self.say(f"shapes.{name}"),
            "slip": lambda case: self.say(f"slips.{case}"),
            "money": self.money,
        }

    def stream(self, streams: str | Iterable[str]) -> str:
        """A stream by name, or several: the letters to some stages in one breath, those to all with a name of their own."""
        names = [streams] if isinstance(streams, str) else list(streams)
        plain = [self.say(f"words.stream.{name}") for name in names if "/" not in name]
        stages = [name.rpartition("/")[2] for name in names if "/" in name]
        return self.enumeration([*plain, *self._letters(stages)])

    def _letters(self, stages: list[str]) -> list[str]:
        if set(self.keys("words.stage")) <= set(stages):
            return [self.say("words.stream.newsletter")]
        if len(stages) > 1:
            return [self.say("words.stream.letters", stages=[self.stage(stage) for stage in stages])]
        return [self.say(f"words.stream.{stage}") for stage in stages]

    def joined(self, ranges: Iterable[Mapping[str, Any]]) -> str:
        """Join dates, given as ranges from an instant (or None) until before another."""
        return self.enumeration(self.joined_within(one["from"], one["until"]) for one in ranges)

    def joined_within(self, start: datetime | None, end: datetime | None) -> str:
        """Join dates from an instant until before another; None: no bound, and one of the two is."""
        if start is None and end is not None:
            return self._bound("before", "up-to", end)
        if start is not None and end is None:
            return self._bound("since", "after", start)
        return self.say(
            "words.joined.both",
            start=self._bound("start-since", "start-after", start),
            end=self._bound("end-before", "end-up-to", end),
        )

    def _bound(self, usual: str, minute_after: str, when: datetime | None) -> str:
        meant = when and _minute_before(when)
        return self.say(f"words.joined.{minute_after if meant else usual}", when=meant or when)

    def soonest(self, when: datetime) -> str:
        """The first minute that will do, which often is the one after a letter."""
        meant = _minute_before(when)
        if meant is None:
            return date_text(self.language, when)
        return self.say("words.moment.just-after", day=meant.date(), time=f"{meant:%H:%M}")

    def money(self, told: str) -> str:
        """An amount and the code of its currency, as people write them."""
        amount, _, currency = told.replace(",", "").partition(" ")
        return amount_text(Decimal(amount), currency, self.language) if currency else told

    def stage(self, stage: str) -> str:
        """A stage by name."""
        return self.say(f"words.stage.{stage}")

    def purpose(self, name: str) -> str:
        """A purpose by its label; one of the shop's own by its name."""
        return self.purposes.get(name, name)

    def name(self, name: str, label: str = "") -> str:
        """A name that one may write; in Japanese its label, which may be written too, stands before it."""
        label = label or self._labels.get(name, name)
        return name if self.language != "ja" or label == name else f"{label}（{name}）"

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return {**self._find("words.channel"), **self._find("words.stage"), **self.purposes}

    def spellings(self, table: str) -> Mapping[str, tuple[str, ...]]:
        """How else the names of a table of `words` may be written: by reading, by another word for the same."""
        return {name: tuple(text.split(", ")) for name, text in self._find(f"spellings.{table}").items()}

    @cached_property
    def purposes(self) -> Mapping[str, str]:
        """The label of each built-in purpose, by name."""
        return dict(self._find("words.purpose"))

    def enumeration(self, items: Iterable[str]) -> str:
        """Items as a list within a sentence."""
        words = list(items)
        if self.language == "ja":
            return "、".join(words)
        return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _number(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language; English for one we do not speak."""
    return Catalogue(language if language in LANGUAGES else LANGUAGES[0])


def locale_text(language: str, name: str) -> str:
    """The text of a file of `locales/<language>/`."""
    return (_LOCALES / language / name).read_text(encoding="utf-8")
