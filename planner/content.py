"""The shop's files, read once: every post and series step as frozen data that knows the place of its keys.

A file that can't be read, or whose front matter is broken, becomes a `Source` with faults; the others go on.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote

from planner.effort import is_tangled, worst_line
from planner.frontmatter import Document, Table, YamlError, parse_document
from planner.keys import SLUG_BYTES, letter_keys
from planner.model import Channel, Fault, Place, Post, Settings, Source, Stage, Step
from planner.shapes import Keys, Reading
from planner.voices import FILE as VOICES
from planner.voices import NO_VOICES, Voices, is_misnamed, read_voices, unread

_MAX_BYTES = 2_000_000
_STEP_DEPTH = 3
"""A step lies at `series/<name>/<step>.md`."""
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
"""How an address begins, be it one that leads anywhere or not."""
_NUMBERED = re.compile(r"^\d[\d.-]*[-_. ]+(?=\D)")
_UNFIT = re.compile(r"[^\w.-]+")


class Content(NamedTuple):
    """What stands in a shop's folder."""

    sources: tuple[Source, ...]
    files: frozenset[str]
    """Every file below `docs_dir`, relative to it."""
    voices: Voices = NO_VOICES
    weigh: Callable[[str], int] = lambda _name: 0
    """How many bytes a file below `docs_dir` has; 0 where it can't be looked up."""
    closed: int = 0
    """How many of the sources are folders that can't be opened: each stands for the letters that may be in it."""


def read_content(settings: Settings, *, drafts: bool = False) -> Content:
    """Read all posts and series steps, sorted by path; with `drafts`, drafts count as if they were ready."""
    closed: list[str] = []
    files = frozenset(_walk(settings.docs_dir, closed))
    reader = _Reader(settings, files, drafts)
    read = [reader.source(name) for name in files if is_letter(name)]
    # A folder that can't be opened must not pass for an empty one.
    read += [reader.unread(name, "no-access") for name in closed]
    sources = tuple(sorted(read, key=lambda source: source.path))
    return Content(sources, files, reader.voices(closed), partial(_weight, settings.docs_dir), len(closed))


def _weight(folder: Path, name: str) -> int:
    try:
        return (folder / name).stat().st_size
    except OSError:
        return 0


def is_letter(name: str) -> bool:
    """Whether a file (relative to `docs_dir`) is a post or a step of a series."""
    path = PurePosixPath(name)
    return path.suffix.lower() == ".md" and path.parts[0] in {"posts", "series"} and len(path.parts) > 1


def default_slug(name: str) -> str:
    """The slug of a file that names none: its name without leading dates and numbers.

    It comes from the file, not from the title, so that the address of a letter survives a new title.
    """
    stem = PurePosixPath(name).stem.lower()
    slug = _UNFIT.sub("-", _NUMBERED.sub("", stem)).strip("-._") or _UNFIT.sub("-", stem).strip("-._") or "letter"
    return slug.encode()[:SLUG_BYTES].decode(errors="ignore")


def _walk(folder: Path, closed: list[str]) -> Iterator[str]:
    """Every file below a folder, as a `/` path relative to it; hidden ones stay out, links to folders are not followed.

    Folders that can't be opened are noted in `closed`.
    """
    waiting = [""]
    while waiting:  # no recursion, which folders within folders could take too deep
        start = waiting.pop()
        for entry in _entries(folder, start, closed):
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{start}{entry.name}/")
            elif not _leads_to_folder(entry):
                yield f"{start}{entry.name}"


def _entries(folder: Path, start: str, closed: list[str]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder / start) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except FileNotFoundError:  # a shop that has no folder of posts yet
        return []
    except OSError:
        closed.append(start)
        return []


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


class UnreadableError(Exception):
    """A file that can't be read as text; `case` says why."""

    def __init__(self, case: str) -> None:
        super().__init__(case)
        self.case = case


class _Reader:
    def __init__(self, settings: Settings, files: frozenset[str], drafts: bool) -> None:
        self.settings = settings
        self.files = files
        self.drafts = drafts
        self.keys = Keys(letter_keys(settings.purposes, settings.extra_keys))
        self.folder = settings.docs_folder
        self.real_root = settings.root.resolve()

    def source(self, name: str) -> Source:
        path = str(PurePosixPath(self.folder, name))
        try:
            text = self._text(name)
        except UnreadableError as problem:
            return self.unread(name, problem.case)
        try:
            document = parse_document(text)
        except YamlError as error:
            fault = Fault("bad-front-matter", error.case, error.place, {"reason": error.reason})
            return Source(path=path, text=text, faults=(fault,))
        return self._parsed(path, name, text, document)

    def unread(self, name: str, case: str, **values: str) -> Source:
        """A file or folder in which nothing can be read."""
        path = str(PurePosixPath(self.folder, name))
        return Source(path=path, text="", faults=(Fault("unreadable-post", case, Place(), values),))

    def voices(self, closed: Collection[str]) -> Voices:
        if "" in closed:  # whether there is a file of voices, nobody knows
            return Voices(missed=(self.unread("", "no-access"),), is_read=False)
        found = self._voices() if self._has_voices() else NO_VOICES
        others = sorted(name for name in self.files if is_misnamed(name))
        wanted = str(PurePosixPath(self.folder, VOICES))
        misnamed = tuple(self.unread(name, "voices-name", wanted=wanted) for name in others)
        return found._replace(misnamed=misnamed, missed=(*found.missed, *misnamed)) if misnamed else found

    def _has_voices(self) -> bool:
        """Whether there is such a file, or a folder that goes by its name."""
        return VOICES in self.files or os.path.isdir(self.settings.docs_dir / VOICES)  # noqa: PTH112 - False where it can't be asked

    def _voices(self) -> Voices:
        path = str(PurePosixPath(self.folder, VOICES))
        try:
            return read_voices(path, self._text(VOICES), Reading(self.settings.timezone))
        except UnreadableError as problem:
            return unread(path, "", Fault("unreadable-post", problem.case, Place()))

    def _text(self, name: str) -> str:
        file = self.settings.docs_dir / name
        try:
            if file.is_symlink() and not file.resolve().is_relative_to(self.real_root):
                raise UnreadableError("outside")
            status = file.stat()
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableError("not-a-file")
            if status.st_size > _MAX_BYTES:
                raise UnreadableError("too-large")
            data = file.read_bytes()
        except (OSError, RuntimeError) as error:
            raise UnreadableError("no-access") from error
        return decode(data)

    def _parsed(self, path: str, name: str, text: str, document: Document) -> Source:
        if not isinstance(document.tree, Table):
            case = "not-a-table" if document.tree else "none" if text.strip() else "empty"
            return Source(path=path, text=text, faults=(Fault("bad-front-matter", case, Place()),))
        reading = Reading(self.settings.timezone)
        values = self.keys.values("", document.tree, reading)
        reading.faults.extend(_tangled(document))
        step = name.startswith("series/")
        reading.faults.extend(_missing(values, reading, step=step))
        if step and len(PurePosixPath(name).parts) != _STEP_DEPTH:
            reading.faults.append(Fault("bad-front-matter", "no-series", Place(), {"folder": f"{self.folder}/series"}))
        letter = self._letter(path, name, document, values, reading, step=step)
        draft = bool(values.get("draft")) and not self.drafts
        faults, allow = tuple(reading.faults), _allowing(reading.places)
        return Source(path=path, text=text, faults=faults, letter=letter, draft=draft, allow=allow)

    def _letter(
        self, path: str, name: str, document: Document, values: dict[str, Any], reading: Reading, *, step: bool
    ) -> Post | Step | None:
        needed = {"purpose", "day" if step else "date"}
        if not needed <= values.keys():
            return None
        common = self._common(path, name, document, values, reading.places)
        if not step:
            channels = frozenset(Channel(channel) for channel in values.get("channels", Channel))
            return Post(date=values["date"], channels=channels, **common)
        series = PurePosixPath(name).parts[1].removesuffix(".md")
        return Step(series=series, day=values["day"], stage=self.settings.series.get(series), **common)

    def _common(
        self, path: str, name: str, document: Document, values: dict[str, Any], places: Mapping[str, Place]
    ) -> dict[str, Any]:
        taken = {key: values[key] for key in _SAME if key in values}
        newsletter = values.get("newsletter", {})
        return taken | {
            "path": path,
            "title": values.get("title", ""),
            "slug": values.get("slug") or default_slug(name),
            "body": document.body,
            "body_line": document.body_line,
            "places": places,
            "audience": tuple(dict.fromkeys(Stage(stage) for stage in values.get("audience", ()))),
            "draft": bool(values.get("draft")) and not self.drafts,
            "image": self._image(name, values["image"]) if "image" in values else None,
            "subject": newsletter.get("subject"),
            "preheader": newsletter.get("preheader"),
            "extra": {key: values[key] for key in self.settings.extra_keys if key in values},
        }

    def _image(self, name: str, image: str) -> str:
        """A picture's path relative to `docs_dir`: it may be written from there, or from the post's own folder."""
        if _ADDRESS.match(image):
            return image
        written = unquote(image).lstrip("/")
        beside = os.path.normpath(PurePosixPath(name).parent / written)
        return beside if beside in self.files else os.path.normpath(written)


_SAME = (
    "purpose", "summary", "image_alt", "author", "tags", "campaign", "offer", "customer", "incident", "recovers", "promised",
    "delivered", "answers", "promises", "fulfils",
    "allow",
)  # fmt: skip


def _missing(values: Mapping[str, Any], reading: Reading, *, step: bool) -> Iterator[Fault]:
    """The required keys that are not written at all (or are empty)."""
    wrong = {fault.values.get("key") for fault in reading.faults if fault.rule == "bad-value"}
    wrong |= {"purpose" for fault in reading.faults if fault.rule == "unknown-purpose"}
    for key in ("title", "day" if step else "date", "purpose"):
        if key not in values and key not in wrong:
            yield Fault("missing-key", key, reading.places.get(key, Place()), {"key": key})
    misplaced = "date" if step else "day"
    if misplaced in values:
        case = "date-in-series" if step else "day-in-post"
        yield Fault("bad-value", case, reading.places[misplaced], {"key": misplaced})


def _allowing(places: Mapping[str, Place]) -> Mapping[str, Place]:
    """The entries of `allow:` by the rule that each names."""
    return {key.removeprefix("allow."): place for key, place in places.items() if key.startswith("allow.")}


def _tangled(document: Document) -> Iterator[Fault]:
    """A body that nobody could lay out; as it was written, with all its marks, it is no letter."""
    if is_tangled(document.body):
        line = document.body_line + worst_line(document.body)
        yield Fault("unreadable-post", "tangled", Place(line, 1, line, 2))


def decode(data: bytes) -> str:
    """The text of a file: UTF-8 with or without BOM, any line ends; UnreadableError where it is something else."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(_encoding_case(data)) from error
    if "\0" in text:
        raise UnreadableError("binary")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding_case(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\0" in data:
        return "binary"
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError:
        return "not-utf-8"
    # A lone Latin-1 accent also makes a kanji with its neighbour; kana, or kanji side by side, are no accident.
    return "shift-jis" if re.search(r"[ぁ-んァ-ヶ]|[一-龥]{2}", text) else "not-utf-8"
