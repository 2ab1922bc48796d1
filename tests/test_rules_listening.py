"""Stories, recovery, promises and listening: both sides of each edge, and what a build then lets appear."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from planner.incidents import incidents
from planner.model import Finding, Post
from planner.personal import Known, names, personal_data
from planner.publish import feed
from planner.publish.letter import files as letters
from planner.publish.site import pages
from planner.render import Renderer, standard_extensions
from planner.shop import Shop, open_shop
from planner.wording import catalogue

NOW = datetime(2026, 12, 1, 0, tzinfo=UTC)  # nine in the morning in Tokyo
Write = Callable[..., Path]
SENT: dict[str, Any] = {"cold-offer": {"level": "off"}}
EVERYWHERE = "date: 2026-11-01, scope: [site, feed, newsletter]"


def post(purpose: str, date: str = "2026-11-10", more: str = "", body: str = "A few words.") -> str:
    return f"---\ntitle: A letter\ndate: {date}\npurpose: {purpose}\n{more}---\n\n{body}\n"


def story(consent: str, date: str = "2026-11-10", more: str = "") -> str:
    customer = f"customer: {{name: Ellen M., consent: {{{consent}}}, incentive: none, edited: no}}\n"
    return post("customer-story", date, customer + more)


def opened(root: Path, at: datetime = NOW, **values: Any) -> Shop:
    return open_shop(None, start=root, now=at, **values)


def told(shop: Shop, rule: str) -> list[tuple[str, str, str]]:
    """Case, level and stream of each finding of a rule."""
    found = [one for one in shop.findings if one.rule == rule]
    return [(one.case, one.level.value, one.values.get("stream", "")) for one in found]


def cases(write: Write, rule: str, files: dict[str, str], at: datetime = NOW, **settings: Any) -> list[str]:
    return [case for case, _, _ in told(opened(write(files, **settings), at), rule)]


@pytest.mark.parametrize(
    ("consent", "date", "case"),
    [
        (EVERYWHERE, "2026-11-10", None),
        ("scope: [site, feed, newsletter]", "2026-11-10", "undated"),
        ("date: 2026-11-01", "2026-11-10", "no-scope"),
        (f"{EVERYWHERE}, until: 2026-12-01", "2026-11-10", None),
        (f"{EVERYWHERE}, until: 2026-11-30", "2026-11-10", "run-out"),
        (f"{EVERYWHERE}, until: 2026-12-05", "2026-12-05", None),
        (f"{EVERYWHERE}, until: 2026-12-04", "2026-12-05", "run-out-by-date"),
        (f"{EVERYWHERE}, withdrawn: 2026-12-02", "2026-11-10", None),
        (f"{EVERYWHERE}, withdrawn: 2026-12-01", "2026-11-10", "withdrawn"),
        (f"{EVERYWHERE}, withdrawn: 2026-12-04", "2026-12-05", "withdrawn"),
        (EVERYWHERE.replace("11-01", "11-10"), "2026-11-10", None),
        (EVERYWHERE.replace("11-01", "11-11"), "2026-11-10", "late"),
        (EVERYWHERE.replace("11-01", "12-06"), "2026-12-05", "not-yet"),
    ],
)
def test_consent_has_a_beginning_and_an_end(shop: Write, consent: str, date: str, case: str | None) -> None:
    assert cases(shop, "story-consent", {"posts/ellen.md": story(consent, date)}) == ([case] if case else [])


@pytest.mark.parametrize(
    ("consent", "found"),
    [
        ("date: 2026-11-01, scope: []", ["story-consent.no-scope"]),
        ("date: 2026-11-01, scope: ", ["story-consent.no-scope"]),
        ("date: 2026-11-01, scope: [blog]", ["bad-value.choice"]),
        ("date: 2026-11-01, scope: [site, blog]", ["bad-value.choice"]),
        ("date: in autumn, scope: [site]", ["bad-value.not"]),
        (
            f"{EVERYWHERE.replace('newsletter', 'blog')}, withdrawn: 2026-11-20",
            ["bad-value.choice", "story-consent.withdrawn"],
        ),
    ],
)
def test_a_consent_that_says_nothing_is_told_once(shop: Write, consent: str, found: list[str]) -> None:
    kept = opened(shop({"posts/ellen.md": story(consent)}))
    ours = [one for one in kept.findings if one.rule in {"bad-value", "story-consent"}]
    assert sorted(f"{one.rule}.{one.case}" for one in ours) == found
    assert (kept.publication.site, kept.publication.feed, kept.publication.editions) == ((), (), ())
    if found == ["story-consent.no-scope"]:
        assert (ours[0].place.line, "stream" in ours[0].values) == (5, False)


def test_where_an_unreadable_scope_may_pass_it_is_called_missing(shop: Write) -> None:
    files = {"posts/ellen.md": story("date: 2026-11-01, scope: [blog]")}
    assert cases(shop, "story-consent", files, rules={"bad-value": {"level": "warning"}}) == ["no-scope"]


def test_a_withdrawn_story_is_nowhere_and_its_file_stays(shop: Write) -> None:
    root = shop({"posts/ellen.md": story(f"{EVERYWHERE}, withdrawn: 2026-11-20")})
    publication = opened(root).publication
    assert (publication.site, publication.feed, publication.editions) == ((), (), ())
    assert [held.rule for held in publication.held_back] == ["story-consent"]
    before = opened(root, datetime(2026, 11, 19, 3, tzinfo=UTC)).publication
    assert (len(before.site), len(before.feed), len(before.editions)) == (1, 1, 1)


def test_beyond_its_scope_a_story_is_held_back_from_just_there(shop: Write) -> None:
    kept = opened(shop({"posts/ellen.md": story("date: 2026-11-01, scope: [site, feed]")}))
    stages = ("acquaintance", "prospect", "customer", "regular")
    assert told(kept, "story-consent") == [("scope", "error", f"newsletter/{stage}") for stage in stages]
    assert (len(kept.publication.site), len(kept.publication.feed)) == (1, 1)
    assert kept.publication.editions == ()


def test_a_story_of_a_series_needs_the_newsletter(shop: Write) -> None:
    step = story("date: 2026-11-01, scope: [site]").replace("date: 2026-11-10", "day: 3")
    kept = opened(shop({"series/welcome/1.md": step}, series={"welcome": {"stage": "customer"}}))
    assert told(kept, "story-consent") == [("scope", "error", "newsletter/customer")]


def test_consent_must_last_until_the_digest_goes_out(shop: Write) -> None:
    weekly: dict[str, Any] = {"newsletter": {"edition": "week", "weekday": "tuesday"}}
    files = {"posts/ellen.md": story(f"{EVERYWHERE}, until: 2026-12-07", "2026-12-03", "audience: [regular]\n")}
    kept = opened(shop(files, **weekly))
    assert told(kept, "story-consent") == [("run-out-by-sending", "error", "newsletter/regular")]
    [late] = [finding for finding in kept.findings if finding.rule == "story-consent"]
    for language, words in (("en", "the letters to regulars that bring it"), ("ja", "常連")):
        assert words in catalogue(language).say("rules.story-consent.run-out-by-sending.message", **late.values)
    later = files["posts/ellen.md"].replace("until: 2026-12-07", "until: 2026-12-08")
    assert cases(shop, "story-consent", {"posts/ellen.md": later}, **weekly) == []


def test_whoever_speaks_of_a_customer_needs_consent(shop: Write) -> None:
    assert cases(shop, "story-consent", {"posts/a.md": post("gratitude", more="customer: {name: Ellen M.}\n")}) == [
        "missing"
    ]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("incentive: none, edited: no", []),
        ("incentive: sample", [("edited", "warning", "")]),
        ("edited: yes", [("incentive", "error", "")]),
    ],
)
def test_a_story_says_what_must_be_disclosed(shop: Write, keys: str, expected: list[tuple[str, str, str]]) -> None:
    text = post("customer-story", more=f"customer: {{consent: {{{EVERYWHERE}}}, {keys}}}\n")
    assert told(opened(shop({"posts/ellen.md": text})), "story-label") == expected


@pytest.mark.parametrize(
    ("language", "first"),
    [("en", "<Ellen> received a sample from us."), ("ja", "<Ellen>には、当店から商品の見本をお渡ししています。")],
)
def test_the_label_stands_above_the_words_wherever_they_appear(shop: Write, language: str, first: str) -> None:
    customer = f"customer: {{name: <Ellen>, consent: {{{EVERYWHERE}}}, incentive: sample, edited: yes}}\n"
    root = shop({"posts/ellen.md": post("customer-story", more=customer, body="Once upon a time.")}, language=language)
    publication = opened(root).publication
    renderer = Renderer(publication.settings, *standard_extensions(publication.settings))
    [page] = [page for page in pages(publication) if page.url == "posts/ellen/"]
    assert page.data["notes"][0] == first
    escaped = first.replace("<", "&lt;").replace(">", "&gt;")
    made = {path: data.decode() for path, data in letters(publication, renderer).items()}
    texts = [re.sub(r"\s+", " ", text) for path, text in made.items() if path.endswith(".txt")]
    for text in texts:
        assert 0 <= text.replace(" ", "").find(first.replace(" ", "")) < text.replace(" ", "").rfind("Onceupon")
    mails = [text for path, text in made.items() if path.endswith(".html")]
    for text in (*mails, unescape(feed.files(publication, renderer)["feed.xml"].decode())):
        assert 0 <= text.find(escaped) < text.rfind("Once upon")
    assert texts
    assert mails


PERSONAL = [
    "taro@example.jp", "お返事はｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐまで。", "[write](mailto:ellen.marsh@mail.example)",
    "090-1234-5678", "お電話は０９０－１２３４－５６７８へ", "(415) 555-0132", "415-555-0132", "+44 20 7946 0018", "020 7946 0018",
    "07700 900123", "+44 1632 960123", "+81-75-231-4568", "075(231)4568", "電話：0752314568", "09012345678",
    "京都市左京区鹿ヶ谷1-2-3にお住まいの", "東京都千代田区丸の内一丁目2番3号", "〒604-8001 京都市中京区上本能寺前町488",
    "中京区寺町通二条上ル常盤木町52", "She lives at 12 Elm Street, with a cat.", "42 Rose Lane, Bath BA1 2AB",
    "Hauptstraße 12, 10115 Berlin", "12 rue de Rivoli, 75001 Paris", "愛知県名古屋市中区栄三丁目4番5号",
    "In 1995 she moved to 12 Elm Street, Leeds", "札幌市中央区北1条西2丁目1-1", "帯広市西5条南九丁目1番地", "Via Roma 10, 00184 Roma", "Calle de la Reina 5, 28004 Madrid",
    "Unter den Linden 77\n10117 Berlin", "Bahnhofstrasse 12, CH-8001 Zürich", "Keizersgracht 123, 1015 CJ Amsterdam",
    "P.O. Box 123, Leeds", "京都中央郵便局私書箱12号", "075.231.4568", "090.1234.5678", "01.42.68.53.00", "Tel: 030 901820",
    "Telefon 089 12345678", "ellen (at) mail.example", "ellen [at] mail [dot] example", "ellen（アットマーク）mail.example",
    "[Write](mailto:ellen%40mail.example)", "ellen&#64;mail.example",
]  # fmt: skip
INNOCENT = [
    "hello@tea.example", "letters@post.tea.example", "075-231-4567", "+81 75-231-4567", "1-2-3 Example, Kyoto", "03-0000-0000",
    "075-000-0000", "2026-11-21 10:00", "2026-11-21-2026-12-01", "4,620 yen, 1,296 円", "ISBN 978-4-00-310101-8 and 4-00-310101-4",
    "order number 20261121004", "ご注文番号 1234-5678-9012", "No. 0001234567", "10:00-18:00, Tuesday to Saturday", "70-80℃ 1-2-3",
    "the 1-2-3 method: 60, 70, 80 degrees", "kettle@2x.png", "In 1972 Baker Street smelled of tea",
    "at 12 Canal Street, Manchester, the warehouse burned in 1890", "4 July Street, a festival", "京都市では7-17に祇園祭",
    "宇治市産の煎茶1-2杯", "0120-123-456", "https://shop.example/?n=09012345678", "https://maps.example/@35.0116,135.7681,17z",
    "100 150 200 250 300 350 400", "20-30 minutes at 70-80 degrees, 5-6 g", "寺町通を上がって二つ目", "7-11-13-17-19",
    "0123-4567-8901", "三条通を東へ10-15分", "京都市バス5-10分", "宇治市の2026-27年", "@hidamari_tea", "a @ b",
    "01.12.2026", "version 01.2026.1234", "05 10 15 20 25 g", "On May 12, 2026 Kyoto was cold.", "Chapter 12, 2026 Edition",
    "Table 12, 10000 Yen in all", "今日は北1条の角で", "Box 12 of the cups", "at home (at last). Cups", "we met (at) last",
    "https://videos.example/%40channel.name", "[Write](mailto:hello%40tea.example)",
]  # fmt: skip
OURS = Known(["tea.example"], ["075-231-4567", "1-2-3 Example, Kyoto"])


@pytest.mark.parametrize("text", PERSONAL)
def test_personal_data_are_found_and_shown_by_their_ends_only(text: str) -> None:
    [datum] = personal_data(text, OURS)
    written = text[datum.start : datum.end]
    assert "…" in datum.masked
    assert written not in datum.masked
    assert len(datum.masked.replace("…", "")) < len(written)


@pytest.mark.parametrize("text", INNOCENT)
def test_what_only_looks_like_it_is_left_in_peace(text: str) -> None:
    assert list(personal_data(text, OURS)) == []


@pytest.mark.parametrize(
    "domain", ["gmail.com", "yahoo.co.jp", "docomo.ne.jp", "outlook.jp", "t-online.de", "i.softbank.jp"]
)
def test_where_everybody_has_an_address_only_the_shops_own_may_stand(shop: Write, domain: str) -> None:
    files = {"posts/a.md": post("news", body=f"Write to hidamari@{domain}, not to ellen@{domain}.")}
    ours = {"name": "Hidamari Tea", "email": f"hidamari@{domain}"}
    [found] = [one for one in opened(shop(files, shop=ours)).findings if one.rule == "personal-data"]
    assert (found.case, found.place.column) == ("email", len(f"Write to hidamari@{domain}, not to ") + 1)
    assert cases(shop, "personal-data", files, shop=ours, rules={"personal-data": {"allow": [f"@{domain}"]}}) == []


@pytest.mark.parametrize(
    "said",
    [
        "Mrs Okada's cup",
        "asked by Mr. J. Marsh",
        "山田様のお茶",
        "先日、佐々木さんが",
        "林さんより",
        "スミス様から",
        "岡田花子さん",
        "緒方様",
        "鈴木氏",
    ],
)
def test_a_name_among_the_voices_is_told(shop: Write, said: str) -> None:
    assert cases(shop, "personal-data", {"posts/a.md": post("staff-voice", body=said)}) == []
    voices = f"- id: a\n  date: 2026-11-20\n  wish: {said}\n"
    [found] = [one for one in opened(shop({"voices.yml": voices})).findings if one.rule == "personal-data"]
    assert (found.case, found.level.value, found.place.line) == ("name", "warning", 3)


@pytest.mark.parametrize(
    "said",
    [
        "お客様、奥様、お母様、お子さん、皆様、店主さん、花屋さん、農家さん、常連さん、お隣さん、赤ちゃん、神様",
        "空模様と同じで、様子の多様な仕様です。さまざまな、たくさんの、お疲れ様、ご馳走様、ご両親様",
        "Dr. Martens by the door, Mr Right, and I miss Kyoto",
    ],
)
def test_who_is_no_person_by_name_is_not(said: str) -> None:
    assert list(names(said)) == []


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "piece",
    [
        "0",
        "0-",
        "1-",
        "a@",
        "@a.",
        "a(at)b.",
        "Aa 1, ",
        "Aa de la 12, 10115 ",
        "12345 A",
        "北1条",
        "京都市",
        "区丁目",
        "12 Elm ",
        "(0",
        "+1 ",
        "〒1234567字",
        "tel ",
    ],
)
def test_no_text_makes_the_search_slow(piece: str) -> None:
    start = time.perf_counter()
    list(personal_data(piece * (200_000 // len(piece)), OURS))
    assert time.perf_counter() - start < 4


def test_the_whole_file_is_searched_and_the_place_is_right(shop: Write) -> None:
    text = post("gratitude", more="summary: from ellen@mail.example\n", body="Fine.\n\nRing 090-1234-5678 tonight.")
    found = [one for one in opened(shop({"posts/a.md": text})).findings if one.rule == "personal-data"]
    assert [(one.case, one.place.line, one.place.column) for one in found] == [("email", 5, 15), ("phone", 10, 6)]
    assert not any("ellen" in str(one.values) or "1234" in str(one.values) for one in found)


def test_what_the_shop_says_of_itself_may_stand_anywhere(shop: Write) -> None:
    ask = "offer: {ask: {phone: 06-6231-4567}}\n"
    files = {
        "posts/offer.md": post("offer", more=ask),
        "posts/a.md": post("news", body="Ring 06-6231-4567, or write to chie@tea.example or to studio@potter.example."),
    }
    allowed: dict[str, Any] = {"rules": {"personal-data": {"allow": ["@potter.example"]}}}
    assert cases(shop, "personal-data", files, **allowed) == []
    assert cases(shop, "personal-data", files) == ["email"]


def apology(happened: str = "2026-11-20 16:00", date: str = "2026-11-21", more: str = "") -> str:
    parts = f"happened: {happened}, facts: wrong tea, affected: 41 people, remedy: the right one, contact: Chie"
    return post("apology", date, f"incident: {{{parts}}}\n{more}")


def recovery(
    date: str = "2026-11-28", more: str = "recovers: sorry\npromised: tea by Friday\ndelivered: by Thursday\n"
) -> str:
    return post("recovery", date, more)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("apology-parts", apology(happened="whenever")),
        ("story-label", story(EVERYWHERE).replace("incentive: none", "incentive: gift")),
        ("story-label", story(EVERYWHERE).replace("edited: no", "edited: perhaps")),
        ("offer-terms", post("offer", more="offer: {price: a lot, postage: free, pay: card, delivery: soon, returns: no, order: x}\n")),
        ("human-way", post("offer", more="offer: {price: 4400 JPY, ask: 075-000-0000}\n")),
        ("apology-parts", post("apology", more="incident: we are sorry\n")),
        ("story-label", post("customer-story", more="customer: Ellen\n")),
        ("unused-allow", post("news", more="allow: {missing-alt: [a, b]}\n")),
    ],
)  # fmt: skip
def test_what_stands_there_and_cannot_be_read_is_not_called_missing(shop: Write, rule: str, text: str) -> None:
    files = {"posts/a.md": text}
    identity = {
        "name": "Tea",
        "address": "Kyoto",
        "phone": "075-000-0000",
        "email": "a@tea.example",
        "legal": "https://a.example",
    }
    assert cases(shop, rule, files, shop=identity) == []
    assert cases(shop, "bad-value", files, shop=identity) != []
    assert cases(shop, rule, files, shop=identity, rules={"bad-value": {"level": "warning"}}) != []
    if rule != "unused-allow":
        files = {"posts/a.md": text.replace("title:", "allow: {bad-value: as we like it}\ntitle:")}
        assert cases(shop, rule, files, shop=identity) != []


def test_an_apology_has_five_parts(shop: Write) -> None:
    found = opened(
        shop({"posts/sorry.md": post("apology", more="incident: {happened: 2026-11-09, facts: wrong tea}\n")})
    )
    [finding] = [one for one in found.findings if one.rule == "apology-parts"]
    assert finding.values["missing"] == ("incident.affected", "incident.remedy", "incident.contact")
    assert cases(shop, "apology-parts", {"posts/sorry.md": apology()}) == []


@pytest.mark.parametrize(
    ("date", "options", "case"),
    [
        ("2026-11-22 16:00", {}, []),
        ("2026-11-22 16:01", {}, ["late"]),
        ("2026-11-20 15:59", {}, ["before"]),
        ("2026-11-21 16:00", {"hours": 24}, []),
        ("2026-11-21 16:01", {"hours": 24}, ["late"]),
    ],
)
def test_an_apology_comes_within_two_days(shop: Write, date: str, options: dict[str, int], case: list[str]) -> None:
    files = {"posts/sorry.md": apology(date=date), "posts/done.md": recovery()}
    assert cases(shop, "late-apology", files, rules={"late-apology": options}) == case


@pytest.mark.parametrize(
    ("date", "options", "english", "japanese"),
    [
        ("2026-11-22 16:01", {}, "comes more than 48 hours after", "48時間を過ぎて届きます"),
        ("2026-11-22 16:59", {}, "comes more than 48 hours after", "48時間を過ぎて届きます"),
        ("2026-11-22 17:00", {}, "comes 49 hours after", "49時間後に届きます"),
        ("2026-11-22 17:01", {}, "comes more than 49 hours after", "49時間を過ぎて届きます"),
        ("2026-11-20 17:00", {"hours": 0}, "comes 1 hour after", "1時間後に届きます"),
    ],
)
def test_how_late_an_apology_comes_is_true_to_the_minute(
    shop: Write, date: str, options: dict[str, int], english: str, japanese: str
) -> None:
    root = shop({"posts/sorry.md": apology(date=date), "posts/done.md": recovery()}, rules={"late-apology": options})
    [late] = [one for one in opened(root).findings if one.rule == "late-apology"]
    for language, words in (("en", english), ("ja", japanese)):
        assert words in catalogue(language).say("rules.late-apology.late.message", **late.values)


def test_an_open_incident_keeps_offers_back_and_says_so(shop: Write) -> None:
    files = {"posts/sorry.md": apology(), "posts/cup.md": post("offer", "2026-12-05")}
    kept = opened(shop(files))
    assert told(kept, "open-incident") == [("offers", "warning", "")]
    assert {case for case, _, _ in told(kept, "cold-offer")} == {"incident-write"}
    assert [one.apology.path for one in kept.open_incidents] == ["content/posts/sorry.md"]


def test_an_offer_is_told_with_the_incident_that_keeps_it(shop: Write) -> None:
    pots = apology("2026-11-22 10:00", "2026-11-23")
    files = {
        "posts/sorry.md": apology(),
        "posts/done.md": recovery("2026-12-05 09:00"),
        "posts/pots.md": pots,
        "posts/cup.md": post("offer", "2026-12-05 09:00"),
    }
    found = {one.path: one.values["n"] for one in opened(shop(files)).findings if one.rule == "open-incident"}
    assert found == {"content/posts/sorry.md": 0, "content/posts/pots.md": 1}


def test_offers_that_a_shop_lets_into_an_open_incident_are_named(shop: Write) -> None:
    let = post("offer", "2026-12-06", "allow: {cold-offer: they asked for it}\n")
    files = {"posts/sorry.md": apology(), "posts/cup.md": post("offer", "2026-12-05"), "posts/pot.md": let}
    [found] = [one for one in opened(shop(files)).findings if one.rule == "open-incident"]
    assert (found.case, found.values["offers"]) == ("let-through", ("content/posts/pot.md",))
    assert cases(shop, "open-incident", files, rules=SENT) == ["let-through"]


def test_an_incident_closes_with_a_complete_report(shop: Write) -> None:
    files = {"posts/sorry.md": apology(), "posts/done.md": recovery("2026-12-01 09:00")}
    assert cases(shop, "open-incident", files) == []
    assert cases(shop, "open-incident", files, NOW - timedelta(minutes=1)) == ["until"]
    files["posts/done.md"] = recovery("2026-12-01 09:00", "recovers: sorry\npromised: tea by Friday\n")
    assert cases(shop, "open-incident", files) == ["open"]


@pytest.mark.parametrize(
    ("keys", "date", "case"),
    [
        ("recovers: sorry\npromised: a\ndelivered: b\n", "2026-11-28", []),
        ("recovers: sorry.md\npromised: a\ndelivered: b\n", "2026-11-28", []),
        ("promised: a\ndelivered: b\n", "2026-11-28", ["missing"]),
        ("recovers: sorri\npromised: a\ndelivered: b\n", "2026-11-28", ["near"]),
        ("recovers: umbrella\npromised: a\ndelivered: b\n", "2026-11-28", ["unknown"]),
        ("recovers: sorry\npromised: a\ndelivered: b\n", "2026-11-20 16:00", ["too-early"]),
    ],
)
def test_a_report_proves_what_was_done(shop: Write, keys: str, date: str, case: list[str]) -> None:
    files = {"posts/sorry.md": apology(), "posts/done.md": recovery(date, keys)}
    assert cases(shop, "recovery-proof", files) == case


@pytest.mark.parametrize(
    ("second", "more", "expected"),
    [
        ("2026-11-27 10:00", "", ["open"]),
        ("2026-11-28 09:00", "", []),
        ("2026-11-20 16:00", "", []),
        ("2026-11-27 10:00", "audience: [prospect]\nchannels: [newsletter]\n", []),
        ("2026-11-27 10:00", "audience: [regular]\nchannels: [newsletter]\n", ["open"]),
    ],
)
def test_a_second_incident_asks_for_a_personal_word(shop: Write, second: str, more: str, expected: list[str]) -> None:
    first = apology(more="audience: [customer, regular]\nchannels: [newsletter]\n")
    files = {
        "posts/sorry.md": first,
        "posts/done.md": recovery(),
        "posts/again.md": apology(second, "2026-11-29", more),
    }
    assert cases(shop, "second-incident", files) == expected


@pytest.mark.parametrize(
    "keys",
    [
        "recovers: sorry\npromised: a\n",
        "recovers: sorry\npromised: a\ndelivered: b\nslug: a b\n",
        "recovers: sorry\npromised: a\ndelivered: write to ellen.marsh@mail.example\n",
    ],
)
def test_a_report_that_is_held_back_closes_nothing(shop: Write, keys: str) -> None:
    files = {"posts/sorry.md": apology(), "posts/done.md": recovery("2026-11-26", keys)}
    files["posts/again.md"] = apology("2026-11-27 10:00", "2026-11-28")
    assert cases(shop, "second-incident", files) == ["open"]
    allowed = keys + "allow: {recovery-proof: all said, bad-value: all said, personal-data: she asked for it}\n"
    assert cases(shop, "second-incident", files | {"posts/done.md": recovery("2026-11-26", allowed)}) == []


def test_what_cannot_be_read_is_not_called_missing_too(shop: Write) -> None:
    files = {
        "posts/sorry.md": apology(),
        "posts/done.md": recovery("2026-11-26", "recovers: sorry\npromised: [a, b]\ndelivered: b\n"),
        "posts/ask.md": post("question", more="promises: [{what: a table, by: soon}]\n"),
    }
    rules = [one.rule for one in opened(shop(files)).findings]
    assert rules.count("bad-value") == 2
    assert not {"recovery-proof", "overdue-promise"} & {*rules}


def test_a_personal_word_lets_the_second_apology_out(shop: Write) -> None:
    files = {
        "posts/sorry.md": apology(),
        "posts/again.md": apology("2026-11-27", "2026-11-28", "allow: {second-incident: rang all}\n"),
    }
    assert {one.path for one in opened(shop(files)).held_back} == set()


def test_incidents_are_told_by_when_they_happened(shop: Write) -> None:
    files = {"posts/b.md": apology("2026-11-10", "2026-11-11"), "posts/a.md": apology()}
    posts = [source.letter for source in opened(shop(files)).sources if isinstance(source.letter, Post)]
    assert [one.apology.slug for one in incidents(posts)] == ["b", "a"]


@pytest.mark.parametrize(
    ("by", "kept", "expected"),
    [
        ("2026-12-01", None, []),
        ("2026-11-30", None, ["overdue"]),
        ("2026-11-30", "2026-12-01 09:00", []),
        ("2026-11-30", "2026-12-01 09:01", ["planned"]),
        ("2026-12-05", "2026-12-05", []),
        ("2026-12-05", "2026-12-06", ["too-late"]),
        ("2026-11-30", "2026-11-10 08:00", ["overdue"]),
    ],
)
def test_a_promise_is_kept_by_a_later_letter(shop: Write, by: str, kept: str | None, expected: list[str]) -> None:
    files = {"posts/ask.md": post("question", more=f"promises: [{{what: a table, by: {by}}}]\n")}
    if kept:
        files["posts/table.md"] = post("helpful", kept, "fulfils: ask\n")
    assert cases(shop, "overdue-promise", files) == expected


@pytest.mark.parametrize(
    ("date", "by", "kept", "expected"),
    [
        ("2026-12-10", "2026-11-30", None, ["before"]),
        ("2026-12-10", "2026-12-09", None, ["before"]),
        ("2026-12-10", "2026-12-10", None, []),
        ("2026-12-10", "2026-12-05", "2026-12-20", ["before"]),
        ("2026-11-10", "2026-11-09", None, ["before"]),
        ("2026-11-10", "2026-11-10", None, ["overdue"]),
        ("2026-11-10", "2026-11-09", "2026-11-20", []),
    ],
)
def test_nobody_has_read_a_promise_before_its_letter(
    shop: Write, date: str, by: str, kept: str | None, expected: list[str]
) -> None:
    files = {"posts/ask.md": post("question", date, f"promises: [{{what: a table, by: {by}}}]\n")}
    if kept:
        files["posts/table.md"] = post("helpful", kept, "fulfils: ask\n")
    assert cases(shop, "overdue-promise", files) == expected


REASONS = [
    "why not", "because", "装飾", "飾りの写真です", "the picture is mere decoration", "rang all nine on 3 March", "3月3日に9名様へお電話",
    "2 regulars asked for it", "they asked on 2026-11-20", "yes, they asked", "2日後に電話", "장식", "декор",
]  # fmt: skip
NO_REASONS = [
    "true", "True", "1", "no", "2026-11-20", "2026-11-20T10:00Z", "20 Nov 2026", "November 20", "11月20日", "令和8年11月20日", "12:30",
    "null", "~", "none", "x", "ok", "はい", "いいえ。", "なし", "可", "4400 JPY", "4400円", "48 hours", "３日", "1e5", "100%", "…", "(yes)",
    '"true"', "'2026-11-20'", '"-"',
]  # fmt: skip


@pytest.mark.parametrize("reason", [*REASONS, *NO_REASONS])
def test_a_finding_is_allowed_for_a_reason_in_words(shop: Write, reason: str) -> None:
    words = reason if reason.startswith(("'", '"')) else f'"{reason}"'
    for written in {reason, words}:
        files = {"posts/a.md": post("news", more=f"allow:\n  missing-alt: {written}\n", body="![](a.png)"), "a.png": ""}
        found = [
            one for one in opened(shop(files)).findings if one.rule in {"missing-alt", "unused-allow", "bad-value"}
        ]
        told = [(one.rule, one.case) for one in found]
        assert told == ([] if reason in REASONS else [("unused-allow", "no-reason"), ("missing-alt", "body")])


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("allow: {unused-allow: why not}\n", [("unused-allow", "itself")]),
        ("allow: {unused-allow: }\n", [("unused-allow", "itself")]),
        ("allow: {unused-allow: why not, missing-alt: why not}\n", [("unused-allow", "itself"), ("missing-alt", "unused")]),
        ("allow: {unknown-key: it is our own}\ncolour: red\n", []),
    ],
)  # fmt: skip
def test_what_looks_after_allow_cannot_be_allowed(shop: Write, more: str, expected: list[tuple[str, str]]) -> None:
    found = [
        one for one in opened(shop({"posts/a.md": post("news", more=more)})).findings if one.rule == "unused-allow"
    ]
    assert [(one.values["rule"], one.case) for one in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (post("news", "nope", "allow: {bad-value: because, long-silence: we were ill}\n"), ["bad-value"]),
        (post("nwes", more="allow: {unknown-purpose: because, bad-value: because}\n"), ["unknown-purpose"]),
        (post("news").replace("date: 2026-11-10", "allow: {missing-key: because}"), ["missing-key"]),
        (post("news", "nope", "allow: {long-silence: we were ill}\n"), []),
        (post("news", "nope", "allow: {unknown-key: it is our own}\ncolour: red\n"), ["unknown-key"]),
        (post("news", more="image: [a]\nallow: {bad-value: because}\n"), []),
    ],
)
def test_what_keeps_a_file_from_being_a_letter_cannot_be_allowed(shop: Write, text: str, expected: list[str]) -> None:
    findings = opened(shop({"posts/a.md": text})).findings
    found = [one for one in findings if one.rule == "unused-allow"]
    assert [(one.values["rule"], one.case) for one in found] == [(rule, "no-letter") for rule in expected]
    assert set(expected) <= {one.rule for one in findings}


def test_a_letter_does_not_keep_its_own_promise(shop: Write) -> None:
    itself = "promises: [{what: a table, by: 2026-11-30}]\nfulfils: table\n"
    assert cases(shop, "overdue-promise", {"posts/table.md": post("question", more=itself)}) == ["overdue"]


def test_a_letter_that_is_held_back_keeps_no_promise(shop: Write) -> None:
    files = {
        "posts/ask.md": post("question", more="promises: [{what: a table, by: 2026-11-20}]\n"),
        "posts/table.md": post("customer-story", "2026-11-15", "fulfils: [ask]\n"),
    }
    assert cases(shop, "overdue-promise", files) == ["overdue"]


@pytest.mark.parametrize(
    ("name", "case"), [("ask", []), ("asks", ["near"]), ("umbrella", ["unknown"]), ("table", ["no-promise"])]
)
def test_fulfils_names_a_letter_with_a_promise(shop: Write, name: str, case: list[str]) -> None:
    files = {
        "posts/ask.md": post("question", more="promises: [{what: a table, by: 2026-12-20}]\n"),
        "posts/table.md": post("helpful", "2026-11-15", f"fulfils: [{name}]\n"),
    }
    assert cases(shop, "overdue-promise", files) == case


@pytest.mark.parametrize(
    ("date", "options", "expected"),
    [
        ("2026-11-02", {}, []),
        ("2026-11-01", {}, ["warning"]),
        ("2026-10-03", {}, ["warning"]),
        ("2026-10-02", {}, ["error"]),
        ("2026-11-21", {"days": 10}, ["warning"]),
        ("2026-11-21", {"error": 10}, ["error"]),
        ("2026-10-02", {"level": "warning"}, ["warning"]),
    ],
)
def test_a_voice_waits_for_thirty_days(shop: Write, date: str, options: dict[str, Any], expected: list[str]) -> None:
    files = {"voices.yml": f"- id: a\n  date: {date}\n  wish: heat\n"}
    found = told(opened(shop(files, rules={"unanswered-voice": options})), "unanswered-voice")
    assert [level for _, level, _ in found] == expected


@pytest.mark.parametrize(("name", "case"), [("cold-cup", []), ("cold-cap", ["near"]), ("umbrella", ["unknown"])])
def test_an_answer_names_a_voice(shop: Write, name: str, case: list[str]) -> None:
    files = {
        "voices.yml": "- id: cold-cup\n  date: 2026-11-20\n  wish: heat\n",
        "posts/a.md": post("helpful", more=f"answers: [{name}]\n"),
    }
    kept = opened(shop(files))
    assert [found for found, _, _ in told(kept, "unanswered-voice")] == case
    assert kept.held_back == ()


CUP = "- id: cold-cup\n  date: 2026-11-20\n  wish: heat\n"


@pytest.mark.parametrize(
    ("broken", "name", "case"),
    [
        ("- id: kettle\n  date: soon\n  wish: quiet\n", "kettle", []),
        ("- id: kettle\n  wish: quiet\n", "kettle", []),
        ("- id: kettle\n  date: soon\n  wish: quiet\n", "umbrella", ["unknown"]),
        ("- id: kettle\n  date: soon\n  wish: quiet\n", "ketle", ["near"]),
        ("- id: The Kettle!\n  date: 2026-11-20\n  wish: quiet\n", "the-kettle", []),
        ("- date: 2026-11-20\n  wish: quiet\n", "kettle", []),
        ("- id:\n  wish: quiet\n", "kettle", []),
        ("- quiet\n", "kettle", []),
        ("---\n- id: kettle\n  date: 2026-11-20\n  wish: quiet\n", "kettle", []),
        ("- id: [\n", "kettle", []),
    ],
)
def test_a_voice_that_cannot_be_read_is_not_called_unknown(
    shop: Write, broken: str, name: str, case: list[str]
) -> None:
    files = {"voices.yml": CUP + broken, "posts/a.md": post("helpful", more=f"answers: [{name}]\n")}
    assert cases(shop, "unanswered-voice", files) == case


def test_voices_in_a_file_that_is_not_read_are_not_called_unknown(shop: Write) -> None:
    files = {"voices.yaml": CUP, "posts/a.md": post("helpful", more="answers: [cold-cup]\n")}
    assert cases(shop, "unanswered-voice", files) == []


@pytest.mark.parametrize(
    ("asked", "newest", "options", "expected"),
    [
        ("2026-10-02", "2026-11-20", {}, []),
        ("2026-10-01", "2026-11-20", {}, ["long-ago"]),
        ("2026-10-01", "2026-10-02", {}, ["long-ago"]),
        ("2026-09-01", "2026-10-01", {}, []),
        ("2026-11-20", "2026-11-25", {"days": 10}, ["long-ago"]),
    ],
)
def test_a_shop_that_writes_asks(
    shop: Write, asked: str, newest: str, options: dict[str, int], expected: list[str]
) -> None:
    files = {"posts/ask.md": post("question", asked), "posts/new.md": post("gratitude", newest)}
    assert cases(shop, "never-asks", files, rules={"never-asks": options}) == expected


def test_a_question_that_is_held_back_asks_nobody(shop: Write) -> None:
    files = {
        "posts/first.md": post("question", "2026-09-01"),
        "posts/ask.md": post("question", "2026-11-10", "audience: nobody\n"),
        "posts/new.md": post("gratitude", "2026-11-20"),
    }
    assert cases(shop, "never-asks", files) == ["long-ago"]


def test_after_care_that_is_held_back_cares_for_nobody(shop: Write) -> None:
    terms = "campaign: {}\noffer: {{delivery: in 5 days}}\n"
    files = {
        "posts/cup.md": post("offer", "2026-10-20", terms.format("Winter Cup")),
        "posts/again.md": post("offer", "2026-10-25", terms.format("winter-cup")),
        "posts/care.md": post("after-care", "2026-11-24"),
    }
    assert cases(shop, "after-care-missing", files, rules=SENT) == []
    files["posts/care.md"] = post("after-care", "2026-11-24", "audience: nobody\n")
    assert cases(shop, "after-care-missing", files, rules=SENT) == ["late"]


@pytest.mark.parametrize(
    ("offers", "care", "expected"),
    [
        (["2026-10-31"], None, ["late"]),
        (["2026-11-01"], None, ["due"]),
        (["2026-11-01"], "2026-12-01", []),
        (["2026-10-20"], "2026-11-19 23:00", []),
        (["2026-10-20"], "2026-11-20", ["late"]),
        (["2026-10-20"], "2026-10-20", ["late"]),
        (["2026-12-05"], None, []),
        (["2026-10-20", "2026-10-25"], "2026-11-24", []),
        (["2026-10-20", "2026-10-25"], "2026-11-25", ["late"]),
    ],
)
def test_after_care_comes_within_thirty_days(
    shop: Write, offers: list[str], care: str | None, expected: list[str]
) -> None:
    terms = "campaign: cup\noffer: {delivery: in 5 days}\n"
    files = {f"posts/cup-{number}.md": post("offer", date, terms) for number, date in enumerate(offers)}
    if care:
        files["posts/care.md"] = post("after-care", care)
    assert cases(shop, "after-care-missing", files, rules=SENT) == expected


def test_after_care_reaches_those_who_got_the_offer(shop: Write) -> None:
    files = {
        "posts/cup.md": post(
            "offer", "2026-10-20", "offer: {delivery: in 5 days}\nchannels: [newsletter]\naudience: [regular]\n"
        ),
        "posts/care.md": post("after-care", "2026-10-25", "channels: [newsletter]\naudience: [prospect]\n"),
    }
    assert cases(shop, "after-care-missing", files, rules=SENT) == ["late"]
    assert cases(shop, "after-care-missing", files, rules=SENT, since="2026-10-21") == []
    assert cases(shop, "after-care-missing", files) == []  # cold, and so nobody had it


@pytest.mark.no_cover
def test_thousands_of_promises_and_incidents_stay_quick(shop: Write) -> None:
    files: dict[str, str] = {}
    for number in range(1200):
        files[f"posts/p{number}.md"] = post("news", more="promises: [{what: a, by: 2026-12-20}]\n")
        files[f"posts/f{number}.md"] = post("news", "2026-11-12", f"fulfils: p{number}\nrecovers: p{number}\n")
    root = shop(files)
    read = opened(root)
    assert len(read.sources) == 2400
    start = time.perf_counter()
    findings: tuple[Finding, ...] = read.findings
    assert time.perf_counter() - start < 10
    assert "overdue-promise" not in {one.rule for one in findings}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("お電話は〇三-五八〇一-四六二七へ", "〇三-五八〇一-四六二七"),
        ("〇九〇三八五二四六一九にどうぞ", "〇九〇三八五二四六一九"),
        ("（〇七五）二三一－四五六七", "（〇七五）二三一－四五六七"),
        ("零九零・三八五二・四六一九", "零九零・三八五二・四六一九"),
        ("０９０－３８５２－４６１９", "０９０－３８５２－４６１９"),
        ("太郎@例え.jp", "太郎@例え.jp"),
        ("taro＠例え．ｊｐまで", "taro＠例え．ｊｐ"),
    ],
)
def test_numbers_in_kanji_and_domains_in_japanese_lead_to_a_person(text: str, found: str) -> None:
    assert [text[datum.start : datum.end] for datum in personal_data(text, Known())] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "二〇二六年十二月一日、二〇二六-一二-〇一。",
        "一つ四千四百円、二つで八千八百円。",
        "〇〇〇-〇〇〇〇-〇〇〇〇、〇三-〇〇〇〇-〇〇〇〇",
        "〇〇〇〇〇〇〇〇〇〇〇〇さん",
        "二〇九〇三八五二四六一九番",
        "集合@駅前.OK、入口@2階.お待ちします、焙煎@店.です",
        "@例え.jp と @hidamari をご覧ください。",
    ],
)
def test_years_prices_and_blanks_in_kanji_lead_to_nobody(text: str) -> None:
    assert list(personal_data(text, Known())) == []


def test_the_numbers_of_the_shop_may_stand_there_in_kanji() -> None:
    ours = Known(["例え.jp"], ["075-231-4567", "〇三-五八〇一-四六二七"])
    text = "〇七五-二三一-四五六七、〇三-五八〇一-四六二七、03-5801-4627、店主@例え.jp"
    assert list(personal_data(text, ours)) == []
