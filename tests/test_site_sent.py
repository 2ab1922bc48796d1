"""What is done to a page before it is sent: tables that tell what heads what, fitting descriptions, no line without a word."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from planner.pictures.sign import HOME, ICON, TOUCH, sign_path, signs
from planner.publish.site import manifest, tidied, told_tables
from planner.publish.site.description import described
from planner.publish.site.excerpt import sentences
from tests.publications import SHOP, settings

LONG = "Bring the water to the boil, wait until the kettle has stopped talking, and only then open the tin."


def table(*heads: str, row: str = "<td>a</td>") -> str:
    cells = "".join(f"<th>{head}</th>" for head in heads)
    return f"<table>\n<thead>\n<tr>{cells}</tr>\n</thead>\n<tbody>\n<tr>{row}</tr>\n</tbody>\n</table>"


def told(html: str) -> str:
    return told_tables(html, "Wide")


def test_cells_tell_their_side_without_a_style() -> None:
    html = '<th style="text-align: right;">a</th><td class="x" style="text-align:center">b</td><td style="color: red">'
    shown = '<th data-align="right">a</th><td class="x" data-align="center">b</td><td style="color: red">'
    assert told(html) == shown


def test_the_heads_of_columns_say_so() -> None:
    html = told(table("Cup", "Water"))
    assert '<th scope="col">Cup</th><th scope="col">Water</th>' in html
    assert "<td>a</td>" in html
    assert html.startswith('<table class="nk-table">')


def test_a_head_without_words_is_none_and_the_first_cells_head_their_rows() -> None:
    html = told(table("", " ", row="<td>Seller</td><td>Tea</td>"))
    assert "<thead>" not in html
    assert '<th scope="row">Seller</th><td>Tea</td>' in html


def test_below_a_corner_without_words_stand_heads_of_rows() -> None:
    html = told(table("", "Water", row="<td>first</td><td>70</td>"))
    assert '<td></td><th scope="col">Water</th>' in html
    assert '<th scope="row">first</th><td>70</td>' in html


def test_a_wide_table_can_be_reached_and_has_a_name() -> None:
    assert told(table(*"abcd")).startswith("<table")
    assert told(table(*"abcde")).startswith('<section class="nk-wide" aria-label="Wide" tabindex="0"><table')


def test_a_table_told_twice_is_told_once() -> None:
    once = told(table("", "Water", row="<td>first</td><td>70</td>"))
    assert told(once) == once


@pytest.mark.parametrize(
    "html", ["<p>text</p>", "<table><tr><td>no head</td></tr></table>", "<table><thead>", "<table>" * 9000]
)
def test_what_is_no_whole_table_stays(html: str) -> None:
    assert told(html) == html


def test_lines_without_a_word_are_left_out() -> None:
    assert tidied("<p>  \n\n \n  a</p>\t\n<p>\n") == "<p>\n  a</p>\n<p>\n"


def test_what_means_its_spaces_keeps_them() -> None:
    html = "<pre>\n\n a  \n</pre><textarea>  \n\n</textarea>"
    assert tidied(html) == html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a \n\n\nb ", "a\nb "),
        ("<PRE>a \n\nb</pre>\n\n<p>", "<PRE>a \n\nb</pre>\n<p>"),
        ("<pre>a\n\n<script>\n\n</pre>\n\nb", "<pre>a\n\n<script>\n\n</pre>\nb"),
        ("a\n\n<textarea>\n\nb", "a\n<textarea>\n\nb"),
        ("</pre>\n\na", "</pre>\na"),
    ],
)
def test_what_means_its_spaces_ends_where_it_ends(html: str, expected: str) -> None:
    assert tidied(html) == expected


@given(st.text(alphabet=" \n\tab<>/pre"))
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidied(tidied(text)) == tidied(text)


def test_a_page_of_spaces_takes_no_time() -> None:
    assert len(tidied("a" + " " * 300_000 + "b")) == 300_002


def test_what_the_theme_writes_against_the_standard_is_mended() -> None:
    box = '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">'
    assert "autocomplete" not in tidied(box)
    assert 'autocomplete="off"' in tidied('<input class="other" autocomplete="off">')
    assert tidied("\n<!doctype html>\n<html>") == "<!DOCTYPE html>\n<html>"


@pytest.mark.parametrize(
    ("said", "more", "expected"),
    [
        (LONG, ["Something else."], LONG),
        ("Soak it", ["Soak it. " + LONG], "Soak it. " + LONG),
        ("Is it old?", ["It is.", LONG], f"Is it old? It is. {LONG}"),
        (
            "茶の話",
            ["湯は待てばさめます。", "器を温めておきます。"],
            "茶の話。湯は待てばさめます。器を温めておきます。",
        ),
        ("Short.", [], "Short."),
        ("", ["A sentence."], "A sentence."),
    ],
)
def test_a_short_description_goes_on(said: str, more: list[str], expected: str) -> None:
    assert described(said, more) == expected


@given(st.text(max_size=400), st.lists(st.text(max_size=300), max_size=3))
def test_no_description_is_too_long(said: str, more: list[str]) -> None:
    assert len(described(said, more)) <= 155


def test_a_long_description_ends_at_a_word() -> None:
    shown = described("word " * 60, [])
    assert shown.endswith("word…")
    assert described("茶" * 300, []) == "茶" * 109 + "…"


def test_sentences_of_prose_only() -> None:
    assert [*sentences("# Title\n\nOne. Two.\n\n| a |\n\n三。四。")] == ["One.", "Two.", "三。", "四。"]


@pytest.mark.parametrize("name", ["Hidamari Tea", "  hidamari", "ひだまり茶舗", "", "🍵", "\x00"])
def test_the_sign_of_a_shop_in_every_size(name: str) -> None:
    made = signs(name)
    for size in (ICON, TOUCH, *HOME):
        with Image.open(BytesIO(made[sign_path(size)])) as sign:
            assert (sign.size, sign.format) == ((size, size), "PNG")
            assert len(sign.convert("RGB").getcolors(size * size) or []) >= 2
    with Image.open(BytesIO(made["favicon.ico"])) as sign:
        assert sign.format == "ICO"
    assert made == signs(name)


def test_shops_have_signs_of_their_own() -> None:
    made = [signs(name)[sign_path(ICON)] for name in ("Tea", "Pots", "茶")]
    assert all(one != other for one, other in pairwise([*made, made[0]]))
    assert signs("茶") == signs("湯")


def test_home_screens_are_told_the_name_and_find_the_sign() -> None:
    told = json.loads(manifest(settings(shop=replace(SHOP, name='A "shop"\n茶'))))
    assert told["name"] == 'A "shop" 茶'
    assert {icon["src"] for icon in told["icons"]} <= {*signs("A")}
