"""What one call of `planner` knows before it opens a shop: language, configuration, clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from planner.errors import PlannerError
from planner.wording import LANGUAGES, Catalogue, catalogue

COULD_NOT_RUN = 2
"""The exit code of a call that did not do what it was asked."""


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
    near: Path | None = None
    """Where a shop may be found as long as none is open; None once the language is settled."""

    @property
    def catalogue(self) -> Catalogue:
        """The sentences of this call: before a shop is open, those of the shop that the call seems to be about."""
        if self.near is not None and self.asked_language is None:
            self.language, self.near = _spoken_near(self.near) or self.language, None
        return catalogue(self.language)

    def speak(self, language: str) -> None:
        """Settle the language of this call."""
        self.language, self.near = language, None


def begin(words: Sequence[str], environ: Mapping[str, str]) -> Session:
    """The session of a command line not parsed yet, so that even a misspelt one is answered in the right language."""
    debug = "--debug" in words or bool(environ.get("PLANNER_DEBUG"))
    asked = next((value for value in _given(words, "--language") if value in LANGUAGES), None)
    named = next((Path(value) for value in _given(words, "--config")), Path())
    return Session(language=asked or _usual(environ), asked_language=asked, debug=debug, near=named)


def _given(words: Sequence[str], option: str) -> Iterator[str]:
    """What stands after an option, in one word with it or in the next."""
    following = [*words[1:], ""][: len(words)]
    pairs = ((*word.partition("=")[::2], after) for word, after in zip(words, following, strict=True))
    return (value or after for name, value, after in pairs if name == option)


def _spoken_near(place: Path) -> str | None:
    from planner.config import find_config, spoken_in  # noqa: PLC0415 - only for a call that opened no shop

    try:
        return spoken_in(place if place.is_file() else find_config(place.absolute()))
    except (PlannerError, OSError, ValueError):
        return None


def _usual(environ: Mapping[str, str]) -> str:
    if environ.get("PLANNER_LANGUAGE") in LANGUAGES:
        return environ["PLANNER_LANGUAGE"]
    place = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "ja" if place.startswith("ja") else "en"
