"""Nobody finds fault with our feeds: those of whole shops, and those of whatever a letter may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model import Channel, Publication, ShopDetails
from planner.publish.feed import files
from planner.shop import open_shop
from planner.wording import LANGUAGES
from tests.feed_judge import faults_of_atom, faults_of_json, faults_of_rss
from tests.publications import NEWS, OFFER, TERMS, post, publication, renderer
from tests.shop_text import write_shop

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 12, 1, tzinfo=UTC)
BODY = """\
## A heading { #h }

> Quoted, with a [link](../about.md "title"), [another letter](second.md), [nothing](#gone) and <bdo dir="rtl">this</bdo>.

| left | right |
|:-----|------:|
| `a`  | **b** |

<details open markdown><summary>More</summary>

1. one[^1]
2. two
</details>

<ruby>茶<rt>ちゃ</rt></ruby> <span aria-label="x" role="img" onclick="y()">…</span> ![Tea](../images/t.png)

Term
: Meaning & <abbr title="so">so</abbr> on <script>alert(1)</script>

[^1]: A note.
"""
ODD = st.text(
    st.sampled_from(
        "aZ<>&\"'/\\[]()!#*_`|:;=-\n \t茶é\x00\x01\x0b\x7f\x85\x9f\u2028\ufdd0\ufffd\ufffe\ud800\U0001fffe"
    ),
    max_size=60,
)
PIECES = """
<p> </p> <b> </i> <a\thref='x'> <a\thref='//y'> </a> <table> <tr> <td> </table> <svg> <math> <script> <!-- --> <ul> <li>
<h1> <img\tsrc=x> <details> <dl> <dt> &amp; &#1; &#x85; &bogus; [a](b) ![c](d) **e** `f` | --- > - 1. <pre> <style>
<ruby> <rt> <bdo> <button> <select> <form> <template> <iframe> <col> <caption> <hr> <br> <section\trole=x>
"""
MARKUP = st.lists(st.sampled_from(PIECES.replace("\t", "~").split()), max_size=12).map(
    lambda pieces: " ".join(pieces).replace("~", " ")
)


def judged(of: Publication) -> dict[str, list[str]]:
    """The faults of each feed that has some."""
    made = files(of, renderer(of))
    found = {path: faults(path, data, of.settings.site_url) for path, data in made.items()}
    return {path: some for path, some in found.items() if some}


def faults(path: str, data: bytes, site: str) -> list[str]:
    judge = {"atom.xml": faults_of_atom, "feed.json": faults_of_json}.get(path, faults_of_rss)
    return judge(data, f"{site}{path}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feeds_of_a_whole_shop(tmp_path: Path, language: str) -> None:
    write_shop((ROOT / "tests" / "shops" / f"{language}.txt").read_text(encoding="utf-8"), tmp_path)
    of = open_shop(tmp_path / "mkdocs.yml", start=tmp_path, now=NOW).publication
    assert of.feed
    assert judged(of) == {}


@pytest.mark.parametrize(
    "config", ["mkdocs.yml", *(f"planner/starter/{language}/mkdocs.yml" for language in LANGUAGES)]
)
def test_the_feeds_of_the_demo_and_of_new_shops(config: str) -> None:
    of = open_shop(ROOT / config, start=ROOT, now=NOW).publication
    assert judged(of) == {}


def test_the_feeds_of_a_letter_with_everything() -> None:
    posts = [
        post("first", body=BODY, tags=("a", "b & c", "a"), author="yuki", image="images/a.webp"),
        post("second", body="", author="Someone", image="https://elsewhere.example/pic"),
        post("茶", title="お茶 & <more>", purpose=NEWS, summary="1 < 2 &amp; so"),
        post("feed-only", channels=frozenset({Channel.FEED})),
        post("cup", purpose=OFFER, offer=TERMS),
        post("old-cup", purpose=OFFER, offer=replace(TERMS, until=date(2026, 12, 2))),
    ]
    for language in LANGUAGES:
        assert judged(publication(*posts, language=language)) == {}


@pytest.mark.parametrize("site_url", ["https://日本茶.example/", "https://tea.example/shop/"])
def test_empty_feeds_are_without_fault(site_url: str) -> None:
    of = publication(site_url=site_url)
    made = files(of, renderer(of))
    assert set(made) == {"feed.xml", "atom.xml", "feed.json"}
    ascii_url = site_url.replace("日本茶", "日本茶".encode("idna").decode())
    assert [fault for path, data in made.items() for fault in faults(path, data, ascii_url)] == []


@settings(max_examples=150, deadline=None)
@given(st.one_of(ODD, MARKUP), st.one_of(ODD, MARKUP), ODD, st.lists(ODD, max_size=2))
def test_whatever_a_letter_holds(body: str, title: str, name: str, tags: list[str]) -> None:
    one = post(body=body, title=title, summary=name, author=name, tags=tuple(tags), image=name, image_alt=title)
    of = publication(one, post("b", body=title), shop=ShopDetails(name=name, sentence=title), site_name=name)
    assert judged(of) == {}


@settings(deadline=None)
@given(
    st.datetimes(min_value=datetime(100, 1, 3), max_value=datetime(9999, 12, 29)),
    st.sampled_from(["Asia/Tokyo", "UTC", "Asia/Kathmandu", "Pacific/Chatham", "America/St_Johns", "Africa/Monrovia"]),
)
def test_whatever_day_it_is(when: datetime, zone: str) -> None:
    when = when.replace(second=0, microsecond=0, tzinfo=ZoneInfo(zone))
    posts = [replace(post(slug), date=when + timedelta(days=days)) for slug, days in (("a", 0), ("b", 0), ("c", 1))]
    assert judged(publication(*posts)) == {}


@pytest.mark.parametrize(
    "site_url",
    ["https://TEA.example/", "https://tea.example:443/Shop/", "http://tea.example:80/", "https://x.example/%e8%8c%b6/"],
)
@pytest.mark.parametrize("slug", ["first", "か\u3099", "~a!", "a%b"])
def test_however_an_address_is_written(site_url: str, slug: str) -> None:
    assert judged(publication(post(slug), site_url=site_url)) == {}


@pytest.mark.parametrize("words", ["R&amp;D", "A &apos; b", "</b>", "a</x>", "<i", "&#60;", "&copy", "AT&T", "]]>"])
def test_whatever_could_be_taken_for_html(words: str) -> None:
    one = post(title=words, summary=words, author=words, tags=(words,))
    shop = ShopDetails(name=words, sentence=words)
    labelled = post("b", purpose=replace(NEWS, label=words))
    assert judged(publication(one, labelled, site_name=words, shop=shop)) == {}


def test_two_letters_with_one_address_are_told_apart() -> None:
    one = post("a")
    assert judged(publication(one, replace(one, path="content/posts/other.md"))) == {}


def test_the_judge_finds_faults() -> None:
    of = publication(post(), post("b"))
    made: Mapping[str, Any] = files(of, renderer(of))
    spoilt = {
        "feed.xml": [(b"+0900", b"JST"), (b"+0900", b"+0945"), (b'xmlns:dc="', b'xmlns:dd="'), (b"<title>Thank", b"<title>&lt;i>"), (b"2026", b"26"), (b"<docs>", b"<dcs>"), (b"/posts/b/", b"/posts/first/"), (b"p&gt;", b"x&gt;")],
        "atom.xml": [(b'type="html"', b""), (b"T09:00:01", b"T09:00:00"), (b'rel="self"', b""), (b"<id>https://t", b"<id>https://T"), (b"Hidamari", b"&amp;apos;"), (b'xml:lang="en"', b"")],
        "feed.json": [(b"1.1", b"1"), (b'"title"', b'"titel"'), (b"+09:00", b""), (b"/feed.json", b"/other.json")],
    }  # fmt: skip
    for path, changes in spoilt.items():
        for before, after in changes:
            data = made[path].replace(before, after)
            data = data.replace(b"</docs>", b"</dcs>") if after == b"<dcs>" else data
            data = data.replace(b"<dc:", b"<dd:").replace(b"</dc:", b"</dd:") if after == b'xmlns:dd="' else data
            assert before in made[path]
            assert faults(path, data, of.settings.site_url), (path, after)
