"""Draws docs/pictures/check.svg: `planner check` at work, from a real run. `python docs/check_picture.py`."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

PLANNER = Path(sys.executable).with_name("planner")
PICTURE = Path(__file__).parent / "pictures" / "check.svg"
COLUMNS = 96
AT = "2026-09-10"
LETTER_PATH = "content/posts/winter-cup.md"
LETTER = """\
---
title: A cup for cold mornings
date: 2026-09-12
purpose: offer
channels: [newsletter]
audiance: [customer]
audience: [customer]
offer:
  for: people whose tea is cold before they have read one page
  worry: thin cups lose their heat in minutes
  wish: one unhurried cup every morning
  price: 4400 JPY
  postage: 600 JPY
  until: 2026-12-10
  pay: [card]
  delivery: within 5 days
  returns: within 14 days
  order: https://shop.example/cup
  ask: {phone: 075-000-0000}
---

A cup that stays warm to the last page.
"""
PAPER = TerminalTheme(
    (251, 248, 243),
    (43, 38, 34),
    [
        (43, 38, 34),
        (168, 64, 31),
        (85, 112, 63),
        (122, 92, 30),
        (59, 95, 138),
        (154, 74, 92),
        (47, 107, 98),
        (107, 96, 88),
    ],
)
# rich's own frame fetches a font from another site; this one uses the reader's.
FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="planner check finds a cold offer">
<style>
text {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: {char_height}px; \
line-height: {line_height}px; white-space: pre; }}
{styles}
</style>
<defs>{lines}</defs>
<rect width="{width}" height="{height}" rx="8" fill="#FBF8F3"/>
<g transform="translate({terminal_x}, 20)">{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""


def in_a_terminal(*words: str | Path, folder: Path) -> str:
    """What a command writes to a terminal, colours and all."""
    ours, theirs = pty.openpty()
    subprocess.run(words, cwd=folder, stdout=theirs, stderr=theirs, env=os.environ | {"TERM": "xterm"}, check=False)
    os.close(theirs)
    written = io.BytesIO()
    try:
        while part := os.read(ours, 4096):
            written.write(part)
    except OSError:  # how Linux says that a terminal is at its end
        pass
    os.close(ours)
    return written.getvalue().decode().replace("\r\n", "\n")


def run() -> str:
    """The run that is shown: a shop of ours, and one offer too soon."""
    with tempfile.TemporaryDirectory() as home:
        shop = Path(home) / "my-shop"
        subprocess.run([PLANNER, "init", "--language", "en", shop], check=True, capture_output=True)
        (shop / LETTER_PATH).write_text(LETTER, encoding="utf-8")
        return in_a_terminal(PLANNER, "check", LETTER_PATH, "--at", AT, folder=shop)


def draw(output: str) -> str:
    """A terminal as a picture."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), highlight=False)
    console.print(Text.from_ansi(f"$ planner check {LETTER_PATH}\n" + output.rstrip()))
    return console.export_svg(theme=PAPER, code_format=FRAME, unique_id="check")


if __name__ == "__main__":
    PICTURE.write_text(draw(run()), encoding="utf-8")
    print(f"Drew {PICTURE}")
