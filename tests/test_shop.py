"""From a folder to what readers get: who is held back, from where, and what appears."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planner.model import STREAMS, Level, Stage
from planner.report.simulation import simulate
from planner.report.status import status
from planner.rules import RULES
from planner.shop import Shop, open_shop
from planner.warming.streams import Standing
from tests.small_shop import write_post, write_shop

TOKYO = ZoneInfo("Asia/Tokyo")
HEARD = {"bad-value", "broken-link", "cold-offer", "duplicate-slug", "missing-alt", "missing-image", "unknown-purpose"}
QUIET = {rule.name: {"level": "off"} for rule in RULES if rule.name not in HEARD}
"""These shops are a few letters long: what a whole calendar should be like is tested elsewhere."""
KINDS = ("gratitude", "good-choice", "product-story", "owner-story", "staff-voice")


def letter(day: str, purpose: str, extra: str = "", body: str = "Words.") -> str:
    return f"---\ntitle: {purpose} of {day}\ndate: {day}\npurpose: {purpose}\n{extra}---\n\n{body}\n"


def warm_posts(month: str = "09") -> dict[str, str]:
    return {
        f"{month}-{n}.md": letter(f"2026-{month}-{1 + 6 * n:02d}", KINDS[n], f"slug: w{month}{n}\n") for n in range(5)
    }


def shop(
    folder: Path,
    posts: Mapping[str, str],
    block: str = "",
    at: str = "2026-12-01",
    *,
    drafts: bool = False,
    cold_offer: str = "error",
    story_consent: str = "off",
) -> Shop:
    rules = QUIET | {"cold-offer": {"level": cold_offer}, "story-consent": {"level": story_consent}}
    config = f"docs_dir: content\nplugins:\n  - planner:\n      timezone: Asia/Tokyo\n      rules: {json.dumps(rules)}\n{block}"
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    for name, text in posts.items():
        file = folder / "content" / "posts" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    now = datetime.fromisoformat(at).replace(tzinfo=TOKYO)
    return open_shop(None, start=folder, now=now, drafts=drafts)


def found(shop: Shop) -> list[tuple[str, str, str]]:
    return [(one.path.rpartition("/")[2], one.rule, one.case) for one in shop.findings]


def site(shop: Shop) -> list[str]:
    return [post.path.rpartition("/")[2] for post in shop.publication.site]


def test_an_offer_after_enough_appears_everywhere(tmp_path: Path) -> None:
    made = shop(tmp_path, warm_posts() | {"cup.md": letter("2026-09-30", "offer")})
    assert found(made) == []
    assert site(made)[-1] == "cup.md"
    assert [edition.name for edition in made.publication.editions][-1] == "2026-09-30-cup"
    assert made.publication.editions[-1].stages == tuple(Stage)


def test_a_cold_offer_is_an_error_in_every_stream_and_held_back(tmp_path: Path) -> None:
    made = shop(tmp_path, {"cup.md": letter("2026-09-30", "offer")})
    assert [one.values["stream"] for one in made.findings] == list(STREAMS)
    assert site(made) == []
    assert made.publication.editions == ()


def test_one_warm_post_fewer_is_cold(tmp_path: Path) -> None:
    posts = warm_posts() | {"cup.md": letter("2026-09-30", "offer")}
    del posts["09-0.md"]
    made = shop(tmp_path, posts)
    assert set(found(made)) == {("cup.md", "cold-offer", "posts-write")}
    assert {**made.findings[0].values, "stream": ""} == {
        "stream": "", "posts": 4, "needed": 5, "missing": 1, "kinds": 4, "kinds_needed": 4, "days": 23.0, "days_needed": 21,
        "first": True,
    }  # fmt: skip


def test_the_earliest_warm_date_is_named(tmp_path: Path) -> None:
    made = shop(tmp_path, warm_posts() | {"cup.md": letter("2026-09-20", "offer")})
    assert {one.values["earliest"].isoformat() for one in made.findings} == {"2026-09-25T09:00:00+09:00"}


def test_an_audience_is_judged_by_its_own_stages(tmp_path: Path) -> None:
    posts = {name: text.replace("purpose:", "audience: customer\npurpose:") for name, text in warm_posts().items()}
    made = shop(tmp_path, posts | {"cup.md": letter("2026-09-30", "offer", "audience: [customer, prospect]\n")})
    assert {one.values["stream"] for one in made.findings} == {"newsletter/prospect"}
    assert made.publication.editions[-1].stages == (Stage.CUSTOMER,)
    assert site(made)[-1] == "cup.md"


def test_a_post_with_an_error_warms_nobody(tmp_path: Path) -> None:
    posts = warm_posts() | {"cup.md": letter("2026-09-30", "offer")}
    posts["09-1.md"] = letter("2026-09-07", "good-choice", "image: gone.png\nimage_alt: x\n")
    made = shop(tmp_path, posts)
    assert {rule for _, rule, _ in found(made)} == {"missing-image", "cold-offer"}
    assert "09-1.md" not in site(made)


def test_drafts_count_only_when_asked(tmp_path: Path) -> None:
    posts = warm_posts() | {"cup.md": letter("2026-09-30", "offer")}
    posts["09-1.md"] = letter("2026-09-07", "good-choice", "draft: true\n")
    assert {rule for _, rule, _ in found(shop(tmp_path, posts))} == {"cold-offer"}
    assert found(shop(tmp_path, posts, drafts=True)) == []


def test_a_draft_is_not_judged(tmp_path: Path) -> None:
    posts = {"x.md": letter("soon", "ofer", "draft: true\n")}
    assert found(shop(tmp_path, posts)) == []
    assert len(found(shop(tmp_path, posts, drafts=True))) == 2


def test_the_future_does_not_appear(tmp_path: Path) -> None:
    made = shop(tmp_path, warm_posts(), at="2026-09-13T09:00")
    assert site(made) == ["09-0.md", "09-1.md", "09-2.md"]
    assert [post.path.rpartition("/")[2] for post in made.future()] == ["09-3.md", "09-4.md"]


def test_a_campaign_may_remind_twice(tmp_path: Path) -> None:
    until = "campaign: cup\noffer: {until: 2026-10-10}\n"
    days = ("2026-09-30", "2026-10-03", "2026-10-10 23:59")
    offers = {f"cup{n}.md": letter(day, "offer", until) for n, day in enumerate(days)}
    assert found(shop(tmp_path, warm_posts() | offers)) == []
    offers["cup3.md"] = letter("2026-10-10 23:58", "offer", until)
    assert {path for path, _, _ in found(shop(tmp_path, warm_posts() | offers))} == {"cup2.md"}


def test_a_reminder_after_the_last_day_is_judged_afresh(tmp_path: Path) -> None:
    until = "campaign: cup\noffer: {until: 2026-10-10}\n"
    offers = {f"cup{n}.md": letter(day, "offer", until) for n, day in enumerate(("2026-09-30", "2026-10-11 00:00"))}
    assert {path for path, _, _ in found(shop(tmp_path, warm_posts() | offers))} == {"cup1.md"}


def test_since_makes_history(tmp_path: Path) -> None:
    posts = {"a.md": letter("2026-01-05", "offer"), "b.md": letter("2026-01-06", "offer")}
    made = shop(tmp_path, posts, "      since: 2026-01-06\n")
    assert {path for path, _, _ in found(made)} == {"b.md"}
    assert made.findings[0].values["first"] is False
    assert "a.md" in site(made)


def test_an_open_incident_keeps_offers_back_until_its_recovery(tmp_path: Path) -> None:
    incident = "slug: late\nincident: {happened: 2026-09-26 08:00}\n"
    posts = warm_posts() | {
        "sorry.md": letter("2026-09-27", "apology", incident),
        "cup.md": letter("2026-09-30", "offer"),
    }
    assert {case for _, _, case in found(shop(tmp_path, posts))} == {"incident-write"}
    posts["good.md"] = letter("2026-10-05", "recovery", "recovers: late\n")
    held = shop(tmp_path, posts)
    assert {one.values["earliest"].isoformat() for one in held.findings} == {"2026-10-05T09:00:00+09:00"}
    posts["cup.md"] = letter("2026-10-05", "offer")
    assert found(shop(tmp_path, posts)) == []


def test_a_digest_warms_before_it_asks(tmp_path: Path) -> None:
    posts = warm_posts() | {"a-cup.md": letter("2026-09-29", "offer"), "z.md": letter("2026-09-30", "helpful")}
    block = "      newsletter: {edition: week, weekday: friday}\n      warming: {first: {posts: 6}}\n"
    made = shop(tmp_path, posts, block)
    assert {one.values["stream"] for one in made.findings} == {"site", "feed"}
    verdict = made.verdicts["newsletter/customer"][0]
    assert (verdict.standing, verdict.warmth.posts) == (Standing.PARTLY, 6)


def test_a_switched_off_rule_finds_and_holds_nothing(tmp_path: Path) -> None:
    made = shop(tmp_path, {"cup.md": letter("2026-09-30", "offer")}, cold_offer="off")
    assert (found(made), site(made)) == ([], ["cup.md"])


@pytest.mark.parametrize("level", ["off", "warning", "note"])
def test_what_is_let_through_reaches_everybody_and_counts_as_an_offer(tmp_path: Path, level: str) -> None:
    posts = warm_posts() | {"a.md": letter("2026-09-12", "offer"), "b.md": letter("2026-09-30", "offer")}
    made = shop(tmp_path, posts, cold_offer=level)
    for stream, (first, second) in made.verdicts.items():
        assert (first.standing, first.warmth.posts) == (Standing.COLD, 2)
        assert [one.start for one in first.joiners] == [None]
        # After an offer that readers have had, three letters are not enough for the next one.
        assert (second.standing, second.warmth.posts, second.warmth.first) == (Standing.COLD, 3, False), stream
    assert {"a.md", "b.md"} <= set(site(made))
    strict = shop(tmp_path, posts)
    assert {second.warmth.first for _, second in strict.verdicts.values()} == {True}


def test_what_a_letter_allows_itself_counts_as_sent_too(tmp_path: Path) -> None:
    cold = letter("2026-09-12", "offer", "allow: {cold-offer: everybody asked for it}\n")
    made = shop(tmp_path, warm_posts() | {"a.md": cold, "b.md": letter("2026-09-30", "offer")})
    assert [second.warmth.first for _, second in made.verdicts.values()] == [False] * len(STREAMS)
    assert "a.md" in site(made)


def test_a_reader_gets_what_is_let_through(tmp_path: Path) -> None:
    posts = warm_posts() | {"a.md": letter("2026-09-12", "offer"), "b.md": letter("2026-09-30", "offer")}
    made = shop(tmp_path, posts, cold_offer="warning")
    told = simulate(made.known, datetime(2026, 8, 1, tzinfo=TOKYO), Stage.CUSTOMER)
    assert [one.withheld for one in told.letters] == [None] * len(posts)
    at = datetime(2026, 9, 1, tzinfo=TOKYO)
    ahead = status(shop(tmp_path, posts, cold_offer="warning", at=at.date().isoformat()).known)
    assert all(offer.verdict.joiners for stream in ahead.streams for offer in stream.offers)


def test_a_story_warms_where_it_may_be_told(tmp_path: Path) -> None:
    consent = "customer: {consent: {date: 2026-08-01, scope: [site]}, incentive: none, edited: no}\n"
    posts = warm_posts() | {"09-2.md": letter("2026-09-13", "customer-story", consent)}
    made = shop(tmp_path, posts | {"cup.md": letter("2026-09-30", "offer")}, story_consent="error")
    standing = {stream: verdicts[0].standing for stream, verdicts in made.verdicts.items()}
    assert standing["site"] is Standing.WARM
    assert {standing[stream] for stream in STREAMS if stream != "site"} == {Standing.COLD}
    assert {"09-2.md", "cup.md"} <= set(site(made))


def test_the_earliest_edition_is_named_by_the_finding_too(tmp_path: Path) -> None:
    block = "      newsletter: {edition: week, weekday: tuesday}\n      warming: {first: {days: 31}}\n"
    made = shop(tmp_path, warm_posts() | {"cup.md": letter("2026-09-20", "offer")}, block)
    earliest = {one.values["stream"]: one.values["earliest"].isoformat() for one in made.findings}
    assert earliest["site"] == "2026-10-02T09:00:00+09:00"
    assert earliest["newsletter/customer"] == "2026-10-06T09:00:00+09:00"


def test_a_weaker_level_does_not_hold_back(tmp_path: Path) -> None:
    made = shop(tmp_path, {"cup.md": letter("2026-09-30", "offer")}, cold_offer="warning")
    assert {one.level for one in made.findings} == {Level.WARNING}
    assert site(made) == ["cup.md"]


@pytest.mark.parametrize(
    ("body", "case"),
    [
        ("[x](quite-another.md)", "missing"),
        ("[x](09-O.md)", "near"),
        ("[x](09-4.md)", "later"),
        ("[x](../series/welcome/01.md)", "series"),
    ],
)
def test_links_between_posts(tmp_path: Path, body: str, case: str) -> None:
    step = tmp_path / "content" / "series" / "welcome" / "01.md"
    step.parent.mkdir(parents=True)
    step.write_text("---\ntitle: x\nday: 1\npurpose: gratitude\n---\n", encoding="utf-8")
    posts = warm_posts() | {"linking.md": letter("2026-09-02", "news", body=body)}
    made = shop(tmp_path, posts)
    assert found(made) == [("linking.md", "broken-link", case)]
    assert made.findings[0].level == (Level.ERROR if case in {"missing", "near"} else Level.WARNING)


def test_links_that_are_fine(tmp_path: Path) -> None:
    body = "[a](09-0.md) [b](09-0.md#x) [c](https://a.example/x.md) [d](#top) [e](/about/) `[f](gone.md)`"
    assert found(shop(tmp_path, warm_posts() | {"linking.md": letter("2026-09-28", "news", body=body)})) == []


def test_two_letters_at_one_address(tmp_path: Path) -> None:
    posts = {"2026/a.md": letter("2026-09-02", "news"), "2027/A.md": letter("2026-09-03", "news")}
    made = shop(tmp_path, posts)
    assert [(one.path, one.values["other"]) for one in made.findings] == [
        ("content/posts/2027/A.md", "content/posts/2026/a.md")
    ]


def test_in_the_hour_that_the_clock_shows_twice_time_goes_on(tmp_path: Path) -> None:
    front = "title: A\npurpose: helpful\ndate: "
    posts = {"early": f"{front}2026-10-25T00:50Z", "late": f"{front}2026-10-25T01:10Z"}
    root = write_shop(tmp_path, posts=0)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("Asia/Tokyo", "Europe/London")
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    for name, text in posts.items():
        write_post(root, f"{name}.md", text)
    made = open_shop(root / "mkdocs.yml", start=root, now=datetime(2026, 10, 25, 1, 5, tzinfo=UTC))
    assert [post.slug for post in made.posts] == ["early", "late"]
    assert [post.slug for post in made.publication.site] == ["early"]
    assert [post.slug for post in made.future()] == ["late"]


def test_what_came_before_since_is_history_in_that_hour_too(tmp_path: Path) -> None:
    root = write_shop(tmp_path, posts=0)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("Asia/Tokyo", "Europe/London")
    (root / "mkdocs.yml").write_text(f"{config}      since: 2026-10-25T01:10Z\n", encoding="utf-8")
    write_post(root, "old.md", "title: A\npurpose: offer\ndate: 2026-10-25T00:50Z")
    write_post(root, "new.md", "title: B\npurpose: offer\ndate: 2026-10-25T01:10Z")
    made = open_shop(root / "mkdocs.yml", start=root, now=datetime(2026, 12, 1, tzinfo=UTC))
    assert [send.history for send in made.judged.streams["site"].sends] == [True, False]
