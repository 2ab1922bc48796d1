"""What one call of `planner` knows before it opens a shop: language, configuration, clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from planner.wording import LANGUAGES, Catalogue, catalogue


@dataclass(slots=True)
class Session:
    """The common options of one call. Opening a shop sets `language` to the shop's, unless one was asked for."""

    language: str
    asked_language: str | None = None
    config: Path | None = None
    at: datetime | None = None
    debug: bool = False
    code: int = 0
    """The exit code, should the reader of our output hang up before it was all written."""

    @property
    def catalogue(self) -> Catalogue:
        """The sentences of this call."""
        return catalogue(self.language)


def begin(words: Sequence[str], environ: Mapping[str, str]) -> Session:
    """The session of a command line not parsed yet, so that even a misspelt one is answered in the right language."""
    debug = "--debug" in words or bool(environ.get("PLANNER_DEBUG"))
    return Session(language=_asked(words) or _usual(environ), debug=debug)


def _asked(words: Sequence[str]) -> str | None:
    following = [*words[1:], ""][: len(words)]
    pairs = ((*word.partition("=")[::2], after) for word, after in zip(words, following, strict=True))
    found = (value or after for name, value, after in pairs if name == "--language")
    return next((value for value in found if value in LANGUAGES), None)


def _usual(environ: Mapping[str, str]) -> str:
    if environ.get("PLANNER_LANGUAGE") in LANGUAGES:
        return environ["PLANNER_LANGUAGE"]
    place = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "ja" if place.startswith("ja") else "en"
