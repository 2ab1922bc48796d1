"""How long `planner check` and `planner build` take on large shops: `make bench`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

PURPOSES = ("gratitude", "good-choice", "product-story", "owner-story", "staff-voice", "customer-story", "helpful")
CONFIG = """\
site_name: A large shop
site_url: https://shop.example/
docs_dir: content
theme: {name: material}
plugins: [search, planner]
"""
OFFER = """\
offer:
  for: people whose tea is cold too soon
  worry: thin cups lose their heat
  wish: one unhurried cup
  price: 4400 JPY
  postage: 600 JPY
  until: 2035-12-31
  pay: [card]
  delivery: within 5 days
  returns: within 14 days
  order: https://shop.example/cup
  ask: {phone: 03-0000-0000}
"""
SENTENCE = "The kettle sang, the street was still wet, and *nobody* but cat {number} was out; "
PARAGRAPH = SENTENCE * 11 + "[read on](letter-{number}.md) or [don't](https://shop.example/{number}).\n\n"
"""No two letters are alike: what is remembered by its words would make them look cheap."""
FIRST = date(2000, 1, 1)
EVERY = 24
"""Each 24th letter is an offer; with a letter a day all of them are warm."""
AT = "2035-06-01"


def letter(number: int) -> str:
    """One letter of three paragraphs, 3 KB in all."""
    is_offer = number % EVERY == EVERY - 1
    purpose = "offer" if is_offer else PURPOSES[number % len(PURPOSES)]
    consent = (
        "customer: {incentive: none, edited: false, consent: {date: 2000-01-01, scope: [site, feed, newsletter]}}\n"
    )
    more = OFFER if is_offer else consent if purpose == "customer-story" else ""
    return f"---\ntitle: Letter {number}\ndate: {FIRST + timedelta(days=number)}\npurpose: {purpose}\n{more}---\n\n{PARAGRAPH.format(number=number) * 3}"


def write_shop(root: Path, posts: int) -> None:
    """A shop of that many letters."""
    folder = root / "content" / "posts"
    folder.mkdir(parents=True)
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for number in range(posts):
        (folder / f"letter-{number}.md").write_text(letter(number), encoding="utf-8")


def measure(command: str, posts: int) -> None:
    """Run a command on a shop of that many letters and print how long it took."""
    with tempfile.TemporaryDirectory() as folder:
        write_shop(Path(folder), posts)
        words = [str(Path(sys.executable).with_name("planner")), command, "--at", AT]
        start = time.perf_counter()
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
        took = time.perf_counter() - start
    print(f"planner {command:<6}{posts:>7} letters {took:>8.2f} s   exit {done.returncode}")  # noqa: T201


if __name__ == "__main__":
    for count in (1, 100, 1_000, 10_000):
        measure("check", count)
    for count in (100, 1_000):
        measure("build", count)
