"""Which text has gone on under another name."""

from __future__ import annotations

from planner.renames import renamed

LINES = [f"line {number}" for number in range(10)]


def text(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def test_half_of_the_words_are_enough() -> None:
    half, less = text(*LINES[:5], *"abcde" * 6), text(*LINES[:4], *"abcdef" * 6)
    assert renamed({"old": text(*LINES)}, {"new": half}) == {"new": "old"}
    assert renamed({"old": text(*LINES)}, {"new": less}) == {}


def test_line_ends_and_empty_lines_are_no_words() -> None:
    assert renamed({"old": b"a\r\n\r\nb\r\n"}, {"new": b"a\n  b"}) == {"new": "old"}
    assert renamed({"old": b""}, {"new": b"\n"}) == {}


def test_the_most_alike_belong_together_and_each_is_taken_once() -> None:
    gone = {"one": text(*LINES), "two": text(*LINES[:8])}
    assert renamed(gone, {"x": text(*LINES[:8]), "y": text(*LINES)}) == {"x": "two", "y": "one"}
    assert renamed({"one": text(*LINES)}, {"x": text(*LINES), "y": text(*LINES)}) == {"x": "one"}


def test_of_too_many_nothing_is_known() -> None:
    many = {str(number): b"a" for number in range(201)}
    assert renamed(many, dict(list(many.items())[:100])) == {}
