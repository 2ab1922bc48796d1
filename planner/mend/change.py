"""What was mended, as data: the sentence is chosen by the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from planner.model import EMPTY, Place

START = Place()
"""Where a change of the whole file is told."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `cli.fix.<case>` says it, filled with `values`."""

    case: str
    place: Place = START
    values: Mapping[str, Any] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True)
class Mended:
    """A file as it should be: its text, which is written as UTF-8 with plain line ends, and what is new in it."""

    text: str
    changes: tuple[Change, ...]

    @property
    def converted(self) -> bool:
        """Whether the file was of another encoding, so that a person should look at its words first."""
        return any(change.case == "encoding" for change in self.changes)
