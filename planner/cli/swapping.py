"""The output folder, replaced as a whole: made aside, swapped in when complete, refused where it is not ours.

Beside `build` a build works in `.build-building-…`, which holds our mark (locked while the build lives), `new` and, for
the moment of the swap, `old`. What a killed build leaves there, the next one puts back or clears away.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import IO

from planner.cli.writing import refusals
from planner.errors import OutputError
from planner.model import Settings

REPORT = "report.json"
SCHEMA = "planner.report/1"
MARK = "made-by-planner"


def refuse_foreign(settings: Settings) -> None:
    """Stop unless the output folder may be replaced: it is missing, empty, or an earlier build of ours."""
    output = settings.output
    name = named(settings)
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise OutputError("output-not-a-folder", path=name)
    place, root, docs = output.resolve(), settings.root.resolve(), settings.docs_dir.resolve()
    if place in {root, docs, *root.parents, *docs.parents} or docs in place.parents:
        raise OutputError("output-holds-shop", path=name)
    if output.is_dir() and any(output.iterdir()) and not _is_ours(output):
        raise OutputError("output-foreign", path=name)


def named(settings: Settings) -> str:
    """The output folder as mkdocs.yml names it."""
    return os.path.relpath(settings.output, settings.root).replace(os.sep, "/")


def _is_ours(output: Path) -> bool:
    try:
        report = json.loads((output / REPORT).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(report, dict) and report.get("schema") == SCHEMA


@contextmanager
def replacing(output: Path) -> Generator[Path]:
    """A new folder to fill; it takes the place of `output` when the block ends well, and vanishes when it does not."""
    with refusals(output):
        output.parent.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(output)
        work = Path(tempfile.mkdtemp(prefix=_prefix(output), dir=output.parent))
    try:
        with (work / MARK).open("wb") as mark:
            _lock(mark)
            (work / ".gitignore").write_text("*\n", encoding="utf-8")  # should the build be killed, git passes by
            (work / "new").mkdir()
            yield work / "new"
            with refusals(output):
                _swap(work, output)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _prefix(output: Path) -> str:
    return f".{output.name}-building-"


def _swap(work: Path, output: Path) -> None:
    """Rename the old away and the new in; put the old back if that fails."""
    old = work / "old"
    if output.exists():
        output.rename(old)
    try:
        (work / "new").rename(output)
    except BaseException:
        if old.exists():
            old.rename(output)
        raise


def _clear_leftovers(output: Path) -> None:
    """Clear what killed builds have left; one killed in the middle of its swap gets its old folder back first."""
    for work in sorted(output.parent.glob(f"{escape(_prefix(output))}*")):
        if work.is_symlink() or not (work / MARK).is_file() or _is_alive(work / MARK):
            continue
        with suppress(OSError):
            if (work / "old").is_dir() and not output.exists():
                (work / "old").rename(output)
        shutil.rmtree(work, ignore_errors=True)


def _lock(mark: IO[bytes]) -> None:
    """Hold the mark for as long as this build lives; a system without locks does not remove open files either."""
    with suppress(ImportError):
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_alive(mark: Path) -> bool:
    try:
        with mark.open("rb") as file:
            _lock(file)
    except OSError:
        return True
    return False
