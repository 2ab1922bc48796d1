"""How well the word rules judge the labelled letters of `tests/corpus/`: `make words`, or `python -m tests.corpus_report`.

The letters of `first/` were there while the phrases were written. The others were looked at one part after the other; what each
gave before anything was mended is noted in `tests/corpus/README.md`.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from planner.model import Incident, Post, Purpose, Role
from planner.rules import disguised_offer, excuse, hollow_praise, pushy_wording, sales_tail

CORPUS = Path(__file__).with_name("corpus")
HALVES = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
)
HANDS = (
    ("first", "second", "third"),
    ("fourth",),
    ("fifth",),
    ("sixth",),
    ("seventh",),
    ("eighth", "ninth"),
    ("tenth", "eleventh"),
    ("twelfth",),
    ("thirteenth",),
    ("fourteenth",),
    ("fifteenth",),
    ("sixteenth", "seventeenth"),
    ("eighteenth",),
    ("nineteenth",),
    ("twentieth",),
    ("ordinary",),
    ("sentences",),
)
"""All parts of the corpus; those that are by the same hands stand together."""
LANGUAGES = ("en", "ja")
RULES = {rule.RULE.name: rule.RULE for rule in (disguised_offer, sales_tail, pushy_wording, hollow_praise, excuse)}
_ROLES = {
    "offer": Role.ASKS,
    "apology": Role.NEUTRAL,
    "news": Role.NEUTRAL,
    "invitation": Role.NEUTRAL,
    "recovery": Role.NEUTRAL,
}


@dataclass(frozen=True)
class Labelled:
    """A letter, what should be found in it, and what is."""

    name: str
    language: str
    expected: frozenset[str]
    found: frozenset[str]
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class Letters:
    """What a word rule reads of an inspection."""

    letters: tuple[Post, ...]


def digest(language: str) -> str:
    """What tells whether the letters are still those that something was learnt from."""
    found = sha256()
    for part in chain.from_iterable(HANDS):
        found.update((CORPUS / part / f"{language}.toml").read_bytes())
    return found.hexdigest()[:16]


def entries(half: str, language: str) -> list[dict[str, Any]]:
    """The letters of one file, as they are written there."""
    found: list[dict[str, Any]] = tomllib.loads((CORPUS / half / f"{language}.toml").read_text(encoding="utf-8"))[
        "letter"
    ]
    return found


def labelled(half: str, language: str) -> Iterator[Labelled]:
    """The letters of one file, judged."""
    for number, entry in enumerate(entries(half, language), start=1):
        name = f"{half}/{language} {number}"
        inspection: Any = Letters((post(name, entry),))
        judged = [(rule, one) for rule in RULES.values() for one in rule.check(inspection, rule.options)]
        quotes = tuple(
            f"{rule.name}.{one.case}: {one.values.get('first')} | {one.values.get('second', '')}"
            for rule, one in judged
        )
        yield Labelled(name, language, frozenset(entry["finds"]), frozenset(rule.name for rule, _ in judged), quotes)


def post(name: str, entry: dict[str, Any]) -> Post:
    purpose = entry["purpose"]
    return Post(
        path=f"content/posts/{name}.md",
        title=entry.get("title", "A letter"),
        purpose=Purpose(purpose, _ROLES.get(purpose, Role.WARMS), purpose),
        slug="letter",
        body=entry["body"],
        body_line=6,
        places={},
        date=datetime(2026, 11, 1, 9, tzinfo=UTC),
        summary=entry.get("summary"),
        image_alt=entry.get("image_alt"),
        subject=entry.get("subject"),
        preheader=entry.get("preheader"),
        incident=Incident(facts=entry["facts"]) if "facts" in entry else None,
    )


@dataclass(frozen=True)
class Score:
    """How often a rule was right."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Of what it found, how much was there."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of what was there, how much it found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def score(rule: str, letters: Iterable[Labelled]) -> Score:
    """How a rule did on some letters."""
    pairs = [(rule in letter.expected, rule in letter.found) for letter in letters]
    return Score(pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False)))


def report(halves: Iterable[str]) -> Iterator[str]:
    """A line for each rule and language, and each letter that was judged wrongly."""
    letters = [letter for half in halves for language in LANGUAGES for letter in labelled(half, language)]
    innocent = sum(not letter.expected for letter in letters)
    yield f"{len(letters)} letters, {innocent} of them innocent"
    for language in LANGUAGES:
        for rule in RULES:
            result = score(rule, (letter for letter in letters if letter.language == language))
            there = result.right + result.missed
            yield f"{language}  {rule:<16} precision {result.precision:.2f}   recall {result.recall:.2f}   ({there} there, {result.wrong} found wrongly)"
    for letter in letters:
        if letter.expected != letter.found:
            yield f"  {letter.name}: expected {sorted(letter.expected)}, found {sorted(letter.found)}; {list(letter.quotes)}"


if __name__ == "__main__":
    for part in sys.argv[1:] or HALVES:
        print("\n".join([f"== {part}", *report([part])]))  # noqa: T201
