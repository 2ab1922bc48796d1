"""How long the word rules take on 10,000 letters of 3 KB, in one process: part of `make bench`.

Letters in English and Japanese that say nothing amiss, and ones of which every tenth sells; a paragraph comes again from time to
time, as it does in a shop, and is remembered. Of the fresh ones, in which no paragraph comes twice, only the time is told.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from planner.model import Post, Purpose, Role
from planner.rules import disguised_offer, excuse, hollow_praise, pushy_wording, sales_tail

ROOT = Path(__file__).parent.parent
RULES = (disguised_offer.RULE, sales_tail.RULE, pushy_wording.RULE, hollow_praise.RULE, excuse.RULE)
LETTERS = 10_000
BYTES = 3_000
ALLOWED = 0.6
FIRST = datetime(2000, 1, 1, 9, tzinfo=UTC)
WARM = Purpose("helpful", Role.WARMS, "helpful")
SOLD = "Order now with code TEA20 and get 20% off until Friday."


def prose(folder: str) -> list[str]:
    """The paragraphs of the letters below a folder."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((ROOT / folder).rglob("*.md")))
    bodies = (
        text.split("\n---\n", 1)[1]
        for text in texts
        if "purpose: offer" not in text and "ご案内" not in text.split("\n---\n", 1)[0]
    )
    return [part for body in bodies for part in re.split(r"\n\s*\n", body) if part.strip()]


def letters(paragraphs: list[str], sold: int = 0, *, fresh: bool = False) -> Iterator[Post]:
    """Letters that differ, put together from paragraphs; each `sold`th sells, and if `fresh` no paragraph comes twice."""
    at = 0
    for number in range(LETTERS):
        body, size = [f"Letter {number}."], 0
        while size < BYTES:
            paragraph = paragraphs[at % len(paragraphs)]
            body.append(_turned(paragraph, at // len(paragraphs)) if fresh else paragraph)
            size += len(body[-1].encode()) + 2
            at += 1
        if sold and number % sold == 0:
            body.insert(1, SOLD)
        yield Post(
            path=f"content/posts/{number}.md", title=f"Letter {number}", purpose=WARM, slug=f"letter-{number}", body="\n\n".join(body)[: BYTES], body_line=6,
            places={}, date=FIRST + timedelta(days=number % 9000),
        )  # fmt: skip


def _turned(paragraph: str, by: int) -> str:
    """The same words, or where there are no words the same characters, beginning further on."""
    words = paragraph.split(" ") if paragraph.count(" ") > 8 else list(paragraph)
    glue = " " if paragraph.count(" ") > 8 else ""
    return f"{glue.join([*words[by % len(words) :], *words[: by % len(words)]])} {by}"


def seconds(every: list[Post]) -> tuple[float, int]:
    """How long all the word rules take together, and how much they find."""
    inspection = type("Letters", (), {"letters": property(lambda _: iter(every))})()
    start = time.perf_counter()
    found = sum(1 for rule in RULES for _ in rule.check(inspection, rule.options))
    return time.perf_counter() - start, found


def main() -> int:
    """Print each, and say by the exit code whether all stayed below what is allowed."""
    slow = 0
    for name, folder, sold, fresh in (
        ("English", "content/posts", 0, False),
        ("Japanese", "planner/starter/ja/content/posts", 0, False),
        ("one in ten sells", "content/posts", 10, False),
        ("English, all fresh", "content/posts", 0, True),
        ("Japanese, all fresh", "planner/starter/ja/content/posts", 0, True),
    ):
        took, found = seconds(list(letters(prose(folder), sold, fresh=fresh)))
        slow += took > ALLOWED and not fresh
        print(f"word rules  {LETTERS} letters of 3 KB  {name:<19} {took:5.2f} s   {found} findings")  # noqa: T201
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main())
