"""`planner init`: a new shop to start from, never over anything that exists."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from shlex import quote

import click

from planner.cli.group import Command
from planner.cli.options import common
from planner.cli.session import Session
from planner.cli.writing import write_new
from planner.errors import OutputError
from planner.report.visible import visible

_RENAMED = {"gitignore.txt": ".gitignore"}
"""Files that would have an effect of their own on our repository or wheel under their real name."""
_MADE = {".cache", "build"}
"""What a build leaves behind, should somebody have built a starter where it lies."""
_LISTED = 5


@click.command("init", cls=Command)
@click.argument("folder", required=False, default=".", metavar="[DIR]", type=click.Path(path_type=Path))
@common
def command(session: Session, *, folder: Path) -> int:
    """Copy the starter of the language, and say what to do next."""
    session.speak(session.language)  # that of the new shop, wherever it is made
    starter = _starter(session.language)
    _refuse_existing(folder, starter)
    _copy(folder, starter)
    click.echo(visible(session.catalogue.say("cli.init.done", folder=str(folder), n=len(starter))))
    click.echo("".join(f"  {line}\n" for line in _next_steps(folder)), nl=False)
    return 0


def _next_steps(folder: Path) -> list[str]:
    enter = [] if folder == Path() else [f"cd {quote(str(folder))}"]
    return [*enter, "planner check", "planner serve", "planner build"]


def _starter(language: str) -> dict[str, bytes]:
    """The files of a new shop, by path."""
    root = Path(str(files("planner") / "starter" / language))
    found = (path.relative_to(root) for path in sorted(root.rglob("*")) if path.is_file())
    return {_name(path): (root / path).read_bytes() for path in found if path.parts[0] not in _MADE}


def _name(path: Path) -> str:
    return path.with_name(_RENAMED.get(path.name, path.name)).as_posix()


def _refuse_existing(folder: Path, starter: Mapping[str, bytes]) -> None:
    if os.path.lexists(folder) and not folder.is_dir():
        raise OutputError("init-not-a-folder", path=str(folder))
    taken = sorted({name for name in starter for name in _taken(folder, name)})
    if taken:
        more = len(taken) - _LISTED
        case = "init-exists-many" if more > 0 else "init-exists"
        raise OutputError(case, found=taken[:_LISTED], n=len(taken), more=more, folder=str(folder))


def _taken(folder: Path, name: str) -> list[str]:
    """What stands in the way of a file: itself, or something other than a real folder on the way to it."""
    above = [str(parent) for parent in Path(name).parents if parent != Path()]
    blocked = [parent for parent in above if (folder / parent).is_symlink() or (folder / parent).is_file()]
    return blocked or ([name] if os.path.lexists(folder / name) else [])


def _copy(folder: Path, starter: Mapping[str, bytes]) -> None:
    missing = {above for name in starter for above in (folder / name).parents if not above.exists()}
    written: list[Path] = []
    try:
        for name, data in starter.items():
            _write(folder, name, data)
            written.append(folder / name)
    except BaseException:
        _take_back(written, missing)
        raise


def _take_back(files: Iterable[Path], folders: Iterable[Path]) -> None:
    """Remove files that were written, and folders that were made for them, unless something else is in them by now."""
    for path in files:
        with suppress(OSError):
            path.unlink()
    for path in sorted(folders, key=lambda one: len(one.parts), reverse=True):
        with suppress(OSError):
            path.rmdir()


def _write(folder: Path, name: str, data: bytes) -> None:
    if not write_new(folder / name, data):
        raise OutputError("init-exists", found=[name], n=1, folder=str(folder))
