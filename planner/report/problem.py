"""What a command that could not run says: one line on what is wrong, and one on what to do."""

from __future__ import annotations

from planner.errors import PlannerError
from planner.report.visible import visible
from planner.wording import Catalogue


def sentence(error: PlannerError, words: Catalogue) -> str:
    """An error as two lines: `mkdocs.yml:12:3: error: …` and `help: …`."""
    known = error if words.has(f"errors.{error.case}") else _unsaid(error)
    message = words.say(f"errors.{known.case}.message", **known.values)
    near = f"errors.{known.case}.help-near"
    key = near if known.values.get("nearest") and words.has(near) else f"errors.{known.case}.help"
    return f"{_place(known)}error: {visible(message)}\nhelp: {visible(words.say(key, **known.values))}"


def _unsaid(error: PlannerError) -> PlannerError:
    """An error for which the catalogue has no sentence: a slip of ours."""
    return PlannerError("unexpected", path=error.path, line=error.line, kind=error.case, reason="")


def _place(error: PlannerError) -> str:
    if error.path is None:
        return ""
    path = visible(error.path)
    return f"{path}: " if error.line is None else f"{path}:{error.line}:{error.column}: "
