"""The whole product, built for a small shop in each language: the folders in `golden/` show what readers get.

The shops stand in `shops/`. After a change, `pytest --refresh` writes the folders afresh, and the diff is what to review.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from planner.cli.main import main
from planner.wording import LANGUAGES
from tests.shop_text import write_shop

SHOPS = Path(__file__).parent / "shops"
WHOLE = {"report.json", "site/feed.xml", "site/atom.xml", "site/feed.json", "site/sitemap.xml"}
OURS = '<div class="nk-content"'
BLANK = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")


def build(shop: Path) -> Path:
    result = CliRunner().invoke(main, ["build", "--config", str(shop / "mkdocs.yml"), "--at", "2026-12-01 09:00"])
    assert result.exit_code == 0, result.output
    return shop / "build"


def kept(folder: Path) -> Iterator[tuple[str, str | bytes]]:
    """The letters, feeds, sitemap and report; of a page only what is ours in `<main>`: the rest is the theme's."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if name.startswith(("newsletter/", "site/feeds/")) or name in WHOLE:
            yield name, path.read_bytes()
        elif path.suffix == ".html" and name != "site/404.html":
            yield name, page(path.read_text(encoding="utf-8"))


def page(html: str) -> str:
    """Our element in `<main>`, up to the end tag that belongs to it."""
    ours = html[html.index(OURS, html.index("<main")) :]
    depth = 0
    for tag in re.finditer(r"<(/?)div\b[^>]*>", ours):
        depth += -1 if tag[1] else 1
        if not depth:
            return BLANK.sub("\n", ours[: tag.end()]) + "\n"
    raise AssertionError(OURS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_readers_get(
    tmp_path: Path, golden: Callable[[str, Mapping[str, str | bytes]], None], language: str
) -> None:
    write_shop((SHOPS / f"{language}.txt").read_text(encoding="utf-8"), tmp_path / "shop")
    golden(f"shop-{language}", dict(kept(build(tmp_path / "shop"))))
