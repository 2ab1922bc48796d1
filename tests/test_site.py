"""The site before it is made: which pages there are, and what they show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from time import perf_counter
from typing import Any

import pytest

from planner.model import Consent, Customer, Incident, Person, Post, Publication, ShopDetails, Signup
from planner.publish.site import (
    NOWHERE,
    Page,
    dressed,
    frame,
    front_matter,
    kept_out,
    pages,
    phrased,
    settled,
    tidied,
    told_tables,
)
from planner.publish.site.excerpt import first_sentence, minutes
from planner.publish.site.headers import policy
from planner.purposes import built_in
from tests.publications import AT, SHOP, TERMS, TOKYO, post, settings

PURPOSES = built_in("en")


def letter(slug: str, purpose: str = "helpful", day: str = "2026-10-01", **changes: Any) -> Post:
    when = datetime.fromisoformat(day).replace(hour=9, tzinfo=TOKYO)
    return post(slug, purpose=PURPOSES[purpose], date=when, **{"title": slug.title(), **changes})


def shown(letters: Iterable[Post], at: datetime = AT, **changes: Any) -> dict[str, Page]:
    held = settings(purposes=built_in(changes.get("language", "en")), **changes)
    site = tuple(sorted(letters, key=lambda one: one.date))
    publication = Publication(settings=held, at=at, site=site, feed=(), editions=())
    return {page.url: page for page in pages(publication)}


def around(letters: Iterable[Post] = (), **changes: Any) -> Mapping[str, Any]:
    held = settings(purposes=PURPOSES, **changes)
    return frame(Publication(settings=held, at=AT, site=tuple(letters), feed=(), editions=()))


def titles(cards: Iterable[dict[str, Any]]) -> list[str]:
    return [card["title"] for card in cards]


def many(count: int) -> list[Post]:
    return [letter(f"l{number:02d}", day=f"2026-10-{number:02d}") for number in range(1, count + 1)]


def test_a_shop_without_letters_has_a_home() -> None:
    assert [*shown([], people={})] == ["", "archive/"]


def test_every_kind_of_page() -> None:
    letters = [letter("one", day="2025-12-31", author="yuki"), letter("two", "news")]
    signup = replace(SHOP, signup=Signup(action="https://letters.example/"))
    assert [*shown(letters, shop=signup)] == [
        "", "posts/one/", "posts/two/", "purposes/helpful/", "purposes/news/",
        "archive/", "archive/2026/", "archive/2025/", "people/yuki/", "signup/",
    ]  # fmt: skip


def test_the_view_of_a_page_is_plain_data() -> None:
    offer = letter("cup", "offer", offer=TERMS, author="yuki")
    for page in shown([letter("one"), offer]).values():
        assert json.loads(json.dumps(page.data)) == page.data


def test_home_shows_the_newest_six_and_an_offer_only_while_it_is_open() -> None:
    letters = [*many(8), letter("cup", "offer", "2026-09-01", offer=TERMS)]
    home = shown(letters)[""]
    assert titles(home.data["letters"]) == ["L08", "L07", "L06", "L05", "L04", "L03"]
    assert home.data["offer"]["title"] == "Cup"
    assert home.data["offer"]["until"] == "25 December 2026"
    assert shown(letters, at=datetime(2026, 12, 25, 23, 59, tzinfo=TOKYO))[""].data["offer"]
    assert shown(letters, at=datetime(2026, 12, 26, 0, 0, tzinfo=TOKYO))[""].data["offer"] is None


def test_lists_are_paged_newest_first() -> None:
    found = shown(many(5), per_page=2)
    assert [url for url in found if url.startswith("archive/")] == [
        "archive/", "archive/2026/", "archive/2026/2/", "archive/2026/3/",
    ]  # fmt: skip
    assert titles(found["archive/2026/2/"].data["letters"]) == ["L03", "L02"]
    pager = {"number": 2, "count": 3, "newer": "archive/2026/", "older": "archive/2026/3/"}
    assert found["archive/2026/2/"].data["pager"] == pager
    assert found["archive/2026/2/"].src_uri == "archive/2026/2.md"
    assert found["purposes/helpful/3/"].data["pager"]["older"] is None


def test_a_page_knows_the_day_of_its_newest_letter() -> None:
    found = shown(many(3), per_page=2)
    assert found["archive/2026/2/"].updated == many(3)[0].date
    assert found[""].updated == many(3)[2].date
    assert shown([])[""].updated is None


def test_a_letter_keeps_the_path_of_its_file_and_has_the_address_of_its_slug() -> None:
    page = shown([letter("湯", path="content/posts/2026/10-water.md")])["posts/%E6%B9%AF/"]
    assert (page.src_uri, page.dest_uri) == ("posts/2026/10-water.md", "posts/湯/index.html")


def test_previous_and_next() -> None:
    middle = shown(many(3))["posts/l02/"].data
    assert (middle["previous"]["title"], middle["next"]["title"]) == ("L01", "L03")
    assert shown(many(3))["posts/l01/"].data["previous"] is None


def test_related_letters_are_warm_and_share_most() -> None:
    letters = [
        letter("here", tags=("tea", "water")),
        letter("news", "news", tags=("tea", "water")),
        letter("both", "product-story", "2026-01-01", tags=("water", "tea")),
        letter("one", "owner-story", "2026-02-01", tags=("tea",)),
        letter("near", "owner-story", "2026-10-02"),
        letter("far", "owner-story", "2026-04-01"),
    ]
    assert titles(shown(letters)["posts/here/"].data["related"]) == ["Both", "One", "Near"]


def test_an_offer_leads_only_to_what_came_before_it() -> None:
    letters = [letter("before"), letter("cup", "offer", "2026-10-02", offer=TERMS), letter("after", day="2026-10-03")]
    assert titles(shown(letters)["posts/cup/"].data["related"]) == ["Before"]


@pytest.mark.parametrize(
    ("language", "price", "postage"),
    [("en", "¥4,400 (tax included)", "¥600"), ("ja", "4,400円（税込）", "600円")],
)
def test_the_terms_of_an_offer(language: str, price: str, postage: str) -> None:
    offer = shown([letter("cup", "offer", offer=TERMS)], language=language)["posts/cup/"].data["offer"]
    terms = {row["name"]: row["text"] for row in offer["terms"]}
    assert (terms["price"], terms["postage"]) == (price, postage)
    assert [*terms] == ["price", "postage", "until", "pay", "delivery", "returns"]
    assert [row["name"] for row in offer["lead"]] == ["for", "worry", "wish"]
    assert [way["href"] for way in offer["ask"]] == ["https://shop.example/chat", "tel:0300000000", None]
    assert [way["page"] for way in offer["ask"]] == [True, False, False]
    assert offer["order"] == "https://shop.example/cup"


def test_an_offer_that_is_over_says_so_and_cannot_be_ordered() -> None:
    over = replace(TERMS, until=date(2026, 12, 19))
    offer = shown([letter("cup", "offer", offer=over)])["posts/cup/"].data["offer"]
    assert offer["ended"] == "This offer ended on 19 December 2026."
    assert (offer["order"], offer["ask"]) == (None, [])


def offers(*letters: Post, at: datetime = AT, **changes: Any) -> dict[str, Page]:
    return {url: page for url, page in shown(letters, at, **changes).items() if url.startswith("offers/")}


def ending(slug: str, day: str, until: date | None, **changes: Any) -> Post:
    return letter(slug, "offer", day, offer=replace(TERMS, until=until), **changes)


def test_the_page_of_offers_has_open_ones_first_and_what_to_read_instead_of_the_others() -> None:
    letters = [
        letter("story", day="2026-08-01"),
        ending("spring", "2026-09-01", date(2026, 9, 30)),
        ending("long", "2026-08-15", date(2026, 11, 30)),
        ending("cup", "2026-12-01", date(2026, 12, 25)),
        ending("always", "2026-07-01", None),
        letter("after", day="2026-12-02"),
    ]
    page = offers(*letters)["offers/"]
    assert titles(page.data["open"]) == ["Cup", "Always"]
    assert [one["until"] for one in page.data["open"]] == ["25 December 2026", None]
    assert [(one["title"], one["ended"]) for one in page.data["ended"]] == [
        ("Long", "Ended on 30 November 2026"),
        ("Spring", "Ended on 30 September 2026"),
    ]
    assert titles(one["instead"] for one in page.data["ended"]) == ["Story", "Story"]
    assert page.updated == letters[3].date
    assert shown(letters)["archive/"].data["offers"] == "offers/"


def test_a_shop_without_offers_has_no_page_of_them() -> None:
    assert offers(*many(3)) == {}
    assert shown(many(3))["archive/"].data["offers"] is None


def test_the_page_of_offers_is_paged() -> None:
    letters = [ending(f"o{day:02d}", f"2026-10-{day:02d}", date(2026, 10, day)) for day in range(1, 6)]
    found = offers(*letters, per_page=2)
    assert [*found] == ["offers/", "offers/2/", "offers/3/"]
    assert titles(found["offers/"].data["ended"]) == ["O05", "O04"]
    assert found["offers/2/"].data["pager"] == {"number": 2, "count": 3, "newer": "offers/", "older": "offers/3/"}
    assert len({page.description for page in found.values()}) == 3


def test_every_card_of_an_offer_that_is_over_says_so() -> None:
    found = shown([letter("story"), ending("cup", "2026-10-02", date(2026, 10, 9))])
    assert [card["ended"] for card in found["archive/"].data["letters"]] == ["Ended on 9 October 2026", None]


def test_home_is_quiet_on_offers_while_an_incident_is_open() -> None:
    sorry = letter("sorry", "apology", "2026-12-02", incident=Incident(happened=AT - timedelta(days=18)))
    cup = ending("cup", "2026-12-01", date(2026, 12, 25))
    assert shown([cup, sorry])[""].data["offer"] is None
    done = letter("done", "recovery", "2026-12-05", recovers="sorry")
    assert shown([cup, sorry, done])[""].data["offer"]["title"] == "Cup"


def test_the_record_of_incidents_is_there_if_the_shop_wants_it() -> None:
    happened = datetime(2026, 10, 1, 12, 0, tzinfo=TOKYO)
    incident = Incident(happened=happened, facts="Wrong tea", affected="Two", remedy="Sent again", contact="Ring us")
    sorry = letter("sorry", "apology", "2026-10-02", incident=incident)
    done = letter("done", "recovery", "2026-10-09", recovers="sorry", promised="Soon", delivered="Today")
    assert "incidents/" not in shown([sorry, done])
    assert shown([], incidents=True)["incidents/"].data["incidents"] == []

    def record(*letters: Post) -> Any:
        return shown(letters, incidents=True)["incidents/"].data["incidents"][0]

    assert [row["text"] for row in record(sorry)["rows"]] == ["Wrong tea", "Two", "Sent again", "Ring us"]
    assert record(sorry)["recovery"] is None
    assert [row["text"] for row in record(sorry, done)["rows"]] == ["Wrong tea", "Two", "Sent again", "Soon", "Today"]
    assert (record(sorry, done)["day"], record(sorry, done)["recovery"]["title"]) == ("1 October 2026", "Done")
    assert shown([sorry, done], incidents=True)["incidents/"].updated == done.date


def test_an_apology_may_be_named_by_its_file() -> None:
    sorry = letter("sorry", "apology", path="content/posts/2026-10-01-we-are-sorry.md")
    done = letter("done", "recovery", "2026-10-09", recovers="2026-10-01-we-are-sorry")
    found = shown([sorry, done])
    assert titles(found["posts/sorry/"].data["belongs"]) == ["Done"]
    assert titles(found["posts/done/"].data["belongs"]) == ["Sorry"]


def legal(language: str = "en", **details: Any) -> Page | None:
    shop = ShopDetails(**{"name": "Hidamari Tea", **details})
    return shown([], language=language, shop=shop).get("legal/")


def rows(page: Page | None) -> dict[str, str]:
    return {row["label"]: row["text"] for row in page.data["rows"]} if page else {}


TOLD: dict[str, Any] = {
    "seller": "Hidamari Ltd", "representative": "Chie", "address": "Kyoto", "phone": "075-000-0000", "email": "a@shop.example",
    "postage": "600 yen", "payment": "By card", "delivery": "In a week", "returns": "In 14 days", "notice": {"Hours": "10 to 5"},
}  # fmt: skip


def test_the_legal_notice_is_made_of_the_settings() -> None:
    page = legal(**TOLD)
    assert rows(page) == {
        "Seller": "Hidamari Ltd", "Person responsible": "Chie", "Address": "Kyoto", "Telephone": "075-000-0000",
        "E-mail": "a@shop.example", "Prices": "The full amount with tax, as stated with each offer",
        "Costs besides the price": "600 yen", "Payment": "By card",
        "Order period": "Where an offer ends on a certain day, the offer says so", "Delivery": "In a week",
        "Returns": "In 14 days", "Hours": "10 to 5",
    }  # fmt: skip
    assert page
    assert page.data["asked"] is None


def test_what_the_settings_lack_is_told_to_whoever_asks_and_no_row_is_empty() -> None:
    page = legal("ja", address="京都", email="a@shop.example")
    assert page
    assert (page.title, [*rows(page)][:3]) == ("特定商取引法に基づく表記", ["販売業者", "所在地", "メールアドレス"])
    assert all(rows(page).values())
    assert page.data["asked"]["text"] == (
        "運営責任者の氏名、電話番号、お支払いの時期は、ご請求があれば遅滞なくお知らせいたします。a@shop.example までお申し付けください。"
    )
    lonely = legal(address="Kyoto")
    assert lonely
    assert lonely.data["asked"] is None


@pytest.mark.parametrize(
    ("shop_legal", "made"),
    [
        (None, True),
        ("https://tea.example/legal/", True),
        ("legal/#seller", True),
        ("/legal.md", True),
        ("https://tea.example/terms/", False),
        ("https://elsewhere.example/legal/", False),
    ],
)
def test_a_notice_elsewhere_is_not_made_again(shop_legal: str | None, made: bool) -> None:
    assert (legal(address="Kyoto", legal=shop_legal) is not None) is made


def test_a_shop_that_says_nothing_of_itself_has_no_notice() -> None:
    assert legal(sentence="A small shop.") is None


def test_an_order_link_that_is_no_address_is_none() -> None:
    odd = replace(TERMS, order="javascript:alert(1)")
    assert shown([letter("cup", "offer", offer=odd)])["posts/cup/"].data["offer"]["order"] is None


def test_a_customer_s_story_says_what_the_customer_got() -> None:
    customer = Customer(name="K.", consent=Consent(), incentive="sample", edited=True)
    notes = shown([letter("kenji", "customer-story", customer=customer)])["posts/kenji/"].data["notes"]
    assert notes == ["K. received a sample from us.", "The words of K. have been shortened or edited by us."]


def test_an_apology_and_its_recovery_lead_to_one_another() -> None:
    incident = Incident(happened=AT, facts="Wrong tea", affected=None, remedy="Sent again", contact=None)
    letters = [
        letter("sorry", "apology", incident=incident),
        letter("done", "recovery", "2026-10-09", recovers="sorry", promised="Soon", delivered="Today"),
    ]
    found = shown(letters)
    assert titles(found["posts/sorry/"].data["belongs"]) == ["Done"]
    assert titles(found["posts/done/"].data["belongs"]) == ["Sorry"]
    assert [row["text"] for row in found["posts/sorry/"].data["facts"]] == [
        "20 December 2026",
        "Wrong tea",
        "Sent again",
    ]


def test_an_author_whom_the_settings_do_not_know_is_a_name() -> None:
    author = shown([letter("one", author="Someone")])["posts/one/"].data["author"]
    assert (author["name"], author["url"]) == ("Someone", None)


def test_people_without_letters_have_a_page_too() -> None:
    page = shown([], people={"yuki": Person(key="yuki", name="Yuki Mori")})["people/yuki/"]
    assert (page.title, page.data["letters"]) == ("Yuki Mori", [])


def test_what_stays_out_of_the_site() -> None:
    letters = (letter("a", body="![x](cup.png)"), letter("b", image="posts/pot.png"))
    publication = Publication(settings=settings(purposes=PURPOSES), at=AT, site=letters, feed=(), editions=())
    stay = ["index.md", "images/x.png", "posts.md", "posts/cup.png", "posts/2026/pot.png"]
    go = [
        "posts/a.md",
        "posts/x/b.MD",
        "posts/other.png",
        "series/w/00.md",
        "voices.yml",
        "README.md",
        "images/readme.txt",
    ]
    assert kept_out(publication, stay + go) == frozenset(go)


def test_links_of_this_very_site_are_relative_in_the_frame() -> None:
    shop = replace(SHOP, legal="https://tea.example/legal/#x", privacy="privacy/")
    view = around(shop=shop)
    assert (view["legal"], view["privacy"]) == ("legal/#x", "privacy/")
    assert around(shop=replace(SHOP, legal="javascript:x"))["legal"] is None
    assert around()["signup"] is None


def test_the_frame_leads_to_pages_that_are_there() -> None:
    assert [around()[key] for key in ("offers", "incidents", "legal")] == [None, None, "https://shop.example/legal"]
    told = around([letter("cup", "offer", offer=TERMS)], incidents=True, shop=replace(SHOP, legal=None))
    assert [told[key] for key in ("offers", "incidents", "legal")] == ["offers/", "incidents/", "legal/"]
    assert around(shop=ShopDetails(name="Tea"))["legal"] is None
    assert around(shop=replace(SHOP, legal="legal.md"), site_url="")["legal"] == "legal/"


def test_a_broken_link_is_answered_with_letters_that_ask_for_nothing() -> None:
    found = around([*many(5), letter("cup", "offer", "2026-10-09", offer=TERMS, image="cup.png")])["newest"]
    assert titles(found) == ["L05", "L04", "L03"]
    assert [one["image"] for one in found] == [None] * 3


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="../b.md#x">w</a>', '<a href="/b/#x">w</a>'),
        ('<a class="c" href="gone.md" id="i"><b>w</b></a>', "<b>w</b>"),
        (f'<a href="../{NOWHERE}">w</a>!', "w!"),
        ('<a href="https://x.example/a.md">w</a>', '<a href="https://x.example/a.md">w</a>'),
        ('<a href="#x">w</a>', '<a href="#x">w</a>'),
        ('<a href="//[">w</a>', "w"),
        ("<A title='a > b' href='../b.md'>w</A>", "<a title='a > b' href=\"/b/\">w</A>"),
        ("<a href=gone.md>w</a> <a href=../b.md>v</a>", 'w <a href="/b/">v</a>'),
        ('<a title=" href=gone.md" href="../b.md">w</a>', '<a title=" href=gone.md" href="/b/">w</a>'),
        ('<a id="x"></a><a href="gone.md">w</a>', '<a id="x"></a>w'),
        ("w</a>", "w</a>"),
    ],
)
def test_links_are_settled(html: str, expected: str) -> None:
    assert settled(html, "posts/2026/a.md", {"posts/b.md": "/b/"}.get) == expected


HOSTILE = (
    '<a href="x">',
    "<a ",
    "<pre>",
    "<style>",
    "<script>",
    "<textarea>",
    "<h1>",
    "<table>",
    "<img ",
    '<img src="x" alt="a',
)


@pytest.mark.parametrize("bit", HOSTILE)
def test_a_page_of_tags_that_nothing_ends_takes_no_time(bit: str) -> None:
    page = bit * (100_000 // len(bit))
    start = perf_counter()
    settled(page, "posts/a.md", str)
    tidied(page)
    told_tables(page, "wide")
    phrased(page, "ja")
    dressed(page, "posts/a/index.html", lambda _: None)
    policy([page])
    assert perf_counter() - start < 3


def test_front_matter_is_escaped_once() -> None:
    assert front_matter(None, {"title": "A &amp; <b>", "x": 1}, own_words=True) == {
        "title": "A &amp; &lt;b&gt;",
        "x": 1,
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", ""),
        (
            "# Title\n\n![x](y.png)\n\nHello there, *dear* [reader](x.md) of ours. More.",
            "Hello there, dear reader of ours.",
        ),
        ("Yes. It is the water that makes it bitter. More.", "Yes. It is the water that makes it bitter."),
        ("> A quotation of some length, said quietly. More.", "A quotation of some length, said quietly."),
        ("| a | b |\n| --- | --- |\n\nAfter the table there is a sentence.", "After the table there is a sentence."),
        (
            "お湯をさますと、お茶はずっとおいしく、甘くなります。二つ目の文です。",
            "お湯をさますと、お茶はずっとおいしく、甘くなります。",
        ),
        (
            "A_b_c and snake_case stay, <b>tags</b> and `code marks` go.",
            "A_b_c and snake_case stay, tags and code marks go.",
        ),
        ("```\ncode\n```\n\nText after the code, long enough.", "Text after the code, long enough."),
    ],
)
def test_the_first_sentence(body: str, expected: str) -> None:
    assert first_sentence(body) == expected


def test_a_sentence_without_end_is_cut_at_a_word() -> None:
    assert first_sentence("word " * 100) == "word " * 33 + "word…"


@pytest.mark.parametrize(("body", "expected"), [("", 1), ("word " * 660, 3), ("茶" * 1500, 3)])
def test_reading_time(body: str, expected: int) -> None:
    assert minutes(body) == expected


@pytest.mark.parametrize(
    "bad", ["[" * 50_000, "<" * 50_000, "*" * 50_000, "`" * 50_000, "> " * 50_000, "_ " * 50_000, "![" * 30_000]
)
def test_no_body_is_slow(bad: str) -> None:
    start = perf_counter()
    first_sentence(bad)
    assert perf_counter() - start < 1
