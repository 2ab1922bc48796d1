"""The readers of a small list: a CSV of people who agreed, kept outside of the content, each line of it judged.

    address,joined,stage,name,consented
    hana@mail.example,2026-04-02,customer,Hana,2026-04-02

`name` and `consented` may be missing. Where there is a `consented`, it says since when, or yes; who says no is left out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from pathlib import Path
from typing import Any

from planner.dates import parse_when
from planner.errors import DeliveryError
from planner.keys import stage_shape
from planner.model import Settings, Stage
from planner.nearest import fold

_NEEDED = ("address", "joined", "stage")
_COLUMNS = {
    **{name: name for name in (*_NEEDED, "name", "consented")},
    "email": "address",
    "e-mail": "address",
    "mail": "address",
    "consent": "consented",
    "アドレス": "address",
    "メールアドレス": "address",
    "メール": "address",
    "登録日": "joined",
    "段階": "stage",
    "名前": "name",
    "お名前": "name",
    "同意": "consented",
    "同意日": "consented",
}
_YES = {"yes", "true", "1", "はい", "有", "あり", "同意"}
_NO = {"no", "false", "0", "いいえ", "無", "なし", "停止"}
_LONGEST_ADDRESS = 254


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Someone to write to."""

    line: int
    address: str = field(repr=False)
    name: str = field(default="", repr=False)
    stage: Stage
    day: date
    joined: datetime | None
    """The moment of joining, if the list knows more than the day."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that can't be used: where, why, and what fills the sentence."""

    line: int
    case: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReaderList:
    """A list as read."""

    readers: tuple[Reader, ...]
    bad: tuple[BadLine, ...]
    left_out: int
    """How many are on it who did not agree."""


def read_readers(path: Path, settings: Settings, now: datetime) -> ReaderList:
    """The list in a file, which must not lie where a build could publish it."""
    _refuse_place(path, settings)
    lines = csv.reader(io.StringIO(_text(path), newline=""), strict=False)
    try:
        header = [_COLUMNS.get(fold(name), "") for name in next(lines, [])]
        missing = [name for name in _NEEDED if name not in header]
        if missing:
            raise DeliveryError("send-readers-columns", path=path.name, line=1, missing=missing)
        return _List(settings, now).read([(lines.line_num, _row(header, cells)) for cells in lines if any(cells)])
    except csv.Error as error:
        raise DeliveryError("send-readers-unreadable", path=path.name, line=lines.line_num) from error


def _row(header: list[str], cells: list[str]) -> dict[str, str]:
    return {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name}


def _refuse_place(path: Path, settings: Settings) -> None:
    place = path.resolve()
    for folder in (settings.docs_dir, settings.output, settings.root / "site_templates"):
        if place.is_relative_to(folder.resolve()):
            raise DeliveryError("send-readers-place", path=path.name, folder=folder.name)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DeliveryError("send-readers-missing", path=path.name, reason=error.strerror or "") from error
    for encoding in ("utf-8-sig", "cp932"):  # the second is what Excel writes in Japan
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DeliveryError("send-readers-unreadable", path=path.name, line=1)


class _List:
    def __init__(self, settings: Settings, now: datetime) -> None:
        self.settings = settings
        self.now = now
        self.stages = stage_shape()
        self.seen: dict[str, int] = {}
        self.left_out = 0

    def read(self, rows: list[tuple[int, dict[str, str]]]) -> ReaderList:
        found = [one for line, row in rows for one in self._one(line, row)]
        return ReaderList(
            tuple(one for one in found if isinstance(one, Reader)),
            tuple(one for one in found if isinstance(one, BadLine)),
            self.left_out,
        )

    def _one(self, line: int, row: Mapping[str, str]) -> Iterator[Reader | BadLine]:
        if fold(row.get("consented", "")) in _NO:
            self.left_out += 1
            return
        address = _usable(row.get("address", ""))
        stage = self.stages.find(row.get("stage", ""))
        moment = parse_when(row.get("joined", ""), self.settings.timezone)
        fault = self._fault(row, address, stage, moment)
        if fault or not (address and stage and moment):
            yield BadLine(line, *(fault or ("address", {})))
            return
        moment = moment.astimezone(self.settings.timezone)
        self.seen[address.casefold()] = line
        yield Reader(
            line=line,
            address=address,
            name=row.get("name", ""),
            stage=Stage(stage),
            day=moment.date(),
            joined=moment if ":" in row["joined"] or "時" in row["joined"] else None,
        )

    def _fault(
        self, row: Mapping[str, str], address: str | None, stage: str | None, moment: datetime | None
    ) -> tuple[str, Mapping[str, Any]] | None:
        if address is None:
            return "address", {}
        if address.casefold() in self.seen:
            return "twice", {"first": self.seen[address.casefold()]}
        if moment is None:
            return "joined", {"found": row.get("joined", "")}
        if moment > self.now and moment.date() > self.now.astimezone(self.settings.timezone).date():
            return "future", {"found": row.get("joined", "")}
        if stage is None:
            return "stage", {"found": row.get("stage", ""), "known": tuple(Stage)}
        return self._unasked(row)

    def _unasked(self, row: Mapping[str, str]) -> tuple[str, Mapping[str, Any]] | None:
        if "consented" not in row or fold(row["consented"]) in _YES:
            return None
        given = parse_when(row["consented"], self.settings.timezone)
        return None if given and given.date() <= self.now.astimezone(self.settings.timezone).date() else ("consent", {})


def _usable(written: str) -> str | None:
    """An address that SMTP takes everywhere: ASCII, its domain in the form of the net."""
    user, at, domain = written.rpartition("@")
    try:
        host = domain.encode("idna").decode("ascii")
        address = Address(addr_spec=f"{user}@{host}").addr_spec
    except (ValueError, IndexError, AttributeError, HeaderParseError):  # what email raises for addresses that are none
        return None
    fits = at and user.isascii() and "." in host and len(address) <= _LONGEST_ADDRESS and not _SPECIAL & {*address}
    return address if fits else None


_SPECIAL = frozenset(' \t\r\n<>,;:"()[]\\')
