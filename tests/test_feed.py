"""The feed, read as feed readers read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

from planner.model import Channel, Post, ShopDetails
from planner.publish.feed import files
from tests.publications import OFFER, TERMS, post, publication, renderer

DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
ATOM = "{http://www.w3.org/2005/Atom}link"


def feed(*posts: Post, **changes: Any) -> bytes:
    of = publication(*posts, **changes)
    return files(of, renderer(of))["feed.xml"]


def items(data: bytes) -> list[ET.Element]:
    return ET.fromstring(data).findall("channel/item")  # noqa: S314  our own


def attributes(element: ET.Element, tag: str) -> dict[str, str]:
    child = element.find(tag)
    assert child is not None
    return child.attrib


def later(slug: str, days: int) -> Post:
    one = post(slug)
    return replace(one, date=one.date + timedelta(days=days))


def test_newest_first_and_limited() -> None:
    posts = [later("a", 0), later("b", 1), later("c", 2)]
    assert [item.findtext("guid", "")[-2] for item in items(feed(*posts))] == ["c", "b", "a"]
    assert [item.findtext("guid", "")[-2] for item in items(feed(*posts, feed_limit=2))] == ["c", "b"]


def test_an_item_has_all_of_its_letter() -> None:
    one = post(
        body="**Thanks** to [you](../about.md).\n",
        author="yuki",
        tags=("tea", "Thank you"),
        summary="For <you> & me",
        image="images/a.png",
        image_alt="A cup",
    )
    (item,) = items(feed(one))
    assert item.findtext("title") == "Thank you for the autumn"
    assert item.findtext("link") == item.findtext("guid") == "https://tea.example/posts/first/"
    assert attributes(item, "guid") == {"isPermaLink": "true"}
    assert item.findtext("pubDate") == "Tue, 01 Dec 2026 09:00:00 +0900"
    assert item.findtext("description") == "For &lt;you&gt; &amp; me"
    assert item.findtext(f"{DC}creator") == "Yuki Mori"
    assert [category.text for category in item.findall("category")] == ["Thank you", "tea"]
    assert item.findtext(CONTENT) == (
        '<p><img src="https://tea.example/images/a.png" alt="A cup"></p>\n'
        '<p><strong>Thanks</strong> to <a href="https://tea.example/about/">you</a>.</p>'
    )


def test_the_channel() -> None:
    channel = ET.fromstring(feed(later("a", 0), later("b", 5))).find("channel")  # noqa: S314
    assert channel is not None
    assert channel.findtext("title") == "Hidamari Tea"
    assert channel.findtext("link") == "https://tea.example/"
    assert channel.findtext("description") == "Letters from Hidamari Tea"
    assert channel.findtext("language") == "en"
    assert channel.findtext("lastBuildDate") == "Sun, 06 Dec 2026 09:00:00 +0900"
    assert attributes(channel, ATOM) == {
        "href": "https://tea.example/feed.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }


def test_an_offer_carries_its_terms() -> None:
    content = items(feed(post(purpose=OFFER, offer=TERMS)))[0].findtext(CONTENT, "")
    assert "<dt>Price</dt>\n<dd>¥4,400 (tax included)</dd>" in content
    assert '<dd>Chat <a href="https://shop.example/chat">https://shop.example/chat</a></dd>' in content
    assert content.index("Ask us first") < content.index('<a href="https://shop.example/cup">Order</a>')


def test_an_offer_that_ended_says_so_and_cannot_be_ordered() -> None:
    ended = replace(TERMS, until=date(2026, 12, 10))
    content = items(feed(post(purpose=OFFER, offer=ended)))[0].findtext(CONTENT, "")
    assert content.startswith("<p><strong>This offer ended on 10 December 2026.</strong></p>")
    assert "https://shop.example/cup" not in content
    assert "Ask us first" not in content


def test_a_post_in_the_feed_alone_has_no_page_but_is_told_apart() -> None:
    (item,) = items(feed(post(channels=frozenset({Channel.FEED}), body="[a](#b)\n")))
    assert item.find("link") is None
    assert attributes(item, "guid") == {"isPermaLink": "false"}
    assert item.findtext(CONTENT) == "<p>a</p>"


@pytest.mark.parametrize("site_url", ["https://tea.example/", ""])
def test_an_empty_feed_is_valid_and_without_the_clock(site_url: str) -> None:
    data = feed(site_url=site_url)
    assert feedparser.parse(data).bozo == 0
    assert b"lastBuildDate" not in data
    assert data == feed(site_url=site_url)


def test_odd_characters_never_lose_the_feed() -> None:
    odd = "A \x00\x0b\ufffe ]]> <b> & \ud800 cup\n"
    one = post(
        title=odd,
        body=odd + "&#1; <script>x</script>",
        summary=odd,
        tags=(odd, "\x01"),
        author=odd,
        image_alt=odd,
        image="a.png",
    )
    data = feed(one, shop=ShopDetails(name=odd, sentence=odd), site_name=odd)
    parsed = feedparser.parse(data)
    assert parsed.bozo == 0
    assert items(data)[0].findtext("title") == "A ]]> <b> & cup"
    assert "<script" not in items(data)[0].findtext(CONTENT, "")


def test_without_a_summary_the_letter_begins() -> None:
    assert (
        items(feed(post(body="## Head\n\nFirst [words](../a.md) & *more*.\n\n" + "Tea. " * 200)))[0]
        .findtext("description", "")
        .startswith("First words &amp; more. Tea. Tea.")
    )
    assert items(feed(post(body="\n")))[0].findtext("description") == "Thank you for the autumn"


def test_feed_readers_find_no_fault() -> None:
    posts = [
        post("茶", title="お茶", body="![a](../images/a.png)\n"),
        later("b", 1),
        post("c", purpose=OFFER, offer=TERMS),
    ]
    parsed = feedparser.parse(feed(*posts, language="ja"))
    assert parsed.bozo == 0
    assert parsed.version == "rss20"
    assert len({entry.id for entry in parsed.entries}) == 3
    assert all(entry.author and entry.published_parsed and entry.summary for entry in parsed.entries)


def test_no_address_is_relative() -> None:
    body = "[a](#x) [b](../about.md) [c](02.md) ![d](../images/d.png) [e](/f/) <a href='g.html'>h</a>\n"
    for value in [
        part.split('"')[0]
        for attribute in ("href", "src")
        for part in items(feed(post(body=body)))[0].findtext(CONTENT, "").split(f'{attribute}="')[1:]
    ]:
        assert value.startswith("https://tea.example/")


def test_two_runs_are_the_same_bytes() -> None:
    posts = [later("a", 0), later("b", 1), post("c", purpose=OFFER, offer=TERMS)]
    assert feed(*posts) == feed(*posts)
