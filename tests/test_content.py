"""Posts are read once, and a broken one never stops the others."""

from __future__ import annotations

import inspect
import os
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.cli.main import main
from planner.config import read_settings
from planner.content import default_slug, read_content
from planner.model import Channel, Fault, Money, Post, Settings, Source, Stage, Step
from planner.shop import open_shop
from planner.wording import catalogue
from tests.small_shop import CONFIG

CUP = """\
---
title: A cup for
  cold mornings
date: 2026-12-15 10:00
purpose: Offer
audience: [customer, 常連]
channels: site, newsletter
campaign: winter-cup
offer:
  for: people whose tea is cold
  price: 4,400円
  postage: ¥600
  until: 2026/12/25
  pay: card, bank transfer
  ask: {chat: "https://shop.example/chat", phone: 03-0000-0000}
newsletter: {subject: For cold mornings}
---

Warm.
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(CONFIG.format(language="en"), encoding="utf-8")
    (tmp_path / "content" / "posts").mkdir(parents=True)
    return tmp_path


def settings_of(shop: Path) -> Settings:
    return read_settings(shop / "mkdocs.yml")


def read(shop: Path, text: str | bytes, name: str = "posts/x.md") -> Source:
    file = shop / "content" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return next(source for source in read_content(settings_of(shop)).sources if source.path == f"content/{name}")


def faults(source: Source) -> list[tuple[str, str, int]]:
    return [(fault.rule, fault.case, fault.place.line) for fault in source.faults]


def test_folders_within_folders_are_walked_however_deep(shop: Path) -> None:
    name = "posts/" + "a/" * 200 + "x.md"
    (shop / "content" / name).parent.mkdir(parents=True)
    (shop / "content" / name).write_text("---\ntitle: A\ndate: 2026-10-01\npurpose: helpful\n---\n", encoding="utf-8")
    known, usual = settings_of(shop), sys.getrecursionlimit()
    read_content(known)  # all is loaded
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        (source,) = read_content(known).sources
    finally:
        sys.setrecursionlimit(usual)
    assert source.path == f"content/{name}"


@pytest.mark.parametrize("closed", ["posts", "posts/2026", "series", "pictures", ""])
def test_a_folder_that_cannot_be_opened_does_not_pass_for_an_empty_one(
    shop: Path, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    folder = shop / "content" / closed
    folder.mkdir(parents=True, exist_ok=True)
    scandir = os.scandir

    def refusing(path: Path) -> object:  # root may open what nobody else may
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    path = f"content/{closed}".rstrip("/")
    assert [(source.path, faults(source)) for source in read_content(settings_of(shop)).sources] == [
        (path, [("unreadable-post", "no-access", 1)])
    ]
    opened = open_shop(None, start=shop, now=datetime(2026, 12, 1, tzinfo=UTC))
    assert [(held.path, held.rule) for held in opened.held_back] == [(path, "unreadable-post")]
    told = CliRunner().invoke(main, ["check", "--config", str(shop / "mkdocs.yml"), "--at", "2026-12-01"])
    assert (told.exit_code, "could not be opened" in told.stdout, "0 posts" in told.stdout) == (1, True, True)


def test_a_folder_that_is_not_there_is_an_empty_one(shop: Path) -> None:
    (shop / "content" / "posts").rmdir()
    (shop / "content").rmdir()
    config = shop / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("docs_dir: content\n", ""), encoding="utf-8")
    assert read_content(settings_of(shop)).sources == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [("サンプル", "sample"), ("見本", "sample"), ("なし", "none"), ("割引", "discount"), ("値引き", "discount"), ("謝礼", "paid"), ("お金", "paid"), ("Sample", "sample"), ("a discount", "discount")],
)  # fmt: skip
def test_an_incentive_in_the_words_of_the_shop(shop: Path, written: str, meant: str) -> None:
    front = f"title: A\ndate: 2026-10-01\npurpose: customer-story\ncustomer:\n  incentive: {written}\n"
    source = read(shop, f"---\n{front}---\n")
    assert source.letter is not None
    assert source.letter.customer is not None
    assert (source.letter.customer.incentive, source.faults) == (meant, ())


def test_a_line_of_ten_thousand_names_is_no_list(shop: Path) -> None:
    source = read(shop, f"---\ntitle: A\ndate: 2026-10-01\npurpose: helpful\nanswers: {'b,' * 30_000}\n---\n")
    assert faults(source) == [("bad-value", "not", 5)]


def test_a_body_that_nobody_could_lay_out_is_told_where_it_begins(shop: Path) -> None:
    source = read(shop, f"---\ntitle: A\ndate: 2026-10-01\npurpose: helpful\n---\nHello.\n\n{'*_*_' * 75_000}\n")
    assert faults(source) == [("unreadable-post", "tangled", 8)]
    assert source.letter is not None


def test_a_body_of_empty_lines_is_told_as_what_it_is(shop: Path) -> None:
    source = read(shop, f"---\ntitle: A\ndate: 2026-10-01\npurpose: helpful\n---\nHello.{chr(10) * 200_000}Good-bye.\n")
    assert [(fault.rule, fault.case) for fault in source.faults] == [("unreadable-post", "tangled")]
    for language, words in (("en", "empty lines"), ("ja", "空行")):
        assert words in catalogue(language).say("rules.unreadable-post.tangled.message")


def test_a_whole_post(shop: Path) -> None:
    source = read(shop, CUP)
    post = source.letter
    assert source.faults == ()
    assert isinstance(post, Post)
    assert (post.title, post.purpose.name, post.campaign) == ("A cup for cold mornings", "offer", "winter-cup")
    assert post.date.isoformat() == "2026-12-15T10:00:00+09:00"
    assert post.audience == (Stage.CUSTOMER, Stage.REGULAR)
    assert post.channels == {Channel.SITE, Channel.NEWSLETTER}
    assert post.offer is not None
    assert (post.offer.price, post.offer.postage) == (Money(Decimal(4400), "JPY"), Money(Decimal(600), "JPY"))
    assert post.offer.pay == ("card", "bank transfer")
    assert post.subject == "For cold mornings"
    assert (post.place("offer.until").line, post.body_line, post.body) == (13, 18, "\nWarm.\n")


@pytest.mark.parametrize(
    "spelling",
    [
        "product-story",
        "Product Story",
        "PRODUCT_STORY",
        "商品の物語",
        "ｐｒｏｄｕｃｔ－ｓｔｏｒｙ",
        "「商品の物語」"[1:-1],
    ],
)
def test_a_purpose_in_any_spelling(shop: Path, spelling: str) -> None:
    letter = read(shop, f"---\ntitle: x\ndate: 2026-12-01\npurpose: {spelling}\n---\n").letter
    assert letter is not None
    assert letter.purpose.name == "product-story"


def test_every_fault_is_told_at_once(shop: Path) -> None:
    text = (
        "---\ntitel: x\ndate: tomorrow\npurpose: ofer\nchannels: [sight]\ndraft: maybe\noffer:\n  pryce: 1\n  price: cheap\n"
        "image: a\nimage: b\n---\n"
    )
    assert sorted(faults(read(shop, text))) == [
        ("bad-front-matter", "repeated", 11),
        ("bad-value", "choice-near", 5),
        ("bad-value", "not", 3),
        ("bad-value", "not", 6),
        ("bad-value", "not", 9),
        ("missing-key", "title", 1),
        ("unknown-key", "near", 2),
        ("unknown-key", "near", 8),
        ("unknown-purpose", "near", 4),
    ]


def test_did_you_mean(shop: Path) -> None:
    found = read(shop, "---\ntitle: x\ndate: 2026-12-01\npurpose: gratitud\n---\n").faults
    assert [fault.values["nearest"] for fault in found] == ["gratitude"]


@pytest.mark.parametrize(
    ("data", "case"),
    [
        ("---\ntitle: お茶のはなし\n---\n".encode("cp932"), "shift-jis"),
        ("---\ntitle: x\n---\n".encode("utf-16"), "utf-16"),
        (b"---\ntitle: \xff\xfe\x80\x81\n---\n", "not-utf-8"),
        (b"---\ntitle: x\0\n---\n", "binary"),
        (b"x" * 2_000_001, "too-large"),
    ],
)
def test_what_cannot_be_read_is_a_fault(shop: Path, data: bytes, case: str) -> None:
    assert faults(read(shop, data)) == [("unreadable-post", case, 1)]


def test_bom_and_line_ends_do_not_matter(shop: Path) -> None:
    plain = read(shop, CUP)
    assert read(shop, b"\xef\xbb\xbf" + CUP.replace("\n", "\r\n").encode()) == plain


def test_files_that_are_none_never_hang(shop: Path) -> None:
    posts = shop / "content" / "posts"
    os.mkfifo(posts / "pipe.md")
    (posts / "gone.md").symlink_to(posts / "nowhere.md")
    (posts / "loop.md").symlink_to(posts / "loop.md")
    (posts / "secret.md").symlink_to("/etc/hostname")
    (posts / "folder.md").mkdir()
    cases = {source.path: faults(source)[0][1] for source in read_content(settings_of(shop)).sources}
    assert cases == {
        "content/posts/gone.md": "no-access",
        "content/posts/loop.md": "no-access",
        "content/posts/pipe.md": "not-a-file",
        "content/posts/secret.md": "outside",
    }


def test_a_series_step_counts_days(shop: Path) -> None:
    source = read(
        shop, "---\ntitle: Hello\nday: 3\npurpose: gratitude\ndate: 2026-12-01\n---\n", "series/welcome/01.md"
    )
    assert isinstance(source.letter, Step)
    assert (source.letter.series, source.letter.day, source.letter.stage) == ("welcome", 3, None)
    assert faults(source) == [("bad-value", "date-in-series", 5)]


@pytest.mark.parametrize("day", ["-1", "1.5", "soon", "99999999999"])
def test_a_day_is_a_whole_number(shop: Path, day: str) -> None:
    source = read(shop, f"---\ntitle: Hello\nday: {day}\npurpose: gratitude\n---\n", "series/welcome/01.md")
    assert faults(source) == [("bad-value", "whole", 3)]


def test_a_draft_is_a_draft_unless_asked(shop: Path) -> None:
    read(shop, "---\ntitle: x\ndate: 2026-12-01\npurpose: news\ndraft: yes\n---\n")
    kept = settings_of(shop)
    assert [source.draft for source in read_content(kept).sources] == [True]
    assert [source.draft for source in read_content(kept, drafts=True).sources] == [False]


def test_a_picture_may_be_named_from_either_folder(shop: Path) -> None:
    for name in ("posts/beside.png", "images/cup.png"):
        (shop / "content" / name).parent.mkdir(exist_ok=True)
        (shop / "content" / name).write_bytes(b"")
    head = "---\ntitle: x\ndate: 2026-12-01\npurpose: news\nimage: "
    images = {}
    for written in ("beside.png", "images/cup.png", "../images/cup.png", "https://a.example/c.png", "../../etc/passwd"):
        letter = read(shop, f"{head}{written}\n---\n").letter
        assert letter is not None
        images[written] = letter.image
    assert images == {
        "beside.png": "posts/beside.png",
        "images/cup.png": "images/cup.png",
        "../images/cup.png": "images/cup.png",
        "https://a.example/c.png": "https://a.example/c.png",
        "../../etc/passwd": "../../etc/passwd",
    }


def ways(shop: Path, written: str) -> Source:
    head = "title: A cup\ndate: 2026-12-15\npurpose: offer\n"
    return read(shop, f"---\n{head}offer:\n  order: '{written}'\n  ask:\n    chat: '{written}'\n---\n\nWarm.\n")


@pytest.mark.parametrize(
    "written",
    [
        *("javascript:alert(1)", "JavaScript: alert(1)", "data:text/html,x", "vbscript:x", "file:///C:/order.html", "ftp://a.example"),
        *("htps://shop.example/cup", "line://ti/p/@x", "https:shop.example", "https://", "mailto:", "https://shop.example にて"),
    ],
)  # fmt: skip
def test_an_address_that_no_reader_can_follow_is_no_way_to_the_shop(shop: Path, written: str) -> None:
    source = ways(shop, written)
    assert faults(source) == [("bad-value", "not", 6), ("bad-value", "not", 8)]
    assert [fault.values["key"] for fault in source.faults] == ["offer.order", "offer.ask.chat"]
    assert {fault.values["expected"] for fault in source.faults} == {"way"}


@pytest.mark.parametrize(
    "written",
    [
        *("https://shop.example/cup", "http://shop.example", "mailto:a@b.example", "tel:075-000-0000", "sms:0750000000"),
        *("Come to the shop", "LINE: @hidamari", "LINE:@hidamari", "Open:10-18, at the counter", "Data: on the form"),
        *("店頭またはお電話で", "電話：075-000-0000", "shop.example/cup", "shop.example:8080/cup", "By telephone, or https://shop.example"),
    ],
)  # fmt: skip
def test_a_way_to_the_shop_is_an_address_or_words(shop: Path, written: str) -> None:
    source = ways(shop, written)
    assert faults(source) == []
    assert source.letter is not None
    assert source.letter.offer is not None
    assert (source.letter.offer.order, source.letter.offer.ask) == (written, {"chat": written})


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("posts/winter-cup.md", "winter-cup"),
        ("posts/2026-12-15-winter-cup.md", "winter-cup"),
        ("posts/03-Winter cup.md", "winter-cup"),
        ("posts/2026-12-15.md", "2026-12-15"),
        ("posts/冬の器.md", "冬の器"),
        ("posts/!!!.md", "letter"),
        (f"posts/{'冬' * 80}.md", "冬" * 66),
    ],
)
def test_the_slug_comes_from_the_file(name: str, slug: str) -> None:
    assert default_slug(name) == slug


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: f"---\n{text}\n---\n".encode())))
def test_no_file_breaks_it(shop: Path, data: bytes) -> None:
    source = read(shop, data)
    assert source.letter is not None or source.faults != ()
    assert all(isinstance(fault, Fault) for fault in source.faults)


def test_offsets_are_taken_into_the_zone_of_the_shop(shop: Path) -> None:
    letter = read(shop, "---\ntitle: x\ndate: 2026-12-01T00:00Z\npurpose: news\n---\n").letter
    assert isinstance(letter, Post)
    assert letter.date == datetime(2026, 12, 1, tzinfo=UTC)
    assert letter.date.isoformat() == "2026-12-01T09:00:00+09:00"
