"""`planner plan`: what it plans passes the check once it is written."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.cli.main import main
from planner.purposes import ROLES
from planner.wording import LANGUAGES
from tests.small_shop import AT, write_post, write_shop

ROOT = Path(__file__).parent.parent
WARMING = ROOT / "planner" / "starter"


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


def obey(root: Path, found: dict[str, Any], offer: str = "purpose: offer") -> None:
    """Do what the owner is told: give drafts their date, and make the offer."""
    for post in found["posts"]:
        if post["move"]:
            file = root / post["path"]
            lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("date:")]
            file.write_text("\n".join([lines[0], f"date: {post['date']}", *lines[1:]]) + "\n", encoding="utf-8")
    if found["path"] is None:
        write_post(root, "the-wished-offer.md", f"title: The wished offer\ndate: {found['offer']}\n{offer}")


def test_a_plan_is_told_as_a_small_calendar(shop: Path) -> None:
    result = run(shop, "plan", "--offer", "2026-12-29")
    assert result.exit_code == 0
    assert result.stdout == """\
An offer on 29 December 2026
It can find its readers warm, if these letters come before it:

  2026-12-05 Sat  Good choice
"""


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
