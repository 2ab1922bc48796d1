"""How long the word rules take on 10,000 letters of 3 KB, in one process: part of `make bench`.

Letters in English and Japanese, put together anew from the sentences of the demo shops: no paragraph comes twice. In one line of
each language nothing is amiss, in the next every tenth letter sells. Then they are made of whole paragraphs, each of which comes
again and again, and then of long sentences with links that differ in figures alone. For all of these there is a limit. At last,
letters of single words in no order: what it costs where no sentence ever comes again.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import planner.cli  # noqa: F401 - which lets Python collect its garbage less often, as it does in every command
from planner.model import Post, Purpose, Role
from planner.rules import disguised_offer, excuse, hollow_praise, pushy_wording, sales_tail
from tests.bench import PARAGRAPH

ROOT = Path(__file__).parent.parent
RULES = (disguised_offer.RULE, sales_tail.RULE, pushy_wording.RULE, hollow_praise.RULE, excuse.RULE)
LETTERS = 10_000
BYTES = 3_000
ALLOWED = 0.6
FIRST = datetime(2000, 1, 1, 9, tzinfo=UTC)
WARM = Purpose("helpful", Role.WARMS, "helpful")
FOLDERS = {"English": "content/posts", "Japanese": "planner/starter/ja/content/posts"}
_ENDED = re.compile(r"[.!?。][\"'”’)*_]*\Z")
SOLD = {
    "English": "Order now with code TEA20 and get 20% off until Friday.",
    "Japanese": "ただいま二割引です。今すぐご注文ください。",
}


def prose(language: str) -> str:
    """The letters of a demo shop that are no offers, without headings, lists and quotations."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((ROOT / FOLDERS[language]).rglob("*.md")))
    parts = [text.split("\n---\n", 1) for text in texts]
    bodies = "\n\n".join(body for head, body in parts if "purpose: offer" not in head and "ご案内" not in head)
    return "\n\n".join(
        part for part in re.split(r"\n\s*\n", bodies) if not part.startswith(("#", "-", ">", "!", "|", "{", "<"))
    )


def sentences(language: str) -> list[str]:
    """Its sentences; no names below a letter, no halves of a link that has a full stop in its words."""
    every = re.split(r"(?<=[.!?。])\s+|(?<=。)|\n\n", prose(language))
    return [one.strip() for one in every if _ENDED.search(one.strip()) and one.count("[") == one.count("]")]


def paragraphs(language: str) -> list[str]:
    """Its paragraphs."""
    return prose(language).split("\n\n")


def words(language: str) -> list[str]:
    """Its words; for Japanese, rows of characters of one kind."""
    return re.findall(r"[A-Za-z']+" if language == "English" else r"[ぁ-ん]+|[ァ-ー]+|[一-龥]+", prose(language))


def letters(language: str, pieces: list[str], sold: int = 0, row: int = 3) -> Iterator[Post]:
    """Letters of pieces in ever another order, some in a row making a paragraph; each `sold`th sells."""
    chance = _chances()
    glue = " " if language == "English" else ""
    for number in range(LETTERS):
        body, size = [f"Letter {number}."], 0
        while size < BYTES:
            body.append(glue.join(pieces[next(chance) % len(pieces)] for _ in range(row)))
            size += len(body[-1].encode()) + 2
        if sold and number % sold == 0:
            body.insert(1, SOLD[language])
        yield post(number, "\n\n".join(body))


def linking() -> Iterator[Post]:
    """Letters of the large shop of `tests/bench.py`."""
    for number in range(LETTERS):
        yield post(number, PARAGRAPH.format(number=number) * 3)


def post(number: int, body: str) -> Post:
    """One of them."""
    return Post(
        path=f"content/posts/{number}.md", title=f"Letter {number}", purpose=WARM, slug=f"letter-{number}",
        body=body, body_line=6, places={}, date=FIRST + timedelta(days=number % 9000),
    )  # fmt: skip


def _chances() -> Iterator[int]:
    """Numbers in no order that one sees, the same each time."""
    state = 1
    for _ in count():
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state >> 33


def seconds(every: list[Post]) -> tuple[float, int]:
    """How long all the word rules take together, and how much they find."""
    inspection = type("Letters", (), {"letters": property(lambda _: iter(every))})()
    start = time.perf_counter()
    found = sum(1 for rule in RULES for _ in rule.check(inspection, rule.options))
    return time.perf_counter() - start, found


def main() -> int:
    """Print each, and say by the exit code whether all stayed below what is allowed."""
    slow = 0
    for name, every in _of_sentences():
        slow += _measured(name, every) > ALLOWED
    for language in FOLDERS:
        _measured(f"{language}, single words", list(letters(language, words(language), row=40)))
    return int(slow > 0)


def _measured(name: str, every: list[Post]) -> float:
    took, found = seconds(every)
    print(f"word rules  {LETTERS} letters of 3 KB  {name:<37} {took:5.2f} s   {found} findings")  # noqa: T201
    return took


def _of_sentences() -> Iterator[tuple[str, list[Post]]]:
    for language in FOLDERS:
        for name, pieces, sold, row in (
            ("sentences", sentences(language), 0, 3),
            ("sentences, one in ten sells", sentences(language), 10, 3),
            ("paragraphs that recur", paragraphs(language), 0, 1),
        ):
            yield f"{language}, {name}", list(letters(language, pieces, sold, row))
    yield "long sentences with links", list(linking())


if __name__ == "__main__":
    sys.exit(main())
