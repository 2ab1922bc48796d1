"""mkdocs.yml as it lies on the disk, and the files that it inherits from."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from planner.errors import ConfigError
from planner.frontmatter import Node, Table, YamlError, merged, parse_yaml
from planner.model import Place
from planner.shapes import is_empty, scalar, shown

FILE_NAME = "mkdocs.yml"


def find_config(start: Path) -> Path:
    """The mkdocs.yml of `start` or the nearest folder above it."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    raise ConfigError("config-missing", folder=str(start))


class File(NamedTuple):
    """A configuration file: mkdocs.yml, or one it inherits from."""

    path: Path
    table: Table

    def wrong(self, case: str, place: Place, **values: Any) -> ConfigError:
        """What stops a command, with the place in this file."""
        return ConfigError(case, path=self.path.name, line=place.line, column=place.column, **values)

    def bad(self, key: str, node: Node, expected: str) -> ConfigError:
        """What stops a command where the value of a key should have been of another shape."""
        return self.wrong("config-bad-value-not", node.place, key=key, found=shown(node), expected=expected)

    def find(self, *keys: str) -> Node | None:
        """The value that a way of keys leads to; one that is left empty counts as not written."""
        node: Node | None = self.table
        for key in keys:
            node = node.get(key) if isinstance(node, Table) else None
        return None if node is None or is_empty(node) else node


class Files(NamedTuple):
    """mkdocs.yml and what it inherits from, nearest first: what is nearer hides what is farther, and tables are one."""

    files: tuple[File, ...]

    @property
    def first(self) -> File:
        """mkdocs.yml itself."""
        return self.files[0]

    def find(self, *keys: str) -> tuple[File, Node] | None:
        """The value that a way of keys leads to, and the file in which it stands."""
        found = ((file, file.find(*keys)) for file in self.files)
        return next(((file, node) for file, node in found if node is not None), None)

    def text(self, *keys: str) -> str:
        """The words that a way of keys leads to; empty where there are none, or where a tag says how to read them."""
        found = self.find(*keys)
        return (found and not is_tagged(found[1]) and scalar(found[1])) or ""


def is_tagged(node: Node) -> bool:
    """Whether a tag such as `!ENV` says how MkDocs reads a value, so that nobody else can know it."""
    return not isinstance(node, Table) and node.tagged


def read_files(path: Path) -> Files:
    """mkdocs.yml and what it inherits from."""
    return Files(tuple(_chain(path)))


def _chain(path: Path) -> Iterator[File]:
    seen = {path.resolve()}
    file = File(path, _table(path))
    yield file
    while parent := file.find("INHERIT"):
        path = _parent(file, parent)
        if path.resolve() in seen:
            raise file.wrong("config-inherit-circle", parent.place, found=shown(parent))
        seen.add(path.resolve())
        file = File(path, _table(path))
        yield file


def _parent(file: File, node: Node) -> Path:
    written = scalar(node)
    if written is None or is_tagged(node):
        raise file.bad("INHERIT", node, "file")
    path = Path(os.path.normpath(file.path.parent / written))
    if not _is(path.is_file):
        raise file.wrong("config-inherit-missing", node.place, found=written)
    return path


def _table(path: Path) -> Table:
    try:
        tree = parse_yaml(path.read_text(encoding="utf-8-sig"))
        table = tree and merged(tree)
    except UnicodeDecodeError as error:
        raise ConfigError("config-not-utf-8", path=path.name) from error
    except OSError as error:
        raise ConfigError("config-unreadable", path=path.name, reason=error.strerror or "") from error
    except YamlError as error:
        raise broken(path, error) from error
    if not isinstance(table, Table):
        raise ConfigError("config-not-a-table", path=path.name, line=1)
    return table


def broken(path: Path, error: YamlError) -> ConfigError:
    """What stops a command where the YAML of a file can't be read."""
    place, values = error.place, {"slip": error.case, "reason": error.reason}
    return ConfigError("config-yaml", path=path.name, line=place.line, column=place.column, **values)


def is_folder(path: Path) -> bool:
    """Whether there is such a folder; one whose name no file system takes is not there."""
    return _is(path.is_dir)


def _is(answer: Callable[[], bool]) -> bool:
    try:
        return answer()
    except OSError:
        return False
