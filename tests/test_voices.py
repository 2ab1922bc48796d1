"""Voices: content/voices.yml as data, what is unanswered, and `planner voices` with `add`."""

from __future__ import annotations

import json
import re
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


UNREAD: list[str | bytes] = ["a: b\n", "- id: 'a\n", "- id: [a", "- id: 声\n".encode("cp932"), b"- id: a\0\n"]
"""Files in which no voice can be read."""


def first_lines(result: Result) -> list[str]:
    """The lines of findings, on whichever stream."""
    return re.findall(r"(?m)^content/\S+: (?:error|warning): .*$", result.stdout + result.stderr)


@pytest.mark.parametrize("before", UNREAD)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_file_that_cannot_be_read_is_told_of_as_check_does(shop: Path, before: str | bytes, language: str) -> None:
    path = kept(shop, before)
    held = path.read_bytes()
    checked = CliRunner().invoke(main, ["check", "--at", AT, "--language", language, str(path)])
    for words in ((), ("--format", "json"), ("add", "--wish", "heat")):
        result = run("--language", language, *words)
        assert (result.exit_code, result.stdout, path.read_bytes()) == (2, "", held)
        assert first_lines(result) == first_lines(checked) != []
        assert "\nhelp: " in result.stderr


def test_nobody_is_asked_for_a_voice_that_cannot_be_kept(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.cli.voices.can_ask", lambda: True)
    kept(shop, "- id: [a")
    result = run("add", typed="Cold\n\n\n\n")
    assert (result.exit_code, "What troubles" in result.stderr) == (2, False)
    assert "Nothing was written." in result.stderr


@pytest.mark.parametrize(
    "lost",
    [
        "- cold\n",
        "- id: b\n  wish: x\n",
        "- id: b\n  date: soon\n  wish: x\n",
        "- id: a\n  date: 2026-11-02\n  wish: y\n",
        "---\n- id: b\n",
    ],
)
def test_the_list_says_which_voices_are_missing_from_it(shop: Path, lost: str) -> None:
    kept(shop, "- id: a\n  date: 2026-11-01\n  wish: heat\n" + lost)
    result = run()
    assert (result.exit_code, "heat" in result.stdout) == (1, True)
    assert [line.split(": ")[1] for line in first_lines(result)] == ["error"]
    told = run("--format", "json")
    assert (told.exit_code, json.loads(told.stdout)["missed"]) == (1, ["content/voices.yml"])


def test_the_list_does_not_call_answered_what_it_could_not_read(shop: Path) -> None:
    write_post(shop, "heat.md", "title: Heat\npurpose: helpful\nanswers: a\ndate: 2026-11-02")
    for lost, said in (("", True), ("- id: b\n  wish: x\n", False)):
        kept(shop, "- id: a\n  date: 2026-11-01\n  wish: heat\n" + lost)
        assert ("Every voice has been answered." in run().stdout) is said


def test_a_fault_that_costs_no_voice_is_left_to_check(shop: Path) -> None:
    kept(shop, "- id: a\n  date: 2026-11-01\n  wish: heat\n  colour: red\n")
    result = run("--format", "json")
    assert (result.exit_code, result.stderr, "missed" in result.stdout) == (0, "", False)


def test_a_level_that_the_shop_has_chosen_is_kept(shop: Path) -> None:
    config = shop / "mkdocs.yml"
    config.write_text(f"{config.read_text()}      rules: {{bad-value: {{level: warning}}}}\n")
    kept(shop, "- id: a\n  date: 2026-11-01\n  wish: heat\n- cold\n")
    result = run()
    assert (result.exit_code, [line.split(": ")[1] for line in first_lines(result)]) == (0, ["warning"])


@pytest.mark.parametrize("name", ["voices.yaml", "posts/voices.yml"])
def test_voices_in_a_file_of_another_name_do_not_pass_for_none(shop: Path, name: str) -> None:
    (shop / "content" / name).write_text(TWO, encoding="utf-8")
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"content/{name}:1:1: error: " in result.stderr


def test_a_folder_does_not_pass_for_a_shop_without_voices(shop: Path) -> None:
    (shop / "content/voices.yml").mkdir()
    assert [run().exit_code, run("add", "--wish", "heat").exit_code] == [2, 2]
    assert found(shop) == [("unreadable-post", "error", "content/voices.yml")]


@pytest.mark.parametrize(("language", "said"), [("en", "Voices that could not be read"), ("ja", "読めなかった声")])
def test_status_and_plan_say_that_voices_could_not_be_read(shop: Path, language: str, said: str) -> None:
    def told(*words: str) -> str:
        result = CliRunner().invoke(main, [*words, "--at", AT, "--language", language])
        assert result.exit_code == 0, result.stderr
        return result.stdout

    plan = ("plan", "--offer", "2027-03-01")
    assert said not in told("status")
    assert ("content/voices.yml" in told(*plan), "voices_missed" in told("status", "--format", "json")) == (
        False,
        False,
    )
    kept(shop, "- id: [a")
    assert f"{said}\n  content/voices.yml" in told("status")
    assert "content/voices.yml" in told(*plan)
    assert json.loads(told("status", "--format", "json"))["voices_missed"] == ["content/voices.yml"]


A = "{id: a, date: 2026-11-01, wish: x}"
LIST = "- id: a\n  date: 2026-11-01\n  wish: x\n"
NEW = '- id: 2026-12-01-1\n  date: 2026-12-01\n  wish: "[hot] {tea}, # now"\n'
FLOW = '{id: 2026-12-01-1, date: 2026-12-01, wish: "[hot] {tea}, # now"}'


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[]\n", NEW),
        ("~\n", NEW),
        ("# ours\n[]  # none yet\n# end\n", f"# ours\n# none yet\n# end\n{NEW}"),
        ("[\n  # none yet\n]\n", f"# none yet\n{NEW}"),
        ("--- [] # none\n", f"---  # none\n{NEW}"),
        ("--- # ours\n[]\n...\n# end\n", f"--- # ours\n{NEW}...\n# end\n"),
        (f"[{A}]\n", f"[{A}, {FLOW}]\n"),
        (f"[ {A}, ] # ours\n", f"[ {A}, {FLOW}, ] # ours\n"),
        (f"[{A},\n {A.replace('a', 'b', 1)}]\n", None),
        (f"[\n  {A}, # one\n  # two\n]\n", f"[\n  {A}, # one\n  # two\n  {FLOW},\n]\n"),
        (f"[\n  {A} # one, really\n]\n", f"[\n  {A}, # one, really\n  {FLOW}\n]\n"),
        (f"[\n  {A}]\n", f"[\n  {A},\n  {FLOW}]\n"),
        (f"{LIST}...\n", f"{LIST}{NEW}...\n"),
        (f"{LIST}---\n# end\n", f"{LIST}{NEW}---\n# end\n"),
        (f"{LIST}---\n- id: b\n", f"{LIST}{NEW}---\n- id: b\n"),
        ("- id: [a]\n", f"- id: [a]\n{NEW}"),
        ("- [a]\n", f"- [a]\n{NEW}"),
    ],
)  # fmt: skip
def test_a_voice_is_added_in_the_form_of_the_list(shop: Path, before: str, after: str | None, ends: str) -> None:
    path = kept(shop, before.replace("\n", ends))
    result = run("add", "--wish", "[hot] {tea}, # now")
    assert (result.exit_code, result.stdout) == (0, "2026-12-01-1\n"), result.stderr
    if after is not None:
        assert path.read_bytes().decode() == after.replace("\n", ends)
    assert "[hot] {tea}, # now" in run().stdout


@pytest.mark.parametrize(("language", "said"), [("en", "a form of YAML"), ("ja", "書き足せない書き方")])
def test_a_form_that_nothing_can_be_added_to_is_left_alone(shop: Path, language: str, said: str) -> None:
    path = kept(shop, "---\n...\n")
    result = run("add", "--wish", "heat", "--language", language)
    assert (result.exit_code, path.read_text(encoding="utf-8")) == (2, "---\n...\n")
    assert said in result.stderr


@pytest.mark.parametrize("text", [f"{LIST}---\n# only a word\n", f"{LIST}...\n# only a word\n---\n"])
def test_a_comment_behind_the_list_is_no_voice_that_is_lost(text: str) -> None:
    assert (faults(text), [voice.id for voice in read(text).all]) == ([], ["a"])


def test_a_voice_on_the_line_that_parts_is_lost() -> None:
    assert faults(f"{LIST}--- [b]\n") == [("bad-value", "voices-parted", 4)]


def test_an_id_is_not_that_of_a_voice_that_is_gone_or_could_not_be_read(shop: Path) -> None:
    write_post(shop, "heat.md", "title: Heat\ndate: 2026-11-28\npurpose: helpful\nanswers: [2026-12-01-1]\n")
    kept(shop, "- id: 2026-12-01-2\n  wish: heat\n")
    assert run("add", "--wish", "heat").stdout == "2026-12-01-3\n"


@pytest.mark.parametrize("docs", ["", "docs_dir: content\n"])
def test_a_shop_may_begin_with_its_voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, docs: str) -> None:
    root = tmp_path / "other"
    (root / "content").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(f"site_name: Tea\n{docs}", encoding="utf-8")
    kept(root, "- id: a\n  date: 2026-10-02\n  worry: cold\n")
    monkeypatch.chdir(root)
    checked = CliRunner().invoke(main, ["check", "--at", AT])
    assert (checked.exit_code, "content/voices.yml:1:3: error: " in checked.stdout) == (1, True)
    assert "cold" in run().stdout
    assert run("add", "--worry", "thin").exit_code == 0
    assert "thin" in (root / "content/voices.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("made", "folder"),
    [
        (("content/index.md",), "docs"),
        (("content/voices.yml", "content/index.md"), "content"),
        (("content/voices.yml", "docs/index.md"), "content"),
        (("content/voices.yml", "docs/voices.yml"), "docs"),
        (("content/voices.yml", "docs/posts/a.md"), "docs"),
        (("content/series/welcome/0.md", "docs/voices.yml"), "content"),
    ],
)
def test_a_shop_that_names_no_folder_has_its_voices_where_it_has_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: tuple[str, ...], folder: str
) -> None:
    root = tmp_path / "other"
    for name in made:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("", encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_name: Tea\n", encoding="utf-8")
    monkeypatch.chdir(root)
    assert run("add", "--wish", "thin").exit_code == 0
    assert "thin" in (root / folder / "voices.yml").read_text(encoding="utf-8")


def test_adding_makes_the_folder_that_is_not_there_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "other"
    root.mkdir()
    (root / "mkdocs.yml").write_text("site_name: Tea\n", encoding="utf-8")
    monkeypatch.chdir(root)
    with monkeypatch.context() as broken:
        broken.setattr("planner.cli.writing._replace", refuse)
        assert run("add", "--worry", "thin").exit_code == 2
    assert [path.name for path in root.iterdir()] == ["mkdocs.yml"]
    assert run("add", "--worry", "thin").exit_code == 0
    assert "thin" in run().stdout
    assert [path.name for path in (root / "docs").iterdir()] == ["voices.yml"]


def refuse(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_voice_with_a_date_to_come_is_listed_as_such(shop: Path) -> None:
    kept(shop, "- id: b\n  date: 2026-12-02\n  wish: heat\n")
    result = run()
    assert (result.exit_code, "No voices yet" in result.stdout, "heat" in result.stdout) == (0, False, True)
    assert "2 December 2026\n" in result.stdout
    told = json.loads(run("--format", "json").stdout)
    assert (told["voices"], [one["id"] for one in told["ahead"]]) == ([], ["b"])


@pytest.mark.parametrize(("typed", "code"), [("\n\n", 2), ("Cold\n", 130), ("", 130)])
def test_who_answers_nothing_or_leaves_writes_nothing(
    shop: Path, monkeypatch: pytest.MonkeyPatch, typed: str, code: int
) -> None:
    monkeypatch.setattr("planner.cli.voices.can_ask", lambda: True)
    result = run("add", typed=typed)
    assert (result.exit_code, result.stdout, (shop / "content/voices.yml").exists()) == (code, "", False)
    assert ("Nothing was written." if code == 130 else "needs a worry or a wish") in result.stderr


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


def test_a_folder_that_cannot_be_opened_does_not_pass_for_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "other"
    root.mkdir()
    (root / "mkdocs.yml").write_text("site_name: Tea\n", encoding="utf-8")
    (root / "docs").write_text("no folder", encoding="utf-8")
    monkeypatch.chdir(root)
    for words in ((), ("add", "--wish", "heat")):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("docs:1:1: error: ")
