"""A shop that is built, and a list of its readers, to send letters from."""

from __future__ import annotations

from pathlib import Path

from planner.cli.clock import parse_at
from planner.cli.record import record
from planner.cli.swapping import REPORT, SCHEMA
from planner.cli.writing import write_tree
from planner.publish import letter
from planner.render import Renderer, standard_extensions
from planner.shop import open_shop
from tests.small_shop import PURPOSES, write_post

AT = "2026-12-20"
EDITION = "2026-12-15"
"""A digest of a story and an offer, in two variants."""
CONFIG = """\
site_name: Hidamari Tea
site_url: https://tea.example/
docs_dir: content
theme:
  name: material
plugins:
  - planner:
      language: {language}
      timezone: Asia/Tokyo
      newsletter: {{service: {service}, edition: week, weekday: tuesday}}
      shop: {{name: Hidamari Tea, address: "1-2-3 Kyoto", email: hello@tea.example}}
"""
OFFER = """\
title: A cup for {{{{ cold }}}} mornings
date: 2026-12-15 08:00
purpose: offer
summary: It keeps tea warm.
"""


def write_shop(root: Path, *, service: str = "plain", language: str = "en") -> Path:
    """A shop with nine warm letters and an offer that a part of its readers are too new for."""
    (root / "content").mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_text(CONFIG.format(language=language, service=service), encoding="utf-8")
    for number in range(9):
        front = f"title: Letter {number}\ndate: 2026-10-{1 + 3 * number:02d}\npurpose: {PURPOSES[number % 6]}"
        write_post(root, f"letter-{number}.md", front)
    write_post(root, "snow.md", "title: Snow on the roof\ndate: 2026-12-14\npurpose: owner-story", "It is white.")
    write_post(root, "cup.md", OFFER.replace("{{{{", "{{").replace("}}}}", "}}"), "Ask us first: {% x %} *|y|*.")
    return root


def build(root: Path) -> Path:
    """The letters and the report of `planner build`, without the site."""
    moment = parse_at(AT, "--at")
    shop = open_shop(root / "mkdocs.yml", start=root, at=moment, now=moment)
    renderer = Renderer(shop.settings, *standard_extensions(shop.settings))
    write_tree(shop.settings.output, letter.files(shop.publication, renderer))
    write_tree(shop.settings.output, {REPORT: record(shop, SCHEMA)})
    return root


def write_readers(path: Path, *rows: str, header: str = "address,joined,stage,name") -> Path:
    """A list of readers."""
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path
