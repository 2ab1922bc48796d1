"""Standard output and standard error: their encoding, and readers that hang up."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import IO

import click


def prepare() -> None:
    """Make every character printable: files and pipes get UTF-8, a terminal of another encoding gets escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def is_terminal(stream: IO[str] | None) -> bool:
    """Whether somebody sits at a stream; it is None where it was closed before we began."""
    return stream is not None and stream.isatty()


def tell(text: str, *, nl: bool = True, err: bool = True) -> None:
    """Say something on the way; that nobody can hear it any more is no reason to stop what we are at."""
    with suppress(OSError):
        click.echo(text, nl=nl, err=err)


def flush() -> None:
    """Hand over all output, so that a closed pipe shows here and not at exit."""
    if sys.stdout is not None:
        sys.stdout.flush()


def settle() -> None:
    """Leave nothing to be written at exit: what could not be written has been told, and Python would fail on it again."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            _hush(stream)


def _hush(stream: IO[str]) -> None:
    """Send what is left to be written to a stream nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
