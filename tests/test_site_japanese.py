"""A Japanese site: where titles break, how dates are written, what a search finds, and readings above the words."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from selenium import webdriver

from planner.mkdocs_plugin import build
from planner.publish import feed, letter
from planner.publish.site import phrased
from planner.render import Renderer, standard_extensions
from planner.shop import open_shop
from tests.headered import served

NOW = datetime(2026, 12, 20, tzinfo=UTC)
RUBY = "<ruby>焙<rp>（</rp><rt>ほう</rt><rp>）</rp></ruby>じ茶"
TITLE = "十一月一日、焙じる朝にいらっしゃいませんか"
BODY = f"""朝のお茶は{RUBY}です。信楽の急須でいれます。

## ほうじ茶のあたたかいいれ方

急須に茶葉をふた匙。
"""
SHOP = {
    "name": "ひだまり茶舗",
    "address": "京都市見本区例示町1-2-3",
    "email": "hello@tea.example",
    "phone": "075-000-0000",
}
Write = Callable[..., Path]


def post(title: str, day: str, body: str) -> str:
    return f"---\ntitle: {title}\ndate: {day}\npurpose: お役立ち\n---\n\n{body}\n"


def read(data: str | bytes) -> str:
    return data if isinstance(data, str) else data.decode()


@pytest.fixture
def root(shop: Write) -> Path:
    files = {
        "posts/roast.md": post(TITLE, "2026-12-01", BODY),
        "posts/field.md": post("畑のこと", "2026-12-08", "南の畑の話。"),
    }
    return shop(files, language="ja", timezone="Asia/Tokyo", shop=SHOP)


@pytest.fixture
def site(root: Path) -> Path:
    build(open_shop(root / "mkdocs.yml", start=root, now=NOW), root / "build/site")
    return root / "build/site"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1>寒い朝の湯のみ</h1>", "<h1>寒い<wbr>朝の<wbr>湯のみ</h1>"),
        ("<h2>十一月一日、朝に</h2>", "<h2>十一月<wbr>一日、<wbr>朝に</h2>"),
        (
            '<h3 id="a"><a href="x">畑の&amp;朝の茶</a></h3>',
            '<h3 id="a"><a href="x">畑の<wbr>&amp;朝の<wbr>茶</a></h3>',
        ),
        ('<a class="nk-title" href="x">小さな急須</a>', '<a class="nk-title" href="x">小さな<wbr>急須</a>'),
        ("<title>寒い朝の湯のみ</title><p>寒い朝の湯のみ</p>", "<title>寒い朝の湯のみ</title><p>寒い朝の湯のみ</p>"),
        ("<h1>A cup for cold mornings</h1>", "<h1>A cup for cold mornings</h1>"),
        ("<h1></h1>", "<h1></h1>"),
    ],
)
def test_titles_break_between_phrases(html: str, expected: str) -> None:
    assert phrased(html, "ja") == expected
    assert phrased(html, "en") == html


def test_no_title_is_slow() -> None:
    start = time.perf_counter()
    assert phrased(f"<h1>{'朝' * 100_000}</h1>", "ja").count("<wbr>") == 0
    phrased("<h1>" * 20_000, "ja")
    assert time.perf_counter() - start < 2


def test_places_to_break_stand_in_headings_only(site: Path) -> None:
    page = (site / "posts/roast/index.html").read_text(encoding="utf-8")
    assert "<h1>十一月<wbr>一日、<wbr>焙じる<wbr>朝に<wbr>いらっしゃいませんか</h1>" in page
    assert re.search(r"<h2[^>]*>ほうじ茶の<wbr>あたたかい", page)
    assert "<wbr>" not in re.sub(r"(?s)<h([1-6])\b.*?</h\1>|<a class=\"nk-title\".*?</a>", "", page)
    assert "<wbr>" not in page.partition("<body")[0]
    for name in ("feed.xml", "atom.xml", "feed.json", "sitemap.xml", "search/search_index.json"):
        text = (site / name).read_text(encoding="utf-8")
        assert "wbr" not in text
        assert "\u200b" not in text


def test_dates_are_written_as_people_write_them(site: Path) -> None:
    for path in ("index.html", "archive/index.html", "posts/roast/index.html"):
        assert '<time datetime="2026-12-01">2026年12月1日</time>' in (site / path).read_text(encoding="utf-8")


def test_readings_pass_to_page_feeds_and_letter(root: Path, site: Path) -> None:
    shop = open_shop(root / "mkdocs.yml", start=root, now=NOW)
    renderer = Renderer(shop.settings, *standard_extensions(shop.settings))
    feeds = feed.files(shop.publication, renderer)
    items = json.loads(read(feeds["feed.json"]))["items"]
    letters = {name: text for name, text in letter.files(shop.publication, renderer).items() if "roast" in name}
    html, plain = (
        next(read(data) for name, data in letters.items() if name.endswith(end)) for end in (".html", ".txt")
    )
    assert RUBY in (site / "posts/roast/index.html").read_text(encoding="utf-8")
    assert RUBY in items[1]["content_html"]
    assert re.search("<ruby[^>]*>焙<rp[^>]*>（</rp><rt[^>]*>ほう</rt><rp[^>]*>）</rp></ruby>じ茶", html)
    assert "焙（ほう）じ茶" in plain


@pytest.mark.xdist_group("browser")
def test_a_search_finds_words_within_a_sentence_even_from_a_page_that_is_not_there(
    site: Path, browser: webdriver.Chrome
) -> None:
    with served(site) as base:
        for words in ("急須", "信楽", "焙じる", "畑"):
            browser.get(f"{base}posts/2019/no/such/page/")
            browser.find_element("css selector", "#nk-missing-query").send_keys(words)
            browser.find_element("css selector", ".nk-find button").click()
            assert _found(browser), words
        browser.get(f"{base}posts/2019/no/such/page/")
        for link in [one.get_attribute("href") or "" for one in browser.find_elements("css selector", ".nk-missing a")]:
            assert (site / link.removeprefix(base) / "index.html").is_file(), link


def _found(browser: webdriver.Chrome) -> int:
    for _ in range(50):
        found = browser.find_elements("css selector", ".md-search-result__item")
        if found:
            return len(found)
        time.sleep(0.1)
    return 0


@pytest.mark.xdist_group("browser")
def test_a_browser_without_phrases_of_its_own_breaks_where_the_build_says(
    site: Path, browser: webdriver.Chrome
) -> None:
    """The rule for such a browser is tried on this one: a narrow title has no line that ends within a phrase."""
    style = "h1 { word-break: keep-all !important; overflow-wrap: anywhere; width: 12em; text-wrap: wrap !important }"
    with served(site) as base:
        browser.get(f"{base}posts/roast/")
        browser.execute_script("new CSSStyleSheet(); const s = new CSSStyleSheet(); s.replaceSync(arguments[0]);"
                               "document.adoptedStyleSheets = [s]", style)  # fmt: skip
        lines = browser.execute_script(LINES)
    assert len(lines) > 1
    assert "".join(lines) == TITLE
    ends = {"十一月", "一日、", "焙じる", "朝に", "か"}
    assert [line for line in lines if not any(line.endswith(end) for end in ends)] == []


LINES = """
const range = document.createRange(), lines = [];
let top = null;
const walker = document.createTreeWalker(document.querySelector("h1"), NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode;
  for (let i = 0; i < node.length; i++) {
    range.setStart(node, i); range.setEnd(node, i + 1);
    const y = Math.round(range.getBoundingClientRect().top);
    if (y !== top) { lines.push(""); top = y; }
    lines[lines.length - 1] += node.data[i];
  }
}
return lines;
"""
