"""Progress of a build on standard error, and only where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

from planner.cli.terminal import is_terminal

Step = Callable[[int, int], None]
"""Takes what is done and what there is to do."""


def _quiet(_done: int, _total: int) -> None:
    """Show nothing."""


@contextmanager
def shown(label: str) -> Generator[Step]:
    """A bar with a label for as long as the block runs; gone afterwards."""
    if not is_terminal(sys.stderr):
        yield _quiet
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
