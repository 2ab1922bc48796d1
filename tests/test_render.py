"""What becomes of a letter's Markdown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as how_often
from hypothesis import strategies as st

from planner.errors import BuildError
from planner.model import Money, Offer
from planner.render import Renderer, environment, for_feed, money_text, offer_terms, plain_text, sanitise, templates_dir
from planner.render.templates import inline_styles
from planner.render.wrap import text_width, wrap
from tests.publications import AT, html, post, renderer, settings

PUBLISHED = {
    "content/posts/first.md": "https://tea.example/posts/first/",
    "content/posts/02-x.md": "https://tea.example/posts/x/",
    "content/posts/2026/y.md": "https://tea.example/posts/y/",
}


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("02-x.md", "https://tea.example/posts/x/"),
        ("02-x.md#part", "https://tea.example/posts/x/#part"),
        ("./2026/../02-x.md", "https://tea.example/posts/x/"),
        ("../posts/2026/y.md?a=1#b", "https://tea.example/posts/y/?a=1#b"),
        ("#part", "https://tea.example/posts/first/#part"),
        ("#見出し", "https://tea.example/posts/first/#%E8%A6%8B%E5%87%BA%E3%81%97"),
        ("../about.md", "https://tea.example/about/"),
        ("../index.md", "https://tea.example/"),
        ("../shop/index.md#way", "https://tea.example/shop/#way"),
        ("../会社.md", "https://tea.example/%E4%BC%9A%E7%A4%BE/"),
        ("../files/list.pdf", "https://tea.example/files/list.pdf"),
        ("/about/", "https://tea.example/about/"),
        ("../about/", "https://tea.example/about/"),
        ("https://日本.example/茶?q=茶", "https://xn--wgv71a.example/%E8%8C%B6?q=%E8%8C%B6"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("mailto:hello@shop.example", "mailto:hello@shop.example"),
        ("tel:03-0000-0000", "tel:03-0000-0000"),
    ],
)
def test_links_are_absolute(written: str, address: str) -> None:
    assert html(f"[words](<{written}>)", PUBLISHED) == f'<p><a href="{address}">words</a></p>'


@pytest.mark.parametrize(
    "written",
    [
        "99-future.md",
        "../posts/99-future.md#part",
        "../series/welcome/01.md",
        "../../secret.md",
        "../../mkdocs.yml",
        "https://[",
        "javascript:alert(1)",
    ],
)
def test_where_no_reader_can_follow_the_words_stay(written: str) -> None:
    assert html(f"See [the *cup*]({written}) here.", PUBLISHED) == "<p>See the <em>cup</em> here.</p>"


def test_an_anchor_of_a_letter_without_a_page_is_words() -> None:
    assert html("[part](#part)") == "<p>part</p>"


def test_without_a_site_address_links_start_at_the_root() -> None:
    links = {"content/posts/02-x.md": "/posts/x/"}
    assert html("[a](02-x.md) ![b](../images/b.png)", links, site_url="") == (
        '<p><a href="/posts/x/">a</a> <img alt="b" src="/images/b.png"></p>'
    )


def test_pictures_are_absolute() -> None:
    assert 'src="https://tea.example/images/%E8%8C%B6%20a.png"' in html("![cup](<../images/茶 a.png>)")


def test_a_picture_that_cannot_be_shown_is_its_words() -> None:
    assert html("![a <cup>](data:image/png;base64,AAAA)") == "<p>a &lt;cup&gt;</p>"


@pytest.mark.parametrize(
    "kept",
    [
        "<ruby>茶<rp>(</rp><rt>ちゃ</rt><rp>)</rp></ruby>",
        '<table><thead><tr><th scope="col" style="text-align:right">a</th></tr></thead></table>',
        '<figure class="wide"><img src="https://x.example/a.png" alt="a"><figcaption>a</figcaption></figure>',
        "<details open><summary>a</summary>b</details>",
        '<sup id="fnref:1"><a class="footnote-ref" href="https://x.example/#fn:1">1</a></sup>',
        '<ol start="3"><li>a</li></ol>',
        '<a href="mailto:a@b.example">a</a>',
    ],
)
def test_sanitising_keeps_what_markdown_makes(kept: str) -> None:
    assert (
        sanitise(kept)
        .replace(" open=", " open")
        .replace('open""', "open")
        .replace("text-align: right", "text-align:right")
        == kept
    )


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        "<iframe src='https://x.example'></iframe>",
        "<form action='/x'><input name=a><button>b</button></form>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>a</a>",
        "<a href=' java\tscript:alert(1)'>a</a>",
        "<a href='data:text/html,x'>a</a>",
        "<p style='position:fixed'>a</p>",
        "<svg onload=alert(1)><title>t</title></svg>",
        "<object data=x></object><embed src=x>",
        "<meta http-equiv=refresh content=0><base href=x><link rel=stylesheet href=x>",
        "&#1;&#x0B;\x00",
    ],
)
def test_sanitising_drops_what_can_act(bad: str) -> None:
    clean = sanitise(bad).lower()
    for word in (
        "script",
        "<style",
        "style=",
        "iframe",
        "<form",
        "<input",
        "button",
        "onerror",
        "onload",
        "data:",
        "<meta",
        "<base",
        "<link",
        "\x01",
    ):
        assert word not in clean


def test_headings_have_no_pilcrow() -> None:
    chosen = settings()
    body = Renderer(chosen, ["toc"], {"toc": {"permalink": True}}).html(post(body="## A heading\n"), {})
    assert body == '<h2 id="a-heading">A heading</h2>'


def test_a_reading_stands_right_within_its_ruby() -> None:
    good = '<ruby lang="ja">茶<rp>(</rp><rt title="a &gt; b">ちゃ</rt><rp>)</rp>の<b>湯</b><br><rt>ゆ</rt></ruby>'
    assert sanitise(good) == good
    assert sanitise("<ruby>茶<b><rt>ちゃ</rt></b></ruby>") == "<ruby>茶<b>ちゃ</b></ruby>"
    assert sanitise("<p><rt>ちゃ</rt></p>") == "<p>ちゃ</p>"


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ('<span style="text-decoration: line-through">5,500円</span>', "<span><s>5,500円</s></span>"),
        ("<p style='color: red; TEXT-DECORATION-LINE:Line-Through'>¥5,500</p>", "<p><s>¥5,500</s></p>"),
        ("<STRIKE>5,500</STRIKE> 4,400", "<s>5,500</s> 4,400"),
        ('<b><i style="color:red;text-decoration:line-through red">a<br>b</i></b>c', "<b><i><s>a<br>b</s></i></b>c"),
        ('<ul style="text-decoration:line-through"><li>a</li></ul><p>b</p>', "<ul><li><s>a</s></li></ul><p>b</p>"),
        ('<span style="text-decoration:line-through">a', "<span><s>a</s></span>"),
        ('<img style="text-decoration:line-through" alt="a">', '<img alt="a">'),
        ('<span style="text-decoration:none;x:line-through">a</span>', "<span>a</span>"),
        ('<span title="text-decoration:line-through">a</span>', '<span title="text-decoration:line-through">a</span>'),
    ],
)
def test_what_a_style_strikes_out_stays_struck_out(written: str, published: str) -> None:
    assert sanitise(written) == published
    assert sanitise(published) == published


def test_an_old_price_is_struck_out_in_letters_too() -> None:
    body = 'Was <span style="text-decoration: line-through">5,500 yen</span>.'
    assert "<s>5,500 yen</s>" in Renderer(settings(), [], {}).html(post(body=body), {})


def test_what_stood_in_a_dropped_tag_is_parsed_anew() -> None:
    assert sanitise("<h1>a<font><h1>b</h1></font></h1>") == "<h1>a</h1><h1>b</h1>"
    assert for_feed("<h1>a<bdo><h1>b</h1></bdo></h1>") == "<h1>a</h1><h1>b</h1>"


def test_an_unknown_extension_is_a_build_error() -> None:
    with pytest.raises(BuildError) as error:
        Renderer(settings(), ["no_such_extension"], {})
    assert error.value.case == "markdown-extension"


@given(st.text(alphabet=st.sampled_from("[]()<>*_`~#>-+=|:!&;\\\"'{}^ \t\n\x00\x02あ1a。"), max_size=200))
@how_often(max_examples=300, deadline=None)
def test_any_body_has_html_and_text(body: str) -> None:
    page = html(body, PUBLISHED)
    assert not set(page) & {"\x00", "\x02"}
    assert "<script" not in page
    assert isinstance(plain_text(page), str)


@given(st.text())
@how_often(max_examples=200, deadline=None)
def test_any_text_has_html(body: str) -> None:
    assert isinstance(html(body), str)
    assert isinstance(plain_text(body), str)


HARD = {
    "brackets": "[" * 10_000,
    "nested": "[" * 5_000 + "]" * 5_000,
    "pictures": "![" * 10_000,
    "links": "[a](" * 5_000,
    "quotes": "> " * 10_000 + "a",
    "tags": "<div>" * 10_000,
    "open tags": "<a " * 10_000,
    "bold": "<b>" * 10_000,
    "lists": "1. " * 10_000,
    "stairs": "".join("    " * depth + "- a\n" for depth in range(300)),
    "stars": "*a **b " * 5_000,
    "hard tables": "<table><tr><td>" * 3_000,
}


@pytest.mark.no_cover
@pytest.mark.parametrize("name", HARD)
def test_hard_bodies_take_no_time(name: str) -> None:
    page = html(HARD[name])
    assert page
    assert plain_text(page) is not None


def test_a_deep_body_keeps_its_words() -> None:
    page = html("<div>" * 500 + "tea & cake")
    assert "tea &amp; cake" in page
    assert "<div" not in page


def test_after_a_failure_the_next_letter_is_rendered_as_usual() -> None:
    one = renderer(settings())
    one.html(post("deep", HARD["lists"]), {})
    assert one.html(post("next", "*a*"), {}) == "<p><em>a</em></p>"


# Text


def test_plain_text_reads_like_a_typed_letter() -> None:
    body = """\
Thank you for [the visit](../about.md), and write to [us](mailto:hello@shop.example).

## A heading

- one
- two
    - inner

1. first
2. second

> Said by a customer.

![A cup](../images/cup.png)

| Tea | Minutes |
| --- | ------- |
| Sencha | 1 |
| Hojicha | 2 |

Noted.[^1]

[^1]: A note.
"""
    assert (
        plain_text(html(body))
        == """\
Thank you for the visit (https://tea.example/about/), and write to us
(hello@shop.example).

A heading
---------

- one
- two
  - inner

1. first
2. second

> Said by a customer.

[A cup]

Tea      Minutes
-------  -------
Sencha   1
Hojicha  2

Noted.[1]

* * *

1. A note.
"""
    )


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("", ""),
        ("<h1>題</h1>", "題\n==\n"),
        ("<p>a<br>b</p>", "a\nb\n"),
        ("<p>a &lt;b&gt; &amp; c</p>", "a <b> & c\n"),
        ("<pre>a\n  b</pre>", "    a\n      b\n"),
        ("<p><ruby>茶<rp>(</rp><rt>ちゃ</rt><rp>)</rp></ruby></p>", "茶（ちゃ）\n"),
        ('<p><a href="https://x.example/">x.example</a></p>', "https://x.example/\n"),
        ('<p><a href="tel:+81312345678">+81 3 1234 5678</a></p>', "+81 3 1234 5678\n"),
        ('<p><a href="https://x.example/"><img src="https://x.example/a.png" alt=""></a></p>', "https://x.example/\n"),
        ('<p><a href="https://x.example/a">窯元</a>と作りました</p>', "窯元 (https://x.example/a) と作りました\n"),
        ("<p>お茶を\n飲む</p>", "お茶を飲む\n"),
        ("<dl><dt>Price</dt><dd>4,400</dd></dl>", "Price\n  4,400\n"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"),
        ("<table><caption>c</caption><tr><th>A</th></tr></table>", "c\n\nA\n"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\n  b\n"),
        ("<p><del>5,500円</del> 4,400円<s> </s></p>", "~~5,500円~~ 4,400円\n"),
        ("<script>x</script>", ""),
    ],
)
def test_plain_text_of(page: str, text: str) -> None:
    assert plain_text(page) == text


def test_a_wide_table_is_listed() -> None:
    cell = "many words " * 8
    assert plain_text(f"<table><tr><th>A<th>B<tr><td>x<td>{cell}<tr><td>y<td>z</table>") == (
        "A: x\nB: many words many words many words many words many words many words\nmany words many words\n\nA: y\nB: z\n"
    )


@given(st.text(alphabet="お茶、。「」 abc-", max_size=300))
def test_lines_are_not_too_long_and_lose_nothing(text: str) -> None:
    lines = wrap(text, 20)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(line[0] not in "、。」" for line in lines[1:] if line and not set(text) & set(" 「"))


def test_japanese_lines_end_before_they_are_too_long() -> None:
    lines = wrap("お茶を急がずに、ゆっくりと飲む。" * 10, 72)
    assert all(60 < text_width(line) <= 72 for line in lines[:-1])
    assert not any(line.startswith(("、", "。")) for line in lines)


def test_a_long_address_is_not_broken() -> None:
    address = "https://shop.example/" + "a" * 100
    assert wrap(f"see {address} now", 40) == ["see", address, "now"]


@pytest.mark.parametrize("width", range(12, 44))
def test_a_number_keeps_what_it_counts(width: int) -> None:
    lines = wrap("12月10日までに、7日ほどで、およそ12,000円の品をお届けします。第3（三）便です。", width)
    ends = [line[-1] + after[0] for line, after in pairwise(lines)]
    assert [end for end in ends if end[0].isdigit() and end[1] != "（"] == []


# Offers


def test_money_in_two_languages() -> None:
    yen, euro = Money(Decimal(4400), "JPY"), Money(Decimal("12.50"), "EUR")
    assert [money_text(yen, "en"), money_text(yen, "ja"), money_text(euro, "en")] == ["¥4,400", "4,400円", "€12.50"]


def test_an_offer_holds_to_the_end_of_its_last_day() -> None:
    offer = Offer(until=AT.date(), order="https://shop.example/cup", ask={"phone": "03-1"})
    shown = offer_terms(offer, AT, "en")
    assert (shown.ended, shown.order, shown.ask[0].href) == (None, "https://shop.example/cup", "tel:031")
    over = offer_terms(
        Offer(until=date(2026, 12, 19), order="https://shop.example/cup", ask={"phone": "03-1"}), AT, "en"
    )
    assert (over.ended, over.order, over.ask) == (date(2026, 12, 19), None, ())


def test_an_odd_order_link_is_no_link() -> None:
    assert offer_terms(Offer(order="javascript:alert(1)"), AT, "en").order is None


@pytest.mark.parametrize("order", ["by telephone, or at the counter", "shop.example/cup", "hello@shop.example"])
def test_where_to_order_is_said_in_words_where_it_is_no_address(order: str) -> None:
    shown = offer_terms(Offer(order=order), AT, "en")
    assert (shown.order, [(term.label, term.text) for term in shown.terms]) == (None, [("To order", order)])
    assert offer_terms(Offer(order=order, until=date(2026, 12, 19)), AT, "en").terms[-1].name == "until"


def test_free_postage_and_unknown_ways() -> None:
    shown = offer_terms(
        Offer(postage=Money(Decimal(0), "JPY"), ask={"pigeon": "coo", "email": "a@b.example"}), AT, "ja"
    )
    assert [term.text for term in shown.terms] == ["無料"]
    assert [(way.label, way.href) for way in shown.ask] == [("pigeon", None), ("メール", "mailto:a@b.example")]


# Templates


def test_the_shops_own_template_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "site_templates" / "letter"
    own.mkdir(parents=True)
    (own / "item.html").write_text("{{ body }}")
    chosen = settings(root=tmp_path)
    assert renderer(chosen).template("item.html", {"body": "<b>"}) == "&lt;b&gt;"
    assert environment(chosen, "letter").get_template("letter.html").filename == str(
        templates_dir("letter") / "letter.html"
    )


@pytest.mark.parametrize(
    "text",
    [
        "{% if %}",
        "{% broken %}",
        "{{ nothing }}",
        "{{ nothing.at.all }}",
        "{{ nothing() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ 1 / 0 }}",
        "{{ 1 | replace }}",
    ],
)
def test_a_broken_template_is_a_build_error(tmp_path: Path, text: str) -> None:
    own = tmp_path / "site_templates" / "letter"
    own.mkdir(parents=True)
    (own / "item.html").write_text(text)
    with pytest.raises(BuildError) as error:
        renderer(settings(root=tmp_path)).template("item.html", {})
    assert (error.value.case, error.value.path, error.value.line) == ("template", str(own / "item.html"), 1)
    assert not error.value.values["reason"].endswith(".")


def test_no_bracket_stands_bare_in_an_attribute_of_a_letter() -> None:
    page = '<p aria-label="&lt;/title&gt;&lt;script&gt;x&lt;/script&gt; &amp; &quot;">a="&lt;b" <b>c="d"</b></p>'
    assert page in inline_styles(f"<html><head></head><body>{page}</body></html>")
