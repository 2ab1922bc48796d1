"""Every case that a rule can yield has its sentences in both languages, and `errors.md` shows each with what causes it."""

from __future__ import annotations

import ast
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planner.block import BLOCK
from planner.config.kinds import IN_THEME, TOP
from planner.frontmatter import SLIPS, Items, Scalar, Table
from planner.keys import letter_keys
from planner.model import Place
from planner.purposes import built_in
from planner.rules import RULES
from planner.shapes import Keys, Reading, Shape
from planner.voices import voice_keys
from planner.wording import LANGUAGES, catalogue
from tests.pasted import Block, blocks, paste
from tests.shop_text import shop_of, told

CATALOGUE = Path(__file__).with_name("errors.md")
PLANNER = Path(__file__).parent.parent / "planner"
SOURCES = [path for room in (".", "frontmatter", "rules", "shapes") for path in PLANNER.glob(f"{room}/*.py")]
WORDS = catalogue("en")
CASES = [f"{rule}.{case}" for rule in WORDS.keys("rules") for case in WORDS.keys(f"rules.{rule}")]
INPUTS = {block.heading: block.text for block in blocks(CATALOGUE.read_text(encoding="utf-8")) if block.info == "shop"}


@cache
def printed(case: str, language: str) -> str:
    """What `planner check` prints of the case that an input is there to cause."""
    name, _, kind = case.partition(".")
    with tempfile.TemporaryDirectory() as folder:
        shop = shop_of(INPUTS[case], Path(folder), language)
        return "\n".join(told(shop, [found for found in shop.findings if (found.rule, found.case) == (name, kind)]))


@pytest.fixture(scope="module", autouse=True)
def refreshed(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--refresh"):
        paste(CATALOGUE, _words)


def _words(_: Block, block: Block) -> str | None:
    return f"{printed(block.heading, block.info)}\n" if block.info in LANGUAGES else None


def pasted(case: str) -> dict[str, str]:
    found = blocks(CATALOGUE.read_text(encoding="utf-8"))
    return {block.info: block.text for block in found if block.heading == case and block.info in LANGUAGES}


def test_every_sentence_has_an_input_that_causes_it_and_none_is_shown_twice() -> None:
    text = CATALOGUE.read_text(encoding="utf-8")
    assert sorted(block.heading for block in blocks(text) if block.info == "shop") == sorted(CASES)


def test_every_rule_has_sentences() -> None:
    assert sorted(WORDS.keys("rules")) == sorted(rule.name for rule in RULES)


@pytest.mark.parametrize("case", CASES)
def test_an_input_causes_its_case_and_both_languages_say_it(case: str) -> None:
    said = {language: f"{printed(case, language)}\n" for language in LANGUAGES}
    assert all(("content/" in text or "mkdocs.yml:" in text) and "help: " in text for text in said.values())
    assert pasted(case) == said


def test_no_case_of_the_code_is_without_a_sentence() -> None:
    assert sorted(set(named_cases()) - set(CASES)) == []
    assert len(set(named_cases())) > 20


def test_everything_that_can_be_expected_has_its_words() -> None:
    expected = {name for shape in _shapes(KNOWN) for name in _expected(shape)} | _expected_by_mkdocs()
    for language in LANGUAGES:
        assert expected <= set(catalogue(language).keys("shapes"))
    assert {"when", "day", "slug", "clock", "text", "colour", "near-link", "table", "menu"} <= expected


def _expected_by_mkdocs() -> set[str]:
    return {name for kinds in (TOP, IN_THEME) for _, name in kinds.of.values()}


def named_cases() -> Iterator[str]:
    """The cases that reading names in its code, by rule."""
    yield from (f"bad-front-matter.{case}" for _, case in SLIPS)
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from _cases_of_call(node)
            elif isinstance(node, ast.FunctionDef) and node.name in _DECIDING:
                yield from (f"{_DECIDING[node.name]}.{case}" for case in _returned(node))


_DECIDING = {"_case": "bad-front-matter", "_encoding_case": "unreadable-post"}
_RAISED = {"YamlError": "bad-front-matter", "UnreadableError": "unreadable-post"}


def _cases_of_call(call: ast.Call) -> Iterator[str]:
    called = getattr(call.func, "id", getattr(call.func, "attr", ""))
    words = [word for argument in call.args for word in _constants(argument)]
    if called in _RAISED and isinstance(call.args[0], ast.Constant):
        yield f"{_RAISED[called]}.{words[0]}"
    elif called == "Fault" and isinstance(call.args[0], ast.Constant):
        yield from (f"{words[0]}.{case}" for case in _constants(call.args[1]))
    elif called == "wrong":
        given = [word for keyword in call.keywords if keyword.arg == "case" for word in _constants(keyword.value)]
        yield from (f"bad-value.{case}" for case in given or ["not"])


def _constants(node: ast.expr) -> list[str]:
    """The plain strings that an expression may come to."""
    if isinstance(node, ast.IfExp):
        return [*_constants(node.body), *_constants(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _returned(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and node.value is not None:
            yield from _constants(node.value)


KNOWN = Keys({"post": Keys(letter_keys(built_in("en"), ())), "settings": BLOCK, "voice": Keys(voice_keys())})
"""Everything that is read, as one shape."""
ODD = (Scalar("\0?", Place()), Items((), Place()), Table((), Place()))
"""Values that nothing takes, or nearly nothing."""


def _shapes(shape: Shape) -> Iterator[Shape]:
    """A shape and those within it."""
    yield shape
    for inner in (getattr(shape, "shape", None), *getattr(shape, "shapes", {}).values()):
        yield from _shapes(inner) if inner is not None else ()


def _expected(shape: Shape) -> Iterator[str]:
    """What a shape says it expected where something else stands."""
    reading = Reading(ZoneInfo("UTC"))
    for node in ODD:
        shape.read("key", node, reading)
    yield from (fault.values["expected"] for fault in reading.faults if "expected" in fault.values)
