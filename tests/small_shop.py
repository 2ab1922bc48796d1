"""A small shop to try commands on, as files in a folder."""

from __future__ import annotations

from pathlib import Path

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
      shop:
        address: 1-2-3 Example, Kyoto
        phone: 075-000-0000
        email: hello@tea.example
        representative: Chie Morikawa
        payment: by card, when you order
        legal: https://tea.example/legal/
        signup:
          action: https://tea.example/join
          consent: I would like letters from Hidamari Tea.
"""
TERMS = """
offer:
  for: people whose tea is cold before they have read one page
  worry: thin cups lose their heat in minutes
  wish: one unhurried cup every morning
  price: 4400 JPY
  postage: 600 JPY
  pay: [card]
  delivery: within 5 days
  returns: within 14 days, unused
  order: https://tea.example/cup
  ask: {phone: 075-000-0000}
"""
PURPOSES = ("gratitude", "good-choice", "product-story", "owner-story", "staff-voice", "question")
AT = "2026-12-01"


def write_post(root: Path, name: str, front: str, body: str = "A few words.") -> Path:
    """A post of the shop."""
    path = root / "content" / "posts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{front.strip()}\n---\n\n{body}\n", encoding="utf-8")
    return path


def write_shop(root: Path, *, language: str = "en", posts: int = 6) -> Path:
    """A shop with a warm post a week, from 1 October 2026 on, and nothing wrong with it."""
    (root / "content" / "posts").mkdir(parents=True)
    (root / "content" / "index.md").write_text("# Tea\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(CONFIG.format(language=language), encoding="utf-8")
    for number in range(posts):
        front = (
            f"title: Letter {number}\ndate: 2026-10-{1 + 4 * number:02d}\npurpose: {PURPOSES[number % len(PURPOSES)]}"
        )
        write_post(root, f"letter-{number}.md", front)
    return root


def write_cold_offer(root: Path) -> Path:
    """An offer at a time when nobody has been given enough."""
    return write_post(root, "too-soon.md", f"title: Buy a cup\ndate: 2026-10-02\npurpose: offer{TERMS}")
