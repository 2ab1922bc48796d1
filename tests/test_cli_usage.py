"""The command line itself: help, languages, misspelt words, and what happens when all goes wrong."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from planner.cli import check
from planner.cli.main import COMMANDS, main
from planner.errors import BuildError
from planner.report.visible import width
from planner.wording import LANGUAGES
from tests.small_shop import AT, write_shop


def run(*words: str, **environ: str) -> Result:
    return CliRunner(env={"LANG": "C", "LC_ALL": None, "PLANNER_LANGUAGE": None, **environ}).invoke(main, words)


def process(*words: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[bytes]:
    env = {"PATH": os.environ["PATH"], **environ}
    return subprocess.run([sys.executable, "-m", "planner", *words], cwd=cwd, env=env, capture_output=True, check=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_ends_with_an_example_and_fits_a_terminal(command: str, language: str) -> None:
    result = run(*command.split(), "--help", "--language", language)
    assert result.exit_code == 0
    assert max(width(line) for line in result.stdout.splitlines()) <= 80
    heading = {"en": "\nExample:\n", "ja": "\n例:\n"}[language]
    assert result.stdout.partition(heading)[2].lstrip().startswith("planner ")


@pytest.mark.parametrize(
    ("words", "environ", "expected"),
    [
        ([], {}, "Usage:"),
        ([], {"LANG": "ja_JP.UTF-8"}, "使い方:"),
        ([], {"LANG": "ja_JP.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "Usage:"),
        ([], {"PLANNER_LANGUAGE": "ja"}, "使い方:"),
        (["--language=ja"], {"PLANNER_LANGUAGE": "en"}, "使い方:"),
        (["--language", "en"], {"LANG": "ja_JP.UTF-8"}, "Usage:"),
    ],
)
def test_language_of_help(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], environ: dict[str, str], expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("check", "--help", *words, **environ).stdout.startswith(expected)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["chekc"], "help: Did you mean `planner check`?"),
        (["check", "--strickt"], "help: Did you mean --strict?"),
        (["check", "--format", "jsn"], "help: Did you mean json?"),
        (["check", "--format"], "error: --format needs a value after it."),
        (["check", "--strict=yes"], "error: --strict takes no value."),
        (["explain", "cold-offer", "twice"], "error: “twice” is one word too many."),
        (["explain", "cold-ofer"], "help: Did you mean cold-offer?"),
        (["new"], "error: PURPOSE is missing."),
        (["simulate"], "error: --joined is missing."),
        (["check", "--at", "soon"], "error: --at needs a date, and “soon” is none."),
        (["check", "--at", "1026-12-01"], "error: --at needs a year from 1900 to 2999, and “1026-12-01” has another."),
        (["serve", "--port", "http"], "error: --port needs a whole number from 1 to 65535, and “http” is none."),
        (["check", "--language", "fr"], "error: --language does not know “fr”."),
        (["check", "--config", "no-such.yml"], "no-such.yml: error: There is no such file."),
    ],
)
def test_a_misspelt_word_is_answered_in_two_lines(words: list[str], sentence: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert sentence in result.stderr
    assert len(result.stderr.splitlines()) == 2


def test_complaints_come_in_japanese_too() -> None:
    result = run("check", "--strickt", "--language", "ja")
    assert result.stderr.splitlines() == [
        "error: --strickt というオプションはありません。",
        "help: --strict でしょうか。使えるオプションは `planner check --help` でご覧いただけます。",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ["chekc"],
        ["simulate"],
        ["check", "--format", "xml"],
        ["check", "--at", "soon"],
        ["explain", "cold-ofer"],
        ["check", "--language", "fr"],
    ],
)
@pytest.mark.parametrize("broken", ["", "      langauge: ja\n", "    bad: [\n"])
def test_a_shop_is_answered_in_its_own_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], broken: str
) -> None:
    config = write_shop(tmp_path / "ja", language="ja") / "mkdocs.yml"
    config.write_text(config.read_text() + broken)
    monkeypatch.chdir(tmp_path / "ja/content")
    here = run(*words)
    assert (here.exit_code, here.stdout) == (2, "")
    assert re.match(r"error: .*[ぁ-ん]", here.stderr)
    monkeypatch.chdir(tmp_path)
    assert not re.search(r"[ぁ-ん]", run(*words).stderr)
    if broken == "":
        assert run(*words, f"--config={config}").stderr == here.stderr
    assert not re.search(r"[ぁ-ん]", run(*words, "--config", str(config), "--language", "en").stderr)


def test_a_shop_with_a_wrong_setting_is_told_so_in_its_own_language(tmp_path: Path) -> None:
    config = write_shop(tmp_path, language="ja") / "mkdocs.yml"
    config.write_text(config.read_text().replace("timezone:", "timezoen:"))
    assert "という設定はありません" in run("check", "--config", str(config)).stderr


def test_help_comes_in_the_language_of_the_shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_shop(tmp_path, language="ja"))
    assert run("check", "--help").stdout.startswith("使い方:")
    assert run("check", "--help", "--language", "en").stdout.startswith("Usage:")


def test_without_a_command_the_help_is_shown() -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Commands:" in result.stderr


def test_no_shop_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: There is no mkdocs.yml in ")


def test_a_wrong_setting_names_file_line_and_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = write_shop(tmp_path) / "mkdocs.yml"
    config.write_text(config.read_text().replace("timezone:", "timezoen:"))
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == "mkdocs.yml:9:7: error: There is no setting `timezoen`."
    assert "Did you mean `timezone`?" in result.stderr


def test_common_options_stand_before_or_after_the_command(tmp_path: Path) -> None:
    config = str(write_shop(tmp_path, language="en") / "mkdocs.yml")
    before = run("--config", config, "--language", "ja", "check")
    after = run("check", "--config", config, "--language", "ja")
    assert before.stdout == after.stdout == "6通の便りを読みました。直すところはありません。\n"


def test_our_own_fault_is_said_without_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(check, "open_from", fail)
    monkeypatch.chdir(write_shop(tmp_path))
    result = run("check")
    assert result.exit_code == 2
    assert "that is our fault, not yours (ZeroDivisionError" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in run("check", "--debug").stderr
    assert "Traceback" in run("check", PLANNER_DEBUG="1").stderr


def test_an_error_without_a_sentence_is_our_fault_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise check_error

    check_error = BuildError("no-such-case", path="x.md")
    monkeypatch.setattr(check, "open_from", fail)
    monkeypatch.chdir(write_shop(tmp_path))
    result = run("check")
    assert result.stderr.startswith("x.md: error: Something went wrong inside planner")


def test_ctrl_c_is_quiet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "open_from", stop)
    monkeypatch.chdir(write_shop(tmp_path))
    result = run("check")
    assert result.exit_code == 130
    assert result.stderr.strip() == ""


def test_source_date_epoch_stops_the_clock(tmp_path: Path) -> None:
    config = str(write_shop(tmp_path) / "mkdocs.yml")
    result = run("check", "--config", config, "--format", "json", SOURCE_DATE_EPOCH="1767225600")
    assert '"at": "2026-01-01T09:00:00+09:00"' in result.stdout


@pytest.mark.parametrize("written", ["tomorrow", "99999999999999", "253402300799", "-99999999999"])
def test_a_source_date_epoch_of_no_use(tmp_path: Path, written: str) -> None:
    result = run("check", "--config", str(write_shop(tmp_path) / "mkdocs.yml"), SOURCE_DATE_EPOCH=written)
    assert result.exit_code == 2
    assert f"SOURCE_DATE_EPOCH is “{written}”" in result.stderr


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        (["serve", "--port", "0"], "1 to 65535"),
        (["serve", "--port", "65536"], "1 to 65535"),
        (["letter", "x.md", "--port", "70000"], "0 to 65535"),
        (["letter", "x.md", "--port", "-1"], "0 to 65535"),
        (["send", "x", "--per-minute", "８"], "1 to 100000"),
        (["send", "x", "--per-minute", "9" * 5000], "1 to 100000"),
    ],
)
def test_numbers_have_bounds(words: list[str], bounds: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {words[-2]} needs a whole number from {bounds}, and “{words[-1]}” is none")


def test_config_names_a_file(tmp_path: Path) -> None:
    result = run("check", "--config", str(write_shop(tmp_path)))
    assert result.exit_code == 2
    assert "This is a folder, not a file." in result.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["check", "loop.md"], 0, ""),
        (["check", "--config", "loop.md"], 2, "loop.md: error: There is no such file."),
        (["letter", "loop.md", "--no-open"], 2, "error: There is no letter to show in loop.md."),
        (["check", "--output", "loop.md"], 0, ""),
    ],
)
def test_links_in_a_circle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, said: str
) -> None:
    monkeypatch.chdir(write_shop(tmp_path))
    Path("loop.md").symlink_to("loop.md")
    result = run(*words, "--at", AT)
    assert result.exit_code == code
    assert result.stderr.startswith(said)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-12-01", "2026-12-01T09:00:00+09:00"),
        ("令和8年12月1日", "2026-12-01T09:00:00+09:00"),
        ("2026-12-01 23:30", "2026-12-01T23:30:00+09:00"),
        ("2026-12-01T23:30Z", "2026-12-02T08:30:00+09:00"),
    ],
)
def test_at_is_read_like_a_date_of_a_post(tmp_path: Path, written: str, moment: str) -> None:
    config = str(write_shop(tmp_path) / "mkdocs.yml")
    assert f'"at": "{moment}"' in run("check", "--config", config, "--format", "json", "--at", written).stdout


def test_output_is_utf_8_even_in_the_c_locale(tmp_path: Path) -> None:
    write_shop(tmp_path, language="ja")
    result = process(
        "check", cwd=tmp_path, LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0", PYTHONIOENCODING="ascii"
    )
    assert result.returncode == 0
    assert result.stdout.decode("utf-8") == "6通の便りを読みました。直すところはありません。\n"
    assert result.stderr == b""


HEAVY = "PIL babel css_inline feedgen httpx icalendar jinja2 lxml markdown mkdocs phonenumbers pydantic rapidfuzz rich"
OFTEN_IDLE = "html.parser importlib.resources planner.report.github planner.versions subprocess tempfile traceback"
"""What a check that finds nothing amiss in a shop without offers has no use for."""


def loaded_by(words: list[str], folder: Path) -> set[str]:
    """The modules that a call has loaded when it ends, but for those that Python loads anyway."""
    code = (
        f"import sys\nbefore = set(sys.modules)\nsys.argv = ['planner', *{words}]\n"
        "from planner.cli.main import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('\\n', *(sys.modules.keys() - before))"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return set(result.stdout.splitlines()[-1].split())


def test_check_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    write_shop(tmp_path)
    loaded = loaded_by(["check", "--at", AT], tmp_path)
    assert "planner.rules" in loaded
    assert loaded & {*HEAVY.split(), *OFTEN_IDLE.split()} == set()


def test_who_writes_a_letter_waits_for_no_rule(tmp_path: Path) -> None:
    write_shop(tmp_path)
    loaded = loaded_by(["new", "gratitude", "Thanks"], tmp_path)
    assert "planner.shop" in loaded
    assert loaded & {"planner.check", "planner.rules", "planner.words", "planner.personal", *HEAVY.split()} == set()


def test_patterns_of_rare_things_are_made_only_where_one_is_met() -> None:
    code = (
        "import planner.cli.check\nfrom planner.patterns import compiled\n"
        "from planner.personal import Known, personal_data\n"
        "print(compiled.cache_info().currsize, [*personal_data('Nothing of anybody, on 1 May.', Known())],\n"
        "compiled.cache_info().currsize)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "0 [] 0\n"


def test_python_looks_for_garbage_neither_while_we_start_nor_when_we_end() -> None:
    code = (
        "import atexit, gc\natexit.register(lambda: print(gc.get_count()[1:], gc.get_freeze_count() > 10_000))\n"
        "gc.collect()\nimport sys\nsys.argv = ['planner', '--version']\nfrom planner.cli.main import main\nmain()\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "(0, 0) True"


def test_the_help_loads_no_rules(tmp_path: Path) -> None:
    write_shop(tmp_path)
    assert not {"planner.rules", "planner.shop", "planner.report"} & loaded_by(["--help"], tmp_path)
    assert not {"planner.dates", "planner.model", "yaml", "zoneinfo"} & loaded_by(["--version"], tmp_path)


def test_every_command_is_a_click_command_of_its_name() -> None:
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        assert command.name == name
