"""What can stop a command.

    PlannerError                 the command could not run: exit code 2
    ├── UsageError               a word of the command line is off
    ├── ConfigError              mkdocs.yml can't be read or says something unknown
    ├── OutputError              a file or folder can't be written, or is not ours to replace
    ├── BuildError               the site could not be made (a template, an extension)
    └── DeliveryError            a letter could not be handed over

A bad post is never an exception: it is a finding, and the others go on.
"""

from __future__ import annotations

from typing import Any


class PlannerError(Exception):
    """A command could not run; `case` names its sentence in the catalogue, `values` fill it."""

    def __init__(
        self, case: str, *, path: str | None = None, line: int | None = None, column: int = 1, **values: Any
    ) -> None:
        super().__init__(case)
        self.case = case
        self.path = path
        self.line = line
        self.column = column
        self.values = values


class UsageError(PlannerError):
    """A word of the command line is off."""


class ConfigError(PlannerError):
    """mkdocs.yml can't be read or says something unknown."""


class OutputError(PlannerError):
    """A file or folder can't be written, or is not ours to replace."""


class BuildError(PlannerError):
    """The site could not be made."""


class DeliveryError(PlannerError):
    """A letter could not be handed over."""
