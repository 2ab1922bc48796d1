"""What a page tells machines: its description, its card, what it is; and the files for servers and search engines."""

from __future__ import annotations

import json
import re
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import html5lib
import pytest
from PIL import Image
from selenium import webdriver

from planner.mkdocs_plugin import build
from planner.pictures import Gallery
from planner.pictures.album import Album
from planner.pictures.card import drawn_card, writable
from planner.publish.site.headers import headers, policy
from planner.publish.site.robots import robots
from planner.shop import open_shop
from tests.headered import rules_of, served
from tests.publications import settings

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 21, tzinfo=UTC)
LATER = datetime(2027, 1, 10, tzinfo=UTC)
BASE = "https://tea.example/"
EVIL = '</script><script>alert(1)</script><!-- " &'
TERMS = {
    "for": "people whose tea is cold",
    "worry": "it cools",
    "wish": "it stays warm",
    "price": "4400 JPY",
    "postage": "600 JPY",
    "until": "2026-12-25",
    "pay": ["card"],
    "delivery": "within 5 days",
    "returns": "within 14 days, unused",
    "order": "https://order.example/cup",
    "ask": {"phone": "03-0000-0000"},
}
Write = Callable[..., Path]


def letter(title: str, day: str, purpose: str = "helpful", body: str = "Cool the water.", **keys: Any) -> str:
    front = {"title": title, "date": day, "purpose": purpose, **keys}
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    return f"---\n{lines}---\n\n{body}\n"


def picture(width: int = 800, height: int = 600) -> bytes:
    out = BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(out, "JPEG")
    return out.getvalue()


FILES: dict[str, str | bytes] = {
    "posts/water.md": letter(EVIL, "2026-10-01", body=f"{EVIL} \u2028.\n\nMore.", author="yuki", tags=["tea", EVIL]),
    "posts/cup.md": letter("A cup", "2026-10-20", "offer", offer=TERMS, image="images/cup.jpg", image_alt="A blue cup"),
    "posts/湯.md": letter("湯のさまし方", "2026-10-03", body="湯は待てばさめます。"),
    "about.md": "# About us\n\nWe keep a small shop. It is old.\n",
    "images/cup.jpg": picture(),
}
SHOP = {
    "name": "Hidamari Tea",
    "sentence": "A small shop.",
    "address": "1-2-3 Example, Kyoto",
    "email": "hello@tea.example",
    "phone": "075-000-0000",
    "signup": {"action": "https://letters.example/subscribe"},
}
OFF = {"cold-offer": {"level": "off"}}


def made(root: Path, now: datetime = NOW, name: str = "site") -> Path:
    build(open_shop(root / "mkdocs.yml", start=root, now=now), root / "build" / name)
    return root / "build" / name


@pytest.fixture
def site(shop: Write) -> Path:
    people = {"yuki": {"name": "Yuki Mori", "role": "roasts"}}
    return made(shop(FILES, people=people, shop=SHOP, rules=OFF))


def pages(site: Path) -> Iterator[tuple[str, Any]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)


def metas(tree: Any) -> dict[str, str]:
    found = [*tree.iter("meta")]
    return {one.get("property") or one.get("name"): one.get("content") for one in found if one.get("content")}


def things(tree: Any) -> list[dict[str, Any]]:
    graphs = [one.text for one in tree.iter("script") if one.get("type") == "application/ld+json"]
    return [thing for graph in graphs for thing in json.loads(graph)["@graph"]]


def of(site: Path, path: str) -> Any:
    return html5lib.parse((site / path / "index.html").read_bytes(), namespaceHTMLElements=False)


def kinds(site: Path, path: str) -> dict[str, Any]:
    return {thing["@type"]: thing for thing in things(of(site, path))}


def test_every_page_has_a_description_and_a_canonical_of_its_own(site: Path) -> None:
    told = {path: (metas(tree).get("description"), tree) for path, tree in pages(site) if path != "404.html"}
    own = {path: told for path, told in told.items() if not path.startswith("newsletter/2")}
    assert [path for path, (description, _) in told.items() if not description] == []
    assert len({description for description, _ in own.values()}) == len(own)
    for path, (_, tree) in own.items():
        links = [one.get("href") for one in tree.iter("link") if one.get("rel") == "canonical"]
        assert [unquote(link) for link in links] == [BASE + path.removesuffix("index.html")]
    assert told["about/index.html"][0] == "We keep a small shop. It is old. A small shop."


def test_the_language_is_said_on_every_page(site: Path) -> None:
    assert {tree.get("lang") for _, tree in pages(site)} == {"en"}
    assert [one for _, tree in pages(site) for one in tree.iter("link") if one.get("hreflang")] == []


def test_every_page_has_a_card_with_a_picture_that_is_there(site: Path) -> None:
    for path, tree in pages(site):
        if path == "404.html":
            continue
        told = metas(tree)
        assert told["og:image"].startswith(BASE), path
        assert told["og:image"] == told["twitter:image"]
        assert told["og:image:alt"]
        assert told["og:title"]
        assert told["og:description"]
        assert told["twitter:card"] == "summary_large_image"
        with Image.open(site / told["og:image"].removeprefix(BASE)) as card:
            assert (card.size, card.format) == ((1200, 630), "JPEG")
        assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")


def test_a_letter_without_a_picture_has_one_drawn_for_it(site: Path) -> None:
    cards = {path: metas(of(site, path))["og:image"] for path in ("", "posts/water/", "posts/cup/", "posts/湯/")}
    assert len(set(cards.values())) == 4
    assert metas(of(site, "posts/cup/"))["og:image:alt"] == "A blue cup"


def test_a_card_is_drawn_the_same_every_time() -> None:
    beside = picture()
    assert drawn_card("Cool the water", "Hidamari", beside) == drawn_card("Cool the water", "Hidamari", beside)
    assert drawn_card("Cool the water", "Hidamari", b"") != drawn_card("Warm the water", "Hidamari", b"")
    assert drawn_card("湯", "陽", b"no picture") == drawn_card("茶", "陽", b"")


def test_words_that_the_font_has_not_are_left_out() -> None:
    assert writable("Why it hums \u2014 and when") == "Why it hums - and when"
    assert writable("湯のさまし方") == ""


def test_no_text_is_too_long_for_a_card() -> None:
    for title in ("word " * 500, "w" * 5000, "\x00\x07", "", " "):
        with Image.open(BytesIO(drawn_card(title, title, b""))) as card:
            assert card.size == (1200, 630)


def test_home_is_the_shop(site: Path) -> None:
    found = kinds(site, "")
    assert [*found] == ["Store", "WebSite"]
    assert found["Store"] | {"image": None} == {
        "@type": "Store",
        "@id": BASE + "#shop",
        "name": "Hidamari Tea",
        "url": BASE,
        "description": "A small shop.",
        "image": None,
        "logo": BASE + "assets/sign-512.png",
        "email": "hello@tea.example",
        "telephone": "075-000-0000",
        "address": {"@type": "PostalAddress", "streetAddress": "1-2-3 Example, Kyoto"},
    }


def test_a_shop_without_an_address_is_no_store(shop: Write) -> None:
    assert [*kinds(made(shop({"about.md": "# About\n"})), "")] == ["Organization", "WebSite"]


def test_a_letter_is_a_posting_and_no_text_breaks_out_of_it(site: Path) -> None:
    raw = (site / "posts/water/index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in raw
    found = kinds(site, "posts/water/")
    assert [*found] == ["BlogPosting", "BreadcrumbList"]
    posting = found["BlogPosting"]
    assert posting["headline"] == " ".join(EVIL.split())
    assert posting["author"] == {
        "@type": "Person", "name": "Yuki Mori", "jobTitle": "roasts", "url": BASE + "people/yuki/",
    }  # fmt: skip
    assert posting["datePublished"] == posting["dateModified"] == "2026-10-01T09:00:00+09:00"
    assert posting["inLanguage"] == "en"
    assert posting["image"]["url"].startswith(BASE)
    assert posting["mainEntityOfPage"] == posting["url"] == BASE + "posts/water/"
    assert posting["publisher"]["@id"] == BASE + "#shop"


def test_an_offer_is_a_product_with_its_price_while_it_lasts(site: Path) -> None:
    product = kinds(site, "posts/cup/")["Product"]
    assert product["name"] == "A cup"
    offer = product["offers"]
    assert (offer["price"], offer["priceCurrency"]) == ("4400", "JPY")
    assert offer["availability"] == "https://schema.org/InStock"
    assert (offer["priceValidUntil"], offer["validThrough"]) == ("2026-12-25", "2026-12-25T23:59:59+09:00")
    assert offer["url"] == BASE + "posts/cup/"


def test_an_offer_that_is_over_is_not_in_stock(shop: Write) -> None:
    raw = (made(shop(FILES, rules=OFF), LATER) / "posts/cup/index.html").read_text(encoding="utf-8")
    assert '"availability": "https://schema.org/OutOfStock"' in raw
    assert "InStock" not in raw
    assert "https://order.example/cup" not in raw


def test_crumbs_lead_home(site: Path) -> None:
    def way(path: str) -> list[tuple[int, str, str]]:
        items = kinds(site, path)["BreadcrumbList"]["itemListElement"]
        return [(item["position"], item["name"], item["item"]) for item in items]

    first = (1, "Hidamari Tea", BASE)
    assert way("posts/cup/") == [first, (2, "Letters", BASE + "archive/"), (3, "A cup", BASE + "posts/cup/")]
    assert way("archive/") == [first, (2, "Letters", BASE + "archive/")]
    assert way("about/") == [first, (2, "About us", BASE + "about/")]
    for path, tree in pages(site):
        for thing in things(tree):
            assert thing["@type"] in {"Store", "WebSite", "BlogPosting", "Product", "BreadcrumbList"}, path
            for item in thing.get("itemListElement", []):
                target = unquote(item["item"].removeprefix(BASE))
                assert (site / target / "index.html").is_file(), item


def test_without_an_address_of_the_site_nothing_is_said_that_needs_one(shop: Write) -> None:
    root = shop(FILES, rules=OFF)
    config = json.loads((root / "mkdocs.yml").read_text())
    (root / "mkdocs.yml").write_text(json.dumps({**config, "site_url": ""}))
    site = made(root)
    told = metas(of(site, "posts/cup/"))
    assert "og:image" not in told
    assert told["og:title"] == "A cup"
    assert things(of(site, "posts/cup/")) == []
    assert "Sitemap" not in (site / "robots.txt").read_text()


def test_search_engines_may_read_everything(site: Path) -> None:
    assert robots(settings()) == f"User-agent: *\nAllow: /\n\nSitemap: {BASE}sitemap.xml\n"
    assert (site / "robots.txt").read_text() == robots(settings())


def test_the_sitemap_dates_pages_by_their_letters_and_names_none_that_should_not_be_found(site: Path) -> None:
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    found = dict(re.findall(r"<loc>([^<]*)</loc>\s*(?:<lastmod>([^<]*)</lastmod>)?", text))
    assert found[BASE + "posts/water/"] == "2026-10-01"
    assert found[BASE] == found[BASE + "archive/"] == "2026-10-20"
    assert found[BASE + "signup/"] == found[BASE + "about/"] == ""
    assert "2026-11-21" not in found.values()
    for path, tree in pages(site):
        if "noindex" in (metas(tree).get("robots") or ""):
            assert BASE + path.removesuffix("index.html") not in found


def test_a_file_of_the_shop_s_own_stays(shop: Write) -> None:
    site = made(shop({"robots.txt": "User-agent: *\nDisallow: /\n", "_headers": "/*\n  X-Own: yes\n"}))
    assert "Disallow" in (site / "robots.txt").read_text()
    assert "X-Own" in (site / "_headers").read_text()


def test_two_builds_are_the_same(shop: Write) -> None:
    root = shop(FILES, rules=OFF, shop=SHOP)
    first, second = made(root, name="a"), made(root, name="b")
    assert sorted(p.relative_to(first) for p in first.rglob("*")) == sorted(
        p.relative_to(second) for p in second.rglob("*")
    )
    for path in (path for path in first.rglob("*") if path.is_file()):
        assert path.read_bytes() == (second / path.relative_to(first)).read_bytes(), path


def test_the_policy_allows_what_pages_have_inside_by_hash() -> None:
    page = '<script>a()</script><script type="application/ld+json">{}</script><style>b{}</style><p style="c:d">'
    told = policy([page])
    digest = b64encode(sha256(b"a()").digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in told
    assert told.count("sha256-") == 3
    assert "'unsafe-inline'" not in told
    assert "'unsafe-hashes'" in told
    assert policy([page, page]) == told


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<img src="https://a.example/x.png">', "img-src 'self' data: https://a.example;"),
        ('<form method="post" action="https://a.example:8/x">', "form-action 'self' https://a.example:8;"),
        ('<iframe src="https://map.example/?a&amp;b"></iframe>', "frame-src https://map.example"),
        ('<link rel="stylesheet" href="https://a.example/x.css">', "style-src 'self' https://a.example;"),
        ('<link rel="canonical" href="https://a.example/">', "style-src 'self';"),
        ('<img src="https://a;b.example/x.png">', "img-src 'self' data:;"),
        ("<IMG src='//a.example/x.png'>", "img-src 'self' data: https://a.example;"),
        (
            '<img src="x.png" srcset="https://a.example/x.png 1x, https://b.example/x.png 2x">',
            "data: https://a.example https://b.example;",
        ),
        (
            '<video poster="https://a.example/x.png" src="https://b.example/x.mp4">',
            "img-src 'self' data: https://a.example;",
        ),
        (
            '<video poster="https://a.example/x.png" src="https://b.example/x.mp4">',
            "media-src 'self' https://b.example;",
        ),
        ('<img src="ftp://a.example/x.png">', "img-src 'self' data:;"),
        ("<p>text</p>", "default-src 'none'; script-src 'self'; style-src 'self';"),
    ],
)
def test_the_policy_names_other_sites_that_pages_load_from(html: str, said: str) -> None:
    assert said in policy([html])


def test_a_title_can_t_change_the_headers(site: Path) -> None:
    told = rules_of((site / "_headers").read_text())
    assert [path for path, _ in told] == ["/*", "/assets/pictures/*", "/assets/cards/*", "/assets/letters/*"]
    assert [name for name, _ in told[0][1]] == [
        "Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options",
        "Cross-Origin-Opener-Policy", "Permissions-Policy",
    ]  # fmt: skip
    assert headers([]).isascii()
    longest = max(len(line) for line in (site / "_headers").read_text().splitlines())
    assert longest < 2000  # Cloudflare reads no longer lines


def test_a_gallery_draws_for_the_version_of_its_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Gallery(Album(tmp_path)).drawn("Tea", "Shop", None)
    monkeypatch.setattr("planner.pictures.gallery.pillow", "another")
    assert Gallery(Album(tmp_path)).drawn("Tea", "Shop", None) != first


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo") / "site"
    build(open_shop(ROOT / "mkdocs.yml", start=ROOT, now=NOW), out)
    return out


EVERY_TYPE = (
    "", "archive/", "archive/2026/", "about/", "legal/", "signup/", "newsletter/", "people/chie/", "purposes/offer/",
    "posts/cold-brew/", "posts/wrong-tea/", "offers/", "incidents/", "404.html",
)  # fmt: skip
VIOLATIONS = "window.broken = []; document.addEventListener('securitypolicyviolation', e => broken.push(e.violatedDirective + ' ' + e.blockedURI));"
LOADED = "return performance.getEntriesByType('resource').map(one => one.name)"


def told(browser: webdriver.Chrome) -> list[Any]:
    """What the console has said since it was last asked."""
    return list(browser.get_log("browser"))  # type: ignore[no-untyped-call]


@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_under_the_policy_every_page_works_and_no_request_leaves_the_site(
    demo: Path, browser: webdriver.Chrome, scheme: str
) -> None:
    copy = next(path.parent.name for path in sorted((demo / "newsletter").glob("2*/index.html")))
    script = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": VIOLATIONS})
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    try:
        with served(demo) as base:
            told(browser)
            for path in (*EVERY_TYPE, f"newsletter/{copy}/"):
                browser.get(base + path)
                assert browser.execute_script("return broken") == [], path
                outside = [one for one in browser.execute_script(LOADED) if not one.startswith(base)]
                assert outside == [], path
                assert told(browser) == [], path
            _search_works(browser, base)
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def _search_works(browser: webdriver.Chrome, base: str) -> None:
    browser.get(base)
    browser.execute_script("document.querySelector('label[for=__search]').click()")
    browser.find_element("css selector", ".md-search__input").send_keys("kettle")
    for _ in range(50):
        if browser.find_elements("css selector", ".md-search-result__item"):
            break
        time.sleep(0.1)
    assert browser.find_elements("css selector", ".md-search-result__item")
    assert browser.execute_script("return broken") == []
    assert told(browser) == []


def test_a_japanese_shop_says_so(shop: Write) -> None:
    site = made(shop(FILES, language="ja", shop={**SHOP, "name": "ひだまり茶舗"}, rules=OFF))
    assert {tree.get("lang") for _, tree in pages(site)} == {"ja"}
    assert metas(of(site, "posts/湯/"))["og:locale"] == "ja_JP"
    assert kinds(site, "posts/湯/")["BlogPosting"]["headline"] == "湯のさまし方"


@pytest.mark.parametrize("languages", [("en",), ("en", "ja")])
def test_other_languages_are_named_where_there_are_any(shop: Write, languages: tuple[str, ...]) -> None:
    root = shop(FILES, rules=OFF)
    config = json.loads((root / "mkdocs.yml").read_text())
    alternate = [{"name": one, "link": f"/{one}/", "lang": one} for one in languages]
    (root / "mkdocs.yml").write_text(json.dumps({**config, "extra": {"alternate": alternate}}))
    found = [one.get("hreflang") for one in of(made(root), "posts/cup/").iter("link") if one.get("hreflang")]
    assert found == ([] if len(languages) == 1 else [*languages])
