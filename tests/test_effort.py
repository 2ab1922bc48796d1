"""What Markdown could not lay out is known at a glance, and what a letter may hold is not taken for it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from planner.effort import MOST_EFFORT, effort, is_tangled, worst_line

pytestmark = pytest.mark.no_cover
ROOT = Path(__file__).parent.parent
EXTENSIONS = ["abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables", "toc"]
SLOW = [
    "[", "(", "<a ", "*_*_", "\\*", "``a`", "#a\n", "---\n", "a\n===\n", "*[a]: b\n", "[a]:\n", "\n\na<x", "[^1]: a [^1]",
    "> ", "- ", "!!! a\n", "\n\n*", "{- !!! {=", "**a*b ",
]  # fmt: skip
"""Each of these, often enough, takes Markdown minutes."""


@pytest.mark.parametrize("piece", SLOW)
def test_what_would_take_for_ever_is_known_in_no_time(piece: str) -> None:
    assert is_tangled(piece * (1_900_000 // len(piece)))


@pytest.mark.parametrize("piece", SLOW)
def test_what_is_just_not_tangled_is_laid_out_in_seconds(piece: str) -> None:
    most = next(
        size for size in (300_000, 100_000, 30_000, 10_000, 3_000, 1_000, 0) if not is_tangled(_of(piece, size))
    )
    with suppress(RecursionError):  # what is wrongly let through is noticed here: the test does not end
        Markdown(extensions=EXTENSIONS).convert(_of(piece, most))


def _of(piece: str, size: int) -> str:
    return piece * (size // len(piece))


def test_no_letter_and_no_page_of_this_house_is_tangled() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("content/**/*.md"), *ROOT.glob("planner/**/*.md"), *ROOT.glob("docs/*.md")]
    worst = max(effort(page.read_text(encoding="utf-8")) for page in pages)
    assert worst < MOST_EFFORT / 5


def test_a_long_book_of_plain_paragraphs_is_not_tangled() -> None:
    paragraph = "The water was *warm*, and we [sat](https://a.example/) for an hour, as one does (in Kyoto). " * 4
    assert not is_tangled(f"## A chapter\n\n{paragraph}\n\n{paragraph}\n\n" * 500)


@given(st.text(alphabet="[]()<>*_`\\#=-> \na1.{!&^:", max_size=300).map(lambda text: text * 60))
def test_the_glance_passes_nothing_over(text: str) -> None:
    assert is_tangled(text) == (effort(text) > MOST_EFFORT)


def test_the_worst_passage_is_where_the_help_is_needed() -> None:
    assert worst_line("One.\n\nTwo (three).\n\n" + "[" * 5000 + "\nmore\n\nfive\n") == 4
    assert worst_line("") == 0
