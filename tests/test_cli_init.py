"""`planner init`: a new shop, and never a file lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli import init
from planner.cli.main import main
from planner.cli.writing import write_new


def run(*words: str) -> Result:
    return CliRunner(env={"LANG": "C", "LC_ALL": None, "PLANNER_LANGUAGE": None}).invoke(main, ["init", *words])


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_new_shop_says_what_to_do_next(tmp_path: Path, language: str) -> None:
    shop = tmp_path / "my shop"
    result = run(str(shop), "--language", language)
    assert result.exit_code == 0
    assert {"mkdocs.yml", ".gitignore"} <= tree(shop).keys()
    assert "gitignore.txt" not in tree(shop)
    steps = [f"  cd '{shop}'", "  planner check", "  planner serve", "  planner build"]
    assert result.stdout.splitlines()[1:] == steps


def test_here_needs_no_step_into_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("--language", "ja")
    assert "cd " not in result.stdout
    assert (tmp_path / "mkdocs.yml").is_file()


@pytest.mark.parametrize("name", ["mkdocs.yml", ".gitignore", "content/about.md"])
def test_a_file_that_exists_stops_everything(tmp_path: Path, name: str) -> None:
    mine = tmp_path / name
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine")
    result = run(str(tmp_path), "--language", "ja")
    assert result.exit_code == 2
    assert name in result.stderr
    assert tree(tmp_path) == {name: b"mine"}


def test_other_files_are_welcome(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert run(str(tmp_path), "--language", "ja").exit_code == 0
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    shop, elsewhere = tmp_path / "shop", tmp_path / "elsewhere"
    shop.mkdir()
    elsewhere.mkdir()
    (shop / "content").symlink_to(elsewhere, target_is_directory=True)
    result = run(str(shop), "--language", "ja")
    assert result.exit_code == 2
    assert "content" in result.stderr
    assert tree(elsewhere) == {}
    assert not (shop / "mkdocs.yml").exists()


def test_a_dangling_link_counts_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").symlink_to(tmp_path / "nowhere.yml")
    assert run(str(tmp_path), "--language", "ja").exit_code == 2
    assert not (tmp_path / "nowhere.yml").exists()


def test_no_name_moves_the_cursor(tmp_path: Path) -> None:
    said = run(str(tmp_path / "shop\x1b[2J")).stdout
    assert "\x1b" not in said.splitlines()[0]
    assert "␛[2J" in said.splitlines()[0]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "shop").write_text("mine")
    result = run(str(tmp_path / "shop"))
    assert result.exit_code == 2
    assert "This is a file, not a folder." in result.stderr


def test_what_was_begun_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(path: Path, data: bytes) -> bool:
        if path.name == "mkdocs.yml":
            raise OSError(28, "No space left on device")
        return write_new(path, data)

    monkeypatch.setattr(init, "write_new", full_disk)
    result = run(str(tmp_path / "shop"), "--language", "ja")
    assert result.exit_code == 2
    assert "No space left on device" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_folders_that_were_there_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(path: Path, data: bytes) -> bool:
        if path.name == "mkdocs.yml":
            raise OSError(28, "No space left on device")
        return write_new(path, data)

    (tmp_path / "shop" / "content").mkdir(parents=True)
    monkeypatch.setattr(init, "write_new", full_disk)
    assert run(str(tmp_path / "shop")).exit_code == 2
    assert [path.name for path in (tmp_path / "shop").rglob("*")] == ["content"]


def test_a_full_folder_names_a_few_of_the_files_and_counts_the_rest(tmp_path: Path) -> None:
    assert run(str(tmp_path)).exit_code == 0
    files = len(tree(tmp_path))
    result = run(str(tmp_path))
    assert result.exit_code == 2
    assert f"because {files} files stand in the way" in result.stderr
    assert f"and {files - 5} more." in result.stderr


def test_what_a_build_left_in_the_starter_is_not_copied(tmp_path: Path) -> None:
    run(str(tmp_path))
    assert not (tmp_path / ".cache").exists()
