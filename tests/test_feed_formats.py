"""Atom, JSON Feed and the feeds of single purposes: the same entries as in RSS."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

from planner.feeds import purpose_feeds
from planner.model import Channel, Customer, Post, Purpose, Role
from planner.publish.feed import files
from planner.publish.feed.entry import entries
from planner.render import Renderer, standard_extensions
from planner.shop import open_shop
from tests.publications import NEWS, OFFER, TERMS, post, publication, renderer
from tests.shop_text import NOW

ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}content"
STORY = Purpose("customer-story", Role.WARMS, "Customer's story")


def made(*posts: Post, **changes: Any) -> dict[str, bytes]:
    of = publication(*posts, **changes)
    return files(of, renderer(of))


def later(slug: str, days: int, **changes: Any) -> Post:
    one = post(slug, **changes)
    return replace(one, date=one.date + timedelta(days=days))


def feed_json(*posts: Post, **changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(made(*posts, **changes)["feed.json"])
    return found


def feed_atom(*posts: Post, **changes: Any) -> ET.Element:
    return ET.fromstring(made(*posts, **changes)["atom.xml"])  # noqa: S314  our own


FULL = post(
    body="**Thanks** to [you](../about.md).\n",
    author="yuki",
    tags=("tea",),
    summary="For you",
    image="images/a.png",
    image_alt="A cup",
)
CONTENT = (
    '<p><img src="https://tea.example/images/a.png" alt="A cup"></p>\n'
    '<p><strong>Thanks</strong> to <a href="https://tea.example/about/">you</a>.</p>'
)


def test_a_letter_as_json() -> None:
    feed = feed_json(FULL)
    (item,) = feed.pop("items")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Hidamari Tea",
        "home_page_url": "https://tea.example/",
        "feed_url": "https://tea.example/feed.json",
        "description": "Letters from Hidamari Tea",
        "language": "en",
        "authors": [{"name": "Hidamari Tea", "url": "https://tea.example/"}],
    }
    assert item == {
        "id": "https://tea.example/posts/first/",
        "url": "https://tea.example/posts/first/",
        "title": "Thank you for the autumn",
        "summary": "For you",
        "content_html": CONTENT,
        "image": "https://tea.example/images/a.png",
        "date_published": "2026-12-01T09:00:00+09:00",
        "authors": [{"name": "Yuki Mori", "url": "https://tea.example/people/yuki/"}],
        "tags": ["Thank you", "tea"],
    }


def test_a_letter_as_atom() -> None:
    feed = feed_atom(FULL)
    assert feed.findtext(f"{ATOM}id") == "https://tea.example/atom.xml"
    assert feed.findtext(f"{ATOM}updated") == "2026-12-01T09:00:00+09:00"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Hidamari Tea"
    assert [link.attrib for link in feed.findall(f"{ATOM}link")] == [
        {"href": "https://tea.example/atom.xml", "rel": "self", "type": "application/atom+xml"},
        {"href": "https://tea.example/", "rel": "alternate", "type": "text/html"},
    ]
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert {child.tag.removeprefix(ATOM): child.text or child.attrib for child in entry} == {
        "id": "https://tea.example/posts/first/",
        "title": "Thank you for the autumn",
        "updated": "2026-12-01T09:00:00+09:00",
        "author": "\n      ",
        "content": CONTENT,
        "link": {"href": "https://tea.example/posts/first/", "rel": "alternate", "type": "text/html"},
        "summary": "For you",
        "category": {"term": "tea"},
        MEDIA: {"url": "https://tea.example/images/a.png", "type": "image/png", "medium": "image"},
        "published": "2026-12-01T09:00:00+09:00",
    }
    assert entry.findtext(f"{ATOM}author/{ATOM}uri") == "https://tea.example/people/yuki/"
    assert b"CDATA" not in made(FULL)["atom.xml"]


def test_rss_names_the_picture() -> None:
    item = ET.fromstring(made(FULL)["feed.xml"]).find("channel/item")  # noqa: S314
    assert item is not None
    assert [media.attrib for media in item.findall(MEDIA)] == [
        {"url": "https://tea.example/images/a.png", "type": "image/png", "medium": "image"}
    ]
    assert item.find("enclosure") is None


def test_every_format_says_the_same() -> None:
    feeds = made(
        FULL, later("b", 1, purpose=OFFER, offer=TERMS), later("お茶", 2, title="お茶 & <more>"), language="ja"
    )
    rss, atom = (feedparser.parse(feeds[path]).entries for path in ("feed.xml", "atom.xml"))
    said = json.loads(feeds["feed.json"])["items"]
    assert [entry.id for entry in rss] == [entry.id for entry in atom] == [item["id"] for item in said]
    assert [entry.link for entry in rss] == [entry.link for entry in atom] == [item["url"] for item in said]
    assert [entry.author for entry in rss] == [entry.author for entry in atom]
    assert [entry.content[0].value for entry in rss] == [entry.content[0].value for entry in atom]
    assert [entry.published_parsed for entry in rss] == [entry.published_parsed for entry in atom]
    assert [[tag.term for tag in entry.tags] for entry in atom] == [item["tags"] for item in said]


def test_a_letter_keeps_its_id_when_it_is_retitled() -> None:
    before, after = made(FULL), made(replace(FULL, title="Another title", body="Other words.\n"))
    for path in ("feed.xml", "atom.xml"):
        assert feedparser.parse(before[path]).entries[0].id == feedparser.parse(after[path]).entries[0].id


def test_each_purpose_has_its_own_feed_and_the_limit_holds_for_each() -> None:
    posts = [post("a"), later("b", 1), later("c", 2), later("n", 3, purpose=NEWS)]
    feeds = made(*posts, feed_limit=2)
    shown = {path: [entry.id[-2] for entry in feedparser.parse(data).entries] for path, data in feeds.items()}
    assert shown == {
        "feed.xml": ["n", "c"],
        "atom.xml": ["n", "c"],
        "feed.json": [],
        "feeds/gratitude.xml": ["c", "b"],
        "feeds/news.xml": ["n"],
    }
    assert [item["id"][-2] for item in json.loads(feeds["feed.json"])["items"]] == ["n", "c"]
    channel = feedparser.parse(feeds["feeds/gratitude.xml"]).feed
    assert (channel.title, channel.link) == ("Thank you · Hidamari Tea", "https://tea.example/purposes/gratitude/")
    assert channel.updated == "Thu, 03 Dec 2026 09:00:00 +0900"


def test_a_purpose_without_a_page_belongs_to_the_first_page() -> None:
    feeds = made(post(channels=frozenset({Channel.FEED})))
    assert feedparser.parse(feeds["feeds/gratitude.xml"]).feed.link == "https://tea.example/"


def purposes(*names: str) -> dict[str, Purpose]:
    return {name: replace(NEWS, name=name) for name in names}


def addresses(known: dict[str, Purpose], *written: str) -> dict[str, str]:
    posts = (post(f"p{number}", purpose=known[name]) for number, name in enumerate(written))
    return {name: feed.path for name, feed in purpose_feeds(publication(*posts, purposes=known)).items()}


def test_purposes_whose_names_come_to_the_same_have_feeds_of_their_own() -> None:
    names = ("a/b", "a-b", "a:b", "A b", "お茶/話", "お茶・話")
    found = addresses(purposes(*names), *names)
    assert len({path.casefold() for path in found.values()}) == len(names)
    assert found["a-b"] == "feeds/a-b.xml"
    assert addresses(purposes(*reversed(names)), *reversed(names)) == found


def test_the_address_of_a_feed_does_not_hang_on_which_letters_are_out() -> None:
    known = purposes("a/b", "a-b")
    assert addresses(known, "a/b")["a/b"] == addresses(known, "a-b", "a/b")["a/b"]


def test_what_no_other_purpose_comes_to_keeps_its_plain_address() -> None:
    assert addresses(purposes("Garden diary", "news"), "Garden diary", "news") == {
        "Garden diary": "feeds/Garden-diary.xml",
        "news": "feeds/news.xml",
    }


@pytest.mark.parametrize("name", ["../../index", "a/b", "..", "庭だより", "c\\d", "e\x00f"])
def test_no_purpose_leads_out_of_the_folder(name: str) -> None:
    feeds = purpose_feeds(publication(post(purpose=replace(NEWS, name=name))))
    assert feeds[name].path.startswith("feeds/")
    assert not set("/\\.\x00") & set(feeds[name].path.removeprefix("feeds/").removesuffix(".xml"))


def test_what_must_be_told_stands_before_the_words_and_in_the_summary() -> None:
    story = post("s", purpose=STORY, summary="A cup", customer=Customer(name="Marta", incentive="sample"))
    (item,) = feed_json(story)["items"]
    label, rest = item["content_html"].split("</em></p>\n", 1)
    assert rest == "<p>Thank you.</p>"
    assert item["summary"] == f"{label.removeprefix('<p><em>')} A cup"


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "This offer ended on 10 December 2026. A cup"), ("ja", "2026年12月10日に終了しました。A cup")],
)
def test_an_offer_that_ended_says_so_in_the_summary_as_well(language: str, said: str) -> None:
    ended = post(purpose=OFFER, offer=replace(TERMS, until=date(2026, 12, 10)), summary="A cup")
    (item,) = feed_json(ended, language=language)["items"]
    assert item["summary"].endswith(said)
    assert "https://shop.example/cup" not in item["content_html"]


def test_a_letter_in_the_feed_alone_has_no_address_to_follow() -> None:
    (item,) = feed_json(post(channels=frozenset({Channel.FEED})))["items"]
    assert item["id"] == "https://tea.example/posts/first/"
    assert "url" not in item


def test_letters_of_one_minute_have_seconds_of_their_own_in_atom() -> None:
    of = publication(post("a"), post("b"), later("c", 1))
    found = entries(of, renderer(of))
    assert [entry.updated - entry.published for entry in found] == [timedelta(), timedelta(seconds=1), timedelta()]
    assert len({entry.published for entry in found}) == 2


def test_no_letter_takes_the_second_of_another() -> None:
    next_second = replace(post("c"), date=post().date + timedelta(seconds=1))
    of = publication(post("a"), post("b"), next_second)
    assert len({entry.updated for entry in entries(of, renderer(of))}) == 3


def test_only_what_a_feed_shows_is_made() -> None:
    """And what is shown is called and dated as if all were."""
    posts = [*(post(f"a{n}") for n in range(4)), later("n", -9, purpose=NEWS)]
    of = publication(*posts, feed_limit=2)
    shown = entries(of, renderer(of))
    assert [entry.id.split("/")[-2] for entry in shown] == ["a3", "a2", "n"]
    every = publication(*posts)
    assert shown == tuple(entry for entry in entries(every, renderer(every)) if entry in shown)


def test_a_template_of_the_shop_is_cleaned_for_feeds(tmp_path: Path) -> None:
    own = tmp_path / "site_templates" / "letter"
    own.mkdir(parents=True)
    (own / "item.html").write_text('<script>x()</script><p role="x">{{ body|safe }}', encoding="utf-8")
    of = publication(post(), root=tmp_path)
    assert [entry.content for entry in entries(of, renderer(of))] == ["<p></p><p>Thank you.</p>"]


def test_what_feed_readers_refuse_is_left_out_without_html_in_the_letter() -> None:
    of = publication(post(body="A word.\n{: role=note aria-label=x .kept }\n"))
    extensions = [*standard_extensions(of.settings)[0], "attr_list"]
    (entry,) = entries(of, Renderer(of.settings, extensions, {}))
    assert entry.content == '<p class="kept">A word.</p>'


def test_what_has_no_title_or_name_gets_one() -> None:
    one = post(title="\x00", body="\x01\n", author="\x02", summary="\x03", tags=("\x04",))
    (item,) = feed_json(one)["items"]
    assert item["title"] == item["summary"] == "first"
    assert item["content_html"] == "<p>first</p>"
    assert item["authors"] == [{"name": "Hidamari Tea"}]
    assert item["tags"] == ["Thank you"]


def test_a_title_is_no_markup() -> None:
    """Where a reader could take it for HTML, it is the HTML that shows it."""
    odd = post(title="A </b> cup", tags=("<b>x</b>",))
    item = ET.fromstring(made(odd)["feed.xml"]).find("channel/item")  # noqa: S314
    assert item is not None
    assert item.findtext("title") == "A &lt;/b&gt; cup"
    assert [category.text for category in item.findall("category")] == ["Thank you", "&lt;b&gt;x&lt;/b&gt;"]
    title = feed_atom(odd).find(f"{ATOM}entry/{ATOM}title")
    assert title is not None
    assert (title.text, title.attrib) == ("A &lt;/b&gt; cup", {"type": "html"})
    assert feed_json(odd)["items"][0]["title"] == "A </b> cup"


def test_empty_feeds_do_not_know_the_clock() -> None:
    assert made() == made()
    assert feed_atom().findtext(f"{ATOM}updated") == "2000-01-01T00:00:00+00:00"
    assert feed_json()["items"] == []


def test_without_an_address_of_the_site_the_feeds_are_there() -> None:
    feeds = made(FULL, site_url="")
    assert all(feedparser.parse(data).bozo == 0 for path, data in feeds.items() if path.endswith(".xml"))
    assert {"home_page_url", "feed_url"}.isdisjoint(json.loads(feeds["feed.json"]))


def test_two_builds_are_the_same_bytes(shop: Callable[..., Path]) -> None:
    letter = "---\ntitle: Tea\ndate: 2026-11-0{}\npurpose: {}\n---\nThank you for coming by.\n"
    written = shop({f"posts/{n}.md": letter.format(n, purpose) for n, purpose in ((1, "news"), (2, "gratitude"))})
    of = [open_shop(written / "mkdocs.yml", start=written, now=NOW).publication for _ in range(2)]
    first, second = (files(one, renderer(one)) for one in of)
    assert first == second
    assert set(first) == {"feed.xml", "atom.xml", "feed.json", "feeds/news.xml", "feeds/gratitude.xml"}
