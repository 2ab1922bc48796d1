"""Pages as readers get them: offers that are over, the legal notice, what went wrong, and links that lead nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import html5lib
import pytest
from selenium import webdriver

from planner.mkdocs_plugin import build
from planner.shop import open_shop
from tests.headered import served
from tests.page_seen import window_on

AFTER = datetime(2027, 1, 10, tzinfo=UTC)
BEFORE = datetime(2026, 12, 1, tzinfo=UTC)
ORDER = "https://order.example/cup"
TERMS = {"price": "4400 JPY", "postage": "600 JPY", "until": "2026-12-25", "pay": ["card"], "order": ORDER}
REST = {"delivery": "within 5 days", "returns": "within 14 days", "ask": {"phone": "03-0000-0000"}}
CONSENT = "I would like letters from Hidamari Tea."
SHOP = {
    "name": "Hidamari Tea",
    "address": "1-2-3 Example, Kyoto",
    "email": "hello@tea.example",
    "signup": {"action": "https://letters.example/subscribe", "consent": CONSENT},
}
Write = Callable[..., Path]
Settings = Mapping[str, Any]


def letter(title: str, day: str, purpose: str, **keys: Any) -> str:
    lines = [
        f"{key}: {json.dumps(value)}"
        for key, value in {"title": title, "date": day, "purpose": purpose, **keys}.items()
    ]
    return "\n".join(["---", *lines, "---", "", "Cool the water.", ""])


FILES = {
    "posts/water.md": letter("Cool water", "2026-10-01", "helpful"),
    "posts/cup.md": letter("A cup & a <saucer>", "2026-11-20", "offer", offer={**TERMS, **REST}),
    "posts/sorry.md": letter(
        "The wrong tea", "2026-10-08", "apology",
        incident={"happened": "2026-10-07 12:00", "facts": "Sencha <in> the hojicha", "affected": "Two", "remedy": "Sent again", "contact": "Ring us"},
    ),
    "posts/done.md": letter(
        "What we did", "2026-10-15", "recovery", recovers="sorry", promised="By Friday", delivered="On Thursday"
    ),
}  # fmt: skip


def made(root: Path, now: datetime = AFTER) -> Path:
    build(open_shop(root / "mkdocs.yml", start=root, now=now), root / "build/site")
    return root / "build/site"


@pytest.fixture
def shop_of(shop: Write) -> Callable[..., Path]:
    def write(files: Mapping[str, str] = FILES, **settings: Any) -> Path:
        return shop(files, **{"shop": SHOP, "rules": {"cold-offer": {"level": "off"}}, **settings})

    return write


def read(site: Path, path: str) -> str:
    return (site / path).read_text(encoding="utf-8")


def part(page: Path, way: str = ".//div[@id='nk-content']") -> Any:
    """The text of a page, or another part of it."""
    found = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False).find(way)
    assert found is not None
    return found


def text(site: Path, path: str) -> str:
    """The words of a page, as they are shown."""
    return " ".join(" ".join(part(site / path).itertext()).split())


def test_an_offer_that_is_over_leads_on_to_letters_and_to_no_order(shop_of: Write) -> None:
    site = made(shop_of())
    for path in ("posts/cup/index.html", "offers/index.html", "index.html", "archive/index.html"):
        assert ORDER not in read(site, path)
        assert "nded on 25 December 2026" in text(site, path), path
    offers = text(site, "offers/index.html")
    assert "Nothing is on offer just now." in offers
    assert "A cup & a <saucer> To read instead: Cool water" in offers
    assert "Open now" not in text(site, "index.html")
    page = text(site, "posts/cup/index.html")
    assert page.index("This offer ended") < page.index("Cool the water") < page.rindex("To read instead")


def test_an_offer_that_is_open_shows_its_stories_before_its_terms(shop_of: Write) -> None:
    site = made(shop_of(), BEFORE)
    page = text(site, "posts/cup/index.html")
    assert page.index("Read this first") < page.index("Cool water") < page.index("The details") < page.index("Order")
    assert page.index("Ask us first") < page.index("Order")
    assert ORDER in read(site, "posts/cup/index.html")
    assert "Open now Offer Offer 20 November 2026 A cup & a <saucer> Until 25 December 2026" in text(
        site, "offers/index.html"
    )
    assert "Open now, until 25 December 2026" in text(site, "index.html")


@pytest.mark.parametrize("page", ["posts/water", "posts/cup", "newsletter/2026-10-01-water"])
def test_a_heading_of_a_letter_takes_no_anchor_of_the_page(shop_of: Write, page: str) -> None:
    headings = ("Content", "Contents", "First", "Terms", "Related", "Letter 1", "Signup", "Signup email")
    words = "".join(f"\n## {heading}\n\nWords.\n" for heading in headings)
    files = {path: text + words for path, text in FILES.items()}
    whole = part(made(shop_of(files), BEFORE) / page / "index.html", ".")
    anchors = [element.get("id") for element in whole.iter() if element.get("id")]
    assert [one for one in anchors if anchors.count(one) > 1] == []
    assert {"content", "terms", "signup-email"} <= set(anchors)


def test_offers_are_linked_only_where_there_are_any(shop_of: Write) -> None:
    quiet = made(shop_of({"posts/water.md": FILES["posts/water.md"]}))
    assert "offers/" not in read(quiet, "index.html")
    assert not (quiet / "offers").exists()
    assert 'href="offers/"' in read(made(shop_of()), "index.html")


def test_every_letter_offers_the_letters_with_words_of_consent(shop_of: Write) -> None:
    site = made(shop_of())
    pages = sorted(site.glob("posts/*/index.html"))
    assert len(pages) == 4
    for page in pages:
        form = part(page, ".//form[@method='post']")
        assert form.get("action") == SHOP["signup"]["action"]  # type: ignore[index]
        assert CONSENT in "".join(form.itertext())
        boxes = [one for one in form.iter("input") if one.get("type") == "checkbox"]
        assert [(box.get("checked"), box.get("required")) for box in boxes] == [(None, "")]


def test_the_legal_notice_says_what_is_known_and_whom_to_ask_for_the_rest(shop_of: Write) -> None:
    page = text(made(shop_of()), "legal/index.html")
    assert "Seller Hidamari Tea Address 1-2-3 Example, Kyoto E-mail hello@tea.example" in page
    assert page.endswith(
        "told without delay to anyone who asks at hello@tea.example: "
        "the person responsible, our telephone number and when payment is due."
    )


def test_a_legal_notice_of_the_shop_s_own_stands_in_place_of_ours(shop_of: Write) -> None:
    site = made(shop_of({**FILES, "legal.md": "# Our terms\n\nAs agreed at the counter.\n"}))
    assert text(site, "legal/index.html") == "Our terms As agreed at the counter."


def test_a_legal_notice_elsewhere_is_linked(shop_of: Write) -> None:
    elsewhere = made(shop_of(shop={**SHOP, "legal": "https://shop.example/terms"}))
    assert not (elsewhere / "legal").exists()
    assert 'href="https://shop.example/terms"' in read(elsewhere, "index.html")


def test_the_record_of_incidents_is_off_unless_asked_for(shop_of: Write) -> None:
    assert not (made(shop_of()) / "incidents").exists()
    site = made(shop_of(incidents=True))
    page = text(site, "incidents/index.html")
    assert "7 October 2026 The wrong tea What happened Sencha <in> the hojicha" in page
    assert "What we promised By Friday What we did On Thursday What we reported, 15 October 2026: What we did" in page
    assert 'href="incidents/"' in read(site, "index.html")


@pytest.mark.parametrize(
    ("address", "root"), [("https://tea.example/", "/"), ("https://tea.example/a/b", "/a/b/"), ("", "/")]
)
def test_a_broken_link_leads_home_at_any_depth(shop_of: Write, address: str, root: str) -> None:
    folder = shop_of()
    config = json.loads((folder / "mkdocs.yml").read_text())
    (folder / "mkdocs.yml").write_text(json.dumps({**config, "site_url": address}))
    page = part(made(folder) / "404.html")
    ways = [one.get("href") for one in page.iter("a")]
    assert ways == [f"{root}posts/done/", f"{root}posts/sorry/", f"{root}posts/water/", root, f"{root}archive/"]
    assert [one.get("action") for one in page.iter("form")] == [root]


def test_where_a_form_leads_on_to_is_allowed_by_the_policy(shop_of: Write) -> None:
    then = {**SHOP["signup"], "then": "https://thanks.example/page?x"}  # type: ignore[dict-item]
    told = read(made(shop_of(shop={**SHOP, "signup": then})), "_headers")
    assert "form-action 'self' https://letters.example https://thanks.example;" in told


@pytest.mark.parametrize(
    ("files", "details", "cases"),
    [
        ({}, {}, {"shop": ("phone",), "notice": ("representative", "payment")}),
        ({}, {"phone": "075-000-0000", "representative": "Chie", "payment": "By card"}, {}),
        ({"legal.md": "# Our terms\n"}, {"phone": "075-000-0000"}, {}),
        ({}, {"phone": "075-000-0000", "legal": "https://shop.example/terms"}, {}),
    ],
)
def test_the_owner_is_told_what_the_notice_lacks(
    shop_of: Write, files: Mapping[str, str], details: Settings, cases: Mapping[str, Any]
) -> None:
    root = shop_of({**FILES, **files}, shop={**SHOP, **details})
    found = open_shop(root / "mkdocs.yml", start=root, now=AFTER).findings
    told = {one.case: one.values["missing"] for one in found if one.rule == "offer-terms"}
    assert {case: keys for case, keys in told.items() if case in {"shop", "notice"}} == cases


@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("width", [360, 800, 1200])
def test_long_names_make_no_page_wider_than_the_screen(shop_of: Write, browser: webdriver.Chrome, width: int) -> None:
    name = "The Old Post Office Bakery and Tea Rooms of Little Wenlock under the Wrekin"
    files = {**FILES, "posts/long.md": letter("Donaudampfschifffahrtsgesellschaft" * 9, "2026-10-02", "gratitude")}
    site = made(shop_of(files, shop={**SHOP, "name": name}), BEFORE)
    with served(site) as base, window_on(browser, base) as window:
        window.size(width)
        for page in ("", "posts/water/", "posts/long/", "archive/2026/", "newsletter/"):
            window.open(page)
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width, page
