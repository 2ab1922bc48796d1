"""True offers: terms, deadlines that hold, prices that were charged."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.cli.record import record
from planner.errors import ConfigError
from planner.model import Money, Offer, PastPrice
from planner.render.terms import offer_terms
from planner.rules.charged import PROOFS, charged
from planner.shop import Shop, open_shop

CONFIG = """\
site_name: Hidamari Tea
docs_dir: content
plugins:
  - planner:
      timezone: Asia/Tokyo
      warming: {ratio: 0, kinds: 0, days: 0, first: {posts: 0, kinds: 0, days: 0}}
      shop: {address: Kyoto, phone: 075-000-0000, email: hello@shop.example, legal: https://shop.example/legal}
"""
TERMS = {
    "for": "readers", "worry": "cold tea", "wish": "warm tea", "price": "4400 JPY", "postage": "600 JPY",
    "until": "2026-12-12", "pay": "[card]", "delivery": "within 5 days", "returns": "within 14 days",
    "order": "https://shop.example/cup", "ask": "{phone: 075-000-0000}",
}  # fmt: skip
OURS = {
    "offer-terms", "human-way", "offer-needs", "passed-deadline", "moved-deadline", "endless-deadline", "reference-price",
    "reader-gets-two-variants", "bad-value", "unknown-key",
}  # fmt: skip
NOW = datetime(2026, 12, 10, 3, tzinfo=UTC)


def offer(date: str = "2026-12-08", head: str = "", body: str = "", **terms: str | None) -> str:
    written = "".join(f"  {key.rstrip('_')}: {value}\n" for key, value in (TERMS | terms).items() if value is not None)
    return f"---\ntitle: A cup\ndate: {date}\npurpose: offer\n{head}offer:\n{written}---\n\n{body}\n"


def shop(root: Path, offers: dict[str, str], config: str = "", now: datetime = NOW) -> Shop:
    (root / "content" / "posts").mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_text(CONFIG + config, encoding="utf-8")
    for name, text in offers.items():
        (root / "content" / "posts" / f"{name}.md").write_text(text, encoding="utf-8")
    return open_shop(root / "mkdocs.yml", start=root, now=now)


def found(made: Shop) -> list[tuple[str, str, str]]:
    return [
        (finding.path.rpartition("/")[2].removesuffix(".md"), f"{finding.rule}.{finding.case}", finding.level.value)
        for finding in made.findings
        if finding.rule in OURS
    ]


def cases(root: Path, offers: dict[str, str], config: str = "") -> set[str]:
    return {case for _, case, _ in found(shop(root, offers, config))}


def test_a_complete_offer_has_nothing_to_mend(tmp_path: Path) -> None:
    assert found(shop(tmp_path, {"cup": offer()})) == []


@pytest.mark.parametrize(
    ("regimes", "missing"),
    [
        ("", ("postage", "pay", "delivery", "returns")),
        ("[us]", ("postage",)),
        ("[eu]", ("postage", "pay", "delivery", "returns")),
        ("[us, jp]", ("postage", "pay", "delivery", "returns")),
        ("[]", ()),
    ],
)
def test_each_regime_asks_for_its_own_terms(tmp_path: Path, regimes: str, missing: tuple[str, ...]) -> None:
    config = f"      rules: {{offer-terms: {{regimes: {regimes}}}}}\n" if regimes else ""
    made = shop(tmp_path, {"cup": offer(postage=None, pay=None, delivery=None, returns=None)}, config)
    assert [finding.values["missing"] for finding in made.findings if finding.rule == "offer-terms"] == (
        [missing] if missing else []
    )


def test_a_regime_that_nobody_knows_stops_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as stopped:
        shop(tmp_path, {}, "      rules: {offer-terms: {regimes: [ju]}}\n")
    assert stopped.value.values["choices"] == ("jp", "us", "eu")


def test_an_offer_with_a_price_is_held_back_without_its_terms_and_one_without_a_block_is_not(tmp_path: Path) -> None:
    bare = "---\ntitle: Tea\ndate: 2026-12-01\npurpose: offer\n---\n"
    made = shop(tmp_path, {"cup": offer(returns=None), "tea": bare})
    assert found(made) == [("cup", "offer-terms.missing", "error"), ("tea", "offer-terms.unstated", "warning")]
    assert [post.slug for post in made.publication.site] == ["tea"]


def test_what_the_shop_does_not_say_is_told_once_at_its_newest_offer(tmp_path: Path) -> None:
    (tmp_path / "content" / "posts").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(CONFIG.replace("phone: 075-000-0000, ", ""), encoding="utf-8")
    for name, day in (("1-cup", "2026-12-01"), ("2-pot", "2026-12-08"), ("3-tray", "2026-12-05")):
        text = offer(day, order=f"https://shop.example/{name}", until="2026-12-25")
        (tmp_path / "content" / "posts" / f"{name}.md").write_text(text, encoding="utf-8")
    made = open_shop(tmp_path / "mkdocs.yml", start=tmp_path, now=NOW)
    [finding] = [one for one in made.findings if (one.rule, one.case) == ("offer-terms", "shop")]
    assert (finding.path, finding.values["missing"]) == ("content/posts/2-pot.md", ("phone",))


def test_history_is_not_judged(tmp_path: Path) -> None:
    assert found(shop(tmp_path, {"cup": offer(returns=None)}, "      since: 2026-12-09\n")) == []


@pytest.mark.parametrize(
    "price", ["4000円（税抜）", "4,000円+税", "4000円（税別）", "40 EUR plus VAT", "¥4,000 excl. tax"]
)
def test_a_price_without_tax_is_none(tmp_path: Path, price: str) -> None:
    assert "bad-value.net" in cases(tmp_path, {"cup": offer(price=price)})


def test_a_misspelt_key_of_was_has_a_nearest_name(tmp_path: Path) -> None:
    assert "unknown-key.near" in cases(tmp_path, {"cup": offer(was="{price: 5500 JPY, form: 2026-08-01}")})


@pytest.mark.parametrize(
    "body",
    [
        "期間限定です。",
        "「期間限定」でお届けします。",
        "『今だけ』のお値段です。",
        "This is your last chance.",
        "For a limited time only.",
    ],
)
def test_words_of_a_limit_ask_for_its_day(tmp_path: Path, body: str) -> None:
    assert cases(tmp_path, {"cup": offer(until=None, body=body)}) == {"offer-terms.missing"}
    assert (
        cases(tmp_path, {"cup": offer(until=None, body=body)}, "      rules: {offer-terms: {regimes: []}}\n") == set()
    )
    assert cases(tmp_path, {"cup": offer(body=body)}) == set()


@pytest.mark.parametrize(
    "body",
    [
        "This is not your last chance.",
        "期間限定ではありません。",
        "“Is it my last chance?” she asked.",
        "> For a limited time only.",
        "「これが最後のチャンスですか」とたずねられました。",
        "「期間限定」という言葉は使いません。",
        "お客様から「今だけですか？」。",
        "`last chance`",
    ],
)
def test_what_is_denied_or_quoted_is_no_limit(tmp_path: Path, body: str) -> None:
    assert cases(tmp_path, {"cup": offer(until=None, body=body)}) == set()


@pytest.mark.parametrize(
    "way",
    ["chat: https://shop.example/chat", "LINE: '@tea'", "お電話: 075", "来店: 土曜", "video call: by appointment"],
)
def test_a_human_way_has_many_names(tmp_path: Path, way: str) -> None:
    assert cases(tmp_path, {"cup": offer(ask=f"{{{way}}}")}) == set()


# Deadlines.


def test_a_series_that_goes_on_sending_an_ended_offer(tmp_path: Path) -> None:
    step = offer(until="2026-12-09").replace("date: 2026-12-08", "day: 20")
    made = shop(tmp_path, {}, "      series: {welcome: {stage: customer}}\n")
    (tmp_path / "content" / "series" / "welcome").mkdir(parents=True)
    (tmp_path / "content" / "series" / "welcome" / "20-cup.md").write_text(step, encoding="utf-8")
    assert ("20-cup", "passed-deadline.series", "error") in found(made)
    today = step.replace("2026-12-09", "2026-12-10")
    (tmp_path / "content" / "series" / "welcome" / "20-cup.md").write_text(today, encoding="utf-8")
    assert "passed-deadline.series" not in cases(tmp_path, {}, "      series: {welcome: {stage: customer}}\n")


def again(root: Path, start: date, later: dict[str, str | None], head: str = "campaign: other\n") -> set[str]:
    earlier = offer("2026-10-01", "campaign: autumn\n", until="2026-10-09")
    until = (start + timedelta(days=3)).isoformat()
    new = offer(start.isoformat(), head, body="", **({"until": until} | later))
    return cases(root, {"1-cup": earlier, "2-again": new})


def test_the_same_terms_may_return_after_sixty_days(tmp_path: Path) -> None:
    ended = date(2026, 10, 9)
    assert again(tmp_path, ended + timedelta(days=60), {}) == {"endless-deadline.again"}
    assert again(tmp_path, ended + timedelta(days=61), {}) == set()


@pytest.mark.parametrize(
    ("later", "head", "same"),
    [
        ({"order": "https://WWW.shop.example/cup/?utm_source=letter"}, "", True),
        ({"until": None}, "", True),
        ({"until": "2026-11-01"}, "", True),
        ({"price": "4500 JPY"}, "campaign: autumn\n", False),
        ({"order": "https://shop.example/pot"}, "", False),
        ({"order": "https://shop.example/pot"}, "campaign: Autumn\n", True),
    ],
)
def test_a_new_name_makes_no_new_offer(tmp_path: Path, later: dict[str, str | None], head: str, *, same: bool) -> None:
    assert again(tmp_path, date(2026, 11, 1), later, head) == ({"endless-deadline.again"} if same else set())


def test_readers_who_cannot_see_both_are_not_compared(tmp_path: Path) -> None:
    letters = "channels: [newsletter]\naudience: [{}]\n"
    earlier = offer("2026-10-01", letters.format("regular"), until="2026-10-09")
    later = offer("2026-10-20", letters.format("customer"), until="2026-10-29")
    assert cases(tmp_path, {"1-cup": earlier, "2-again": later}) == set()


def test_a_last_chance_is_said_once(tmp_path: Path) -> None:
    first = offer("2026-12-01", "campaign: cup\n", "Your last chance!")
    second = offer("2026-12-11", "campaign: cup\n", "ＬＡＳＴ  ＣＨＡＮＣＥ")
    made = shop(tmp_path, {"1-cup": first, "2-more": second})
    assert found(made) == [("2-more", "endless-deadline.last-chance", "error")]
    place = next(finding.place for finding in made.findings if finding.rule == "endless-deadline")
    assert (place.line, place.column, place.end_column) == (20, 1, 13)


def test_a_reminder_keeps_the_end_of_its_opening(tmp_path: Path) -> None:
    opening = offer("2026-12-01", "campaign: cup\n")
    same = offer("2026-12-11", "campaign: Cup\n")
    assert cases(tmp_path, {"1-cup": opening, "2-more": same}) == set()
    later = offer("2026-12-11", "campaign: Cup\n", until="2026-12-13")
    assert cases(tmp_path, {"1-cup": opening, "2-more": later}) == {"moved-deadline.another"}


def test_a_new_campaign_does_not_lengthen_the_same_terms(tmp_path: Path) -> None:
    opening = offer("2026-12-01", "campaign: cup\n")
    later = offer("2026-12-11", "campaign: new-year\n", until="2026-12-31")
    assert cases(tmp_path, {"1-cup": opening, "2-more": later}) == {"moved-deadline.another"}


# What was promised, in git and in the report of the last build.


def git(root: Path, *command: str, when: str = "2026-12-01T00:00:00Z") -> None:
    who = {f"GIT_{role}_{key}": "tea@shop.example" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": os.devnull}
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    subprocess.run(["git", *command], cwd=root, env=kept | who | dates, check=True, capture_output=True)


def commit(root: Path, when: str, **posts: str) -> None:
    shop(root, posts)
    if not (root / ".git").exists():
        git(root, "init", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-m", "letters", "--allow-empty", when=when)


def test_a_day_that_git_remembers_cannot_be_moved(tmp_path: Path) -> None:
    commit(tmp_path, "2026-12-01T00:00:00Z", cup=offer())
    made = shop(tmp_path, {"cup": offer(until="2026-12-13")})
    assert found(made) == [("cup", "moved-deadline.moved", "error")]
    assert made.promised == {"content/posts/cup.md": date(2026, 12, 12)}
    assert cases(tmp_path, {"cup": offer(until="2026-12-11")}) == set()
    assert cases(tmp_path, {"cup": offer(until=None)}) == {"moved-deadline.removed"}


def test_committing_the_move_does_not_hide_it(tmp_path: Path) -> None:
    commit(tmp_path, "2026-12-01T00:00:00Z", cup=offer())
    commit(tmp_path, "2026-12-09T00:00:00Z", cup=offer(until="2026-12-20"))
    assert cases(tmp_path, {}) == {"moved-deadline.moved"}


def test_what_was_corrected_before_the_letter_was_out_was_promised_to_nobody(tmp_path: Path) -> None:
    commit(tmp_path, "2026-12-01T00:00:00Z", cup=offer(until="2026-12-11"))
    commit(tmp_path, "2026-12-07T00:00:00Z", cup=offer())
    assert cases(tmp_path, {}) == set()


def test_a_draft_promises_nothing(tmp_path: Path) -> None:
    commit(tmp_path, "2026-12-01T00:00:00Z", cup=offer("2026-12-02", "draft: true\n", until="2026-12-11"))
    assert cases(tmp_path, {"cup": offer("2026-12-02")}) == set()


def test_a_new_file_name_does_not_hide_the_promise(tmp_path: Path) -> None:
    commit(tmp_path, "2026-12-01T00:00:00Z", cup=offer())
    git(tmp_path, "mv", "content/posts/cup.md", "content/posts/mug.md")
    commit(tmp_path, "2026-12-09T00:00:00Z", mug=offer(until="2026-12-20"))
    assert found(shop(tmp_path, {})) == [("mug", "moved-deadline.moved", "error")]


def test_a_shop_may_lie_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "-b", "main")
    root = tmp_path / "茶 shop"
    shop(root, {"cup": offer()})
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "letters")
    assert cases(root, {"cup": offer(until="2026-12-13")}) == {"moved-deadline.moved"}


def test_a_shallow_clone_knows_what_it_has(tmp_path: Path) -> None:
    commit(tmp_path / "whole", "2026-12-01T00:00:00Z", cup=offer())
    commit(tmp_path / "whole", "2026-12-09T00:00:00Z", cup=offer(until="2026-12-20"))
    git(tmp_path, "clone", "--depth", "1", (tmp_path / "whole").as_uri(), "shallow")
    assert cases(tmp_path / "shallow", {}) == set()
    assert cases(tmp_path / "shallow", {"cup": offer(until="2026-12-21")}) == {"moved-deadline.moved"}


@pytest.mark.parametrize("broken", ["gitdir: nowhere\n", None])
def test_a_broken_repository_is_none(tmp_path: Path, broken: str | None) -> None:
    if broken is None:
        git(tmp_path, "init")
    else:
        (tmp_path / ".git").write_text(broken, encoding="utf-8")
    assert cases(tmp_path, {"cup": offer()}) == set()


def test_nothing_that_a_repository_sets_is_run(tmp_path: Path) -> None:
    commit(tmp_path, "2026-12-01T00:00:00Z", cup=offer())
    commit(tmp_path, "2026-12-09T00:00:00Z", cup=offer(until="2026-12-20"))
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{tmp_path}/sprung'\n", encoding="utf-8")
    trap.chmod(0o755)
    for key in (
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "gpg.program",
        "diff.trap.textconv",
        "filter.trap.smudge",
    ):
        git(tmp_path, "config", key, str(trap))
    git(tmp_path, "config", "log.showSignature", "true")
    (tmp_path / ".gitattributes").write_text("*.md diff=trap filter=trap\n", encoding="utf-8")
    assert cases(tmp_path, {}) == {"moved-deadline.moved"}
    assert not (tmp_path / "sprung").exists()


def build(root: Path, now: datetime = NOW) -> Shop:
    made = shop(root, {}, now=now)
    report = record(made, "planner.report/1")
    (root / "build").mkdir(exist_ok=True)
    (root / "build" / "report.json").write_text(report, encoding="utf-8")
    return made


def test_the_last_build_remembers_where_there_is_no_git(tmp_path: Path) -> None:
    shop(tmp_path, {"cup": offer()})
    build(tmp_path)
    assert json.loads((tmp_path / "build" / "report.json").read_bytes())["promised"] == {
        "content/posts/cup.md": "2026-12-12"
    }
    for _ in range(3):  # however often it is built
        assert cases(tmp_path, {"cup": offer(until="2026-12-13")}) == {"moved-deadline.moved"}
        build(tmp_path)


def test_a_shop_that_ends_earlier_is_held_to_that(tmp_path: Path) -> None:
    shop(tmp_path, {"cup": offer()})
    build(tmp_path)
    assert cases(tmp_path, {"cup": offer(until="2026-12-11")}) == set()
    build(tmp_path)
    assert cases(tmp_path, {"cup": offer()}) == {"moved-deadline.moved"}


def test_a_build_of_a_later_day_has_promised_nothing_yet(tmp_path: Path) -> None:
    shop(tmp_path, {"cup": offer("2026-12-11")})
    build(tmp_path, NOW + timedelta(days=1))
    assert cases(tmp_path, {"cup": offer("2026-12-11", until="2026-12-20")}) == set()


@pytest.mark.parametrize(
    "report",
    ["", "[]", '{"schema": "other"}', '{"schema": "planner.report/1", "at": 7, "promised": {"x": []}}', "[" * 9999],
)
def test_a_report_that_is_none_of_ours_says_nothing(tmp_path: Path, report: str) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "report.json").write_text(report, encoding="utf-8")
    assert cases(tmp_path, {"cup": offer()}) == set()


def test_a_letter_that_comes_back_long_after_is_a_new_offer(tmp_path: Path) -> None:
    commit(tmp_path, "2025-12-01T00:00:00Z", cup=offer("2025-12-08", until="2025-12-12"))
    assert cases(tmp_path, {"cup": offer()}) == set()


# Prices that were charged.

START = date(2026, 12, 8)
PRICES = [Money(Decimal(amount), "JPY") for amount in (4800, 5000, 5500)]
PERIOD = st.builds(
    lambda price, ago, length: PastPrice(
        price=price,
        since=START - timedelta(days=ago),
        until=None if length is None else START - timedelta(days=ago) + timedelta(days=length),
    ),
    st.sampled_from(PRICES),
    st.integers(1, 70),
    st.none() | st.integers(0, 70),
)


def by_days(was: list[PastPrice], start: date) -> dict[date, set[Money]]:
    """The prices of each day before a sale, counted one day after the other."""
    days: dict[date, set[Money]] = {}
    for past in was:
        day = past.since
        while day is not None and past.price and day < start and (past.until is None or day <= past.until):
            days.setdefault(day, set()).add(past.price)
            day += timedelta(days=1)
    return days


def _amount(price: Money) -> Decimal:
    return price.amount


def japan_by_days(was: list[PastPrice], start: date) -> str | None:
    days, reference = by_days(was, start), was[0].price
    first = min(past.since for past in was if past.since)
    window = [start - timedelta(days=ago) for ago in range(1, 57) if start - timedelta(days=ago) >= first]
    at_reference = [day for day in window if min(days.get(day, set()), key=_amount, default=None) == reference]
    if not len(at_reference) > len(window) / 2:
        return "half"
    if len(at_reference) < 14:
        return "short"
    return "stale" if start - max(at_reference) >= timedelta(weeks=2) else None


def union_by_days(was: list[PastPrice], start: date) -> str | None:
    days = by_days(was, start)
    lately = {price for ago in range(1, 31) for price in days.get(start - timedelta(days=ago), set())}
    if not lately:
        return "unknown-lowest"
    return "lowest" if was[0].price and was[0].price.amount > min(price.amount for price in lately) else None


@settings(max_examples=500, deadline=None)
@given(st.lists(PERIOD, min_size=1, max_size=4))
def test_the_laws_by_days(was: list[PastPrice]) -> None:
    days = charged(was, START)
    assert days is not None
    for regime, expected in (("jp", japan_by_days(was, START)), ("eu", union_by_days(was, START)), ("us", None)):
        judged = PROOFS[regime](days, START)
        assert (judged and judged[0]) == expected


@pytest.mark.parametrize(
    ("since", "until", "case"),
    [
        ("2026-08-01", "2026-11-25", set()),
        ("2026-08-01", "2026-11-24", {"reference-price.stale"}),
        ("2026-11-24", "2026-12-07", set()),
        ("2026-11-25", "2026-12-07", {"reference-price.short"}),
        ("2026-11-09", "2026-12-07", set()),
        ("2026-12-08", "2026-12-20", {"reference-price.backwards"}),
        ("2026-11-30", "2026-11-29", {"reference-price.backwards"}),
    ],
)
def test_both_sides_of_the_edges(tmp_path: Path, since: str, until: str, case: set[str]) -> None:
    assert cases(tmp_path, {"cup": offer(was=f"{{price: 5500 JPY, from: {since}, until: {until}}}")}) == case


@pytest.mark.parametrize(("price", "case"), [("4400 JPY", {"reference-price.no-cut"}), ("4401 JPY", set())])
def test_a_price_to_compare_with_is_higher(tmp_path: Path, price: str, case: set[str]) -> None:
    assert cases(tmp_path, {"cup": offer(was=f"{{price: {price}, from: 2026-08-01}}")}) == case


def test_a_reminder_compares_from_the_opening_of_its_campaign(tmp_path: Path) -> None:
    was = "{price: 5500 JPY, from: 2026-08-01, until: 2026-11-30}"
    opening = offer("2026-12-01", "campaign: cup\n", until="2026-12-31", was=was)
    reminder = offer("2026-12-20", "campaign: cup\n", until="2026-12-31", was=was)
    assert cases(tmp_path, {"1-cup": opening, "2-more": reminder}) == set()
    assert cases(tmp_path, {"2-more": offer("2026-12-20", "", until="2026-12-31", was=was), "1-cup": "---\n---\n"}) == {
        "reference-price.stale"
    }


@pytest.mark.parametrize(
    "body",
    [
        "~~5,500円~~ 4,400円",
        "<del>¥5,500</del> ¥4,400",
        "通常価格：５，５００円",
        "通常5,500円のところ",
        "定価 5,500円",
        "The usual price is elsewhere; it was ¥5,500.",
        "RRP: ¥5,500",
        "¥5,500 → ¥4,400",
        "Take 20% off this week.",
        "今だけ２０％ＯＦＦ",
        "今だけ20%OFFです。",
        "全品半額",
        "You save ¥1,100.",
        "It is 1,100 yen off until Friday.",
        "いまなら1,000円引きです。",
        "１，０００円OFFでお届けします。",
        "1,100円お得です。",
        "~~5,500~~ 4,400 yen",
        "~~5500~~ **4,400**",
        "<del>5,500</del> → 4,400円",
        "Formerly ¥5,500.",
        "It previously cost 5,500 yen.",
        "Old price: ¥5,500",
        "before: ¥5,500",
        "It used to be ¥5,500.",
        "Usually sells for ¥5,500.",
        "Instead of the usual ¥5,500.",
        "Reduced from ¥5,500.",
        "From ¥5,500 down to ¥4,400.",
        "A cup (was 5,500).",
        "was 5,500, now 4,400",
        "5,500 → 4,400 yen",
        "A 10% discount until Friday.",
        "A discount of up to 10 per cent.",
        "Ten per cent off.",
        "10% cheaper",
        "10％の割引です。",
        "一割引",
        "二割引きです。",
        "一割ほどお安くいたします。",
        "二千円引き",
        "10%お値引きいたします。",
        "今週は2割引！",
        "1,100円お安くなります。",
        "通常一万二千円",
        "1万2千円のところ",
        "通常価格（税込）5,500円",
        "いつもは5,500円です。",
        "先週まで5,500円でした。",
        "もともと5,500円です。",
        "他店では5,500円です。",
        "値下げ前 5,500円",
        "5,500円から4,400円に",
        "5,500円が、今なら4,400円です。",
        "5,500円→4,400円",
        "急須は5,500円➡4,950円",
        '<span style="text-decoration: line-through">5,500円</span>',
        "<p style='color: red; text-decoration-line:line-through'>¥5,500</p>",
        "<s><b>5,500円</b></s>",
    ],
)
def test_words_that_compare_need_dates(tmp_path: Path, body: str) -> None:
    assert cases(tmp_path, {"cup": offer(body=body)}) == {"reference-price.unproved"}


@pytest.mark.parametrize(
    "body",
    [
        "One cup costs 4,400 yen with tax.",
        "The usual price is 4,400 yen, and so it is today.",
        "The set called Wordsworth, ¥5,500, is another.",
        "Wordsworth ¥5,500",
        "The postage was ¥600 last year, and still is.",
        "~~Wednesday~~ Thursday",
        "~~forty~~ thirty-one are left",
        "通常は三日で届きます。",
        "We have no list price to strike out.",
        "`~~5,500円~~`",
        "品質は100%国産です。",
        "A saving box for ¥4,400, and no more.",
        "4,400円から引き続きお選びいただけます。",
        "Of each cup ¥400 goes to the school.",
        "~~10,000~~ 8,000 readers have one.",
        "Opened in ~~12025~~ 2026, and 4,400 yen.",
        "From December the price goes from 4,400 yen to 5,500 yen.",
        "Until Friday 4,400 yen, then ¥5,500.",
        "The teapot, ¥5,500, stands beside it.",
        "The pot costs ¥5,500, but the cup 4,400 yen.",
        "Sizes: small 4,400 yen, regular 5,500 yen.",
        "Pay ¥5,500 before Friday for the pot.",
        "Order before Friday. Order before the ¥5,500 set is gone.",
        "Previously we only had white ones.",
        "Formerly a barn, now a workshop with a stove of ¥90,000.",
        "Usually ¥5,500 or more is sent free.",
        "Cups from 5,500 yen to 4,400 yen, depending on size.",
        "We do not give a 10% discount.",
        "There is no 10% discount, and no coupon.",
        "The lid saves 10% energy.",
        "The new clay has 10% less iron, and 10% of each sale goes to the school.",
        "She was glad (was 12 when she began, was 1905 in the books).",
        "割引はいたしません。",
        "10%の割引はいたしません。",
        "10%引きにはいたしません。",
        "一割ほどが窯で割れます。",
        "一割引いたお湯でいれます。",
        "いつもの5,500円の急須です。",
        "いつもは5,500円以上で送料無料です。",
        "以前は小屋でした。",
        "4,400円から5,500円に値上げします。",
        "大きいほうは5,500円、小さいほうは4,400円です。",
        "急須は5,500円ですが、湯のみは4,400円です。",
        "5,500円から4,400円までそろえました。",
        "一万二千円の急須もあります。",
        "5,500円 → ご注文はこちら",
        "窯の温度を1割引き上げます。",
        '<span style="text-decoration: underline">5,500円</span>の急須',
        '<span style="text-decoration: line-through">水曜</span> 木曜',
    ],
)
def test_other_words_do_not(tmp_path: Path, body: str) -> None:
    assert cases(tmp_path, {"cup": offer(body=body)}) == set()


@pytest.mark.parametrize("slip", [{"ask": "{phone: [075, 06]}"}, {"for": "[readers, drinkers]"}])
def test_a_word_that_cannot_be_read_is_not_called_missing(tmp_path: Path, slip: dict[str, str]) -> None:
    told = found(shop(tmp_path, {"cup": offer(**slip)}))
    assert [case.partition(".")[0] for _, case, _ in told] == ["bad-value"]


@pytest.mark.parametrize(
    ("body", "compares"),
    [
        ("~~55,00 €~~ 39,90 €", True),
        ("It was EUR 55.", True),
        ("It was €39,90 all year, and still is.", False),
        ("Usually 55.00 euros.", True),
    ],
)
def test_amounts_may_be_written_as_in_europe(tmp_path: Path, body: str, *, compares: bool) -> None:
    euros = {"price": "39,90 €", "postage": "free"}
    assert cases(tmp_path, {"cup": offer(body=body, **euros)}) == ({"reference-price.unproved"} if compares else set())
    dated = offer(body=body, **euros, was="{price: '55,00 €', from: 2026-08-01}")
    assert cases(tmp_path, {"cup": dated}) == set()


@pytest.mark.parametrize(
    ("written", "price"),
    [
        ("1万2千円", "4400 JPY"),
        ("1万 2千円", "4400 JPY"),
        ("4千 円", "3900 JPY"),
        ("¥4.400", "3900 JPY"),
        ("1’234.50 CHF", "400 CHF"),
        ("CHF 1'234.–", "400 CHF"),
        ("1 234,50 €", "400 EUR"),
        ("1.234.567 Euro", "400 EUR"),
        ("39,– €", "12,50 EUR"),
        ("$1,234.50", "400 USD"),
    ],
)
def test_an_amount_comes_to_the_same_in_a_letter_as_in_its_front_matter(
    tmp_path: Path, written: str, price: str
) -> None:
    terms = {"price": price, "postage": "free", "body": f"Formerly {written}."}
    assert cases(tmp_path, {"cup": offer(**terms)}) == {"reference-price.unproved"}
    dated = offer(**terms, was=f'{{price: "{written}", from: 2026-08-01}}')
    assert cases(tmp_path, {"cup": dated}) == set()


@pytest.mark.parametrize(
    "was", ["{price: 5500, from: 2026-08-01}", "{price: 5500 JPY, from: in summer}", "5500 JPY", "{price: ~, from: 8}"]
)
def test_a_price_before_that_cannot_be_read_has_one_finding(tmp_path: Path, was: str) -> None:
    told = shop(tmp_path, {"cup": offer(body="~~5,500 yen~~", was=was)}).findings
    assert [finding.rule for finding in told if finding.rule in OURS] == ["bad-value"]


@pytest.mark.parametrize(
    ("language", "label", "text"),
    [
        ("en", "Before", "¥5,500 (1 August 2026 to 30 November 2026)"),
        ("ja", "以前の価格", "5,500円（2026年8月1日から2026年11月30日まで販売）"),
    ],
)
def test_readers_see_when_the_price_before_was_charged(language: str, label: str, text: str) -> None:
    past = PastPrice(price=PRICES[2], since=date(2026, 8, 1), until=date(2026, 11, 30))
    shown = offer_terms(Offer(price=PRICES[0], was=(past,)), NOW, language)
    assert [(term.label, term.text) for term in shown.terms if term.name == "was"] == [(label, text)]


# Variants.


def test_the_site_shows_both_variants_to_everyone(tmp_path: Path) -> None:
    one = offer("2026-12-01", "campaign: cup\naudience: [customer]\n")
    two = offer("2026-12-02", "campaign: cup\naudience: [regular]\n", price="3900 JPY")
    made = shop(tmp_path, {"1-cup": one, "2-regulars": two})
    streams = [finding.values["stream"] for finding in made.findings if finding.rule == "reader-gets-two-variants"]
    assert sorted(streams) == ["feed", "site"]
    assert [held.streams for held in made.held_back if held.rule == "reader-gets-two-variants"] == [("feed", "site")]


def test_what_a_second_variant_is_kept_from_has_had_no_offer(tmp_path: Path) -> None:
    helpful = "---\ntitle: Water\ndate: 2026-12-02\npurpose: helpful\n---\n\nSeventy degrees.\n"
    one = offer("2026-12-01", "campaign: cup\naudience: [customer]\n")
    two = offer("2026-12-03", "campaign: cup\naudience: [regular]\n", price="3900 JPY")
    made = shop(tmp_path, {"1-cup": one, "2-water": helpful, "3-regulars": two, "4-tin": offer("2026-12-09")})
    posts = {stream: verdicts[-1].warmth.posts for stream, verdicts in made.verdicts.items()}
    assert [posts[stream] for stream in ("site", "feed", "newsletter/regular")] == [1, 1, 0]


def test_two_ends_named_at_one_moment_are_two_variants(tmp_path: Path) -> None:
    later = offer("2026-12-01", "campaign: cup\n", until="2026-12-13")
    assert cases(tmp_path, {"1-cup": offer("2026-12-01", "campaign: cup\n"), "2-more": later}) == {
        "reader-gets-two-variants.two"
    }


def test_free_is_the_same_in_any_currency(tmp_path: Path) -> None:
    euros = {"price": "39 EUR", "until": "2026-12-12"}
    opening = offer("2026-12-01", "campaign: cup\n", **euros, postage="0 EUR")
    assert (
        cases(tmp_path, {"1-cup": opening, "2-more": offer("2026-12-02", "campaign: cup\n", **euros, postage="free")})
        == set()
    )


@pytest.mark.parametrize(("until", "differs"), [("2026-12-08", True), ("2026-12-07", False)])
def test_an_offer_still_runs_on_its_last_day(tmp_path: Path, until: str, *, differs: bool) -> None:
    earlier = offer("2026-12-01", "campaign: cup\n", until=until)
    later = offer("2026-12-08", "campaign: cup\n", price="3900 JPY")
    assert ("reader-gets-two-variants.two" in cases(tmp_path, {"1-cup": earlier, "2-more": later})) == differs


@pytest.mark.parametrize(
    ("terms", "differs"),
    [
        ({"postage": "0 JPY"}, True),
        ({"until": "2026-12-11"}, True),
        ({"price": None, "order": None}, False),
        ({"price": "3900 JPY", "order": "https://shop.example/pot"}, False),
        ({}, False),
    ],
)
def test_what_differs_makes_a_variant(tmp_path: Path, terms: dict[str, str | None], *, differs: bool) -> None:
    letters = {
        "1-cup": offer("2026-12-01", "campaign: cup\n"),
        "2-more": offer("2026-12-02", "campaign: cup\n", body="", **terms),
    }
    assert ("reader-gets-two-variants.two" in cases(tmp_path, letters)) == differs


@pytest.mark.no_cover
def test_many_offers_are_judged_quickly() -> None:
    with tempfile.TemporaryDirectory() as folder:
        letters = {
            f"cup-{number}": offer(
                (date(2020, 1, 1) + timedelta(days=number)).isoformat(), "campaign: cup\n", "A cup. " * 400, until=None
            )
            for number in range(400)
        }
        made = shop(Path(folder), letters)
        assert len(made.sources) == 400
        assert {finding.rule for finding in made.findings if finding.rule in OURS} <= {"reference-price"}
