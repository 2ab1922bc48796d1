"""Markdown is quicker for words without markup, and makes the same of everything."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as how_often
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor

from planner.render import standard_extensions
from planner.render.prose import Prose
from tests.publications import settings

NAMES, CONFIGS = standard_extensions(settings())
SIGNS = "aé茶、 \n*_`[]()!<>&;:#-=|\\^~{}'\"1.@/"
OPTIONS: dict[str, Any] = {"extensions": [*NAMES, "smarty"], "extension_configs": CONFIGS}
PLAIN, QUICK = Markdown(**OPTIONS), Markdown(**OPTIONS | {"extensions": [*OPTIONS["extensions"], Prose()]})
SAMPLES = (
    'Words, nothing else.\n\nAnd more: it\'s "quoted" -- or so...\n',
    "# A heading\n\n- one\n- *two* and three\n\n> said\n\n| a | b |\n| - | - |\n| c | `d` |\n",
    "Tea[^1] is hot.\n\n[^1]: And good.\n\n*[HTML]: a language\n\nHTML is plain; so is it.  \nA break.\n",
    "<div markdown>\n*in* words\n</div>\n\n    code & more\n\nterm\n: meaning\n",
)


def made(markdown: Markdown, text: str) -> str:
    return markdown.reset().convert(text)


@pytest.mark.parametrize("text", SAMPLES)
def test_it_makes_the_same(text: str) -> None:
    assert made(QUICK, text) == made(PLAIN, text)


@given(st.text(alphabet=SIGNS, max_size=80))
@how_often(max_examples=400, deadline=None)
def test_it_makes_the_same_of_anything(text: str) -> None:
    assert made(QUICK, text) == made(PLAIN, text)


class Loud(Extension):
    """A pattern of the shop's own choice, with a sign that Markdown has no use for."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name for it
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"()\+\+(.*?)\+\+", "ins"), "loud", 75)


def test_where_it_does_not_know_a_pattern_it_stands_aside() -> None:
    assert Markdown(extensions=[Loud(), Prose()]).convert("so ++loud++") == "<p>so <ins>loud</ins></p>"
    assert Markdown(extensions=[Prose(), Loud()]).convert("so ++loud++") == "<p>so <ins>loud</ins></p>"


def test_it_spares_what_the_standard_extensions_leave_alone() -> None:
    spare: Any = QUICK.treeprocessors["nukumori-spare"]
    made(QUICK, "Plain.\n\nAnd *not*.\n")
    assert [text for _, text in spare.texts] == ["Plain."]
