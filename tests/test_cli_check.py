"""`planner check` on small shops: what is reported, in which form, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from planner.cli.main import main
from tests.small_shop import AT, write_cold_offer, write_post, write_shop
from tests.terminal import in_a_terminal


@pytest.fixture(autouse=True)
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "shop"
    root.mkdir()
    monkeypatch.chdir(write_shop(root))
    return root


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["check", "--at", AT, *words])


def findings(*words: str) -> list[tuple[str, str]]:
    result = run("--format", "json", *words)
    found: list[dict[str, Any]] = json.loads(result.stdout)["findings"]
    return sorted({(Path(finding["path"]).name, finding["rule"]) for finding in found})


def write_flaws(shop: Path) -> None:
    """One error and one warning, each in a file of its own."""
    write_post(shop, "one.md", "title: One\ndate: soon\npurpose: news")
    write_post(shop, "sub/two.md", "title: Two\ndate: 2026-11-01\npurpose: news\ntilte: x")


def test_a_shop_in_order() -> None:
    result = run()
    assert (result.exit_code, result.stdout, result.stderr) == (0, "6 posts read, nothing to mend.\n", "")


def test_an_error_fails(shop: Path) -> None:
    write_cold_offer(shop)
    result = run()
    assert result.exit_code == 1
    first = result.stdout.splitlines()[0]
    assert first.startswith("content/posts/too-soon.md:4:1: error: ")
    assert first.endswith(" (cold-offer)")


def test_a_warning_fails_only_if_strict(shop: Path) -> None:
    write_post(shop, "two.md", "title: Two\ndate: 2026-11-01\npurpose: news\ntilte: x")
    assert run().exit_code == 0
    assert "warning: " in run().stdout
    assert run("--strict").exit_code == 1


def test_select_and_ignore(shop: Path) -> None:
    write_flaws(shop)
    assert findings() == [("one.md", "bad-value"), ("two.md", "unknown-key")]
    assert findings("--select", "bad-value") == [("one.md", "bad-value")]
    assert findings("--select", "bad-value,unknown-key") == findings("--select", "bad-value", "--select", "unknown-key")
    assert findings("--ignore", "bad-value, cold-offer") == [("two.md", "unknown-key")]
    assert findings("--select", "bad-value", "--ignore", "bad-value") == []


def test_the_exit_code_is_about_what_is_reported(shop: Path) -> None:
    write_flaws(shop)
    assert run("--ignore", "bad-value").exit_code == 0
    assert run("content/posts/sub").exit_code == 0
    assert run("content/posts/sub", "--strict").exit_code == 1


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_answered_with_the_nearest(option: str) -> None:
    result = run(option, "cold-offer,bad-valeu")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f"error: There is no rule “bad-valeu” ({option}).",
        "help: Did you mean bad-value? `planner explain` lists the rules.",
    ]


def test_paths_narrow_what_is_reported(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_flaws(shop)
    assert findings("content/posts/one.md") == [("one.md", "bad-value")]
    assert findings(str(shop / "content/posts/sub")) == [("two.md", "unknown-key")]
    assert findings("content/posts/one.md", "content/posts/sub/") == findings(".")
    assert findings("mkdocs.yml") == []
    monkeypatch.chdir(shop / "content/posts/sub")
    assert findings("two.md") == [("two.md", "unknown-key")]
    assert findings("../one.md") == [("one.md", "bad-value")]
    assert findings("content/posts/one.md") == [("one.md", "bad-value")]


def test_who_names_a_folder_around_the_shop_hears_of_all_of_it(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_flaws(shop)
    everything = findings()
    assert everything
    assert findings("..") == findings("/") == everything
    monkeypatch.chdir(shop.parent)
    assert findings("--config", f"{shop.name}/mkdocs.yml", ".") == everything


def test_letters_outside_the_shops_folder_are_asked_for_too(shop: Path) -> None:
    write_flaws(shop)
    (shop / "inner").mkdir()
    text = (shop / "mkdocs.yml").read_text(encoding="utf-8")
    (shop / "inner" / "mkdocs.yml").write_text(text.replace("docs_dir: ", "docs_dir: ../"), encoding="utf-8")
    inner = ("--config", "inner/mkdocs.yml")
    assert findings(*inner, "content/posts/one.md") == [("one.md", "bad-value")]
    assert findings(*inner, "inner") == findings(*inner)


@pytest.mark.parametrize("name", ["mkdocs.yml", "content/posts/one.md", "link.md"])
@pytest.mark.parametrize("command", [("check",), ("status",), ("calendar",), ("simulate", "--joined", "2026-10-01")])
def test_a_report_takes_the_place_of_no_file_of_the_shop(shop: Path, name: str, command: tuple[str, ...]) -> None:
    write_flaws(shop)
    (shop / "link.md").symlink_to("content/posts/one.md")
    before = (shop / name).read_bytes()
    result = CliRunner().invoke(main, [*command, "--at", AT, "--output", name])
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        2,
        f"{name}: error: This file belongs to the shop; a report would take its place.",
    )
    assert (shop / name).read_bytes() == before


def test_a_folder_name_is_not_a_beginning(shop: Path) -> None:
    write_flaws(shop)
    (shop / "content/posts/on").mkdir()
    assert findings("content/posts/on") == []


def test_a_folder_without_letters_of_the_shop_does_not_pass_for_one_that_is_in_order(
    shop: Path, tmp_path: Path
) -> None:
    write_flaws(shop)
    (shop / "content/images").mkdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    told = "There is no letter of this shop in content/images and {}; its letters are in content."
    result = run("content/images", str(elsewhere))
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 1)
    assert result.stdout.startswith(told.format(elsewhere))
    assert "この店の便りがありません" in run("content/images", "--language", "ja").stdout
    assert "letter of this shop" not in run("content/images", "content/posts/sub").stdout
    assert json.loads(run("content/images", "--format", "json").stdout)["findings"] == []


def test_files_that_are_no_letters_may_be_named_without_a_word(shop: Path) -> None:
    write_flaws(shop)
    (shop / "README.md").write_text("# Read me\n", encoding="utf-8")
    for paths in (["README.md"], ["README.md", "mkdocs.yml"], ["mkdocs.yml", os.devnull]):
        result = run(*paths)
        assert (result.exit_code, result.stdout) == (0, "8 posts read, nothing to mend.\n")


def test_a_path_that_does_not_exist(shop: Path) -> None:
    write_flaws(shop)
    result = run("content/posts/won.md")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[1] == "help: Did you mean content/posts/one.md?"


def test_the_whole_calendar_is_read_all_the_same(shop: Path) -> None:
    offer = write_cold_offer(shop)
    assert findings(str(offer)) == [("too-soon.md", "cold-offer")]
    assert json.loads(run("--format", "json", str(offer)).stdout)["posts"] == 7


def test_drafts_are_judged_on_demand(shop: Path) -> None:
    write_post(shop, "draft.md", "title: Draft\ndate: soon\npurpose: news\ndraft: true")
    assert run().exit_code == 0
    assert run("--drafts").exit_code == 1


def test_output_goes_to_a_file(shop: Path) -> None:
    write_flaws(shop)
    (shop / "report.txt").write_text("older")
    (shop / "report.txt").chmod(0o640)
    result = run("--output", "report.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert (shop / "report.txt").read_text() == run().stdout
    assert (shop / "report.txt").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in shop.iterdir()) == ["content", "mkdocs.yml", "report.txt"]


def test_output_to_a_device() -> None:
    words = [sys.executable, "-m", "planner", "check", "--at", AT, "--output", "/dev/stdout"]
    assert subprocess.run(words, capture_output=True, check=True).stdout == b"6 posts read, nothing to mend.\n"


def test_output_that_can_not_be_written() -> None:
    result = run("--output", "nowhere/report.txt")
    assert result.exit_code == 2
    assert result.stderr.startswith("nowhere/report.txt: error: This cannot be written: No such file or directory.")
    assert run("--output", "content").exit_code == 2


def test_statistics_and_no_cache(shop: Path) -> None:
    write_flaws(shop)
    assert "\n1  bad-value\n1  unknown-key\n" in run("--statistics", "--no-cache").stdout


def test_paths_can_be_clicked_from_above(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_flaws(shop)
    monkeypatch.chdir(shop.parent)
    assert run("--config", "shop/mkdocs.yml").stdout.startswith("shop/content/posts/one.md:")
    assert run("--config", "shop/mkdocs.yml", "--format", "github").stdout.startswith("::error file=shop/content/")
    assert findings("--config", "shop/mkdocs.yml", "shop/content/posts/one.md") == [("one.md", "bad-value")]


def test_the_same_shop_gives_the_same_bytes(shop: Path) -> None:
    write_flaws(shop)
    write_cold_offer(shop)
    words = [sys.executable, "-m", "planner", "check", "--at", AT, "--format", "json", "--statistics"]
    outputs = {
        subprocess.run(words, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1


def test_colours_are_for_terminals_that_want_them(shop: Path) -> None:
    write_post(shop, "one.md", "title: One\ndate: soon\npurpose: news")
    assert "\x1b[31m" in in_a_terminal("check", "--at", AT)
    assert "\x1b" not in in_a_terminal("check", "--at", AT, NO_COLOR="1")
    assert "\x1b" not in in_a_terminal("check", "--at", AT, TERM="dumb")
    assert "\x1b" not in in_a_terminal("check", "--at", AT, "--format", "json")
    assert "\x1b" not in run().stdout


@pytest.mark.parametrize("words", [("check",), ("status",), ("calendar",), ("simulate", "--joined", "2026-11-01")])
def test_a_dash_means_standard_output(shop: Path, words: tuple[str, ...]) -> None:
    plain, dash = (CliRunner().invoke(main, [*words, "--at", AT, *more]) for more in ((), ("--output", "-")))
    assert (dash.exit_code, dash.stdout) == (0, plain.stdout)
    assert not (shop / "-").exists()


@pytest.mark.parametrize(
    "front",
    [
        'image: "http://[::1"',
        "tags: &a [*a]",
        "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 35)) + "tags: *a34",
        "tags: " + "[" * 5000,
        "\n".join(f"key-{number}: x" for number in range(5000)),
        "? [a, b]\n: c",
        "? {a: b}\n: c",
        "offer: {price: 99999999999999999999 JPY, until: 9999-99-99, was: [3, {price: x}], ask: {1: 2}}",
        "customer: {consent: {date: x, scope: [a]}}",
        "promises: [x, {what: y, by: z}]",
        "slug: ../../etc",
        'summary: "\\u202e\\e[31m"',
        "%YAML 1.9",
    ],
    ids=range(13),
)
def test_whatever_stands_there_is_told_and_nothing_breaks(shop: Path, front: str) -> None:
    write_post(shop, "odd.md", f"title: Odd\ndate: 2026-11-01\npurpose: news\n{front}")
    result = run()
    assert (result.exit_code in {0, 1}, result.stderr) == (True, "")
    assert "content/posts/odd.md:" in result.stdout
    assert "\x1b" not in result.stdout


def test_ten_thousand_findings_on_one_line_are_told_in_no_time(shop: Path) -> None:
    write_post(shop, "odd.md", "title: Odd\ndate: 2026-11-01\npurpose: news", "[a](b.md) " * 10_000)
    assert run().exit_code == 1
