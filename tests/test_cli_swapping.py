"""The output folder, replaced as a whole, whatever happens on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from planner.cli.swapping import MARK, replacing
from planner.errors import OutputError


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_swap_that_fails_puts_the_old_back(tmp_path: Path) -> None:
    output = tmp_path / "out"
    output.mkdir()
    (output / "old").write_text("old")
    with pytest.raises(OutputError, match="output-unwritable"), replacing(output) as folder:
        folder.rmdir()
    assert tree(tmp_path) == {"out/old": b"old"}


KILLED = """
import os, signal, sys
from pathlib import Path
from planner.cli.swapping import replacing
with replacing(Path(sys.argv[1])) as folder:
    (folder / "half").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_build_leaves_the_older_one_and_is_cleared_later(tmp_path: Path) -> None:
    output = tmp_path / "out"
    output.mkdir()
    (output / "old").write_text("old")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(output)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert tree(output) == {"old": b"old"}
    (left,) = tmp_path.glob(".out-building-*")
    assert (left / "new" / "half").is_file()
    assert (left / ".gitignore").read_text(encoding="utf-8") == "*\n"  # not published by a careless `git add .`
    with replacing(output) as folder:
        (folder / "new").write_text("new")
    assert tree(tmp_path) == {"out/new": b"new"}


def test_a_build_killed_in_its_swap_gets_the_old_back(tmp_path: Path) -> None:
    work = tmp_path / ".out-building-x"
    (work / "old").mkdir(parents=True)
    (work / "old" / "page").write_text("old")
    (work / MARK).touch()
    with pytest.raises(ZeroDivisionError), replacing(tmp_path / "out"):
        raise ZeroDivisionError
    assert tree(tmp_path / "out") == {"page": b"old"}
    assert not work.exists()


def test_only_what_is_ours_and_dead_is_cleared(tmp_path: Path) -> None:
    mine = tmp_path / ".out-building-mine"
    mine.mkdir()
    (mine / "notes").write_text("mine")
    with replacing(tmp_path / "out") as first:
        with replacing(tmp_path / "out") as second:
            (second / "page").write_text("second")
        assert first.is_dir()
        (first / "page").write_text("first")
    assert tree(tmp_path / "out") == {"page": b"first"}
    assert (mine / "notes").read_text() == "mine"
    assert [path.name for path in tmp_path.glob(".out-*")] == [mine.name]


def test_rights_are_the_usual_ones(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        with replacing(tmp_path / "out") as folder:
            (folder / "page").write_text("x")
    finally:
        os.umask(mask)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o755
