"""`planner check --fix`: what is written, what is left, and what is said of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli.main import main
from planner.shop import open_shop
from planner.wording import LANGUAGES
from tests.small_shop import AT, write_post, write_shop

NOW = datetime(2026, 12, 1, tzinfo=UTC)
JAPANESE = "---\ntitle: お茶の話\ndate: 2026-10-03\npurpose: 感謝\n---\n\nこんにちは。\n"


@pytest.fixture(autouse=True)
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "shop"
    root.mkdir()
    monkeypatch.chdir(write_shop(root))
    return root


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["check", "--at", AT, *words])


def misspelt(shop: Path, name: str = "one.md") -> Path:
    return write_post(shop, name, "title: One\ndate: 2026年10月2日 # a Friday\npurpose: News")


def test_it_mends_and_says_what(shop: Path) -> None:
    path = misspelt(shop)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    result = run("--fix")
    assert path.read_bytes() == (b"---\ntitle: One\ndate: 2026-10-02 # a Friday\npurpose: news\n---\n\nA few words.\n")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[:4] == [
        "content/posts/one.md:1:1: mended: lines end as in other posts now (with LF alone).",
        "content/posts/one.md:3:7: mended: `date` was “2026年10月2日”, and is “2026-10-02” now.",
        "content/posts/one.md:4:10: mended: `purpose` was “News”, and is “news” now.",
        "1 file mended.",
    ]


VOICES = "---\n# 声\n- id: a\n  date: 2026/11/30\n  wish: 湯のみを温めたい\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(VOICES, "utf-8-sig"), (VOICES.replace("\n", "\r\n"), "utf-8"), (VOICES.replace("\n", "\r\n"), "cp932")],
)
def test_the_voices_are_mended_as_posts_are(shop: Path, text: str, encoding: str) -> None:
    path = shop / "content" / "voices.yml"
    path.write_bytes(text.encode(encoding))
    result = run("--fix", "--yes")
    assert path.read_bytes() == VOICES.encode()
    assert "content/voices.yml:1:1: mended: " in result.stdout
    assert result.exit_code == 0
    assert "湯のみ" in "".join(voice.wish or "" for voice in open_shop(None, start=shop, now=NOW).voices)
    assert run("--fix").stdout.splitlines()[0] == "Nothing that could be mended without you."


def test_voices_in_shift_jis_are_shown_and_left_without_a_yes(shop: Path) -> None:
    path = shop / "content" / "voices.yml"
    path.write_bytes(VOICES.encode("cp932"))
    result = run("--fix")
    assert path.read_bytes() == VOICES.encode("cp932")
    assert ("湯のみを温めたい" in result.stdout, result.exit_code) == (True, 1)


def test_without_fix_nothing_is_written(shop: Path) -> None:
    path = misspelt(shop)
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert run().exit_code == 0
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_second_time_does_nothing(shop: Path) -> None:
    misspelt(shop)
    run("--fix")
    before = {path: path.stat().st_mtime_ns for path in shop.rglob("*")}
    assert run("--fix").stdout.splitlines()[0] == "Nothing that could be mended without you."
    assert {path: path.stat().st_mtime_ns for path in shop.rglob("*")} == before


def test_a_letter_that_becomes_readable_gets_an_address_at_once(shop: Path) -> None:
    path = shift_jis(shop)
    other = write_post(shop, f"2026-10-01-{path.name}", "title: One\ndate: 2026-10-01\npurpose: news")
    assert "sj.md:3:1: mended: `slug: sj-2`" in run("--fix", "--yes").stdout
    assert "title: お茶の話\nslug: sj-2\n" in path.read_text(encoding="utf-8")
    assert "slug:" not in other.read_text(encoding="utf-8")
    assert run("--fix", "--yes").stdout.splitlines()[0] == "Nothing that could be mended without you."


def test_it_says_so_in_japanese(shop: Path) -> None:
    misspelt(shop)
    first = run("--fix", "--language", "ja").stdout.splitlines()[0]
    assert first == (
        "content/posts/one.md:3:7: 直しました: `date` の「2026年10月2日」を「2026-10-02」に書き換えました。"
    )


def test_the_language_of_messages_does_not_decide_how_purposes_are_spelt(shop: Path) -> None:
    path = write_post(shop, "one.md", "title: One\ndate: 2026-10-02\npurpose: 感謝")
    config = shop / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("language: en", "language: ja"), encoding="utf-8")
    run("--fix", "--language", "en")
    assert "purpose: 感謝" in path.read_text(encoding="utf-8")


def test_only_the_paths_that_are_named(shop: Path) -> None:
    one, two = misspelt(shop), misspelt(shop, "sub/two.md")
    run("--fix", "content/posts/sub")
    assert "2026年" in one.read_text(encoding="utf-8")
    assert "2026年" not in two.read_text(encoding="utf-8")


def test_a_draft_only_where_drafts_are_judged(shop: Path) -> None:
    path = write_post(shop, "draft.md", "title: One\ndate: 2026/10/2\npurpose: news\ndraft: yes")
    run("--fix")
    assert "2026/10/2" in path.read_text(encoding="utf-8")
    run("--fix", "--drafts")
    assert "2026-10-02" in path.read_text(encoding="utf-8")


def test_what_remains_decides_how_it_ends(shop: Path) -> None:
    write_post(shop, "one.md", "title: One\ndate: 2026/10/2\npurpose: grattitude")
    result = run("--fix")
    assert result.exit_code == 1
    assert "1 file mended." in result.stdout
    assert "(unknown-purpose)" in result.stdout


def test_a_second_letter_gets_an_address_of_its_own(shop: Path) -> None:
    write_post(shop, "a/tea.md", "title: Tea\ndate: 2026-10-02\npurpose: news")
    later = write_post(shop, "b/tea.md", "title: Tea # again\ndate: 2026-10-03\npurpose: news")
    assert run().exit_code == 1
    assert "slug" not in later.read_text(encoding="utf-8")
    result = run("--fix")
    assert result.exit_code == 0
    assert "b/tea.md:3:1: mended: `slug: tea-2` gives the post an address of its own." in result.stdout
    assert later.read_text(encoding="utf-8").startswith("---\ntitle: Tea # again\nslug: tea-2\ndate: ")


def test_an_address_is_left_where_the_rule_is_not_asked_about(shop: Path) -> None:
    write_post(shop, "a/tea.md", "title: Tea\ndate: 2026-10-02\npurpose: news")
    write_post(shop, "b/tea.md", "title: Tea\ndate: 2026-10-03\npurpose: news")
    assert "Nothing" in run("--fix", "--ignore", "duplicate-slug").stdout


def shift_jis(shop: Path) -> Path:
    path = shop / "content" / "posts" / "sj.md"
    path.write_bytes(JAPANESE.encode("cp932"))
    return path


def test_shift_jis_is_shown_and_left_without_a_yes(shop: Path) -> None:
    path = shift_jis(shop)
    result = run("--fix")
    assert path.read_bytes() == JAPANESE.encode("cp932")
    assert "    title: お茶の話\n" in result.stdout
    assert "    こんにちは。\n" in result.stdout
    assert "`--yes`" in result.stdout
    assert result.exit_code == 1


def test_shift_jis_becomes_utf_8_with_a_yes(shop: Path) -> None:
    path = shift_jis(shop)
    result = run("--fix", "--yes")
    assert path.read_text(encoding="utf-8") == JAPANESE.replace("感謝", "gratitude")
    assert "    title: お茶の話\n" in result.stdout
    assert result.exit_code == 0


@pytest.mark.parametrize(("answer", "code"), [(b"y\n", 0), ("はい\n".encode(), 0), (b"n\n", 1), (b"\n", 1)])
def test_on_a_terminal_it_asks(shop: Path, answer: bytes, code: int) -> None:
    pty = pytest.importorskip("pty")
    shift_jis(shop)
    leader, follower = pty.openpty()
    words = [sys.executable, "-m", "planner", "check", "--at", AT, "--fix"]
    with subprocess.Popen(words, stdin=follower, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        os.write(leader, answer)
        out, err = process.communicate(timeout=30)
    os.close(leader)
    os.close(follower)
    assert (process.returncode, "[y/N]" in err.decode()) == (code, True)
    assert "お茶の話" in out.decode()


def test_rights_are_kept_and_nothing_is_left_over(shop: Path) -> None:
    path = misspelt(shop)
    path.chmod(0o640)
    run("--fix")
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in path.parent.iterdir() if each.name.startswith(".")) == []


def test_a_read_only_file_is_left(shop: Path) -> None:
    path = misspelt(shop)
    path.chmod(0o444)
    assert "one.md: not mended, because the file is read-only." in run("--fix").stdout
    assert "2026年" in path.read_text(encoding="utf-8")


def test_a_link_is_left_and_its_target_named(shop: Path) -> None:
    (shop / "texts").mkdir()
    target = misspelt(shop).rename(shop / "texts" / "one.md")
    (shop / "content/posts/one.md").symlink_to(target)
    assert "not mended, because it is a link. Mend texts/one.md instead." in run("--fix").stdout
    assert (shop / "content/posts/one.md").is_symlink()
    assert "2026年" in target.read_text(encoding="utf-8")


def test_a_file_that_can_not_be_written_does_not_stop_the_others(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = misspelt(shop), misspelt(shop, "sub/two.md")
    replace = Path.replace

    def refusing(self: Path, target: Path) -> Path:
        if target.name == "one.md":
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refusing)
    result = run("--fix")
    assert "one.md: not mended, because it cannot be written (Permission denied)." in result.stdout
    assert ("2026年" in one.read_text(encoding="utf-8"), "2026年" in two.read_text(encoding="utf-8")) == (True, False)
    assert sorted(path.name for path in one.parent.iterdir() if path.name.startswith(".")) == []


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_report_for_programs_stays_pure(shop: Path, form: str) -> None:
    misspelt(shop)
    result = run("--fix", "--format", form)
    assert json.loads(result.stdout)
    assert "1 file mended." in result.stderr


def test_a_strange_name_or_value_says_nothing_to_the_terminal(shop: Path) -> None:
    path = shift_jis(shop)
    path.write_bytes(JAPANESE.replace("こんにちは", "こん\x1b[2Jにちは").encode("cp932"))
    path.rename(path.with_name("s\x1b[2Jj.md"))
    result = run("--fix", "--yes")
    assert "\x1b" not in result.output
    assert "こん␛[2Jにちは" in result.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_junit_and_sarif_of_a_shop(language: str) -> None:
    assert "<testsuite name=" in run("--format", "junit", "--language", language).stdout
    assert json.loads(run("--format", "sarif", "--language", language).stdout)["runs"][0]["language"] == language


def test_junit_counts_the_letters_that_were_asked_for(shop: Path) -> None:
    misspelt(shop, "sub/two.md")
    assert 'tests="7"' in run("--format", "junit").stdout
    assert 'tests="1"' in run("--format", "junit", "content/posts/sub").stdout
