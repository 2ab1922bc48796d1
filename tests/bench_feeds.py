"""How long the feeds of a large shop take: `make bench`."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

from planner.model import Post
from planner.publish.feed import files
from tests.bench import EVERY, PARAGRAPH
from tests.publications import OFFER, TERMS, post, publication, renderer

COUNT = 10_000


def letter(number: int) -> Post:
    """One letter of three paragraphs, 3 KB in all; each 24th is an offer."""
    asks = {"purpose": OFFER, "offer": TERMS} if number % EVERY == EVERY - 1 else {}
    one = post(f"letter-{number}", PARAGRAPH.format(number=number) * 3, image="images/tea.png", tags=("tea",), **asks)
    return replace(one, date=one.date - timedelta(days=number))


def measure(what: str, renders: bool) -> None:
    """Make all feeds and print how long it took, with or without turning the Markdown of the letters into HTML."""
    of = publication(*map(letter, range(COUNT)))
    with_bodies = renderer(of)
    if not renders:
        for one in of.feed:
            with_bodies.html(one, {})
    start = time.perf_counter()
    made = files(of, with_bodies)
    took = time.perf_counter() - start
    print(f"{len(made)} feeds of {COUNT} letters, {what:<22}{took:>8.2f} s")  # noqa: T201


if __name__ == "__main__":
    measure("Markdown made before", renders=False)
    measure("with their Markdown", renders=True)
