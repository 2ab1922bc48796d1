"""Writing files so that nothing of the user's is lost: whole or not at all, and new ones only where nothing is."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from planner.errors import OutputError


@contextmanager
def refusals(path: Path) -> Generator[None]:
    """Turn what the system refuses into an error that names the file."""
    try:
        yield
    except OSError as error:
        raise OutputError("output-unwritable", path=str(path), reason=error.strerror or str(error)) from error


def write_file(path: Path, text: str) -> None:
    """Write a file as a whole, in place of an older one; a device or a pipe is written to as it is."""
    with refusals(path):
        if path.exists() and (not path.is_file() or path.is_relative_to("/dev")):
            path.write_text(text, encoding="utf-8")
        else:
            _replace(Path(os.path.realpath(path)), text)  # `resolve` fails on links in a circle


def _replace(target: Path, text: str) -> None:
    import tempfile  # noqa: PLC0415 - most calls write no file, and it loads a dozen modules

    handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _mode(target: Path) -> int:
    """The rights of the older file, or those that a new one would have."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def write_new(path: Path, data: bytes) -> bool:
    """Write a file where there is none; False, and nothing done, where there is a file or a link."""
    with refusals(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            file = path.open("xb")
        except FileExistsError:
            return False
        _fill(path, file, data)
    return True


def _fill(path: Path, file: IO[bytes], data: bytes) -> None:
    """Write a file of ours that is still empty; where there is no room for it, it is not left behind."""
    try:
        with file:
            file.write(data)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def write_tree(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below a folder of our own, text as UTF-8."""
    for path in sorted({(folder / name).parent for name in files}):
        with refusals(path):
            path.mkdir(parents=True, exist_ok=True)
    for name, data in sorted(files.items()):
        with refusals(folder / name):
            (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
