"""What is found in a file, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from planner.model.vocabulary import EMPTY, Level


class Place(NamedTuple):
    """A span of a file: lines and columns count from 1, columns in characters, the end is exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


class Fault(NamedTuple):
    """Something that reading found wrong; the rule of that name turns it into a finding."""

    rule: str
    case: str
    place: Place
    values: Mapping[str, Any] = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One judgement of a rule. The sentence is chosen from the catalogue by `rule` and `case`."""

    rule: str
    level: Level
    path: str
    place: Place
    case: str
    values: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
