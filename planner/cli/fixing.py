"""`planner check --fix`: mends what cannot alter a letter's meaning, file by file, and says what it did."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from planner.cli.agreeing import can_ask, is_yes
from planner.cli.narrowing import Narrowing
from planner.cli.session import Session
from planner.cli.writing import write_file
from planner.config import read_settings
from planner.errors import OutputError
from planner.mend import Mended, Mender, free_addresses, mend_bytes
from planner.model import Source
from planner.report.visible import visible
from planner.shop import Shop
from planner.wording import Catalogue

_SHOWN = 8
_ROOM = 76


def fix(
    narrowing: Narrowing, session: Session, *, yes: bool, say: Callable[[str], None], reopened: Callable[[], Shop]
) -> Narrowing:
    """Mend the letters that were asked for, and the voices; what was asked for, in the shop as it is then."""
    words = session.catalogue
    fixer = _Fixer(narrowing, words, yes, say)
    mended = {source.path for source in narrowing.shop.read if fixer.mended(source)}
    if mended:
        narrowing = replace(narrowing, shop=reopened())
        # A letter that could not be read until now may have the address of another.
        fixer = _Fixer(narrowing, words, yes, say)
        again = {source.path for source in narrowing.shop.read if source.path in fixer.slugs and fixer.mended(source)}
        narrowing = replace(narrowing, shop=reopened()) if again else narrowing
        mended |= again
    say(words.say("cli.fix.done", n=len(mended)) if mended else words.say("cli.fix.nothing"))
    return narrowing


class _Fixer:
    def __init__(self, narrowing: Narrowing, words: Catalogue, yes: bool, say: Callable[[str], None]) -> None:
        shop, findings = narrowing.shop, narrowing.findings()
        self.root = shop.settings.root
        self.narrowing = narrowing
        self.words = words
        self.yes = yes
        self.say = say
        # `--language` is about our messages; how a purpose is spelt follows the language of the shop itself.
        self.mender = Mender(read_settings(shop.settings.config_path))
        self.voices = shop.content.voices.source
        self.slugs = free_addresses(shop.sources, findings)
        self.found = {(finding.path, finding.case) for finding in findings if finding.rule == "unreadable-post"}

    def mended(self, source: Source) -> bool:
        """Mend one file, if there is anything to mend, and say so; whether it was written."""
        if source.draft or not self.narrowing.about(source.path):
            return False
        if _is_unreadable(source) and (source.path, "shift-jis") not in self.found:
            return False
        mended = self._mend(source)
        return mended is not None and self._is_wanted(source.path, mended) and self._written(source.path, mended)

    def _mend(self, source: Source) -> Mended | None:
        try:
            data = (self.root / source.path).read_bytes()
        except OSError:
            return None
        if source is self.voices:  # it has no front matter, even if it begins like one
            return mend_bytes(data)
        return self.mender.mend(data, slug=self.slugs.get(source.path))

    def _is_wanted(self, path: str, mended: Mended) -> bool:
        """Whether we may write there, and a person has seen what becomes of another encoding."""
        file = self.root / path
        if file.is_symlink():
            self._tell(path, "link", target=_below(file.resolve(), self.root))
        elif not file.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            self._tell(path, "read-only")
        elif mended.converted:
            return self._is_agreed(path, mended)
        else:
            return True
        return False

    def _is_agreed(self, path: str, mended: Mended) -> bool:
        self._tell(path, "shown")
        lines = [line for line in mended.text.split("\n") if line.strip()][:_SHOWN]
        self.say("".join(f"    {visible(line[:_ROOM])}\n" for line in lines).rstrip("\n"))
        if self.yes:
            return True
        if not can_ask():
            self._tell(path, "unasked")
            return False
        return is_yes(self.words.say("cli.fix.ask"))

    def _written(self, path: str, mended: Mended) -> bool:
        try:
            write_file(self.root / path, mended.text)
        except OutputError as error:
            self._tell(path, "unwritable", reason=error.values["reason"])
            return False
        for change in mended.changes:
            said = self.words.say(f"cli.fix.{change.case}", **change.values)
            where = f"{path}:{change.place.line}:{change.place.column}"
            self.say(visible(f"{where}: {self.words.say('cli.fix.mended')}: {said}"))
        return True

    def _tell(self, path: str, case: str, **values: str) -> None:
        self.say(visible(f"{path}: {self.words.say(f'cli.fix.{case}', **values)}"))


def _is_unreadable(source: Source) -> bool:
    return any(fault.rule == "unreadable-post" for fault in source.faults)


def _below(target: Path, root: Path) -> str:
    """A path as the shop's owner knows it: from the shop's folder on."""
    home = root.resolve()
    return target.relative_to(home).as_posix() if target.is_relative_to(home) else str(target)
