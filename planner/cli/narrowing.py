"""Which findings are reported: those of the rules and below the paths that the command line names."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from planner.cli.options import unknown
from planner.errors import UsageError
from planner.model import Finding
from planner.nearest import nearest
from planner.rules import RULES
from planner.shop import Shop


@dataclass(frozen=True)
class Narrowing:
    """What the command line asks to hear about; with nothing named, everything."""

    shop: Shop
    paths: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def findings(self) -> tuple[Finding, ...]:
        """The findings asked for, in their order."""
        _ = self._below  # a path that does not exist is said, whatever is found
        selected = _rules(self.select, "--select")
        ignored = _rules(self.ignore, "--ignore")
        return tuple(
            finding
            for finding in self.shop.findings
            if (finding.rule in selected or not selected) and finding.rule not in ignored and self.about(finding.path)
        )

    def about(self, path: str) -> bool:
        """Whether a file of the shop is asked for."""
        return not self.paths or any(_is_below(path, folders) for folders in self._below)

    @cached_property
    def _below(self) -> list[frozenset[PurePosixPath]]:
        return [self._inside(path) for path in self.paths]

    def _inside(self, path: Path) -> frozenset[PurePosixPath]:
        """A path relative to the shop's folder, as written and with links followed; empty where it lies outside."""
        root = self.shop.settings.root
        found = path if os.path.lexists(path) else root / path
        if not os.path.lexists(found):
            raise self._missing(path)
        # `Path.resolve` fails on links in a circle.
        pairs = [(Path(plain(found)), Path(plain(root))) for plain in (os.path.abspath, os.path.realpath)]
        return frozenset(PurePosixPath(one.relative_to(other)) for one, other in pairs if one.is_relative_to(other))

    def _missing(self, path: Path) -> UsageError:
        guess = nearest(path.as_posix(), (source.path for source in self.shop.sources))
        return UsageError("usage-path", found=str(path), nearest=guess)


def _rules(words: Iterable[str], option: str) -> frozenset[str]:
    names = [name.strip() for word in words for name in word.split(",") if name.strip()]
    known = [rule.name for rule in RULES]
    for name in names:
        if name not in known:
            raise unknown("usage-rule", name, known, option=option)
    return frozenset(names)


def _is_below(path: str, folders: frozenset[PurePosixPath]) -> bool:
    return any(PurePosixPath(path).is_relative_to(folder) for folder in folders)
