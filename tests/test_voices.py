"""Voices: content/voices.yml as data, what is unanswered, and `planner voices` with `add`."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result

from planner.cli.main import main
from planner.model import Stage
from planner.shapes import Reading
from planner.shop import open_shop
from planner.voices import Voices, read_voices
from tests.small_shop import AT, write_post, write_shop

TWO = """\
# kept by hand; 手で書いています
- id: cold-cup
  date: 2026-11-01   # a Sunday
  stage: 常連
  source: counter
  worry: 'Cold before I have read a page.'

-   id: loud-kettle
    date: 2026-10-20
    wish: "A kettle that doesn't shout"
"""


def read(text: str) -> Voices:
    return read_voices("content/voices.yml", text, Reading(ZoneInfo("Asia/Tokyo")))


def faults(text: str) -> list[tuple[str, str, int]]:
    source = read(text).source
    assert source is not None
    return [(fault.rule, fault.case, fault.place.line) for fault in source.faults]


@pytest.fixture(autouse=True)
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_shop(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["voices", "--at", AT, *words], input=typed)


def kept(root: Path, text: str | bytes) -> Path:
    path = root / "content" / "voices.yml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def found(root: Path) -> list[tuple[str, str, str]]:
    shop = open_shop(None, start=root, now=datetime(2026, 12, 1, tzinfo=UTC))
    return [(one.rule, one.level.value, one.path) for one in shop.findings if one.path.endswith("voices.yml")]


def test_voices_are_read_with_their_places() -> None:
    cup, kettle = read(TWO).all
    assert (cup.id, cup.date, cup.stage, cup.source) == ("cold-cup", date(2026, 11, 1), Stage.REGULAR, "counter")
    assert (kettle.wish, kettle.worry, kettle.place.line) == ("A kettle that doesn't shout", None, 8)
    assert faults(TWO) == []


def test_an_empty_file_holds_no_voices_and_no_faults() -> None:
    assert (read("").all, faults(""), faults("# none yet\n"), faults("[]\n")) == ((), [], [], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cold-cup: cold\n", [("bad-value", "voices", 1)]),
        ("- cold\n", [("bad-value", "voice", 1)]),
        ("- [cold]\n- id: a\n  date: 2026-11-01\n  wish: heat\n", [("bad-value", "voice", 1)]),
        ("# ours\n---\n- id: a\n  date: 2026-11-01\n  wish: heat\n---\n", []),
        ("- id: a\n  date: 2026-11-01\n  wish: heat\n---\n- id: b\n", [("bad-value", "voices-parted", 4)]),
        ("- id: a\n  date: 2026-11-01\n  wish: heat\n...\n---\n- id: b\n", [("bad-value", "voices-parted", 4)]),
        ("- id: a\n  date: 2026-11-01\n  wihs: heat\n  worry: cold\n", [("unknown-key", "voice-near", 3)]),
        ("- id: a\n  worry: cold\n", [("missing-key", "voice", 1)]),
        ("- id: a\n  date: 2026-11-01\n", [("missing-key", "voice", 1)]),
        ("- id: a\n  date: soon\n  wish: heat\n", [("bad-value", "not", 2)]),
        ("- id: a\n  date: 2026-11-01\n  wish: heat\n  colour: red\n", [("unknown-key", "voice-unknown", 4)]),
        ("- id: a\n  date: 2026-11-01\n  wish: heat\n  お名前: 三浦\n", [("personal-data", "voice-key", 4)]),
        ("- id: a\n  date: 2026-11-01\n  wish: x\n- id: a\n  date: 2026-11-02\n  wish: y\n", [("bad-value", "voice-twice", 4)]),
        ("- id: 'a\n", [("bad-front-matter", "quote", 1)]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_a_fault_at_its_line(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert faults(text) == expected


def test_a_fault_among_the_voices_holds_nothing_back(shop: Path) -> None:
    kept(shop, "- id: a\n  date: soon\n  wish: heat\n- id: b\n  date: 2026-06-01\n  worry: mail to a@b.example\n")
    errors = found(shop)
    opened = open_shop(None, start=shop, now=datetime(2026, 12, 1, tzinfo=UTC))
    assert {rule for rule, _, _ in errors} == {"bad-value", "personal-data", "unanswered-voice"}
    assert opened.held_back == ()
    assert len(opened.publication.site) == len(opened.sources) == 6


def test_the_file_is_read_as_carefully_as_a_post(shop: Path) -> None:
    kept(shop, "- id: 声\n".encode("cp932"))
    assert [rule for rule, _, _ in found(shop)] == ["unreadable-post"]


@pytest.mark.parametrize("name", ["voices.yaml", "Voices.yml", "voice.yml", "voices.yml.txt", "posts/voices.yml"])
@pytest.mark.parametrize("beside", ["", TWO])
def test_a_file_that_is_nearly_called_voices_is_told_of(shop: Path, name: str, beside: str) -> None:
    if beside:
        kept(shop, beside)
    (shop / "content" / name).write_text(TWO, encoding="utf-8")
    opened = open_shop(None, start=shop, now=datetime(2026, 12, 1, tzinfo=UTC))
    told = [one for one in opened.findings if one.path == f"content/{name}"]
    assert [(one.rule, one.case, one.values["wanted"]) for one in told] == [
        ("unreadable-post", "voices-name", "content/voices.yml")
    ]
    assert (len(opened.voices), opened.held_back) == (2 if beside else 0, ())
    assert run("add", "--wish", "heat").exit_code == 0


@pytest.mark.parametrize("name", ["invoices.yml", "voices.md", "data/voices.yaml"])
def test_a_file_of_another_name_is_not(shop: Path, name: str) -> None:
    (shop / "content/data").mkdir()
    (shop / "content" / name).write_text(TWO, encoding="utf-8")
    assert found(shop) == []


def test_a_voice_is_answered_by_what_is_out(shop: Path) -> None:
    kept(shop, TWO)
    front = "title: Heat\npurpose: helpful\nanswers: cold-cup\n"
    write_post(shop, "heat.md", f"{front}date: 2026-12-02")
    waiting = open_shop(None, start=shop, now=datetime(2026, 12, 1, tzinfo=UTC))
    assert [voice.id for voice in waiting.unanswered] == ["loud-kettle", "cold-cup"]
    answered = open_shop(None, start=shop, now=datetime(2026, 12, 3, tzinfo=UTC))
    assert [voice.id for voice in answered.unanswered] == ["loud-kettle"]
    assert answered.answers == {"cold-cup": ("content/posts/heat.md",)}


def test_a_voice_of_tomorrow_is_not_heard_yet(shop: Path) -> None:
    kept(shop, "- id: a\n  date: 2026-12-02\n  wish: heat\n")
    assert open_shop(None, start=shop, now=datetime(2026, 12, 1, tzinfo=UTC)).unanswered == ()


def test_the_list_begins_with_who_waits_longest(shop: Path) -> None:
    kept(shop, TWO)
    listed = run().stdout
    assert listed.index("loud-kettle") < listed.index("cold-cup")
    assert "30 days ago" in listed
    assert "常連" in run("--language", "ja").stdout


def test_the_day_of_a_voice_is_the_shops() -> None:
    assert run("add", "--wish", "heat", "--date", "2026-11-10T23:30Z").stdout == "2026-11-11-1\n"


@pytest.mark.parametrize(("language", "said"), [("en", "1 December 2026 (today)"), ("ja", "2026年12月1日（今日）")])
def test_a_voice_of_today_is_said_to_be_of_today(shop: Path, language: str, said: str) -> None:
    kept(shop, "- id: a\n  date: 2026-12-01\n  wish: heat\n")
    assert said in run("--language", language).stdout


def test_what_can_be_done_with_voices(shop: Path) -> None:
    kept(shop, TWO)
    result = run("ad")
    assert result.exit_code == 2
    assert "nothing called “ad”" in result.stderr
    assert "`planner voices add`" in result.stderr


def test_the_list_as_json(shop: Path) -> None:
    kept(shop, TWO)
    told = json.loads(run("--format", "json").stdout)
    assert told["schema"] == "planner.voices/1"
    assert [(one["id"], one["days"], one["answered_by"]) for one in told["voices"]] == [
        ("loud-kettle", 42, []),
        ("cold-cup", 30, []),
    ]


def test_a_shop_without_voices_is_told_how_to_begin() -> None:
    result = run()
    assert (result.exit_code, "planner voices add" in result.stdout) == (0, True)


def test_adding_begins_a_file_with_a_word_on_what_it_is(shop: Path) -> None:
    result = run("add", "--worry", "Cold: before page one", "--stage", "Regular")
    assert (result.exit_code, result.stdout) == (0, "2026-12-01-1\n")
    text = (shop / "content" / "voices.yml").read_text(encoding="utf-8")
    assert text.startswith("# What customers said")
    assert text.endswith('- id: 2026-12-01-1\n  date: 2026-12-01\n  stage: regular\n  worry: "Cold: before page one"\n')
    assert read(text).all[0].worry == "Cold: before page one"


@pytest.mark.parametrize(
    "before",
    [TWO, TWO.rstrip("\n"), TWO.replace("\n", "\r\n"), "\ufeff" + TWO, "# nothing yet", "", "  - id: a\n    date: 2026-11-01\n    wish: x\n"],
)  # fmt: skip
def test_adding_changes_nothing_that_was_there(shop: Path, before: str) -> None:
    path = kept(shop, before)
    path.chmod(0o640)
    assert run("add", "--wish", "湯のみを温めたい", "--date", "2026-11-30").exit_code == 0
    after = path.read_bytes()
    assert after.startswith(before.encode())
    assert path.stat().st_mode & 0o777 == 0o640
    assert (b"\r\n" in after) == ("\r\n" in before)
    added = [voice for voice in read(after.decode().replace("\r\n", "\n")).all if voice.id == "2026-11-30-1"]
    assert [voice.wish for voice in added] == ["湯のみを温めたい"]


def test_an_id_is_never_given_twice(shop: Path) -> None:
    assert [run("add", "--wish", "heat").stdout for _ in range(3)] == [f"2026-12-01-{n}\n" for n in (1, 2, 3)]
    assert len(read((shop / "content" / "voices.yml").read_text(encoding="utf-8")).all) == 3


@pytest.mark.parametrize("before", ["[{id: a, date: 2026-11-01, wish: x}]\n", "a: b\n", "- id: 'a\n", "- id: a\n...\n"])
def test_a_file_that_cannot_be_added_to_is_left_alone(shop: Path, before: str) -> None:
    path = kept(shop, before)
    result = run("add", "--wish", "heat")
    assert (result.exit_code, path.read_text(encoding="utf-8")) == (2, before)
    assert "planner check" in result.stderr


def test_personal_data_are_refused(shop: Path) -> None:
    result = run("add", "--worry", "Call Ellen on 090-1234-5678", "--language", "en")
    assert (result.exit_code, (shop / "content" / "voices.yml").exists()) == (2, False)
    assert "1234" not in result.stderr


@pytest.mark.parametrize(
    ("option", "text"),
    [("--worry", "Mrs Okada burnt her tongue"), ("--wish", "岡田様に軽い湯のみを"), ("--source", "card of Mr Ellis")],
)
def test_a_name_is_refused_as_check_would_warn_of_it(shop: Path, option: str, text: str) -> None:
    result = run("add", "--wish", "heat", option, text)
    assert (result.exit_code, (shop / "content" / "voices.yml").exists()) == (2, False)
    assert f"{option} seems to name somebody" in result.stderr
    assert text not in result.stderr
    kept(shop, f"- id: a\n  date: 2026-11-30\n  wish: {text}\n")
    assert found(shop) == [("personal-data", "warning", "content/voices.yml")]


def test_a_name_may_stand_where_the_shop_does_not_ask_about_them(shop: Path) -> None:
    config = shop / "mkdocs.yml"
    config.write_text(f"{config.read_text()}      rules: {{personal-data: {{level: off}}}}\n")
    assert run("add", "--wish", "Mrs Okada wants heat").exit_code == 0


def test_a_name_is_asked_for_again_at_the_terminal(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.cli.voices.can_ask", lambda: True)
    typed = "Mrs Okada is cold\nCold\nmail a@b.example\n\nregular\n"
    result = run("add", "--source", "counter", typed=typed)
    assert result.exit_code == 0, result.stderr
    [voice] = read((shop / "content" / "voices.yml").read_text(encoding="utf-8")).all
    assert (voice.worry, voice.wish, voice.stage) == ("Cold", None, Stage.REGULAR)
    assert found(shop) == []


@pytest.mark.parametrize(
    "words",
    [("add",), ("add", "--wish", " "), ("--wish", "heat"), ("ad",), ("add", "--wish", "x", "--stage", "friend"), ("add", "--wish", "x", "--date", "soon"), ("add", "--wish", "x", "--date", "2026-12-02")],
)  # fmt: skip
def test_what_is_off_is_said_and_nothing_written(shop: Path, words: tuple[str, ...]) -> None:
    result = run(*words)
    assert (result.exit_code, (shop / "content" / "voices.yml").exists()) == (2, False)
    assert "help:" in result.stderr


def test_a_person_at_the_terminal_is_asked(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.cli.voices.can_ask", lambda: True)
    result = run("add", "--source", "counter", typed="Cold\n\nregular\n")
    assert result.exit_code == 0, result.stderr
    [voice] = read((shop / "content" / "voices.yml").read_text(encoding="utf-8")).all
    assert (voice.worry, voice.wish, voice.stage, voice.source) == ("Cold", None, Stage.REGULAR, "counter")


def test_a_stage_that_is_none_is_asked_for_again(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.cli.voices.can_ask", lambda: True)
    result = run("add", "--source", "counter", typed="Cold\n\nregulr\nregular\n")
    assert result.exit_code == 0
    assert "help: Did you mean regular?" in result.stderr
    [voice] = read((shop / "content" / "voices.yml").read_text(encoding="utf-8")).all
    assert (voice.worry, voice.stage) == ("Cold", Stage.REGULAR)
