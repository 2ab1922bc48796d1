"""`planner plan`: what it plans passes the check once it is written."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.cli.main import main
from planner.wording import LANGUAGES
from tests.small_shop import AT, CONFIG, write_post, write_shop

ROOT = Path(__file__).parent.parent


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six warm posts in October, and an offer that took them up."""
    write_shop(tmp_path)
    write_post(tmp_path, "first-offer.md", "title: A cup\ndate: 2026-10-27\npurpose: offer")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(root: Path, *words: str, at: str = AT) -> Result:
    return CliRunner().invoke(main, [*words, "--config", str(root / "mkdocs.yml"), "--at", at])


def plan(root: Path, *words: str, at: str = AT) -> dict[str, Any]:
    result = run(root, "plan", *words, "--format", "json", at=at)
    assert result.exit_code in {0, 1}, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def cold(root: Path, at: str = AT) -> list[dict[str, Any]]:
    """The cold offers of a shop with all its drafts."""
    result = run(root, "check", "--drafts", "--select", "cold-offer", "--format", "json", at=at)
    found: list[dict[str, Any]] = json.loads(result.stdout)["findings"]
    return found


def redate(file: Path, when: str) -> None:
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("date:")]
    file.write_text("\n".join([lines[0], f"date: {when}", *lines[1:]]) + "\n", encoding="utf-8")


def obey(root: Path, found: dict[str, Any], offer: str = "purpose: offer") -> None:
    """Do what the owner is told: give drafts their date, and make the offer."""
    for post in found["posts"]:
        if post["move"]:
            redate(root / post["path"], post["date"])
    if found["path"] is None:
        write_post(root, "the-wished-offer.md", f"title: The wished offer\ndate: {found['offer']}\n{offer}")


def test_a_plan_is_told_as_a_small_calendar(shop: Path) -> None:
    result = run(shop, "plan", "--offer", "2026-12-29 10:00")
    assert result.exit_code == 0
    assert (
        result.stdout
        == """\
An offer on 29 December 2026, 10:00
It can find its readers warm, if these letters come before it:

  2026-12-08 Tue 09:00  Thank you      to write
  2026-12-12 Sat 09:00  A good choice  to write
  2026-12-16 Wed 09:00  Product story  to write
  2026-12-20 Sun 09:00  Good to know   to write
  2026-12-26 Sat 09:00  After-care     to write
  2026-12-29 Tue 10:00  Offer

Who will be warm
  The site and the feed: every reader.
  The letters to everyone: those who joined before 8 December 2026.
  The others get these letters too, and your offers once they have had enough.

What to do next
  `planner plan --offer '2026-12-29 10:00' --write` makes 5 drafts with questions to start from.
"""
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_passes_the_check(shop: Path, language: str) -> None:
    before = {path: path.read_bytes() for path in shop.rglob("*.md")}
    told = plan(shop, "--offer", "2026-12-29", "--language", language)
    found = plan(shop, "--offer", "2026-12-29", "--write", "--language", language)
    assert (told["met"], {post["path"] for post in told["posts"]}) == (True, {None})
    assert [post["date"] for post in found["posts"]] == [post["date"] for post in told["posts"]]
    assert all(post["draft"] and (shop / post["path"]).is_file() for post in found["posts"])
    assert {path: path.read_bytes() for path in before} == before
    obey(shop, found)
    assert cold(shop) == []


def test_written_drafts_need_no_second_plan_and_are_not_overwritten(shop: Path) -> None:
    first = plan(shop, "--offer", "2026-12-29", "--write")
    files = {path: path.read_bytes() for path in shop.rglob("*.md")}
    second = plan(shop, "--offer", "2026-12-29", "--write")
    assert [post["path"] for post in second["posts"]] == [post["path"] for post in first["posts"]]
    assert {path: path.read_bytes() for path in shop.rglob("*.md")} == files
    said = run(shop, "plan", "--offer", "2026-12-29", "--write").stdout
    assert "Nothing had to be made" in said
    assert "Finish in time: content/posts/" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_for_a_starter_passes_the_check(tmp_path: Path, language: str) -> None:
    shutil.copytree(ROOT / "planner" / "starter" / language, tmp_path, dirs_exist_ok=True)
    found = plan(tmp_path, "--offer", "2027-01-19", "--write")
    assert (found["met"], len(found["posts"])) == (True, 5)
    obey(tmp_path, found)
    assert cold(tmp_path) == []


def test_a_plan_for_the_demo_shop_passes_the_check(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    found = plan(tmp_path, "--offer", "2027-02-02", "--write", at="2026-12-20")
    assert (found["met"], len(found["posts"])) == (True, 5)
    obey(tmp_path, found)
    assert cold(tmp_path, at="2026-12-20") == []


def test_an_empty_shop_begins_with_the_talks(tmp_path: Path) -> None:
    write_shop(tmp_path, posts=0)
    found = plan(tmp_path, "--offer", "2026-12-29", "--write")
    purposes = [post["purpose"] for post in found["posts"]]
    assert purposes == ["gratitude", "good-choice", "product-story", "owner-story", "staff-voice"]
    assert {date.fromisoformat(post["date"][:10]).weekday() for post in found["posts"]} == {1, 4}
    obey(tmp_path, found)
    assert cold(tmp_path) == []


def test_a_date_too_near_ends_with_one_and_names_the_earliest(shop: Path) -> None:
    files = sorted(shop.rglob("*"))
    result = run(shop, "plan", "--offer", "2026-12-05", "--write")
    assert result.exit_code == 1
    assert "The earliest date that can be met is 12 December 2026" in result.stdout
    assert "Nothing has been made" in result.stdout
    assert "`planner plan --offer 2026-12-12 --write` makes 4 drafts" in result.stdout
    found = plan(shop, "--offer", "2026-12-05")
    assert (found["met"], found["earliest"], len(found["posts"])) == (False, "2026-12-12T09:00:00+09:00", 4)
    assert sorted(shop.rglob("*")) == files
    assert plan(shop, "--offer", found["earliest"])["posts"] == found["posts"]


def test_a_stage_alone(shop: Path) -> None:
    found = plan(shop, "--offer", "2026-12-29", "--stage", "regular", "--write")
    assert [stream["stream"] for stream in found["streams"]] == ["newsletter/regular"]
    text = (shop / found["posts"][0]["path"]).read_text(encoding="utf-8")
    assert "audience: [regular]" in text
    obey(shop, found, "purpose: offer\naudience: [regular]\nchannels: [newsletter]")
    assert cold(shop) == []
    assert (
        "give the offer `audience: [regular]`" in run(shop, "plan", "--offer", "2026-12-29", "--stage", "常連").stdout
    )


def test_drafts_are_used_first_and_left_as_they_are(shop: Path) -> None:
    drafts = {
        "in-time.md": "title: In time\ndate: 2026-12-18\npurpose: question\ndraft: true",
        "late.md": "title: Late\ndate: 2027-03-01\npurpose: helpful\ndraft: true",
        "undated.md": "title: Some day\npurpose: お客様の声\ndraft: true",
        "unfit.md": "date: 2026-12-11\npurpose: gratitude\ndraft: true",
        "for-regulars.md": "title: Regulars\npurpose: after-care\naudience: [regular]\ndraft: true",
        "sells.md": "title: Another cup\npurpose: offer\ndraft: true",
    }
    files = {write_post(shop, name, front): front for name, front in drafts.items()}
    before = {path: path.read_bytes() for path in files}
    found = plan(shop, "--offer", "2026-12-29", "--write")
    assert {path: path.read_bytes() for path in files} == before
    known = {Path(post["path"]).name: post for post in found["posts"] if Path(post["path"]).name in drafts}
    assert sorted(known) == ["in-time.md", "late.md", "undated.md"]
    assert [known[name]["move"] for name in sorted(known)] == [False, True, True]
    said = run(shop, "plan", "--offer", "2026-12-29").stdout
    assert f"Write `date: {known['late.md']['date'][:10]}` into content/posts/late.md." in said
    assert "Left out, because something in it has to be mended first" in said
    assert "content/posts/unfit.md" in said


def test_the_offer_of_that_day_is_the_one_that_is_meant(shop: Path) -> None:
    write_post(shop, "cup.md", "title: A cup\ndate: 2026-12-29 10:00\npurpose: offer")
    found = plan(shop, "--offer", "2026-12-29", "--write")
    assert (found["path"], found["offer"]) == ("content/posts/cup.md", "2026-12-29T10:00:00+09:00")
    assert cold(shop) == []
    assert "content/posts/cup.md" in run(shop, "plan", "--offer", "2026-12-29").stdout


def test_an_offer_that_stands_there_is_planned_for_its_own_readers_and_may_have_to_move(shop: Path) -> None:
    write_post(
        shop, "cup.md", "title: A cup\ndate: 2026-12-05\npurpose: offer\naudience: [regular]\nchannels: [newsletter]"
    )
    found = plan(shop, "--offer", "2026-12-05")
    assert [stream["stream"] for stream in found["streams"]] == ["newsletter/regular"]
    said = run(shop, "plan", "--offer", "2026-12-05", "--language", "ja")
    assert said.exit_code == 1
    assert "content/posts/cup.md に `date: 2026-12-12` と書いてください" in said.stdout


def test_an_open_incident_comes_first(shop: Path) -> None:
    incident = (
        "incident:\n  happened: 2026-11-29\n  facts: Broken cups\n  affected: Many\n  remedy: New cups\n  contact: 000"
    )
    write_post(shop, "sorry.md", f"title: Sorry\ndate: 2026-11-30\npurpose: apology\n{incident}")
    result = run(shop, "plan", "--offer", "2026-12-29", "--write")
    assert result.exit_code == 1
    assert "An incident will still be open" in result.stdout
    assert "`planner new recovery`" in result.stdout
    found = plan(shop, "--offer", "2026-12-29")
    assert (found["met"], found["earliest"], found["incident"], found["posts"]) == (False, None, True, [])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "--offer is missing."),
        (["--offer", "soon"], "--offer needs a date, and “soon” is none."),
        (["--offer", "2026-11-30"], "--offer needs a date to come, and 30 November 2026 is past."),
        (["--offer", "2026-12-01"], "--offer needs a date to come"),
        (["--offer", "2062-12-29"], "--offer names 29 December 2062, and a plan looks 10 years ahead at most."),
        (["--offer", "2026-12-29", "--stage", "regulra"], "Did you mean regular?"),
        (["--offer", "2026-12-29", "--format", "xml"], "--format does not know “xml”."),
    ],
)
def test_what_cannot_be_planned_is_answered_in_two_lines(shop: Path, words: list[str], sentence: str) -> None:
    result = run(shop, "plan", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert len(result.stderr.splitlines()) == 2


def test_all_drafts_are_made_or_none(shop: Path) -> None:
    (shop / "content" / "posts" / "2025").mkdir()
    (shop / "content" / "posts" / "2027").write_text("in the way", encoding="utf-8")
    posts = sorted(shop.rglob("*.md"))
    result = run(shop, "plan", "--offer", "2027-01-12", "--write")
    assert result.exit_code == 2
    assert sorted(shop.rglob("*.md")) == posts


START = date.fromisoformat(AT)
DRAFTS = ("", "", "", "\ndraft: true")
KINDS = ("gratitude", "good-choice", "product-story", "staff-voice", "helpful", "question", "news", "offer", "offer")
SETTINGS = (
    "",
    "\n      warming: {preset: six-talks}",
    "\n      warming: {preset: jab-jab-jab, stages: {regular: {preset: regulars}}}",
    "\n      newsletter: {edition: week, weekday: wednesday}",
    "\n      newsletter: {edition: month, day: 28}\n      warming: {preset: 4-1-1}",
)


@st.composite
def posts(draw: st.DrawFn) -> list[str]:
    """The front matter of up to fifteen posts around now, drafts with and without a date among them."""
    found = []
    for number in range(draw(st.integers(0, 15))):
        draft = draw(st.sampled_from(DRAFTS))
        day = START + timedelta(days=draw(st.integers(-80, 40)))
        dated = "" if draft and draw(st.booleans()) else f"\ndate: {day}{draw(st.sampled_from(['', '', ' 18:30']))}"
        audience = draw(st.sampled_from(["", "", "", "\naudience: [regular]", "\nchannels: [site, feed]"]))
        found.append(f"title: T{number}{dated}\npurpose: {draw(st.sampled_from(KINDS))}{draft}{audience}")
    return found


@settings(max_examples=40, deadline=None)
@given(posts(), st.sampled_from(SETTINGS), st.integers(1, 60), st.sampled_from([(), ("--stage", "regular")]))
def test_the_plan_of_any_shop_passes_the_check(
    fronts: list[str], config: str, days: int, stage: tuple[str, ...]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_shop(root, posts=0)
        (root / "mkdocs.yml").write_text(CONFIG.format(language="en").rstrip() + config + "\n", encoding="utf-8")
        for number, front in enumerate(fronts):
            write_post(root, f"p{number:02d}.md", front)
        wished = str(START + timedelta(days=days))
        first = plan(root, "--offer", wished, *stage)
        if first["earliest"] is None:
            return
        if first["path"]:
            redate(root / first["path"], first["earliest"])
        found = plan(root, "--offer", first["earliest"], *stage, "--write")
        assert found["met"]
        assert [post["date"] for post in found["posts"]] == [post["date"] for post in first["posts"]]
        only = "\naudience: [regular]\nchannels: [newsletter]" if stage else ""
        obey(root, found, f"purpose: offer{only}")
        offer = found["path"] or "content/posts/the-wished-offer.md"
        streams = {one["stream"] for one in found["streams"]}
        assert [one for one in cold(root) if one["path"] == offer and one["values"]["stream"] in streams] == []
