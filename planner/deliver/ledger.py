"""What was sent: a file that is only ever added to, one line for each step, on the disk before the next step is taken.

It stands in `<shop>/.nukumori/sent.jsonl`, outside of `build/`, which is replaced by each build. Of readers it holds no
address but a keyed hash, whose key is its first line: enough to know a reader again, nothing to write to.

A reader is entered as `sending` before the last word to the server, and as `sent` after its answer. Killed in between,
nobody knows whether the letter left; such a reader is not written to again unless the owner says so.
"""

from __future__ import annotations

import hmac
import json
import os
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from planner.errors import DeliveryError

SCHEMA = "planner.sent/1"
FOLDER = ".nukumori"
NAME = "sent.jsonl"
Entry = dict[str, Any]
_SALT = re.compile(r"(?:[0-9a-f]{2}){16,}")


class Ledger:
    """An open ledger, locked against a second `planner send`."""

    def __init__(self, file: IO[bytes], entries: list[Entry], salt: str) -> None:
        self._file = file
        self._entries = entries
        self._salt = salt

    def add(self, **entry: Any) -> None:
        """Enter a step; when this returns, it is on the disk."""
        self._file.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        self._entries.append(entry)

    def key(self, address: str) -> str:
        """A reader, as the ledger knows them."""
        return hmac.new(bytes.fromhex(self._salt), address.casefold().encode(), "sha256").hexdigest()[:32]

    def last(self, edition: str, variant: str) -> Entry | None:
        """The last step in handing over a variant as a whole."""
        return next(reversed([*self._steps(edition, variant)]), None)

    def readers(self, edition: str) -> dict[str, Entry]:
        """The last step of each reader of the current round, by key."""
        entries = [entry for entry in self._entries if entry.get("edition") == edition and "reader" in entry]
        current = self.round(edition)
        return {entry["reader"]: entry for entry in entries if entry.get("round") == current}

    def round(self, edition: str) -> int:
        """How often the edition was begun by SMTP; each `--again` begins a round."""
        return max((entry.get("round", 0) for entry in self._entries if entry.get("edition") == edition), default=0)

    def _steps(self, edition: str, variant: str) -> Iterator[Entry]:
        for entry in self._entries:
            if (entry.get("edition"), entry.get("variant")) == (edition, variant) and "reader" not in entry:
                yield entry


@contextmanager
def opened(root: Path, fresh_salt: str) -> Generator[Ledger]:
    """The ledger of a shop; a new one begins with `fresh_salt`, 32 or more hexadecimal digits."""
    path = root / FOLDER / NAME
    path.parent.mkdir(exist_ok=True)
    with suppress(FileExistsError), (path.parent / ".gitignore").open("x", encoding="utf-8") as ignore:
        ignore.write("*\n")
    with path.open("a+b") as file:
        _lock(file)
        entries = _entries(file)
        if not entries:
            entries = [{"schema": SCHEMA, "salt": fresh_salt}]
            file.write(json.dumps(entries[0]).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
            _settle(path.parent)
        yield Ledger(file, entries, entries[0]["salt"])


def _entries(file: IO[bytes]) -> list[Entry]:
    file.seek(0)
    lines = file.read().split(b"\n")
    if lines[-1]:
        # Whoever wrote this was killed while writing: the step it names was never taken.
        file.truncate(file.seek(0, os.SEEK_END) - len(lines[-1]))
        file.seek(0, os.SEEK_END)
    found = [_entry(line, number) for number, line in enumerate(lines[:-1], start=1)]
    if found and (found[0].get("schema") != SCHEMA or not _SALT.fullmatch(str(found[0].get("salt")))):
        raise DeliveryError("send-ledger-broken", path=f"{FOLDER}/{NAME}", line=1)
    return found


def _entry(line: bytes, number: int) -> Entry:
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise DeliveryError("send-ledger-broken", path=f"{FOLDER}/{NAME}", line=number) from error
    if not isinstance(entry, dict) or not isinstance(entry.get("round", 0), int):
        raise DeliveryError("send-ledger-broken", path=f"{FOLDER}/{NAME}", line=number)
    return entry


def _lock(file: IO[bytes]) -> None:
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise DeliveryError("send-ledger-locked", path=f"{FOLDER}/{NAME}") from error


def _settle(folder: Path) -> None:
    """Put the name of a new file on the disk, too."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
