"""A small tea shop with a series, an incident, and offers that are warm, too early for some, and too early for all."""

from __future__ import annotations

import json
from pathlib import Path

from planner.rules import RULES
from tests.small_shop import CONFIG

MOMENTS = ("2026-10-20", "2026-11-21", "2027-03-01")
"""While an incident is open; with offers ahead; when all is over."""
BLOCK = """\
      series:
        welcome: {stage: customer}
      rules: %s
      warming: {first: {posts: 4, kinds: 3, days: 14}, ratio: 3}
"""
_OTHERS_OFF = json.dumps({rule.name: {"level": "off"} for rule in RULES if rule.name != "cold-offer"})
NAMES = {"en": "Hidamari Tea", "ja": "ひだまり茶舗"}
POSTS = (
    ("thanks", "2026-09-01", "gratitude", ("Thank you for the summer", "夏のお礼")),
    ("field", "2026-09-15", "product-story", ("The field behind the tea", "茶畑のこと")),
    ("aoi", "2026-09-29", "staff-voice", ("Aoi packs the tea", "茶葉を包む葵さん")),
    ("sorry", "2026-10-13 18:00", "apology", ("The parcels that came late", "遅れてしまったお荷物のこと")),
    ("done", "2026-10-27", "recovery", ("After the late parcels", "お荷物の遅れについて、その後")),
    ("kettle", "2026-11-03", "helpful", ("Which kettle", "どの鉄瓶がよいか")),
    ("yuki", "2026-11-17", "customer-story", ("Yuki’s first cup", "雪さんの一杯目")),
    ("cup", "2026-12-15 10:00", "offer", ("A cup for cold mornings", "寒い朝の湯のみ")),
    ("new-tea", "2026-12-22", "offer", ("Tea for the new year", "新年のお茶")),
)
STEPS = (
    (0, "gratitude", ("Thank you for coming in", "ようこそお越しくださいました")),
    (4, "good-choice", ("What you chose", "お選びになったもの")),
    (9, "owner-story", ("Why I keep a tea shop", "茶舗を継いだわけ")),
    (16, "staff-voice", ("Who roasts", "焙じる人")),
    (21, "offer", ("A tin to begin with", "はじめの一缶")),
)
EXTRA = {
    "sorry": ["incident: {happened: 2026-10-13 12:00, facts: f, affected: a, remedy: r, contact: 03-0000-0000}"],
    "done": ["recovers: sorry", "promised: tea within a week", "delivered: tea within three days"],
    "cup": ["channels: [site, newsletter]"],
    "new-tea": ["audience: [customer, regular]", "channels: [newsletter]"],
}


def write(root: Path, language: str) -> Path:
    """The shop, with titles in a language."""
    which = ("en", "ja").index(language)
    folder = root / f"tea-{language}"
    named = CONFIG.format(language=language).replace("shop:\n", f"shop:\n        name: {NAMES[language]}\n")
    _write(folder / "mkdocs.yml", named + BLOCK % _OTHERS_OFF)
    for name, date, purpose, titles in POSTS:
        lines = [f"title: {titles[which]}", f"date: {date}", f"purpose: {purpose}", *EXTRA.get(name, [])]
        _write(folder / f"content/posts/{name}.md", _letter(lines))
    for day, purpose, titles in STEPS:
        lines = [f"title: {titles[which]}", f"day: {day}", f"purpose: {purpose}"]
        _write(folder / f"content/series/welcome/{day:02d}-{purpose}.md", _letter(lines))
    return folder


def _letter(lines: list[str]) -> str:
    return "\n".join(["---", *lines, "---", "", "A few words."]) + "\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
