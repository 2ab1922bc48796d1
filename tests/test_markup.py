"""Links and pictures are found where a reader would see them, and nowhere else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planner.markup import Reference, references
from planner.model import Place


def found(body: str) -> list[tuple[str, str | None]]:
    return [("!" * one.picture + one.target, one.text) for one in references(body, 1)]


def test_links_and_pictures() -> None:
    body = 'See [the *pot*](pot.md#top "Pot") and ![A [small] pot](a%20b.png).\n\n[ref]: other.md\n<img src=\'c.png\' alt="C">'
    assert found(body) == [
        ("pot.md#top", "the *pot*"),
        ("!a%20b.png", "A [small] pot"),
        ("other.md", ""),
        ("!c.png", "C"),
    ]


def test_a_picture_in_a_link() -> None:
    assert found("[![alt](a.png)](b.md)") == [("b.md", "![alt](a.png)"), ("!a.png", "alt")]


def test_brackets_in_targets() -> None:
    assert found("[x](<a b.md>) [y](a(1).md)") == [("a b.md", "x"), ("a(1).md", "y")]


def test_code_and_comments_do_not_count() -> None:
    body = "`[a](b.md)` ``[c](`d.md)`` <!-- [e](f.md)\n-->\n\n```\n[g](h.md)\n```\n\n~~~ md\n[i](j.md)\n"
    assert found(body) == []


def test_an_escaped_bracket_is_a_bracket() -> None:
    assert found(r"\[a](b.md)") == []


def test_places_count_characters() -> None:
    assert references("お茶\n\n茶は[こちら](x.md)", 5) == (Reference(False, "x.md", "こちら", Place(7, 3, 7, 14)),)  # noqa: FBT003


def test_an_empty_alt_in_html_is_on_purpose() -> None:
    assert [(one.text, one.decoration) for one in references('<img src="a.png" alt=""><img src="b.png">', 1)] == [
        ("", True),
        (None, False),
    ]


def test_hostile_bodies_take_no_time() -> None:
    for piece in ("[", "![", "](", "](a", "`", "` ", "<img ", "<!--", "[a](", "```\n", "[a](b(", '[a](b "'):
        references(piece * (400_000 // len(piece)), 1)


@given(st.text(alphabet="[]()!`<>\\ab \n~\"'", max_size=200))
def test_every_place_is_in_the_text(body: str) -> None:
    lines = body.split("\n")
    for one in references(body, 1):
        assert one.place.column <= len(lines[one.place.line - 1]) + 1
        assert one.place.end_column <= len(lines[one.place.end_line - 1]) + 1
