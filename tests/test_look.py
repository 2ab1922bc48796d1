"""One look: site, letters and desk name the same fonts, and tell an offer in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

import pytest

from planner.model import Offer, Post
from planner.publish import feed, letter
from planner.publish.site.terms import offer_view
from planner.render import environment, fill, templates_dir
from planner.wording import catalogue
from tests.publications import AT, OFFER, TERMS, post, publication, renderer, settings

SITE = (templates_dir("site") / "assets" / "nukumori.css").read_text(encoding="utf-8")
DESK = (templates_dir("desk") / "desk.css").read_text(encoding="utf-8")
ROOTS = {"en": ":root", "ja": ":root:lang(ja)"}


def names(stack: str) -> tuple[str, ...]:
    return tuple(name.strip(" \"'") for name in stack.split(","))


def stacks(css: str, language: str, *properties: str) -> set[tuple[str, ...]]:
    """The font stacks that a style sheet's root names under these properties."""
    roots = " ".join(re.findall(rf"^{re.escape(ROOTS[language])} \{{([^}}]*)\}}", css, re.MULTILINE))
    return {names(re.findall(rf"--{one}: ([^;]+);", roots)[0]) for one in properties}


@pytest.mark.parametrize(("language", "heading"), [("en", "nk-serif"), ("ja", "nk-head")])
def test_letters_and_desk_have_the_fonts_of_the_site(language: str, heading: str) -> None:
    site = stacks(SITE, language, "nk-sans", heading)
    style = fill(
        environment(settings(), "letter"),
        "style.css",
        {"language": language, "accent": {"light": "#A8401F", "dark": ""}},
    )
    assert {names(found) for found in re.findall(r"font-family: ([^;]+);", style)} == site
    assert stacks(DESK, language, "sans", "head") == site


def said_in(files: Iterable[tuple[str, bytes]]) -> str:
    return " ".join(unescape(re.sub(r"\s+", " ", data.decode())) for _, data in files)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_offer_has_the_same_words_everywhere(language: str) -> None:
    of = publication(post("cup", purpose=OFFER, offer=TERMS), language=language)
    view = offer_view(of.site[0], catalogue(language), AT)
    assert view is not None
    rows = [*view["lead"], *view["terms"]]
    words = [*(row[part] for row in rows for part in ("label", "text")), view["title"], view["ask_title"]]
    assert len(words) == 20
    mailed = letter.files(of, renderer(of)).items()
    for place in (
        said_in((name, data) for name, data in mailed if name.endswith(".html")),
        said_in((name, data) for name, data in mailed if name.endswith(".txt")).replace(" ", ""),
        said_in(feed.files(of, renderer(of)).items()),
    ):
        bare = " " not in place
        assert [word for word in words if (word.replace(" ", "") if bare else word) not in place] == []


@pytest.mark.parametrize(
    "letter_of",
    [post("cup", purpose=OFFER, offer=Offer()), post("cup", offer=TERMS), post("cup", purpose=OFFER, offer=None)],
    ids=["an offer without terms", "terms without an offer", "a bare offer"],
)
def test_no_box_stands_empty_or_where_nothing_is_asked(letter_of: Post) -> None:
    of = publication(letter_of)
    assert offer_view(letter_of, catalogue("en"), AT) is None
    made = {**letter.files(of, renderer(of)), **feed.files(of, renderer(of))}
    files = [data for name, data in made.items() if name.endswith((".html", ".txt", ".xml", "feed.json"))]
    assert [b"The details" in data for data in files] == [False] * 6
