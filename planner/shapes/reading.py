"""One document being read: what was wrong so far, where each key stands, and what a shape is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from planner.frontmatter import Entry, Items, Node, Scalar, Table
from planner.model import Fault, Place
from planner.nearest import nearest

_SHOWN = 60
LONGEST = 10_000
"""Characters of a value: what is longer belongs into the body."""


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


def scalar(node: Node) -> str | None:
    """The words of a single value; None for a list, a table or nothing."""
    return node.text.strip() or None if isinstance(node, Scalar) and node.text is not None else None


def is_empty(node: Node) -> bool:
    """Whether nothing is written there."""
    return isinstance(node, Scalar) and (node.text is None or not node.text.strip())


class Shape(Protocol):
    """What a value must look like."""

    def read(self, key: str, node: Node, reading: Reading, /) -> Any:
        """The value, or None with a fault noted."""

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""
