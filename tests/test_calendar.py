"""The calendar: what appears when, read back by a calendar program's own library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from click.testing import CliRunner

from planner.cli.main import main
from planner.model import HeldBack, Post, Promise, Publication, Stage
from planner.publish import calendar
from planner.shop import Shop, open_shop
from tests.publications import OFFER, SHOP, TERMS, post, publication
from tests.small_shop import AT, write_cold_offer, write_post, write_shop
from tests.small_shop import TERMS as TERMS_OF_FILES

HOSTILE = "Tea; cups,\\New \x1b[31mred\x00\r\nEND:VEVENT\r\nX-EVIL:1 \ud800<b>\u2028" + "茶" * 60


def written(*posts: Post, **settings: Any) -> bytes:
    return calendar.files(publication(*posts, **settings), posts, {})[calendar.PATH]


def of_shop(shop: Shop) -> bytes:
    return calendar.files(shop.publication, shop.posts, shop.verdicts)[calendar.PATH]


def opened(root: Path, language: str = "en") -> Shop:
    return open_shop(root / "mkdocs.yml", start=root, now=datetime(2026, 12, 1, tzinfo=UTC), language=language)


def events(data: bytes) -> Mapping[str, Mapping[str, Any]]:
    found = icalendar.Calendar.from_ical(data).walk("VEVENT")
    named: dict[str, Mapping[str, Any]] = {str(one["UID"]): one for one in found}
    assert len(named) == len(found)
    return named


def test_a_post_stands_at_its_instant() -> None:
    event = events(written(post()))["post-first@tea.example"]
    assert event["SUMMARY"] == "Thank you: Thank you for the autumn"
    assert event["DTSTART"].dt == event["DTSTAMP"].dt == datetime(2026, 12, 1, tzinfo=UTC)
    assert event["DURATION"].dt == timedelta(minutes=15)
    assert event["DESCRIPTION"] == "Where: site, feed and newsletter\nFor: everyone"
    assert event["URL"] == "https://tea.example/posts/first/"
    assert event["CATEGORIES"].to_ical() == b"Thank you"


def test_the_calendar_says_whose_it_is() -> None:
    made = icalendar.Calendar.from_ical(written())
    assert made["X-WR-CALNAME"] == "Hidamari Tea"
    assert (made["VERSION"], made["PRODID"], "METHOD" in made) == ("2.0", "-//Nukumori//planner//EN", False)


def test_it_speaks_japanese() -> None:
    data = written(post(audience=(Stage.CUSTOMER,), purpose=OFFER, offer=TERMS), language="ja")
    found = events(data)
    assert found["post-first@tea.example"]["SUMMARY"] == "Offer：Thank you for the autumn"
    assert found["post-first@tea.example"]["DESCRIPTION"] == "掲載先：サイト、フィード、メール便り\n届ける方：お客様"
    assert found["until-first@tea.example"]["SUMMARY"] == "最終日：Thank you for the autumn"


def test_last_days_and_promises_take_the_whole_day() -> None:
    promises = (Promise("a new lid", date(2027, 1, 5)), Promise("some day", None))
    found = events(written(post(purpose=OFFER, offer=TERMS, promises=promises)))
    assert list(found) == ["post-first@tea.example", "until-first@tea.example", "promise-1-first@tea.example"]
    assert found["until-first@tea.example"]["DTSTART"].dt == date(2026, 12, 25)
    assert found["until-first@tea.example"]["SUMMARY"] == "Last day: Thank you for the autumn"
    assert found["promise-1-first@tea.example"]["DTSTART"].dt == date(2027, 1, 5)
    assert found["promise-1-first@tea.example"]["SUMMARY"] == "Promised by today: a new lid"


def test_hostile_words_stay_words() -> None:
    promises = (Promise(HOSTILE, date(2027, 1, 5)),)
    data = written(post(title=HOSTILE, promises=promises), shop=replace(SHOP, name=HOSTILE))
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not set(b"".join(lines)) & {*range(32), 127}
    found = events(data)
    assert len(found) == 2
    said = "Thank you: Tea; cups,\\\u2060New [31mred END:VEVENT X-EVIL:1 <b> " + "茶" * 60
    assert found["post-first@tea.example"]["SUMMARY"] == said
    assert all("X-EVIL" not in event for event in found.values())


def test_a_post_without_a_title_goes_by_its_path() -> None:
    event = events(written(post(title="")))["post-first@tea.example"]
    assert event["SUMMARY"] == "Thank you: content/posts/first.md"


def test_posts_of_one_slug_are_two_events() -> None:
    twice = (post(), post(path="content/posts/again.md"))
    assert list(events(written(*twice))) == ["post-first@tea.example", "post-first-2@tea.example"]


def test_a_shop_without_an_address() -> None:
    event = events(written(post(slug="冬の湯呑み"), site_url=""))["post-冬の湯呑み@shop.invalid"]
    assert "URL" not in event


def test_a_post_that_is_held_back_says_so() -> None:
    kept = HeldBack(path="content/posts/first.md", title="", rule="missing-alt", streams=())
    whole = publication()
    out = Publication(settings=whole.settings, at=whole.at, site=(), feed=(), editions=(), held_back=(kept,))
    event = events(calendar.files(out, [post()], {})[calendar.PATH])["post-first@tea.example"]
    assert event["SUMMARY"] == "Held back – Thank you: Thank you for the autumn"
    assert (event["STATUS"], "URL" in event) == ("TENTATIVE", False)
    said = "The site, the feed and the letters to everyone: held back (missing-alt); `planner check` says what to mend"
    assert event["DESCRIPTION"].splitlines()[-1] == said


STORY = """
title: What Tanaka wrote
date: 2026-12-20
purpose: customer-story
promises: [{what: a second letter of Tanaka, by: 2026-12-28}]
customer:
  consent: {date: 2026-01-01%s}
  incentive: none
  edited: no
"""


@pytest.mark.parametrize("consent", [", withdrawn: 2026-11-20", ", until: 2026-11-30"])
def test_a_story_that_is_held_back_everywhere_is_not_in_the_calendar_either(tmp_path: Path, consent: str) -> None:
    write_post(write_shop(tmp_path), "story.md", STORY % consent)
    shop = opened(tmp_path)
    assert any((held.rule, held.streams) == ("story-consent", ()) for held in shop.held_back)
    data = of_shop(shop)
    assert (b"Tanaka" in data, len(events(data))) == (False, 6)


def test_a_story_that_its_customer_allows_somewhere_is(tmp_path: Path) -> None:
    write_post(write_shop(tmp_path), "story.md", STORY % ", scope: [site]")
    shop = opened(tmp_path)
    assert {held.rule for held in shop.held_back} == {"story-consent"}
    assert b"Tanaka" in of_shop(shop)


@pytest.mark.parametrize(
    ("language", "summary", "verdict"),
    [
        ("en", "Held back – Offer: Buy a cup", "too soon, so it is held back"),
        ("ja", "【見合わせ】ご案内：Buy a cup", "まだ早いので、お届けを見合わせます"),
    ],
)
def test_a_cold_offer(tmp_path: Path, language: str, summary: str, verdict: str) -> None:
    write_cold_offer(write_shop(tmp_path, language=language))
    event = events(of_shop(opened(tmp_path, language)))["post-too-soon@tea.example"]
    assert event["SUMMARY"] == summary
    assert verdict in event["DESCRIPTION"]


def test_a_planned_offer_has_its_cut_off(tmp_path: Path) -> None:
    write_post(write_shop(tmp_path), "cup.md", f"title: A cup\ndate: 2026-12-15\npurpose: offer{TERMS_OF_FILES}")
    event = events(of_shop(opened(tmp_path)))["post-cup@tea.example"]
    assert event["SUMMARY"] == "Offer: A cup"
    assert event["DESCRIPTION"].splitlines()[2:] == [
        "The site and the feed: warm",
        "The letters to everyone: warm, for those who joined before 5 October 2026",
    ]


def test_drafts_are_left_out_and_two_runs_are_the_same_bytes(tmp_path: Path) -> None:
    write_post(write_shop(tmp_path), "draft.md", "title: Draft\ndate: 2026-12-15\npurpose: news\ndraft: true")
    first, second = of_shop(opened(tmp_path)), of_shop(opened(tmp_path))
    assert first == second
    assert len(events(first)) == 6


def test_the_edition_in_which_a_letter_goes_out(tmp_path: Path) -> None:
    config = write_shop(tmp_path) / "mkdocs.yml"
    config.write_text(config.read_text() + "      newsletter: {edition: week, weekday: tuesday}\n")
    event = events(of_shop(opened(tmp_path)))["post-letter-0@tea.example"]
    assert "The letter goes out on 6 October 2026." in event["DESCRIPTION"].splitlines()


def test_the_command_prints_what_it_writes(tmp_path: Path) -> None:
    config = str(write_shop(tmp_path) / "mkdocs.yml")
    words = ["calendar", "--config", config, "--at", AT]
    printed = CliRunner().invoke(main, words)
    result = CliRunner().invoke(main, [*words, "--output", str(tmp_path / "letters.ics")])
    assert (printed.exit_code, result.exit_code, result.stdout) == (0, 0, "")
    assert (tmp_path / "letters.ics").read_bytes() == printed.stdout_bytes == of_shop(opened(tmp_path))


def test_a_build_has_it(tmp_path: Path) -> None:
    config = str(write_shop(tmp_path) / "mkdocs.yml")
    assert CliRunner().invoke(main, ["build", "--config", config, "--at", AT]).exit_code == 0
    assert (tmp_path / "build/calendar.ics").read_bytes() == of_shop(opened(tmp_path))
