"""How long a call takes in a fresh process, beside Python and click alone, which nobody here can hurry: `make bench`.

Of each the median of twenty, taken by turns, so that a busy moment of the machine is shared by all.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.bench import write_shop

ROUNDS = 20
PLANNER = str(Path(sys.executable).with_name("planner"))
CALLS = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "python -c 'import click'": (sys.executable, "-c", "import click"),
    "planner --version": (PLANNER, "--version"),
    "planner --help": (PLANNER, "--help"),
    "planner check": (PLANNER, "check"),
    "planner status": (PLANNER, "status"),
}


def took(words: tuple[str, ...], folder: Path) -> float:
    """The milliseconds of one call."""
    start = time.perf_counter()
    subprocess.run(words, cwd=folder, capture_output=True, check=False)
    return (time.perf_counter() - start) * 1000


def measure(folder: Path) -> dict[str, float]:
    """The median of each call; a first round, in which files are read from the disk, does not count."""
    rounds = [{name: took(words, folder) for name, words in CALLS.items()} for _ in range(ROUNDS + 1)]
    return {name: median(one[name] for one in rounds[1:]) for name in CALLS}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        write_shop(Path(place), 1)
        found = measure(Path(place))
    for name, milliseconds in found.items():
        times = milliseconds / found["python -c 'import click'"]
        print(f"{name:<26}{milliseconds:>5.0f} ms   {times:>4.1f} times click")  # noqa: T201
