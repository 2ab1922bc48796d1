"""The letters as mail programs, and the law, want them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import html5lib
import pytest
from hypothesis import given
from hypothesis import settings as how_often
from hypothesis import strategies as st
from PIL import Image

from planner.model import (
    Channel,
    Edition,
    JoinRange,
    NewsletterSettings,
    Post,
    Publication,
    ShopDetails,
    Stage,
    Variant,
)
from planner.pictures import Album, kept_below
from planner.publish.letter import files, sizes
from planner.publish.letter.layout import laid_out
from planner.render import Heading, heading, one_line
from planner.render.wrap import wrap
from planner.variants import variants
from planner.wording import catalogue
from tests.publications import NEWS, OFFER, SHOP, TERMS, edition, post, publication, renderer, step

CUSTOMER = Stage.CUSTOMER
DAY = timedelta(days=1)
NAME = "newsletter/2026-12-01-first/everyone"
BODY = "Dear *reader*, see [the cup](02.md) and [us](../about.md).\n\n![A cup](../images/a.png)\n\n## More\n\n- one\n"


def letters(of: Publication) -> dict[str, bytes]:
    return files(of, renderer(of))


def one(letter: Post | None = None, **changes: Any) -> dict[str, bytes]:
    return letters(publication(letter or post(body=BODY), **changes))


def page(made: dict[str, bytes], name: str = NAME) -> str:
    return made[f"{name}.html"].decode()


def text(made: dict[str, bytes], name: str = NAME) -> str:
    return made[f"{name}.txt"].decode()


def mail(made: dict[str, bytes], name: str = NAME) -> EmailMessage:
    return message_from_bytes(made[f"{name}.eml"], policy=default)


def test_every_edition_is_html_text_and_mail() -> None:
    made = letters(publication(post("a"), post("b", channels=frozenset({Channel.SITE})), series=[step(3)]))
    folders = ["newsletter/2026-12-01-a", "newsletter/series-welcome-03"]
    names = ("edition.json", "everyone.eml", "everyone.html", "everyone.txt")
    assert sorted(made) == [f"{folder}/{name}" for folder in folders for name in names]


def test_the_html_is_well_formed_and_says_its_language() -> None:
    for language in ("en", "ja"):
        made = page(one(post(body=BODY, purpose=OFFER, offer=TERMS, author="yuki", image="a.png"), language=language))
        html5lib.HTMLParser(strict=True).parse(made)
        assert (made.count(f'lang="{language}"'), made.count('dir="ltr"')) == (2, 2)


def test_styles_stand_in_the_tags_and_dark_mode_stays() -> None:
    made = page(one())
    assert made.count("<style") == 3  # Outlook's, phones, and dark mode
    assert "var(--" not in made
    for kept in ("prefers-color-scheme: dark", "[data-ogsc]", "[data-ogsb]", "color-scheme: light dark"):
        assert kept in made
    block = made[made.index("<style>:root") if "<style>:root" in made else made.rindex("<style") :]
    assert len(block[: block.index("</style>")]) < 8192  # more is dropped by Gmail
    body = made[made.index("<body") :]
    assert re.search(r"<h1[^>]* style=", body)
    assert re.search(r'<a href="https://tea.example/about/" style="[^"]*color: ?#A8401F', body)


def test_the_preheader_is_hidden_and_comes_from_preheader_or_summary() -> None:
    assert re.search(
        r'<div class="hidden"[^>]*display: ?none[^>]*>A word before',
        page(one(post(preheader="A word before", summary="No"))),
    )
    assert re.search(r'<div class="hidden"[^>]*>In short', page(one(post(summary="In short"))))
    # Too short to stand alone, it takes along what the letter says next, and who writes.
    assert re.search(
        r'<div class="hidden"[^>]*>A word\. Thank you for coming\. A letter from Hidamari Tea, to read',
        page(one(post(preheader="A word", title="Tea", body="Thank you for coming.\n"))),
    )
    # It says nothing that the subject says, and ends where it would be cut off.
    assert re.search(r'<div class="hidden"[^>]*>A letter from', page(one(post(summary="Thank you!"))))
    long = re.search(r'<div class="hidden"[^>]*>(Tea [^<]*…)<', page(one(post(summary="Tea and more " * 20))))
    assert long is not None
    assert 120 < len(long[1]) <= 150
    assert "A word" not in text(one(post(preheader="A word")))


def pictured(tmp_path: Path, picture: bytes, name: str, body: str = "") -> dict[str, bytes]:
    (tmp_path / "content").mkdir(exist_ok=True)
    (tmp_path / "content" / name).write_bytes(picture)
    of = publication(
        post(image=name, image_alt='A "cup"', body=body or "Thank you.\n"), docs_dir=tmp_path / "content", root=tmp_path
    )
    album = Album(tmp_path / "content", kept_below(tmp_path))
    return files(of, renderer(of), album) | album.derived()


def drawn(kind: str, width: int, height: int) -> bytes:
    out = BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(out, kind)
    return out.getvalue()


def test_the_picture_has_an_address_pixels_and_a_word(tmp_path: Path) -> None:
    made = page(pictured(tmp_path, drawn("PNG", 900, 600), "a.png"))
    (picture,) = re.findall(r'<img class="hero[^>]*>', made)
    for attribute in ('src="https://tea.example/a.png"', 'width="600"', 'height="400"', 'alt="A &quot;cup&quot;"'):
        assert attribute in picture
    small = page(pictured(tmp_path, drawn("PNG", 200, 100), "a.png"))
    assert re.search(r'<img class="hero"[^>]* width="200" height="100"', small)


@pytest.mark.parametrize("kind", ["WEBP", "TIFF", "JPEG"])
def test_a_picture_is_converted_and_scaled_for_mail_and_kept(tmp_path: Path, kind: str) -> None:
    made = pictured(tmp_path, drawn(kind, 3000, 2000), f"a.{kind.lower()}", f"![So](../a.{kind.lower()})\n")
    (address,) = [path for path in made if path.startswith("assets/letters/")]
    assert re.fullmatch(r"assets/letters/[0-9a-f]{16}\.(jpg|png)", address)
    with Image.open(BytesIO(made[address])) as picture:
        assert picture.size == (1200, 800)
    assert page(made).count(f'src="https://tea.example/{address}" width="') == 2
    assert re.search(r'<img src="[^"]*" width="520" height="347" alt="So"', page(made))
    kept = sorted(path.name for path in (tmp_path / ".cache" / "nukumori").iterdir())
    assert [name.partition("-")[2] for name in kept] == ["letter" + address[-4:]]
    assert pictured(tmp_path, drawn(kind, 3000, 2000), f"a.{kind.lower()}", f"![So](../a.{kind.lower()})\n") == made


def test_a_picture_that_is_none_is_its_words(tmp_path: Path) -> None:
    made = page(pictured(tmp_path, b"no picture", "a.png", "![So](../a.png) it is\n"))
    assert "<img" not in made
    assert ">So it is</p>" in made
    assert "A &#34;cup&#34;</td>" in made or 'A "cup"</td>' in made


@pytest.mark.parametrize("picture", ["images/a.svg", "images/a.webp", "../secret.png", "javascript:x.png"])
def test_a_picture_that_mail_cannot_show_is_left_out(picture: str) -> None:
    assert 'class="hero"' not in page(one(post(image=picture)))


def test_an_offer_asks_first_and_orders_last() -> None:
    made = one(post(purpose=OFFER, offer=TERMS))
    body = page(made)
    for term in (
        "¥4,400 (tax included)",
        "¥600",
        "25 December 2026",
        "card, bank transfer",
        "within 5 days",
        "within 14 days",
    ):
        assert term in body
        assert term in text(made)
    assert (
        body.index("https://shop.example/chat") < body.index("tel:0300000000") < body.index("https://shop.example/cup")
    )
    assert re.search(
        r'<td class="button"[^>]*bgcolor="#A8401F"[^>]*><a href="https://shop.example/cup" style="[^"]*padding: ?14px',
        body,
    )
    assert text(made).index("03-0000-0000") < text(made).index("https://shop.example/cup")


def test_an_offer_that_ended_has_no_button() -> None:
    made = one(post(purpose=OFFER, offer=replace(TERMS, until=TERMS.until.replace(day=2))))  # type: ignore[union-attr]
    for shown in (page(made), text(made)):
        assert "This offer ended on 2 December 2026." in shown
        assert "shop.example/cup" not in shown


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_footer_says_who_why_and_how_to_stop(language: str) -> None:
    made = one(language=language)
    stop = {"en": "You may stop them whenever you like", "ja": "いつでもお止めいただけます"}[language]
    for shown in (page(made), text(made).replace("\n", "")):
        for word in (
            "Hidamari Tea",
            "1-2-3 Example, Kyoto",
            "hello@shop.example",
            "03-0000-0000",
            stop,
            "https://shop.example/legal",
        ):
            assert word in shown
    assert 'href="mailto:hello@shop.example?subject=' in page(made)


def test_a_letter_leads_to_its_copy_in_the_browser() -> None:
    made = one(post(image="https://pictures.example/a.png", image_alt="A cup"))
    address = "https://tea.example/newsletter/2026-12-01-first/"
    assert f"Read this letter in your browser\n{address}\n" in text(made)
    # The picture at its top leads there as well.
    assert page(made).count(f'href="{address}"') == 2
    assert "tea.example/posts" not in page(made) + text(made)
    assert "/newsletter/" not in text(one(site_url=""))


def test_a_letter_without_a_copy_leads_to_the_page_of_its_post() -> None:
    cold = post(purpose=OFFER, offer=TERMS)
    of = publication(cold)
    early = Variant(name="everyone", letters=(cold,), readers={CUSTOMER: (JoinRange(end=cold.date - DAY),)})
    made = letters(replace(of, editions=(replace(of.editions[0], variants=(early,)),)))
    assert "https://tea.example/posts/first/" in text(made)
    assert 'href="https://tea.example/posts/first/"' in page(made)


def test_each_letter_of_a_digest_leads_to_its_own_page_by_its_name() -> None:
    of = publication(post("a", title="First"), post("b", title="Second", purpose=NEWS))
    made = letters(replace(of, editions=(edition(*of.site, name="2026-12-01"),)))
    name = "newsletter/2026-12-01/everyone"
    for title, slug in (("First", "a"), ("Second", "b")):
        address = f"https://tea.example/posts/{slug}/"
        assert re.search(rf'<a href="{address}"[^>]*>Read “{title}” on our site</a>', page(made, name))
        assert f"Read “{title}” on our site\n{address}\n" in text(made, name)


def test_a_picture_without_words_is_no_link() -> None:
    made = page(one(post(image="https://pictures.example/a.png")))
    assert '<td class="shown"' in made
    assert not re.search(r"<a [^>]*><img", made)


def test_the_footer_names_who_answers_for_the_letter_and_how_to_call() -> None:
    made = one(shop=replace(SHOP, seller="Hidamari Ltd", legal=None))
    for shown in (page(made), text(made)):
        assert "Sender: Hidamari Tea (Hidamari Ltd)" in shown
        assert "https://tea.example/legal/" in shown
    assert re.search(r'<a href="tel:0300000000"[^>]*>Telephone 03-0000-0000</a>', page(made))


def test_edition_json_is_laid_out_to_be_read() -> None:
    written = laid_out({"a": [1, None, True], "long": ["x" * 70, {"y": "\u202e" * 60}], "day": TERMS.until, "n": {}})
    assert json.loads(written) == {
        "a": [1, None, True],
        "long": ["x" * 70, {"y": "\u202e" * 60}],
        "day": "2026-12-25",
        "n": {},
    }
    assert written.startswith('{\n  "a": [1, null, true],\n  "long": [\n    "xxx')
    assert "\u202e" not in written


def test_a_japanese_letter() -> None:
    made = page(one(post(body="*大切な*お茶\n"), language="ja"))
    assert re.search(r"<em style=\"[^\"]*font-style: ?normal", made)
    assert re.search(r'<div class="body ink" style="[^"]*Hiragino Sans[^"]*line-height: ?1\.8', made)


def test_no_character_of_a_japanese_text_stands_alone_on_its_last_line() -> None:
    said = "この便りは、ひだまり茶舗からの便りをご希望くださった方にお届けしています。"
    assert wrap(said, 72) == [said[:-5], said[-5:]]
    assert wrap(f"{'あ' * 36} ab", 72) == ["あ" * 33, "あああ ab"]
    assert wrap("a" * 30 + "あ", 30) == ["a" * 30, "あ"]


def test_the_mail_file() -> None:
    made = one(
        post(
            body=BODY,
            title="お茶をお楽しみくださいと申し上げたく、この冬もお便りをお送りいたします。どうぞごゆっくりお読みください。ほんとうに長い題です。",
        )
    )
    message = mail(made)
    assert message["From"] == "Hidamari Tea <hello@shop.example>"
    assert message["Subject"].startswith("お茶をお楽しみください")
    assert message["Subject"].endswith("長い題です。")
    assert message["Date"] == "Tue, 01 Dec 2026 09:00:00 +0900"
    assert re.fullmatch(r"<[0-9a-f]{24}@shop\.example>", message["Message-ID"])
    assert message["List-Id"] == "<letters.shop.example>"
    assert message["Content-Language"] == "en"
    assert message["To"].addresses == ()
    assert message.get_content_type() == "multipart/alternative"
    plain, rich = cast("list[EmailMessage]", message.get_payload())
    assert plain.get_content().replace("\r\n", "\n") == text(made)
    assert rich.get_content().replace("\r\n", "\n") == page(made)


@pytest.mark.parametrize("body", [BODY, "お茶。" * 500 + "\n", "a" * 3000 + "\n", "é=" * 600 + "\n.\nFrom x\n"])
def test_mail_is_seven_bit_with_short_lines(body: str) -> None:
    data = one(post(body=body))[f"{NAME}.eml"]
    assert data.isascii()
    assert all(len(line) <= 76 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_the_subject_is_the_newsletters_own_if_there_is_one() -> None:
    assert mail(one(post(subject="A word for you")))["Subject"] == "A word for you"


@pytest.mark.parametrize(
    "email",
    [
        None,
        "",
        "none",
        "@shop.example",
        "a@",
        "あ@shop.example",
        "a b@shop.example",
        "a@b@c",
        "a\r\nBcc: x@y.example",
        "a@" + "x" * 70 + ".example",
    ],
)
def test_a_shop_without_a_usable_address_writes_from_nowhere(email: str | None) -> None:
    message = mail(one(shop=replace(SHOP, email=email)))
    assert message["From"].addresses[0].addr_spec == "letters@shop.invalid"
    assert message["List-Unsubscribe"] is None
    assert message["Bcc"] is None


def test_a_domain_of_the_shops_own_script() -> None:
    assert (
        mail(one(shop=replace(SHOP, email="a@日本.example")))["From"].addresses[0].addr_spec == "a@xn--wgv71a.example"
    )


def test_a_title_adds_no_header() -> None:
    message = mail(
        one(post(title="Tea\r\nBcc: x@y.example\n\nBody \x00\x07"), shop=replace(SHOP, name='T\r\nX: "y" <a@b>'))
    )
    assert message["Bcc"] is None
    assert message["X"] is None
    assert message["Subject"] == "Tea Bcc: x@y.example Body"


@given(st.text(min_size=1, max_size=120))
@how_often(max_examples=150, deadline=None)
def test_any_title_is_the_subject(title: str) -> None:
    made = one(post(title=title))
    assert made[f"{NAME}.eml"].isascii()
    assert str(mail(made)["Subject"]) == one_line(title)


def test_a_letter_of_a_series_shows_no_date() -> None:
    made = letters(publication(series=[step(3), replace(step(12), title="Later")]))
    name = "newsletter/series-welcome-03/everyone"
    assert "2026" not in text(made, name)
    later = mail(made, "newsletter/series-welcome-12/everyone")
    assert mail(made, name)["Message-ID"] != later["Message-ID"]
    # A mail needs a date; this one is nobody's, and keeps the order of the series.
    assert (mail(made, name)["Date"], later["Date"]) == (
        "Sun, 04 Jan 1970 00:00:00 +0000",
        "Tue, 13 Jan 1970 00:00:00 +0000",
    )


def test_a_digest_holds_all_of_its_letters() -> None:
    of = publication(post("a", title="First"), post("b", title="Second", purpose=NEWS))
    made = letters(replace(of, editions=(edition(*of.site, name="2026-12-01"),)))
    name = "newsletter/2026-12-01/everyone"
    assert text(made, name).index("First\n=====") < text(made, name).index("Second\n======")
    assert mail(made, name)["Subject"] == "First"
    assert re.search(r'<div class="hidden"[^>]*>Second', page(made, name))


def test_the_warmest_letter_speaks_for_a_digest() -> None:
    words = catalogue("en")
    story, named = post("a", title="A story"), post("b", title="Another", subject="From the bench", summary="In short")
    news, ask = post("c", purpose=NEWS, subject="Hours"), post("d", purpose=OFFER, title="A cup", subject="Buy")
    assert heading((story, news, ask), words) == Heading("A story", f"{news.title} and A cup")
    assert heading((story, named, news, ask), words) == Heading("From the bench", "In short")
    assert heading((news, ask), words) == Heading("Hours", "A cup")
    assert heading((ask,), words) == Heading("Buy", "")


def test_a_digest_without_its_offer_has_no_trace_of_it() -> None:
    story = post("a", title="A story", body="Made for [the cup](cup.md), after [spring](b.md).\n")
    other = post("b", title="Spring", purpose=NEWS)
    ask = post("cup", title="A cup for you", purpose=OFFER, offer=TERMS, summary="Now", body="Buy the cup.\n")
    before = (JoinRange(end=story.date),)
    early, late = (JoinRange(end=story.date - DAY),), (JoinRange(story.date - DAY, story.date),)
    both = variants([(story, {CUSTOMER: before}), (other, {CUSTOMER: before}), (ask, {CUSTOMER: early})], story.date)
    assert [(one.name, one.readers) for one in both] == [
        ("with-offer", {CUSTOMER: early}),
        ("without-offer", {CUSTOMER: late}),
    ]
    of = publication(story, other, ask)
    digest = Edition(name="2026-12-01", instant=story.date, letters=both[0].letters, variants=both)
    made = letters(replace(of, editions=(digest,)))
    told, kept = (f"newsletter/2026-12-01/{name}" for name in ("with-offer", "without-offer"))
    for shown in (page(made, told), text(made, told)):
        assert "A cup for you" in shown
        assert "https://tea.example/posts/cup/" in shown
    for shown in (page(made, kept), text(made, kept), made[f"{kept}.eml"].decode()):
        assert not re.search(r"A cup|posts/cup|Buy|4,400|offer|Now", shown.partition("<body")[2] or shown)
    assert "Made for the cup, after spring (https://tea.example/posts/b/)" in text(made, kept).replace("\n", " ")
    assert mail(made, told)["Subject"] == mail(made, kept)["Subject"] == "A story"
    assert mail(made, told)["Message-ID"] != mail(made, kept)["Message-ID"]


def test_nothing_of_a_post_is_markup_by_itself() -> None:
    bad = '</title></style>--><script>alert(1)</script>" onclick="x'
    letter = post(
        title=bad,
        body=bad,
        summary=bad,
        author=bad,
        image="a.png",
        image_alt=bad,
        purpose=replace(OFFER, label=bad),
        offer=replace(TERMS, wish=bad, ask={bad: bad}),
    )
    made = page(one(letter, shop=ShopDetails(name=bad, address=bad, phone=bad, email=bad, legal="javascript:alert(1)")))
    tags = list(html5lib.parse(made, namespaceHTMLElements=False).iter())
    assert not [tag for tag in tags if tag.tag == "script" or "onclick" in tag.attrib]
    assert "javascript:" not in made


def test_two_runs_are_the_same_bytes() -> None:
    assert one(post(body=BODY, purpose=OFFER, offer=TERMS)) == one(post(body=BODY, purpose=OFFER, offer=TERMS))


def test_a_button_of_the_body_is_a_link_and_nothing_else() -> None:
    made = page(one(post(body="[Order](https://shop.example/){.button}\n\n## More {#more}\n")))
    assert 'class="button"' not in made
    assert 'id="more"' not in made


def test_headings_of_a_body_stand_below_its_title_in_order() -> None:
    first, second = (
        post("a", title="A", body="# One\n\n### Two\n"),
        post("b", title="B", body="#### Three\n", purpose=NEWS),
    )
    of = publication(first, second)
    made = page(
        letters(replace(of, editions=(edition(*of.site, name="2026-12-01"),))), "newsletter/2026-12-01/everyone"
    )
    assert [(level, words) for level, words in re.findall(r"<h([1-6])[^>]*>([^<]*)</h", made)] == [
        ("1", "A"), ("2", "One"), ("3", "Two"), ("2", "B"), ("3", "Three"),
    ]  # fmt: skip


def test_a_table_says_what_its_cells_are_about() -> None:
    made = page(one(post(body="| a | b |\n| --- | --- |\n| 1 | 2 |\n\n| | |\n| --- | --- |\n| c | 3 |\n")))
    assert re.findall(r'<th scope="(col|row)"[^>]*>([^<]*)<', made) == [("col", "a"), ("col", "b"), ("row", "c")]


def test_a_table_of_many_columns_may_break_its_words() -> None:
    made = page(
        one(
            post(
                body="| a | b | c |\n| - | - | - |\n| 1 | 2 | 3 |\n\n| a | b | c | d |\n| - | - | - | - |\n| 1 | 2 | 3 | 4 |\n"
            )
        )
    )
    few, many = re.findall(r'<table(?: class="many")? style=.*?</table>', made, re.DOTALL)
    assert "overflow-wrap: anywhere" not in few
    assert many.count("overflow-wrap: anywhere") == 8


@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_offer_says_that_it_is_one_whatever_the_shop_calls_it(language: str) -> None:
    word = {"en": "Offer", "ja": "ご案内"}[language]
    made = one(post(purpose=replace(OFFER, label="Winter")), language=language)
    assert re.search(rf'<p class="purpose soft mark"[^>]*>{word}[:：]', page(made))
    assert re.search(rf"^{word}[:：]", text(made), re.MULTILINE)


def test_readers_stop_pause_and_choose_where_the_shop_has_pages_for_it() -> None:
    ways: dict[str, Any] = {name: f"https://letters.example/{name}" for name in ("unsubscribe", "preferences", "pause")}
    made = one(newsletter=replace(NewsletterSettings(), **ways))
    for address in ways.values():
        assert f'href="{address}"' in page(made)
        assert address in text(made)
    for words in ("Not now?", "Pause the letters", "Only the stories"):
        assert words in page(made)
        assert words in text(made)
    message = mail(made)
    assert message["List-Unsubscribe"] == f"<{ways['unsubscribe']}>, <mailto:hello@shop.example?subject=unsubscribe>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    "address", [None, "http://letters.example/stop", "javascript:alert(1)", "https://x.example/" + "a" * 900]
)
def test_nothing_is_posted_to_an_address_that_is_not_https(address: str | None) -> None:
    message = mail(one(newsletter=NewsletterSettings(unsubscribe=address)))
    assert message["List-Unsubscribe"] == "<mailto:hello@shop.example?subject=unsubscribe>"
    assert message["List-Unsubscribe-Post"] is None


def test_letters_near_the_clip_are_told() -> None:
    made = {"a.html": b"x" * 80_000, "b.html": b"x" * 90_000, "c.html": b"x" * 110_000, "c.eml": b"x" * 200_000}
    assert [(one.path, one.clipped) for one in sizes(made)] == [("b.html", False), ("c.html", True)]
