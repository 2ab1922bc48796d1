"""`planner simulate`: one reader's letters, against a reader followed by hand, and as a shop owner reads them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from planner.cli.main import main
from planner.wording import LANGUAGES
from tests import tea_shop
from tests.one_reader import follow
from tests.test_cli_status import BOUND, COUNT, MOMENT, WARMTH, WORD, Expected, closed, listed
from tests.written_shops import STAGES, Letter, Written, written_shops

LETTER = closed(
    path=WORD, date=MOMENT, day=COUNT, purpose=WORD, title=WORD, series={"type": ["string", "null"]},
    received={"type": "boolean"}, withheld={"enum": [None, "held-back", "incident", "cold"]},
    warmth={"anyOf": [WARMTH, {"type": "null"}]},
)  # fmt: skip
SCHEMA = closed(schema={"const": "planner.simulate/1"}, stage={"enum": [*STAGES]}, joined=BOUND, letters=listed(LETTER))


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["simulate", "--config", str(folder / "mkdocs.yml"), *words])


def data(folder: Path, *words: str) -> dict[str, Any]:
    result = run(folder, *words, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    found: dict[str, Any] = json.loads(result.stdout)
    Draft202012Validator(SCHEMA).validate(found)
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(written_shops(), st.sampled_from(STAGES), st.integers(-20, 30), st.sampled_from([(9, 0), (10, 0), (0, 0)]))
def test_letters_agree_with_a_reader_followed_by_hand(
    written: Written, stage: str, day: int, clock: tuple[int, int]
) -> None:
    joined = Letter("", "", day, clock).date
    with TemporaryDirectory() as name:
        found = data(written.write(Path(name)), "--joined", f"{joined:%Y-%m-%d %H:%M}", "--stage", stage)
    expected = Expected(written, f"newsletter/{stage}")
    outcomes = follow(expected.shown(), written.minute(joined))
    kept = {send.path for send in expected.stream().sends if send.kept_out}
    received = [(one.path, written.date(one.instant)) for one in outcomes if one.received and one.path not in kept]
    assert [(one["path"], one["date"]) for one in found["letters"] if one["received"]] == received
    everything = {send.path for send in written.stream(expected.name).sends if send.instant > written.minute(joined)}
    steps = {step.path for step in written.stream(expected.name).steps}
    assert {one["path"] for one in found["letters"]} == everything | steps


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return tea_shop.write(tmp_path, "en")


def letters(found: dict[str, Any]) -> list[tuple[int, str, str | None]]:
    return [(one["day"], Path(one["path"]).stem, one["withheld"]) for one in found["letters"]]


def test_series_and_calendar_in_one_row(shop: Path) -> None:
    found = data(shop, "--joined", "2026-11-01")
    assert found["stage"] == "customer"
    assert letters(found) == [
        (0, "00-gratitude", None),
        (2, "kettle", None),
        (4, "04-good-choice", None),
        (9, "09-owner-story", None),
        (16, "16-staff-voice", None),
        (16, "yuki", None),
        (21, "21-offer", None),
        (44, "cup", "cold"),
        (51, "new-tea", "held-back"),
    ]
    assert [one["series"] for one in found["letters"]][:3] == ["welcome", None, "welcome"]
    assert found["letters"][7]["warmth"]["posts"] == 0
    assert [one["warmth"] is None for one in found["letters"]].count(False) == 3


def test_an_open_incident_closes_even_the_series_offers(shop: Path) -> None:
    found = data(shop, "--joined", "2026-09-25")
    assert (21, "21-offer", "incident") in letters(found)


def test_a_cold_offer_of_the_series_is_told(shop: Path) -> None:
    (shop / "content/series/welcome/01-soon.md").write_text("---\ntitle: Buy\nday: 1\npurpose: offer\n---\n\nNow.\n")
    assert (1, "01-soon", "held-back") in letters(data(shop, "--joined", "2026-11-01"))


@pytest.mark.parametrize(
    "word", ["regular", "Regular", "regulars", "常連", "常連さん", "じょうれん", "常連客", "ＲＥＧＵＬＡＲ"]
)
def test_a_stage_however_it_is_spelt(shop: Path, word: str) -> None:
    result = run(shop, "--joined", "2026-11-01", "--stage", word, "--format", "json")
    assert json.loads(result.stdout)["stage"] == "regular"


@pytest.mark.parametrize(("word", "near"), [("custommer", "customer"), ("常連用", "regular")])
def test_an_unknown_stage_is_answered_with_the_nearest(shop: Path, word: str, near: str) -> None:
    result = run(shop, "--joined", "2026-11-01", "--stage", word)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"Did you mean {near}?" in result.stderr


def test_a_stage_like_nothing(shop: Path) -> None:
    result = run(shop, "--joined", "2026-11-01", "--stage", "xyz")
    assert result.exit_code == 2
    assert "Choose from acquaintance, prospect, customer and regular." in result.stderr


@pytest.mark.parametrize("words", [(), ("--joined", "soon"), ("--joined", "2026-02-30"), ("--joined", "")])
def test_no_day_of_joining(shop: Path, words: tuple[str, ...]) -> None:
    assert run(shop, *words).exit_code == 2


@pytest.mark.parametrize("when", ["1000-01-01", "9999-12-29", "2026-11-01T00:00Z", "令和8年11月1日"])
def test_any_day_of_joining(shop: Path, when: str) -> None:
    """The calendar ends in 9999, and with it the letters; no day ends in a fault of ours."""
    result = run(shop, "--joined", when)
    assert result.exit_code == 0 or "needs a year" in result.stderr


def test_without_a_series_the_reader_is_a_customer(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text("docs_dir: content\nplugins: [planner]\n")
    found = data(tmp_path, "--joined", "2026-11-01")
    assert (found["stage"], found["letters"]) == ("customer", [])
    assert "Nothing is planned for this reader." in run(tmp_path, "--joined", "2026-11-01").stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text(tmp_path: Path, language: str, golden: Callable[[str, dict[str, str]], None]) -> None:
    folder = tea_shop.write(tmp_path, language)
    texts = {f"{joined}.txt": run(folder, "--joined", joined).stdout for joined in ("2026-09-25", "2026-11-01")}
    golden(f"simulate/{language}", texts)


def test_output_goes_to_a_file(shop: Path, tmp_path: Path) -> None:
    words = ["--joined", "2026-11-01", "--format", "json"]
    assert run(shop, *words, "--output", str(tmp_path / "out.json")).stdout == ""
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == run(shop, *words).stdout


def test_who_is_greeted_by_two_series_gets_the_letters_of_both(tmp_path: Path) -> None:
    block = "series: {a: {stage: customer}, b: {stage: customer}}"
    (tmp_path / "mkdocs.yml").write_text(f"docs_dir: content\nplugins:\n  - planner: {{{block}}}\n", encoding="utf-8")
    for series, day in (("a", 0), ("b", 3), ("a", 7)):
        folder = tmp_path / "content/series" / series
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{day}.md").write_text(f"---\ntitle: L{day}\nday: {day}\npurpose: gratitude\n---\nThanks.\n")
    found = data(tmp_path, "--joined", "2026-11-01", "--stage", "customer")
    assert [(one["series"], one["day"]) for one in found["letters"]] == [("a", 0), ("b", 3), ("a", 7)]
