"""The two languages: they say the same things, and the code asks for nothing that they lack."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from planner import errors
from planner.model import Money
from planner.render import money_text
from planner.wording import Tables, catalogue

PLANNER = Path(__file__).parent.parent / "planner"
LOCALES = PLANNER / "locales"
LANGUAGES = ("en", "ja")
KINDS = {
    "date",
    "stream",
    "purposes",
    "purpose",
    "list",
    "keys",
    "shape",
    "count",
    "either",
    "joined",
    "name",
    "names",
    "since",
    "soonest",
    "exact",
    "slip",
    "money",
}
JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
CODE = re.compile(r"`[^`]*`|\{[^}]*\}")
WORD = re.compile("[A-Za-z]{4}")
NAMES = {"key", "missing", "differing", "ways"}
"""Slots that take the names of keys."""
NO_SENTENCES = {"example"}
"""Keys whose value is what one types: the same in both languages."""


def name_of(path: Path) -> str:
    return path.relative_to(LOCALES).as_posix()


def files_of(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def sentences(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from sentences(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def catalogue_of(language: str) -> dict[str, str]:
    """Every sentence of a language by its whole key; lists of phrases are data, and each language has its own."""
    found: dict[str, str] = {}
    for path in sorted(set((LOCALES / language).glob("*.toml")) - set((LOCALES / language).glob("*phrases.toml"))):
        found |= sentences(tomllib.loads(path.read_text(encoding="utf-8")), f"{path.stem}.")
    return found


SENTENCES = {language: catalogue_of(language) for language in LANGUAGES}
BOTH = sorted(SENTENCES["en"].keys() & SENTENCES["ja"].keys())


def slots(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def kinds(sentence: str) -> set[str]:
    return {kind.partition("|")[0] for _, _, kind, _ in Formatter().parse(sentence) if kind}


@pytest.mark.parametrize(
    "path", sorted(set(LOCALES.glob("*/*.toml")) - set(LOCALES.glob("*/*phrases.toml"))), ids=name_of
)
def test_tables_that_are_parsed_one_by_one_say_what_the_whole_file_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert dict(Tables(text)) == tomllib.loads(text)


def test_a_table_is_parsed_when_it_is_asked_for() -> None:
    tables = Tables('above = "1"\n[one.a]\nsaid = "A"\n[two]\nsaid = "B" and no TOML\n[one.b]\nsaid = "C"\n')
    assert (tables["above"], tables["one"]) == ("1", {"a": {"said": "A"}, "b": {"said": "C"}})
    assert sorted(tables) == ["above", "one", "two"]


@pytest.mark.parametrize("kind", ["locales", "starter"])
def test_both_languages_have_the_same_files(kind: str) -> None:
    assert files_of(PLANNER / kind / "en") == files_of(PLANNER / kind / "ja")


def test_both_languages_have_the_same_sentences() -> None:
    assert SENTENCES["en"].keys() ^ SENTENCES["ja"].keys() == set()


def test_a_sentence_has_the_same_slots_in_both_languages() -> None:
    assert [key for key in BOTH if slots(SENTENCES["en"][key]) != slots(SENTENCES["ja"][key])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_slots_have_names_and_kinds_that_we_know(language: str) -> None:
    found = SENTENCES[language].items()
    assert {key: slots(text) for key, text in found if not all(name.isidentifier() for name in slots(text))} == {}
    assert {key: kinds(text) - KINDS for key, text in found if not kinds(text) <= KINDS} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_names_of_keys_stand_in_backticks(language: str) -> None:
    bare = {
        f"{key}: {name}"
        for key, text in SENTENCES[language].items()
        for before, name, kind, _ in Formatter().parse(text)
        if name in NAMES and not before.endswith("`") and kind != "keys"
    }
    numbers = {f"{key}: missing" for key, text in SENTENCES["en"].items() if "{missing:count" in text}
    assert bare - numbers == set()


def test_amounts_are_told_as_the_pages_write_them() -> None:
    for told, amount in (
        ("5,500 JPY", Money(Decimal(5500), "JPY")),
        ("1,239.90 EUR", Money(Decimal("1239.90"), "EUR")),
    ):
        for language in LANGUAGES:
            assert catalogue(language).format_field(told, "money") == money_text(amount, language)


def test_keys_are_told_as_they_are_written() -> None:
    told = [catalogue(language).format_field(("for", "until"), "keys") for language in LANGUAGES]
    assert told == ["`for` and `until`", "`for`、`until`"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_a_sentence(language: str) -> None:
    assert [key for key, text in SENTENCES[language].items() if not str(text).strip()] == []


def test_japanese_is_japanese() -> None:
    """What is longer than a name or a command in Japanese has Japanese in it; English has none."""
    said = {key: CODE.sub("", text) for key, text in SENTENCES["ja"].items() if key.split(".")[-1] not in NO_SENTENCES}
    assert [key for key, text in said.items() if len(WORD.findall(text)) > 1 and not JAPANESE.search(text)] == []


def test_a_series_has_one_name_in_japanese() -> None:
    said = {key for key, text in SENTENCES["ja"].items() if "シリーズ" in str(text)}
    pages = {path.stem for path in (LOCALES / "ja").rglob("*.md") if "シリーズ" in path.read_text(encoding="utf-8")}
    assert (said, pages) == (set(), set())


@pytest.mark.parametrize("path", sorted((LOCALES / "ja").rglob("*.md")), ids=lambda path: path.stem)
def test_japanese_pages_are_japanese(path: Path) -> None:
    assert JAPANESE.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_ends_in_a_space(language: str) -> None:
    texts = {
        path.name: path.read_text(encoding="utf-8") for path in (LOCALES / language).rglob("*.*") if path.is_file()
    }
    assert [name for name, text in texts.items() if re.search(r"[ \t\u3000]$", text, re.MULTILINE)] == []


def calls() -> Iterator[tuple[str, str]]:
    """Every call in our code whose first argument is a plain string: (what is called, the string)."""
    for path in sorted(PLANNER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                yield called, str(node.args[0].value)


def test_the_code_says_only_what_the_catalogue_has() -> None:
    assert [key for called, key in calls() if called == "say" and key not in SENTENCES["en"]] == []


def test_every_error_has_its_words() -> None:
    kinds = {
        name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.PlannerError)
    }
    told = [(called, case) for called, case in calls() if called != "wrong" or case.startswith("config-")]
    cases = sorted({case for called, case in told if called in {*kinds, "wrong"}})
    missing = [
        key for case in cases for key in (f"errors.{case}.message", f"errors.{case}.help") if key not in SENTENCES["en"]
    ]
    assert (bool(cases), missing) == (True, [])
