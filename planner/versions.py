"""Earlier versions of files, as git remembers them.

The checked folder may be anybody's, so only git's plumbing is asked, and nothing that a repository can set makes it run a
program: no hooks, no file system monitor, no outside diff, no fetching of what a partial clone lacks. Where there is no git,
no history, or it takes too long, there are no versions.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from planner.renames import renamed

_SECONDS = 10
_MAX_COMMITS = 5_000
_MAX_BLOBS = 50_000
_MAX_BYTES = 2_000_000
_SAFE = ("core.fsmonitor=false", "core.hooksPath=/dev/null", "safe.bareRepository=explicit", "core.pager=cat")
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
}


@dataclass(frozen=True, slots=True)
class Version:
    """What a file was, and until which second since 1970 (None: it still is, as far as git knows)."""

    text: bytes
    ended: int | None


@dataclass(frozen=True, slots=True)
class _Blob:
    name: str
    ended: int | None


def versions(root: Path, folder: str, texts: Mapping[str, str], since: int) -> Mapping[str, tuple[Version, ...]]:
    """The versions of files (below `folder`, relative to `root`) that stood at the second `since` or later.

    `texts` is what stands in each of them now: it tells a file whose new name git has not heard of.
    """
    try:
        return _History(root, folder).versions(texts, since)
    except (_NoHistoryError, OSError, ValueError, subprocess.SubprocessError):
        return {}


class _NoHistoryError(Exception):
    """There is no git, or it does not answer."""


class _History:
    def __init__(self, root: Path, folder: str) -> None:
        git = shutil.which("git")
        if git is None or not any((place / ".git").exists() for place in (root, *root.parents)):
            raise _NoHistoryError
        settings = (part for setting in _SAFE for part in ("-c", setting))
        self.command = (git, "--no-pager", "--literal-pathspecs", *settings)
        self.place = root
        top, prefix, self.head = self._ask("rev-parse", "--show-toplevel", "--show-prefix", "HEAD").split("\n")[:3]
        self.place = Path(top)
        self.prefix = prefix
        self.folder = os.path.normpath(f"{prefix}{folder}")

    def versions(self, texts: Mapping[str, str], since: int) -> dict[str, tuple[Version, ...]]:
        standing = dict(self._standing())
        blobs = self._blobs(self._names(texts, standing), standing, since)
        return self._read(blobs)

    def _names(self, texts: Mapping[str, str], standing: Mapping[str, str]) -> dict[str, str]:
        """Each path by the name that git last knew it by."""
        inside = {os.path.normpath(f"{self.prefix}{path}"): path for path in texts}
        new = {name: texts[path].encode() for name, path in inside.items() if name not in standing}
        before = renamed(self._gone(standing, {os.path.splitext(name)[1] for name in new}), new) if new else {}  # noqa: PTH122 - names of git's
        return {before.get(name, name): path for name, path in inside.items()}

    def _gone(self, standing: Mapping[str, str], endings: Collection[str]) -> dict[str, bytes]:
        """The texts that are no longer there under their names, though no commit says so yet."""
        alike = {name: blob for name, blob in standing.items() if name.endswith(tuple(endings))}
        gone = {name: blob for name, blob in alike.items() if not os.path.lexists(self.place / name)}
        texts = self._texts(sorted(set(gone.values()))[:_MAX_BLOBS])
        return {name: texts[blob] for name, blob in gone.items() if blob in texts}

    def _read(self, blobs: Mapping[str, list[_Blob]]) -> dict[str, tuple[Version, ...]]:
        """The versions of each path, with their texts."""
        texts = self._texts(sorted({blob.name for found in blobs.values() for blob in found})[:_MAX_BLOBS])
        return {
            path: tuple(Version(texts[blob.name], blob.ended) for blob in found if blob.name in texts)
            for path, found in blobs.items()
        }

    def _blobs(self, names: dict[str, str], standing: Mapping[str, str], since: int) -> dict[str, list[_Blob]]:
        """The blobs of each path, newest first, followed back through new names."""
        found: dict[str, list[_Blob]] = {path: [] for path in names.values()}
        for name in names.keys() & standing.keys():
            found[names[name]].append(_Blob(standing[name], None))
        for time, blob, old, new in self._changes(since):
            if new in names:
                found[names[new]].append(_Blob(blob, time))
                if old != new:
                    names[old] = names.pop(new)
        return found

    def _standing(self) -> Iterator[tuple[str, str]]:
        for line in self._ask("ls-tree", "-r", "-z", "--full-tree", self.head, "--", self.folder).split("\0"):
            about, _, name = line.partition("\t")
            if about.startswith("100"):
                yield name, about.split(" ")[2]

    def _changes(self, since: int) -> Iterator[tuple[int, str, str, str]]:
        """Each change of a file on the main line: when, the blob before it, the name before it and after it."""
        commits = self._commits(since)
        asked = "".join(f"{commit} {parent}\n" if parent else f"{commit}\n" for commit, (_, parent) in commits.items())
        told = self._ask(*_DIFF, "--", self.folder, given=asked.encode()) if commits else ""
        time = 0
        parts = iter(told.split("\0"))
        for part in parts:
            if not part.startswith(":"):
                time = commits.get(part.strip(), (time, ""))[0]
                continue
            mode, _, blob, _, kind = part[1:].split(" ")
            old = next(parts)
            new = next(parts) if kind.startswith(("R", "C")) else old
            if mode.startswith("100"):
                yield time, blob, old, new

    def _commits(self, since: int) -> dict[str, tuple[int, str]]:
        """The commits of the main line, newest first, with their time and what came before them."""
        options = ("--first-parent", "--parents", "--timestamp", f"--max-age={since}", f"--max-count={_MAX_COMMITS}")
        # Not only those that touch the folder: looking for them costs git as much as all that follows.
        lines = self._ask("rev-list", *options, self.head).split("\n")
        words = (line.split(" ") for line in lines if line)
        return {commit: (int(time), parents[0] if parents else "") for time, commit, *parents in words}

    def _texts(self, blobs: list[str]) -> dict[str, bytes]:
        sizes = self._ask("cat-file", "--batch-check", given=_lines(blobs)).split("\n") if blobs else []
        rows = (line.split(" ") for line in sizes)
        small = [row[0] for row in rows if row[1:2] == ["blob"] and int(row[2]) <= _MAX_BYTES]
        return dict(_parted(self._run("cat-file", "--batch", given=_lines(small)))) if small else {}

    def _ask(self, *command: str, given: bytes = b"") -> str:
        return os.fsdecode(self._run(*command, given=given))

    def _run(self, *command: str, given: bytes = b"") -> bytes:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | _ENVIRONMENT
        result = subprocess.run(  # noqa: S603 - git itself, found on the PATH
            (self.command[0], "-C", str(self.place), *self.command[1:], *command),
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=_SECONDS,
            check=True,
        )
        return result.stdout


_DIFF = (
    "diff-tree",
    "--stdin",
    "-r",
    "-z",
    "-M",
    "-l500",
    "--root",
    "--raw",
    "--no-abbrev",
    "--no-ext-diff",
    "--no-textconv",
)


def _lines(names: list[str]) -> bytes:
    return "".join(f"{name}\n" for name in names).encode()


def _parted(told: bytes) -> Iterator[tuple[str, bytes]]:
    """What `cat-file --batch` tells: a line with name, kind and size, the blob, and the end of a line."""
    place = 0
    while place < len(told):
        end = told.index(b"\n", place)
        name, _, size = told[place:end].decode().split(" ")
        place = end + 1 + int(size) + 1
        yield name, told[end + 1 : place - 1]
