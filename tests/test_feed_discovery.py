"""A browser or a feed reader that is given a page finds its feeds."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from planner.cli.main import main

LINK = re.compile(r'<link rel="alternate(?: feed)?" type="([^"]+)" title="([^"]*)" href="([^"]+)">')
LETTER = """\
---
title: Thank you
date: 2026-11-01
purpose: {}
channels: {}
---
Thank you for coming by.
"""


def linked(page: Path) -> list[tuple[str, str, Path]]:
    """Type, title and file of each feed that a page names."""
    found = LINK.findall(page.read_text(encoding="utf-8"))
    return [(kind, unescape(title), (page.parent / href).resolve()) for kind, title, href in found]


@pytest.fixture
def site(shop: Callable[..., Path]) -> Path:
    root = shop(
        {
            "posts/thanks.md": LETTER.format("gratitude", "[site, feed]"),
            "posts/kettle.md": LETTER.format("helpful", "[feed]") + "![A kettle](kettle.svg)\n",
            "posts/kettle.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='3'/>",
            "posts/news.md": LETTER.format("news", "[site]"),
        },
        shop={"name": "Tea & <Co>"},
    )
    result = CliRunner().invoke(main, ["build", "--config", str(root / "mkdocs.yml"), "--at", "2026-12-01"])
    assert result.exit_code == 0, result.output
    return (root / "build" / "site").resolve()


def test_every_page_names_the_three_feeds(site: Path) -> None:
    three = [
        ("application/rss+xml", "Tea & <Co> (RSS)", site / "feed.xml"),
        ("application/atom+xml", "Tea & <Co> (Atom)", site / "atom.xml"),
        ("application/feed+json", "Tea & <Co> (JSON Feed)", site / "feed.json"),
    ]
    for page in ("index.html", "posts/thanks/index.html", "archive/2026/index.html", "purposes/news/index.html"):
        assert linked(site / page) == three
    assert all(path.is_file() for _, _, path in three)


def test_the_page_of_a_purpose_names_its_own_feed(site: Path) -> None:
    own = linked(site / "purposes" / "gratitude" / "index.html")[-1]
    assert own == ("application/rss+xml", "Thank you · Tea & <Co>", site / "feeds" / "gratitude.xml")
    assert own[2].is_file()
    assert not (site / "feeds" / "news.xml").exists()


def test_a_picture_that_only_the_feed_shows_is_there(site: Path) -> None:
    assert 'src="https://tea.example/posts/kettle.svg"' in unescape((site / "feed.xml").read_text(encoding="utf-8"))
    assert (site / "posts" / "kettle.svg").is_file()
