"""The author's own line, with the caret where a terminal will show it."""

from __future__ import annotations

from planner.model import Place
from planner.report.excerpt import excerpt
from planner.report.visible import visible, width


def drawn(line: str, column: int, end: int) -> tuple[str, str]:
    found = excerpt(f"---\n{line}\n---\n", Place(2, column, 2, end))
    assert found is not None
    return found


def test_caret_stands_under_the_words() -> None:
    assert drawn("title: A cup", 8, 13) == ("title: A cup", "       ^^^^^")


def test_full_width_signs_take_two_columns() -> None:
    assert drawn("題: 器", 4, 5) == ("題: 器", "    ^^")


def test_combining_signs_take_none() -> None:
    assert drawn("e\u0301te\u0301: x", 8, 9) == ("e\u0301te\u0301: x", "     ^")


def test_tab_becomes_the_spaces_it_shows() -> None:
    assert drawn("a:\tb", 4, 5) == ("a:  b", "    ^")


def test_no_escape_reaches_the_terminal() -> None:
    line, caret = drawn("title: \x1b[31mred\x9b\u202e", 8, 9)
    assert line == "title: ␛[31mred<U+009B><U+202E>"
    assert caret == "       ^"


def test_paragraph_is_cut_around_the_caret() -> None:
    line, caret = drawn("word " * 100 + "HERE " + "more " * 100, 501, 505)
    assert line.startswith("…")
    assert line.endswith("…")
    assert line[caret.index("^") : caret.rindex("^") + 1] == "HERE"
    assert width(line) <= 102


def test_long_line_keeps_its_start_where_the_caret_is_there() -> None:
    line, caret = drawn("title: " + "x" * 300, 1, 308)
    assert line.startswith("title: ")
    assert len(caret) <= len(line)


def test_long_japanese_line_is_cut_by_columns() -> None:
    line, caret = drawn("あ" * 200, 150, 152)
    assert width(line) <= 102
    assert caret.endswith("^^^^")


def test_span_over_lines_is_marked_to_the_end_of_the_first() -> None:
    assert excerpt("offer:\n  for: me\n", Place(1, 1, 2, 10)) == ("offer:", "^^^^^^")


def test_column_after_the_end_is_still_shown() -> None:
    assert drawn("date:", 6, 6) == ("date:", "     ^")


def test_nothing_to_show() -> None:
    assert excerpt("---\ntitle: x\n", Place()) is None
    assert excerpt("one\n", Place(9, 1, 9, 2)) is None
    assert excerpt("one\n\ntwo", Place(2, 1, 2, 1)) is None
    assert excerpt("", Place(1, 1, 1, 5)) is None


def test_visible_keeps_text_and_shows_the_rest() -> None:
    assert visible("お茶 👩\u200d🌾 a\tb\nc") == "お茶 👩\u200d🌾 a b␊c"
    assert visible("\x00\x7f\ud800") == "␀␡<U+D800>"
