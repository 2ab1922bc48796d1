"""What becomes of a call whose words nobody hears, or for whose files there is no room."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.small_shop import AT, write_cold_offer, write_shop

PLANNER = (sys.executable, "-m", "planner")
NO_ROOM = (
    "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40)); from planner.cli.main import main; main()"
)
"""A process in which no file can grow beyond 40 bytes, as on a disk that is full."""


@contextmanager
def hung_up() -> Iterator[int]:
    """A pipe whose reader has gone."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


@contextmanager
def full() -> Iterator[int]:
    """A device on which there is no room."""
    device = os.open("/dev/full", os.O_WRONLY)
    yield device
    os.close(device)


def in_shell(words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """What a shell makes of a call, which may close streams before it begins."""
    call = " ".join((*PLANNER, words))
    return subprocess.run(["sh", "-c", call], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("explain", 0),
        ("--help", 0),
        ("--version", 0),
        ("check --help", 0),
        (f"check --at {AT}", 1),
        (f"check --fix --at {AT}", 1),
        (f"build --at {AT}", 0),
        ("", 2),
        ("chek", 2),
    ],
)
def test_a_reader_that_hangs_up_is_no_error(tmp_path: Path, words: str, code: int) -> None:
    write_cold_offer(write_shop(tmp_path))
    with hung_up() as out:
        result = subprocess.run(
            (*PLANNER, *words.split()), cwd=tmp_path, stdout=out, stderr=subprocess.PIPE, text=True, check=False
        )
    assert result.returncode == code
    assert code == 2 or "error: " not in result.stderr.replace("too-soon.md", "")
    assert "Traceback" not in result.stderr
    assert words[:5] != "build" or (tmp_path / "build/report.json").is_file()


@pytest.mark.parametrize("nobody", [hung_up, full])
@pytest.mark.parametrize(("words", "code"), [("chek", 2), ("check nowhere.md", 2), ("", 2), (f"build --at {AT}", 0)])
def test_the_exit_code_is_right_where_nobody_hears_what_is_wrong(
    tmp_path: Path, words: str, code: int, nobody: type
) -> None:
    write_cold_offer(write_shop(tmp_path))
    with nobody() as err:
        result = subprocess.run(
            (*PLANNER, *words.split()), cwd=tmp_path, stdout=subprocess.PIPE, stderr=err, check=False
        )
    assert result.returncode == code
    assert (tmp_path / "build/report.json").is_file() == (code == 0)


@pytest.mark.parametrize("words", [f"check --at {AT}", "explain cold-offer", f"build --at {AT}", "--help"])
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_closed_streams_are_no_crash(tmp_path: Path, words: str, closed: str) -> None:
    write_shop(tmp_path)
    result = in_shell(f"{words} {closed}", tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert (result.stdout == "") == (">&-" in closed.split())


@pytest.mark.parametrize("words", [f"check --at {AT}", "--help", "--version", "explain", "calendar"])
def test_a_full_disk_is_not_our_fault(tmp_path: Path, words: str) -> None:
    write_shop(tmp_path)
    result = in_shell(f"{words} > /dev/full", tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith("error: The system refused: No space left on device.\nhelp: ")
    assert len(result.stderr.splitlines()) == 2


@pytest.mark.parametrize(
    "words",
    [
        ["new", "news", "Closed on Monday"],
        ["plan", "--offer", "2027-06-01", "--write"],
        ["voices", "add", "--wish", "tea"],
    ],
)
def test_what_does_not_fit_on_the_disk_leaves_nothing_behind(tmp_path: Path, words: list[str]) -> None:
    write_shop(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    environ = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    result = subprocess.run(
        (sys.executable, "-c", NO_ROOM, *words), cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert "error: This cannot be written: File too large." in result.stderr
    assert sorted(tmp_path.rglob("*")) == before
