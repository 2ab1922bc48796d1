"""What a written value must look like: the one description that reading, messages and `planner schema` share.

A shape reads a node of YAML into a value, or says (through `Reading.wrong`) what was found and what was expected. What is
expected has a name in `locales/*/shapes.toml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from planner.dates import parse_day, parse_when
from planner.frontmatter import Entry, Items, Node, Scalar, Table
from planner.model import Fault, Money, Place
from planner.nearest import fold, nearest

_YES = {"true", "yes", "on", "y", "はい"}
_NO = {"false", "no", "off", "n", "いいえ"}
_SHOWN = 60
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


@dataclass(slots=True)
class Reading:
    """One document being read: what was wrong so far, and where each key stands."""

    zone: ZoneInfo
    faults: list[Fault] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    def wrong(self, key: str, node: Node, expected: str, **values: Any) -> None:
        """Note that `key` should have been of another shape."""
        case = values.pop("case", "not")
        self.faults.append(
            Fault("bad-value", case, node.place, {"key": key, "found": shown(node), "expected": expected, **values})
        )

    def unknown(self, key: str, entry: Entry, known: list[str]) -> None:
        """Note a key that nobody knows."""
        name = entry.key[:_SHOWN]
        guess = nearest(name, known)
        values = {"key": f"{key}{name}", "known": tuple(known), **({"nearest": guess} if guess else {})}
        self.faults.append(Fault("unknown-key", "near" if guess else "unknown", entry.key_place, values))

    def repeated(self, key: str, entry: Entry) -> None:
        """Note a key that stands twice."""
        self.faults.append(
            Fault("bad-front-matter", "repeated", entry.key_place, {"key": f"{key}{entry.key[:_SHOWN]}"})
        )


def shown(node: Node) -> str:
    """A value as a message quotes it: short, on one line."""
    if isinstance(node, Items):
        return "[" + ", ".join(shown(item) for item in node.items[:3]) + (", …]" if len(node.items) > 3 else "]")  # noqa: PLR2004
    if isinstance(node, Table):
        return "{" + ", ".join(f"{entry.key[:20]}: …" for entry in node.entries[:3]) + "}"
    text = " ".join((node.text or "").split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


class Shape(Protocol):
    """What a value must look like."""

    def read(self, key: str, node: Node, reading: Reading, /) -> Any:
        """The value, or None with a fault noted."""

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words."""

    pattern: str | None = None
    expected: str = "text"
    one_line: bool = True
    most_bytes: int = 40_000

    def read(self, key: str, node: Node, reading: Reading) -> str | None:
        text = scalar(node)
        if text is None or not self._fits(text):
            reading.wrong(key, node, self.expected)
            return None
        if _CONTROL.search(text):
            reading.wrong(key, node, self.expected, case="control")
            return None
        return " ".join(text.split()) if self.one_line else text

    def _fits(self, text: str) -> bool:
        return len(text.encode(errors="replace")) <= self.most_bytes and (
            self.pattern is None or re.fullmatch(self.pattern, text) is not None
        )

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "number"]} if self.pattern is None else {"type": "string", "pattern": self.pattern}


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    def read(self, key: str, node: Node, reading: Reading) -> bool | None:
        word = (scalar(node) or "").casefold()
        if word not in _YES | _NO:
            reading.wrong(key, node, "flag")
            return None
        return word in _YES

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds."""

    least: int = 0
    most: int = 10_000

    def read(self, key: str, node: Node, reading: Reading) -> int | None:
        text = unicodedata.normalize("NFKC", scalar(node) or "")
        if not re.fullmatch(r"[+-]?[0-9]{1,9}", text) or not self.least <= int(text) <= self.most:
            reading.wrong(key, node, "whole", case="whole", least=self.least, most=self.most)
            return None
        return int(text)

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class When:
    """A date, with or without a time."""

    def read(self, key: str, node: Node, reading: Reading) -> datetime | None:
        found = parse_when(scalar(node) or "", reading.zone)
        if found is None:
            reading.wrong(key, node, "when")
        return found

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "examples": ["2026-12-01", "2026-12-01 10:00"]}


@dataclass(frozen=True, slots=True)
class Day:
    """A date without a time."""

    def read(self, key: str, node: Node, reading: Reading) -> date | None:
        found = parse_day(scalar(node) or "")
        if found is None:
            reading.wrong(key, node, "day")
        return found

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "examples": ["2026-12-25"]}


_SIGNS = {"¥": "JPY", "円": "JPY", "$": "USD", "€": "EUR", "£": "GBP"}
_AMOUNT = re.compile(
    r"(?P<before>[¥$€£]|[A-Z]{3})?\s*(?P<amount>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,12}(?:\.\d{1,2})?)\s*(?P<after>[¥$€£円]|[A-Z]{3})?"
)

_NET = re.compile(
    r"税抜|税別|\+\s*(?:消費)?税|(?:plus|\+|excl(?:\.|uding)?|before|without|ex)\s*(?:vat|tax)\b|\bnet\b", re.IGNORECASE
)
"""Prices without tax: the law asks for what one pays."""


@dataclass(frozen=True, slots=True)
class Price:
    """An amount of money with its currency: `4400 JPY`, `4,400円`, `€12.50`; 0 where it is free."""

    def read(self, key: str, node: Node, reading: Reading) -> Money | None:
        text = unicodedata.normalize("NFKC", scalar(node) or "").replace("\u00a5", "¥").strip()
        if fold(text) in {"free", "無料", "送料無料"}:
            return Money(Decimal(0), "JPY")
        match = _AMOUNT.fullmatch(re.sub(r"\s*[(（]?(税込み?|tax included|incl\. tax)[)）]?$", "", text))
        if match is None or bool(match["before"]) == bool(match["after"]):
            reading.wrong(key, node, "price", case="net" if _NET.search(text) else "not")
            return None
        sign = match["before"] or match["after"]
        return Money(Decimal(match["amount"].replace(",", "")), _SIGNS.get(sign, sign))

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "examples": ["4400 JPY"]}


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few names, in any of their spellings."""

    names: tuple[str, ...]
    spellings: Mapping[str, str] = field(default_factory=dict)
    """Further folded spellings, to the name they mean."""
    expected: str = "one-of"

    def find(self, word: str) -> str | None:
        """The name that a word means."""
        folded = fold(word)
        return next((name for name in self.names if fold(name) == folded), self.spellings.get(folded))

    def read(self, key: str, node: Node, reading: Reading) -> str | None:
        word = scalar(node) or ""
        found = self.find(word)
        if found is None:
            guess = nearest(word, self.names)
            more = {"case": "choice-near", "nearest": guess} if guess else {"case": "choice"}
            reading.wrong(key, node, self.expected, choices=self.names, **more)
            return None
        return found

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.names)}


@dataclass(frozen=True, slots=True)
class ListOf:
    """Several values; one alone may stand without brackets, and commas part them there too."""

    shape: Shape

    def read(self, key: str, node: Node, reading: Reading) -> tuple[Any, ...]:
        nodes = node.items if isinstance(node, Items) else _parted(node)
        values = []
        for number, item in enumerate(nodes):
            reading.places[f"{key}[{number}]"] = item.place
            values.append(self.shape.read(key, item, reading))
        return tuple(value for value in values if value is not None)

    def schema(self) -> dict[str, Any]:
        inner = self.shape.schema()
        return {"anyOf": [{"type": "array", "items": inner}, {"type": "string"}, inner]}


def _parted(node: Node) -> tuple[Node, ...]:
    if not isinstance(node, Scalar) or node.text is None or not node.plain:
        return (node,)
    return tuple(Scalar(part.strip(), node.place) for part in re.split(r"[,、，]", node.text) if part.strip())


@dataclass(frozen=True, slots=True)
class MapOf:
    """Names of the author's own choice, each with a value."""

    shape: Shape

    def read(self, key: str, node: Node, reading: Reading) -> dict[str, Any] | None:
        if not isinstance(node, Table):
            reading.wrong(key, node, "table")
            return None
        values = {}
        for entry in node.entries:
            reading.places[f"{key}.{entry.key}"] = entry.place
            value = None if is_empty(entry.node) else self.shape.read(f"{key}.{entry.key}", entry.node, reading)
            if value is not None:
                values[entry.key] = value
        _note_repeated(key, node, reading)
        return values

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": self.shape.schema()}


@dataclass(frozen=True, slots=True)
class Anything:
    """Whatever stands there, as plain lists, dicts and words; another reader knows its shape."""

    def read(self, _key: str, node: Node, _reading: Reading) -> Any:
        return node

    def schema(self) -> dict[str, Any]:
        return {}


@dataclass(frozen=True, slots=True)
class Keys:
    """A table of known keys. An empty value counts as not written; `tolerate` lets other keys pass unread."""

    shapes: Mapping[str, Shape]
    build: Callable[[dict[str, Any]], Any] = dict
    required: tuple[str, ...] = ()
    tolerate: bool = False

    def read(self, key: str, node: Node, reading: Reading) -> Any:
        if not isinstance(node, Table):
            reading.wrong(key, node, "table", case="table", known=tuple(self.shapes))
            return None
        return self.build(self.values(f"{key}." if key else "", node, reading))

    def values(self, prefix: str, table: Table, reading: Reading) -> dict[str, Any]:
        """The values that are written and of the right shape, by key."""
        values: dict[str, Any] = {}
        for entry in table.entries:
            shape = self.shapes.get(entry.key)
            if shape is None:
                if not self.tolerate:
                    reading.unknown(prefix, entry, list(self.shapes))
                continue
            reading.places[f"{prefix}{entry.key}"] = entry.place
            value = None if is_empty(entry.node) else shape.read(f"{prefix}{entry.key}", entry.node, reading)
            if value is not None:
                values[entry.key] = value
        _note_repeated(prefix.rstrip("."), table, reading)
        return values

    def schema(self) -> dict[str, Any]:
        properties = {key: shape.schema() for key, shape in self.shapes.items()}
        found = {"type": "object", "properties": properties, "additionalProperties": self.tolerate}
        return found | ({"required": list(self.required)} if self.required else {})


def _note_repeated(key: str, table: Table, reading: Reading) -> None:
    for entry in table.repeated:
        reading.repeated(f"{key}." if key else "", entry)


def scalar(node: Node) -> str | None:
    """The words of a single value; None for a list, a table or nothing."""
    return node.text.strip() or None if isinstance(node, Scalar) and node.text is not None else None


def is_empty(node: Node) -> bool:
    """Whether nothing is written there."""
    return isinstance(node, Scalar) and (node.text is None or not node.text.strip())
