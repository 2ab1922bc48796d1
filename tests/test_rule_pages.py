"""The rules' pages: every example on them is run, and what it shows is what `planner check` prints."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planner.frontmatter import parse_yaml
from planner.rules import RULES, Rule, rule_settings
from planner.shapes import Reading
from planner.wording import LANGUAGES
from tests.pasted import Block, blocks, paste
from tests.shop_text import first_lines, shop_of

LOCALES = Path(__file__).parent.parent / "planner" / "locales"
PAGES = sorted(LOCALES.glob("*/rules/*.md"))
HEADINGS = {
    "en": ("Why", "Options", "Fails", "Passes", "How to mend"),
    "ja": ("理由", "設定", "指摘される例", "指摘されない例", "直し方"),
}


LONE = {
    "cold-offer",
    "long-silence",
    "sender-identity",
    "consent-form",
    "offer-terms",
    "offer-needs",
    "human-way",
    "after-care-missing",
}
"""What is found in an offer, or a letter, that stands alone and has only the keys that the example is about."""


def language(page: Path) -> str:
    return page.parent.parent.name


def name(page: Path) -> str:
    return f"{language(page)}-{page.stem}"


def findings(page: Path, example: Block) -> str:
    with tempfile.TemporaryDirectory() as folder:
        return first_lines(shop_of(example.text, Path(folder), language(page)), page.stem)


def other_rules(page: Path, example: Block) -> set[str]:
    """The other rules that find something; a lone offer is always cold, and a lone letter is followed by silence."""
    with tempfile.TemporaryDirectory() as folder:
        shop = shop_of(example.text, Path(folder), language(page))
        return {finding.rule for finding in shop.findings} - {page.stem, *LONE}


def examples(page: Path) -> Iterator[tuple[Block, str]]:
    """Each shop of a page with the findings that the page shows for it."""
    shown = list(blocks(page.read_text(encoding="utf-8")))
    for block, after in zip(shown, [*shown[1:], None], strict=True):
        if block.info == "shop":
            yield block, after.text if after is not None and after.info == "findings" else ""


@pytest.fixture(scope="module", autouse=True)
def refreshed(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--refresh"):
        for page in PAGES:
            paste(page, partial(_findings_below, page))


def _findings_below(page: Path, shop: Block, block: Block) -> str | None:
    return findings(page, shop) if block.info == "findings" else None


def test_the_options_of_a_rule_are_named_and_have_shapes() -> None:
    """They may be set in mkdocs.yml, and a class for each must cost little: they are all made at every start."""
    assert [rule.name for rule in RULES if not hasattr(rule.options, "_asdict")] == []
    assert [rule.name for rule in RULES if not set(rule.choices) <= rule.options._asdict().keys()] == []
    for rule in RULES:
        written = {key: rule.choices.get(key, ("7",))[0] for key in rule.options._asdict()}
        node = parse_yaml("".join(f"{key}: {value}\n" for key, value in written.items()) or "{}")
        assert node is not None
        reading = Reading(ZoneInfo("UTC"))
        assert (rule_settings(rule, node, reading).level, reading.faults) == (None, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_page(language: str) -> None:
    assert sorted(page.stem for page in LOCALES.glob(f"{language}/rules/*.md")) == sorted(rule.name for rule in RULES)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_has_its_parts_in_order(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    assert lines[0] == f"# {page.stem}"
    assert lines[2].endswith((".", "。"))
    assert tuple(line.removeprefix("## ") for line in lines if line.startswith("## ")) == HEADINGS[language(page)]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_shows_both_sides_of_the_edge(page: Path) -> None:
    fails, passes = HEADINGS[language(page)][2:4]
    sides = {fails: 0, passes: 0}
    for example, shown in examples(page):
        assert bool(shown) == (example.heading == fails)
        sides[example.heading] += 1
    assert all(sides.values())


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_an_example_gives_what_its_page_shows(page: Path) -> None:
    assert [findings(page, example) for example, _ in examples(page)] == [shown for _, shown in examples(page)]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_an_example_is_about_nothing_else(page: Path) -> None:
    assert [other_rules(page, example) for example, _ in examples(page) if other_rules(page, example)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_both_languages_show_as_many_examples_and_say_the_level(rule: Rule) -> None:
    pages = [page for page in PAGES if page.stem == rule.name]
    assert len({len(list(examples(page))) for page in pages}) == 1
    assert all(f"`{rule.level}`" in page.read_text(encoding="utf-8") for page in pages)
