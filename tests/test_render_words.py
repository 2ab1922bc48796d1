"""Small matters of words: where a sentence ends, where a text is cut, which number is called, whom a link writes to."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.publish.feed.entry import entries
from planner.publish.letter import files
from planner.publish.site.description import described
from planner.publish.site.excerpt import first_sentence
from planner.render import heading, joined, mailto, sentences, shortened, telephone
from planner.wording import catalogue
from tests.publications import post, publication, renderer

CAFE = "The café is open and “we” are glad of it come and see what the winter has done to the garden behind the house"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Water at 92.5 degrees. And more.", ["Water at 92.5 degrees.", "And more."]),
        ("See tea.example/a.b first! “Now.” Then?", ["See tea.example/a.b first!", "“Now.”", "Then?"]),
        ("「はい。」そう言った。本当！？なるほど", ["「はい。」", "そう言った。", "本当！", "？", "なるほど"]),
        ("No end", ["No end"]),
        ("", []),
    ],
)
def test_where_a_sentence_ends(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


def test_a_number_stays_whole_in_the_preheader() -> None:
    body = "<p>Water at 92.5 degrees is what this leaf wants.</p>"
    assert (
        heading([post(title="Tea")], catalogue("en"), lambda _: body).preheader
        == "Water at 92.5 degrees is what this leaf wants."
    )


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("one two", 7, "one two"),
        ("one two three", 9, "one two…"),
        ("one, two", 7, "one…"),
        ("the “café” is", 12, "the “café”…"),
        ("Supercalifragilistic", 9, "Supercal…"),
        ("茶の湯を楽しむ。", 5, "茶の湯を…"),
        ("茶の湯を、楽しむ", 6, "茶の湯を…"),
        ("茶と「湯」を楽しむ", 4, "茶と…"),
        ("お茶はMarta Lindqvistさん", 12, "お茶はMarta…"),
    ],
)
def test_a_long_text_is_cut_between_words(text: str, most: int, expected: str) -> None:
    assert shortened(text, most) == expected


@given(st.text(max_size=60), st.integers(min_value=2, max_value=40))
def test_what_is_cut_fits(text: str, most: int) -> None:
    assert len(shortened(text, most)) <= most


@pytest.mark.parametrize("most", range(20, 100, 7))
def test_every_place_cuts_alike(most: int) -> None:
    """An accent or a curly mark makes no Japanese of a text."""
    assert {*shortened(CAFE, most).removesuffix("…").split()} <= {*CAFE.split()}


def test_neither_preheader_nor_description_nor_summary_ends_within_a_word() -> None:
    long = " ".join([CAFE] * 4)
    said = [
        heading([post(summary=long)], catalogue("en")).preheader,
        described(long, ()),
        first_sentence(long),
        in_feed(long),
    ]
    assert [text.removesuffix("…").split()[-1] in CAFE.split() for text in said] == [True] * 4
    assert all(text.endswith("…") for text in said)


def in_feed(body: str) -> str:
    of = publication(post(body=body, summary=None))
    return entries(of, renderer(of))[0].summary


@pytest.mark.parametrize(
    ("text", "expected"),
    [(r"Tea \*as it is\* here.", "Tea *as it is* here."), ("Tea &amp; *toast*&nbsp;now.", "Tea & toast now.")],
)
def test_a_summary_says_what_a_reader_sees(text: str, expected: str) -> None:
    assert first_sentence(text).replace("\xa0", " ") == expected


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("075-000-0000", "0750000000"),
        ("075-000-0000 (10:00 to 17:00)", "0750000000"),
        ("075-000-0000（平日10時〜17時）", "0750000000"),
        ("075-000-0000 10時から17時", "0750000000"),
        ("075-000-0000（内線12）", "0750000000"),
        ("０７５ー０００ー００００", "0750000000"),
        ("(075) 000-0000, ask for Aya", "0750000000"),
        ("075(000)0000", "0750000000"),
        ("Tel. 020 7946 0958, 10 to 5", "02079460958"),
        ("090 1234 5678 / 080 1111 2222", "09012345678"),
        ("+81 (0)75 000 0000", "+81750000000"),
        ("+33 1 23 45 67 89", "+33123456789"),
        ("1-800-555-0132 ext. 5", "18005550132"),
    ],
)
def test_a_telephone_calls_the_number_and_nothing_beside_it(written: str, number: str) -> None:
    assert telephone(written) == f"tel:{number}"


@pytest.mark.parametrize("written", ["", "ask us", "+", "٠٧٥"])
def test_no_number_is_no_link(written: str) -> None:
    assert telephone(written) is None


def test_an_odd_address_can_t_say_more_than_it_is() -> None:
    assert mailto("a+b@shop.example") == "mailto:a+b@shop.example"
    assert mailto("a?bcc=c@x.example", "Stop it") == "mailto:a%3Fbcc%3Dc@x.example?subject=Stop%20it"


def test_a_zone_of_seconds_makes_no_odd_date() -> None:
    of = publication(post(date=datetime(1910, 1, 1, 9, tzinfo=ZoneInfo("Europe/Amsterdam"))))
    mails = [data for name, data in files(of, renderer(of)).items() if name.endswith(".eml")]
    assert [b"\r\nDate: Sat, 01 Jan 1910 08:40:28 +0000\r\n" in mail for mail in mails] == [True]


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        ("", "One.", "One."),
        ("A word", "Thank you.", "A word. Thank you."),
        ("Is it?", "Yes.", "Is it? Yes."),
        ("Dear friends,", "it rained.", "Dear friends, it rained."),
        ("“So.”", "Yes", "“So.” Yes"),
        ("雨でした", "静かです。", "雨でした。静かです。"),
        ("雨でした。", "静かです。", "雨でした。静かです。"),
        ("雨でした…", "静かです。", "雨でした…静かです。"),
        ("みなさまへ、", "雨です。", "みなさまへ、雨です。"),
        ("Rain…", "Still.", "Rain… Still."),
    ],
)
def test_sentences_follow_one_another_as_their_script_has_it(text: str, more: str, expected: str) -> None:
    assert joined(text, more) == expected
