"""What `letter-size` takes a letter for, against the letter as it is really made."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from planner.publish.letter.size import html_size
from planner.rules.letter_size import estimate
from planner.shop import open_shop
from tests.small_shop import write_post, write_shop

MOST = 3
"""So many times too high an estimate may be: what is declared too long without being made must be too long."""


def table(columns: int, cell: str = "tea", rows: int = 120) -> str:
    lines = ["head"] * columns, ["---"] * columns, *[[cell] * columns] * rows
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


SHAPES = {
    "nothing": "Tea.\n",
    "prose": ("A few words about tea and cups, said slowly. " * 6 + "\n\n") * 60,
    "Japanese prose": ("お茶をいれるとき、湯のみを先に温めておくと冷めにくくなります。" * 5 + "\n\n") * 60,
    "short paragraphs": "Tea.\n\n" * 200,
    "empty lines": "\n" * 5000 + "Tea.\n",
    "lines that are broken": "tea  \n" * 400,
    "list": "- an item of tea\n" * 300,
    "list of stars": "* an item of tea\n" * 300,
    "numbered list": "".join(f"{number}. an item\n" for number in range(1, 300)),
    "list in a list": "- an item\n    - below it\n" * 150,
    "headings": "## Tea\n\nWords.\n\n" * 120,
    "headings without room": "## Tea\nWords.\n" * 120,
    "headings underlined": "Tea\n---\n\nWords.\n\n" * 80,
    "links": "Read [this](https://tea.example/a) and [that](https://tea.example/b).\n\n" * 120,
    "links named elsewhere": "Read [this][a].\n\n" * 120 + "[a]: https://tea.example/a\n",
    "addresses": "Read <https://tea.example/a>.\n\n" * 120,
    "emphasis": ("**Tea** and *cups* and `code` " * 6 + "\n\n") * 60,
    "emphasis by lines below": "__tea__ _cup_ " * 300,
    "quotations": "> Said.\n>\n> More.\n\n" * 100,
    "rules": "a\n\n---\n\n" * 100,
    "code": "```\n" + "x = 1 < 2 | 3\n" * 300 + "```\n",
    "pictures": "![a cup](cup.jpg)\n\n" * 60,
    "HTML": "<p>tea</p>\n" * 200,
    **{f"table of {columns}": table(columns) for columns in (1, 2, 3, 4, 5, 6, 8, 12)},
    "table of long cells": table(4, "a rather long text in each cell of it"),
    "table of Japanese": table(5, "お茶"),
    "table of links": table(3, "**a** [x](https://tea.example/)"),
    "table without heads": "| | |\n|---|---|\n" + "| a | b |\n" * 120,
    "table, aligned": "| a | b | c | d |\n|:--|--:|:-:|---|\n" + "| a | b | c | d |\n" * 120,
    "table without edges": "a | b | c\n--|---|---\n" + "1 | 2 | 3\n" * 120,
}


@pytest.mark.no_cover
@pytest.mark.parametrize("shape", SHAPES)
def test_the_estimate_is_true_and_rather_too_high(tmp_path: Path, shape: str) -> None:
    write_post(write_shop(tmp_path, posts=0), "tea.md", "title: Tea\ndate: 2026-10-01\npurpose: helpful", SHAPES[shape])
    Image.new("RGB", (900, 600), (90, 40, 10)).save(tmp_path / "content/posts/cup.jpg")
    shop = open_shop(None, start=tmp_path, now=datetime(2026, 12, 1, tzinfo=UTC))
    made = html_size(shop.settings, shop.posts, shop.posts, shop.at)
    assert made <= estimate(shop.posts) <= MOST * made
