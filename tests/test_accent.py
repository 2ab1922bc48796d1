"""A shop's own colour: readable wherever it stands, on the site, in letters and in the shop's sign."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.accent import HOUSE, accent, contrast
from planner.pictures.sign import signs
from planner.publish.letter import files
from planner.publish.site import colours
from planner.purposes import built_in
from planner.render import Renderer, standard_extensions
from tests.publications import SHOP, TERMS, post, publication, settings

GROUNDS = {"light": ("#FBF8F3", "#FFFFFF", "#F4E9DF"), "dark": ("#1C1917", "#26221F", "#2D251F", "#352A24")}
INKS = {"light": "#FFFFFF", "dark": "#1C1917"}


@given(st.integers(0, 0xFFFFFF))
def test_words_in_any_colour_can_be_read_on_every_ground(number: int) -> None:
    own = accent(f"#{number:06X}")
    for name, grounds in GROUNDS.items():
        colour = getattr(own, name)
        assert all(contrast(colour, ground) >= 4.5 for ground in (*grounds, INKS[name]))


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#FFFFFF", 21), ("#777777", "#FFFFFF", 4.48), ("#A8401F", "#FBF8F3", 5.8)]
)
def test_contrast_is_as_wcag_counts_it(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.05)


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert accent("#2f6b62").light == "#2F6B62"
    assert accent(None) == HOUSE


def test_a_shop_without_a_colour_keeps_ours() -> None:
    assert colours(settings()) is None


def test_the_colour_reaches_pages_letters_and_sign() -> None:
    own = settings(shop=replace(SHOP, colour="#2F6B62"))
    offer = post("cup", purpose=built_in("en")["offer"], offer=TERMS)
    sheet = colours(own) or ""
    assert "--nk-accent: #2F6B62" in sheet
    assert f"--nk-accent: {accent('#2F6B62').dark}" in sheet
    shown = publication(post(), offer, shop=own.shop)
    made = files(shown, Renderer(shown.settings, *standard_extensions(own)))
    letters = [data.decode() for path, data in made.items() if path.endswith(".html")]
    assert letters
    assert all("#A8401F" not in one and "#F0A27E" not in one for one in letters)
    assert any('bgcolor="#2F6B62"' in one for one in letters)
    assert signs("Tea") != signs("Tea", "#2F6B62")
