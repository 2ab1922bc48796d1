"""The newsletter in the browser and on paper: what stands there, what never does, and where it is found."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from selenium import webdriver

from planner.model import Channel, Consent, Customer, Edition, JoinRange, Post, Publication, Readers, Signup, Stage
from planner.publish.site import Page, Words, pages, web_copy_files
from planner.publish.site.near import Spot, near
from planner.purposes import built_in
from planner.render import web_copy_address
from planner.variants import variants
from planner.web_copy import web_copies, web_copy
from tests.publications import AT, SHOP, TERMS, TOKYO, edition, post, publication, renderer, settings, step
from tests.test_mkdocs_plugin import files_of, mkdocs
from tests.test_mkdocs_plugin import post as written
from tests.test_mkdocs_plugin import site as built

DAY = datetime(2026, 12, 1, 9, 0, tzinfo=TOKYO)
BEFORE = DAY - timedelta(days=30)
ALL: Readers = dict.fromkeys(Stage, (JoinRange(end=DAY),))
LONG: Readers = dict.fromkeys(Stage, (JoinRange(end=BEFORE),))
WHO = {"address": "1-2-3 Example, Kyoto", "email": "hello@tea.example"}
MAIL = frozenset({Channel.NEWSLETTER})
Write = Callable[..., Path]


def to(*stages: Stage) -> Readers:
    return {stage: (JoinRange(end=DAY),) for stage in stages}


def digest(*addressed: tuple[Post, Readers], name: str = "2026-12-01") -> Edition:
    letters = tuple(letter for letter, _ in addressed)
    return Edition(name=name, instant=DAY, letters=letters, variants=variants(addressed, DAY))


def out(*editions: Edition, **changes: Any) -> Publication:
    """What readers get: these editions, and each of their posts on the site if it is meant for it."""
    posts = {one.path: one for each in editions for one in each.letters if isinstance(one, Post)}
    held_back = changes.pop("held_back", ())
    site = [one for one in posts.values() if Channel.SITE in one.channels and one.slug not in held_back]
    changes.setdefault("purposes", built_in(changes.get("language", "en")))
    return Publication(settings=settings(**changes), at=AT, site=tuple(site), feed=(), editions=editions)


def slugs(*addressed: tuple[Post, Readers], held_back: tuple[str, ...] = ()) -> tuple[list[str], bool] | None:
    one = digest(*addressed)
    copy = web_copy(one, out(one, held_back=held_back))
    return ([letter.slug for letter in copy.letters], copy.for_all) if copy else None


def found(of: Publication) -> dict[str, Page]:
    return {page.url: page for page in pages(of)}


STORY = post("story", purpose=built_in("en")["helpful"], date=DAY)
OTHER = post("other", purpose=built_in("en")["news"], date=DAY)
CUP = post("cup", title="A cup", purpose=built_in("en")["offer"], date=DAY, offer=TERMS)


# What all may read


def test_a_letter_to_everyone_has_a_web_copy() -> None:
    assert slugs((STORY, ALL)) == (["story"], True)


def test_a_letter_to_some_stages_has_one_that_is_for_some_only() -> None:
    assert slugs((STORY, to(Stage.CUSTOMER, Stage.REGULAR))) == (["story"], False)


def test_an_offer_for_some_leaves_the_stories() -> None:
    assert slugs((STORY, ALL), (CUP, LONG)) == (["story"], True)


def test_where_nothing_remains_there_is_none() -> None:
    assert slugs((CUP, LONG)) is None
    assert slugs((CUP, to(Stage.REGULAR))) is None
    assert slugs((STORY, to(Stage.CUSTOMER)), (OTHER, to(Stage.PROSPECT))) is None


def test_an_offer_that_every_reader_got_stays_if_the_site_shows_it_too() -> None:
    assert slugs((STORY, ALL), (CUP, ALL)) == (["story", "cup"], True)
    assert slugs((STORY, ALL), (CUP, ALL), held_back=("cup",)) == (["story"], True)
    assert slugs((replace(CUP, channels=MAIL), ALL)) is None


def test_readers_of_an_offer_alone_take_nothing_from_the_others() -> None:
    assert slugs((STORY, to(Stage.CUSTOMER)), (CUP, LONG)) == (["story"], False)


def test_only_the_stories_that_all_have_in_common_remain() -> None:
    assert slugs((STORY, ALL), (OTHER, to(Stage.CUSTOMER))) == (["story"], True)


def test_readers_who_are_covered_in_pieces_are_all_covered() -> None:
    pieces = dict.fromkeys(Stage, (JoinRange(end=BEFORE), JoinRange(BEFORE, DAY)))
    assert slugs((CUP, pieces)) == (["cup"], True)
    gap = dict.fromkeys(Stage, (JoinRange(end=BEFORE), JoinRange(BEFORE + timedelta(minutes=1), DAY)))
    assert slugs((CUP, gap)) is None


def test_what_is_held_back_from_the_site_is_not_on_it_as_newsletter_either() -> None:
    assert slugs((STORY, ALL), held_back=("story",)) is None


def test_a_letter_that_is_meant_for_the_newsletter_only_has_a_copy_all_the_same() -> None:
    page = found(out(digest((replace(STORY, channels=MAIL), ALL))))["newsletter/2026-12-01/"]
    assert page.data["robots"] == "noindex"
    assert (page.canonical, page.in_sitemap, page.data["page"]) == (None, False, None)


def test_a_customer_s_story_needs_consent_for_the_site() -> None:
    told = Customer(name="K.", consent=Consent(scope=(Channel.NEWSLETTER,)))
    assert slugs((replace(STORY, channels=MAIL, customer=told), ALL)) is None
    agreed = Customer(name="K.", consent=Consent(scope=(Channel.NEWSLETTER, Channel.SITE)))
    assert slugs((replace(STORY, channels=MAIL, customer=agreed), ALL)) == (["story"], True)
    assert slugs((replace(STORY, channels=MAIL, customer=Customer()), ALL)) is None


def test_a_letter_of_a_series_has_none() -> None:
    assert web_copies(publication(series=[step()])) == ()


# Where letters lead


def test_the_letter_leads_to_its_web_copy() -> None:
    one = digest((STORY, ALL), (CUP, LONG))
    address = "https://tea.example/newsletter/2026-12-01/"
    assert [web_copy_address(one, variant, out(one)) for variant in one.variants] == [address, address]


def test_a_letter_without_a_web_copy_leads_to_the_page_of_its_only_post() -> None:
    one = digest((CUP, LONG))
    assert web_copy_address(one, one.variants[0], out(one)) == "https://tea.example/posts/cup/"
    assert web_copy_address(one, one.variants[0], out(one, held_back=("cup",))) is None


def test_a_series_and_a_site_without_an_address_have_nothing_to_lead_to() -> None:
    letter, of = edition(step()), publication(series=[step()])
    assert web_copy_address(letter, letter.variants[0], of) is None
    one = digest((STORY, ALL))
    assert web_copy_address(one, one.variants[0], out(one, site_url="")) is None


# The pages


def test_a_single_letter_leads_to_its_own_page_as_the_one_to_find() -> None:
    page = found(out(digest((replace(STORY, subject="Hot", summary="Short"), ALL), name="2026-12-01-story")))[
        "newsletter/2026-12-01-story/"
    ]
    assert (page.title, page.description) == ("Hot", "Short. Thank you.")
    assert (page.canonical, page.indexed, page.in_sitemap, page.searchable) == ("posts/story/", True, False, False)
    assert (page.data["title"], page.data["robots"]) == (STORY.title, None)


def test_a_digest_is_a_page_of_its_own() -> None:
    page = found(out(digest((STORY, ALL), (OTHER, ALL))))["newsletter/2026-12-01/"]
    assert (page.canonical, page.in_sitemap) == (None, True)
    assert page.data["title"] == "Letters of 1 December 2026"
    assert [article["url"] for article in page.data["articles"]] == ["posts/story/", "posts/other/"]


def test_a_letter_for_some_is_kept_from_search_engines_and_from_the_list() -> None:
    some = found(out(digest((STORY, to(Stage.CUSTOMER)))))
    assert some["newsletter/2026-12-01/"].data["robots"] == "noindex"
    assert not some["newsletter/2026-12-01/"].in_sitemap
    assert "newsletter/" not in some
    assert some["archive/"].data["newsletter"] is None


def test_the_list_is_newest_first_and_paged() -> None:
    posts = [post(f"p{n}", date=DAY + timedelta(days=n), summary=f"Summary {n}") for n in range(5)]
    of = replace(publication(*posts, per_page=2), settings=settings(per_page=2, purposes=built_in("en")))
    lists = {url: page for url, page in found(of).items() if page.template == "newsletter.html"}
    assert [*lists] == ["newsletter/", "newsletter/2/", "newsletter/3/"]
    assert [(one["date"], one["preheader"], one["url"]) for one in lists["newsletter/"].data["editions"]] == [
        ("5 December 2026", "Summary 4", "newsletter/2026-12-05-p4/"),
        ("4 December 2026", "Summary 3", "newsletter/2026-12-04-p3/"),
    ]
    assert lists["newsletter/2/"].data["pager"] == {
        "number": 2, "count": 3, "newer": "newsletter/", "older": "newsletter/3/",
    }  # fmt: skip


def test_the_view_is_plain_data() -> None:
    for page in found(
        out(digest((STORY, ALL), (CUP, ALL)), shop=replace(SHOP, signup=Signup(action="https://x.example")))
    ).values():
        assert json.loads(json.dumps(page.data)) == page.data


def words(*addressed: tuple[Post, Readers], **changes: Any) -> list[str]:
    one = digest(*addressed)
    of = out(one, **changes)
    copy = web_copy(one, of)
    assert copy is not None
    return Words(of, renderer(of)).of(copy)


def test_links_lead_from_the_copy_and_never_to_an_offer_that_readers_were_spared() -> None:
    body = "See [it](other.md), [the cup](cup.md), [us](../about.md) and [them](https://else.example/).\n\n![T](../images/t.png)"
    told = words((replace(STORY, body=body), ALL), (OTHER, ALL), (CUP, LONG))[0]
    assert '<a href="../../posts/other/">it</a>, the cup, <a href="../../about/">us</a>' in told
    assert '<a href="https://else.example/">' in told
    assert 'src="../../images/t.png"' in told


@pytest.mark.parametrize("address", ["https://tea.example/", "https://example.org/tea/", ""])
def test_links_are_relative_whatever_the_address_of_the_site(address: str) -> None:
    body = "[Us](../about.md) ![T](../images/t.png)"
    told = words((replace(STORY, body=body), ALL), site_url=address)
    assert told == ['<p><a href="../../about/">Us</a> <img alt="T" src="../../images/t.png"></p>']


def test_footnotes_of_several_letters_stay_apart_and_on_the_page() -> None:
    body = "One[^1].\n\n[^1]: Note."
    for channels in (frozenset(Channel), MAIL):
        notes = [replace(one, body=body, channels=channels) for one in (STORY, OTHER)]
        told = words((notes[0], ALL), (notes[1], ALL))
        assert 'href="#l1-fn:1"' in told[0]
        assert 'id="l1-fn:1"' in told[0]
        assert 'href="#l2-fn:1"' in told[1]
        assert 'href="#fn:1"' in words((notes[0], ALL))[0]


def test_headings_stand_below_the_letter_s_own() -> None:
    body = "# A\n\n## B\n\n###### C\n"
    assert re.findall(r"<h(\d)", words((replace(STORY, body=body), ALL))[0]) == ["2", "2", "6"]
    many = words((replace(STORY, body=body), ALL), (OTHER, ALL))[0]
    assert re.findall(r"<h(\d)", many) == ["3", "3", "6"]


def test_text_that_looks_like_a_link_is_left_alone() -> None:
    text = '<p>src="https://tea.example/x" id="y"</p>'
    assert near(text, Spot("https://tea.example/", "newsletter/a/", "l1-")) == text


def test_the_code_leads_to_the_page_and_is_always_the_same() -> None:
    of = out(digest((STORY, ALL)))
    made = web_copy_files(of)
    assert [*made] == ["newsletter/2026-12-01/qr.svg"]
    assert made == web_copy_files(of)
    square = ET.fromstring(made["newsletter/2026-12-01/qr.svg"])  # noqa: S314  our own
    assert square.tag.endswith("svg")
    assert "style" not in made["newsletter/2026-12-01/qr.svg"].decode()
    assert web_copy_files(out(digest((STORY, ALL)), site_url="")) == {}


# The site


def page_of(root: Path, name: str, **options: Any) -> str:
    return (built(root, **options) / "newsletter" / name / "index.html").read_text()


def head(html: str) -> Mapping[str, str]:
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', html.partition("</head>")[0]))


def test_the_page_has_what_sharing_wants(shop: Write) -> None:
    files = {
        "posts/a.md": written(
            "Cool & calm", date="2026-10-01", summary="In short.", image="images/a.png", image_alt="A"
        ),
        "images/a.png": b"1",
    }
    html = page_of(shop(files), "2026-10-01-a")
    assert "<title>Cool &amp; calm" in html
    assert '<link rel="canonical" href="https://tea.example/posts/a/">' in html
    told = head(html)
    assert told["description"] == "In short. A few words."
    assert told["og:title"] == "Cool &amp; calm"
    assert told["og:url"] == "https://tea.example/posts/a/"
    assert told["og:image"].startswith("https://tea.example/")
    assert "robots" not in told


def test_what_is_for_some_is_found_by_nobody_but_them(shop: Write) -> None:
    root = shop(
        {
            "posts/all.md": written("For all", date="2026-10-01"),
            "posts/some.md": written("For some", date="2026-10-02", audience=["customer"]),
            "posts/mail.md": written("By mail", date="2026-10-03", channels=["newsletter"]),
        }
    )
    made = built(root)
    copies = {
        name: (made / f"newsletter/2026-10-0{n}-{name}/index.html").read_text()
        for n, name in enumerate(("all", "some", "mail"), start=1)
    }
    assert {name: head(html).get("robots") for name, html in copies.items()} == {
        "all": None,
        "some": "noindex",
        "mail": "noindex",
    }
    assert "/newsletter/2026" not in (made / "sitemap.xml").read_text()
    assert "newsletter/2026" not in (made / "search/search_index.json").read_text()
    listed = (made / "newsletter/index.html").read_text()
    assert ("For all" in listed, "For some" in listed, "By mail" in listed) == (True, False, True)


def test_nothing_that_is_not_published_is_on_a_web_copy(shop: Write) -> None:
    root = shop(
        {
            "posts/seen.md": written("Seen", date="2026-10-01", body="See [it](draft.md)."),
            "posts/draft.md": written("Xylophone", draft=True),
            "posts/later.md": written("Xylophone", date="2027-01-01"),
            "posts/cold.md": written("Xylophone", purpose="offer"),
            "posts/empty.md": written("Xylophone", purpose="nonsense"),
            "series/welcome/00-x.md": "---\ntitle: Xylophone\nday: 0\npurpose: gratitude\n---\nXylophone",
        },
        series={"welcome": {"stage": "customer"}},
        rules={"broken-link": {"level": "off"}},
    )
    made = built(root)
    assert [path.name for path in sorted((made / "newsletter").iterdir())] == ["2026-10-01-seen", "index.html"]
    assert "See it." in (made / "newsletter/2026-10-01-seen/index.html").read_text()
    everything = "".join(
        data.decode(errors="replace") for path, data in files_of(made).items() if path.startswith("newsletter/")
    )
    assert "xylophone" not in everything.lower()


def test_what_a_letter_says_is_text(shop: Write) -> None:
    title = '<script>alert(1)</script> {{ 7*7 }} & "co" \''
    body = "<script>alert(2)</script> <img src=x onerror=alert(3)> [go](javascript:alert(4)) {{ config.site_name }}"
    root = shop(
        {
            "posts/a.md": written(
                title, body=body, summary=title, author=title, newsletter={"subject": title, "preheader": title}
            )
        },
        rules={"missing-image": {"level": "off"}},
    )
    made = built(root)
    for name in ("newsletter/2026-10-01-a/index.html", "newsletter/index.html"):
        html = (made / name).read_text()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in html
    page = (made / "newsletter/2026-10-01-a/index.html").read_text()
    for word in ("onerror", "javascript:alert", "alert(2)"):
        assert word not in page
    assert "{{ config.site_name }}" in page


def test_a_file_of_the_shop_in_the_place_of_a_copy_gives_way(shop: Write) -> None:
    files = {"posts/a.md": written("A"), "newsletter/2026-10-01-a.md": "Xylophone", "newsletter.md": "Our own words."}
    made = built(shop(files))
    assert "Xylophone" not in (made / "newsletter/2026-10-01-a/index.html").read_text()
    assert "Our own words." in (made / "newsletter/index.html").read_text()


def test_a_picture_beside_a_letter_by_mail_comes_along(shop: Write) -> None:
    files: dict[str, Any] = {
        "posts/a.md": written("A", channels=["newsletter"], body="![Tea](cup.png)"),
        "posts/cup.png": b"1",
    }
    made = built(shop(files))
    assert 'src="../../posts/cup.png"' in (made / "newsletter/2026-10-01-a/index.html").read_text()
    assert (made / "posts/cup.png").exists()


@pytest.mark.parametrize("kind", ["post", "week"])
def test_two_builds_are_the_same_bytes_and_mkdocs_alone_makes_them_too(shop: Write, kind: str) -> None:
    letters = {f"posts/{n}.md": written(f"Letter {n}", date=f"2026-10-{n:02d}") for n in range(1, 16)}
    root = shop(letters, newsletter={"edition": kind})
    ours, again = files_of(built(root)), files_of(built(root, "again"))
    assert ours == again
    assert mkdocs(root, "build", "--quiet", "--site-dir", str(root / "build/theirs")).returncode == 0
    theirs = files_of(root / "build/theirs")
    assert {path: theirs.get(path) for path in ours if path.startswith("newsletter/")} == {
        path: data for path, data in ours.items() if path.startswith("newsletter/")
    }


# On paper


@pytest.mark.parametrize(("language", "name"), [("en", "Hidamari Tea"), ("ja", "ひだまり茶舗")])
def test_on_paper_it_is_a_newsletter(shop: Write, browser: webdriver.Chrome, language: str, name: str) -> None:
    long = "\n\n".join(["A sentence about tea and rain that takes a little while to read. " * 6] * 14)
    root = shop(
        {"posts/a.md": written("Rain", body=long), "posts/b.md": written("Sun", body=long)},
        language=language,
        newsletter={"edition": "week"},
        shop={"name": name, **WHO, "signup": {"action": "https://tea.example/join"}},
    )
    copy = next((built(root) / "newsletter").glob("2026*/index.html"))
    browser.get(copy.as_uri())
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        shown = browser.execute_script(SHOWN)
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert shown == {
        "columns": "2", "masthead": name, "hidden": [], "code": True, "address": True, "signup": True, "wide": False,
    }  # fmt: skip
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    sizes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", base64.b64decode(printed["data"])))
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {(595, 842)}


SHOWN = """
const seen = (element) => element && element.getClientRects().length > 0;
const code = document.querySelector(".nk-colophon__qr");
const end = document.querySelector(".nk-colophon").innerText;
return {
  columns: getComputedStyle(document.querySelector(".nk-copy__columns")).columnCount,
  masthead: document.querySelector(".nk-masthead__name").innerText,
  hidden: [...document.querySelectorAll("header.md-header, footer.md-footer, nav, form, .nk-signup")].filter(seen).map((e) => e.className),
  code: seen(code) && code.complete && code.naturalWidth > 0,
  address: end.includes("1-2-3 Example, Kyoto") && end.includes("tea.example/newsletter/2026-10-06"),
  signup: end.includes("tea.example/signup"),
  wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
};
"""
