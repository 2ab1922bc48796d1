"""Which findings are reported: those of the rules and below the paths that the command line names."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

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
        _ = self._asked  # a path that does not exist is said, whatever is found
        selected = _rules(self.select, "--select")
        ignored = _rules(self.ignore, "--ignore")
        return tuple(
            finding
            for finding in self.shop.findings
            if (finding.rule in selected or not selected) and finding.rule not in ignored and self.about(finding.path)
        )

    def about(self, path: str) -> bool:
        """Whether a file of the shop is asked for; who names the shop's folder, or one around it, asks for all of them."""
        return not self.paths or any(
            not asked.isdisjoint((*_and_above(root), *_and_above(Path(os.path.normpath(root / path)))))
            for root, asked in self._asked
        )

    @property
    def bare(self) -> tuple[str, ...]:
        """The folders asked for, where nothing that was read is asked for; who names other files may know that."""
        if any(self.about(source.path) for source in self.shop.read):
            return ()
        return tuple(str(path) for path in self.paths if self._found(path).is_dir())

    @cached_property
    def _asked(self) -> tuple[tuple[Path, frozenset[Path]], ...]:
        """The shop's folder and the paths asked for, as written and with links followed."""
        root, found = self.shop.settings.root, [self._found(path) for path in self.paths]
        # `Path.resolve` fails on links in a circle.
        return tuple(
            (Path(plain(root)), frozenset(Path(plain(one)) for one in found))
            for plain in (os.path.abspath, os.path.realpath)
        )

    def _found(self, path: Path) -> Path:
        found = path if os.path.lexists(path) else self.shop.settings.root / path
        if not os.path.lexists(found):
            raise self._missing(path)
        return found

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


def _and_above(path: Path) -> tuple[Path, ...]:
    return (path, *path.parents)
