"""What is wrong with YAML that can't be read: the slip of the pen behind what the parser says, and its place."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from planner.model import Place

SLIPS = (
    ("mapping values are not allowed", "colon"),
    ("quoted scalar", "quote"),
    ("unexpected end of stream", "quote"),
    ("could not find expected ':'", "no-colon"),
    ("cannot start any token", "needs-quotes"),
    ("did not find expected alphabetic", "needs-quotes"),
    ("did not find expected key", "needs-quotes"),
    ("did not find expected <document start>", "needs-quotes"),
    ("',' or", "bracket"),
    ("flow", "bracket"),
)
"""What libyaml says, and the slip of the pen behind it."""


class YamlError(ValueError):
    """YAML that can't be read: `case` says what kind of slip it is, `place` where."""

    def __init__(self, case: str, place: Place, reason: str = "") -> None:
        super().__init__(reason or case)
        self.case = case
        self.place = place
        self.reason = reason


def slip(error: yaml.YAMLError, lines: Sequence[str], first_line: int) -> YamlError:
    """An error of the parser as the slip behind it; `first_line` is the number of the first of the `lines`."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return YamlError("character", _character_place(lines, first_line))
    problem, reason = error.problem_mark or error.context_mark, str(error.problem or error.context or "")
    line, column = (problem.line, problem.column) if problem else (0, 0)
    case = _case(reason, lines[line] if line < len(lines) else "")
    # The parser notices these only further down; the person left something out where it began.
    if case in {"quote", "no-colon"} and error.context_mark:
        line, column = error.context_mark.line, error.context_mark.column
    place = Place(line + first_line, column + 1, line + first_line, column + 2)
    return YamlError(case, place, reason)


def _case(reason: str, written: str) -> str:
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return "tab"
    return next((case for sign, case in SLIPS if sign in reason), "yaml")


def _character_place(lines: Sequence[str], first_line: int) -> Place:
    """Where the first character stands that YAML does not take."""
    for number, line in enumerate(lines, first_line):
        for column, character in enumerate(line, 1):
            if not character.isprintable() and character != "\t":
                return Place(number, column, number, column + 1)
    return Place(first_line, 1, first_line, 1)
