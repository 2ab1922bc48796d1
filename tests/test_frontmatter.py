"""Front matter as written: nothing guessed, every key's place known, nothing that can crash."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.frontmatter import (
    Document,
    Scalar,
    Table,
    YamlError,
    executing_tags,
    merged,
    parse_document,
    parse_yaml,
)
from planner.model import Place


def table(text: str) -> Table:
    document = parse_document(text)
    assert isinstance(document.tree, Table)
    return document.tree


def test_values_stay_what_was_written() -> None:
    found = table("---\na: no\nb: 12:30\nc: 010\nd: ~\ne: 'null'\nf: !!python/name:os.system x\n---\n")
    words = {entry.key: entry.node.text for entry in found.entries if isinstance(entry.node, Scalar)}
    assert words == {"a": "no", "b": "12:30", "c": "010", "d": None, "e": "null", "f": "x"}


def test_a_key_knows_its_span() -> None:
    found = table("---\ntitle: お茶\noffer:\n  pay: [a,\n    b]\n  for: >\n    one\n    two\n\nnext: 1\n---\n")
    places = {entry.key: entry.place for entry in found.entries}
    assert places == {"title": Place(2, 1, 2, 10), "offer": Place(3, 1, 8, 8), "next": Place(10, 1, 10, 8)}


def test_the_body_knows_its_line() -> None:
    assert parse_document("---\ntitle: x\n---\n\nHello\n") == Document(table("---\ntitle: x\n---\n"), "\nHello\n", 4)


def test_a_rule_in_the_body_is_not_a_fence() -> None:
    assert parse_document("---\ntitle: x\n---\na\n\n---\n\nb\n").body == "a\n\n---\n\nb\n"


def test_a_repeated_key_is_kept_apart() -> None:
    found = table("---\na: 1\na: 2\n---\n")
    assert [(entry.key, entry.place.line) for entry in found.repeated] == [("a", 3)]


@pytest.mark.parametrize(
    ("text", "case", "line"),
    [
        ("---\ntitle: Tea: for you\n---\n", "colon", 2),
        ("---\n\ttitle: x\n---\n", "tab", 2),
        ('---\ntitle: "x\n---\n', "quote", 2),
        ("---\ntitle: [New] tea\n---\n", "needs-quotes", 2),
        ("---\ntitle: @tea\n---\n", "needs-quotes", 2),
        ("---\npurpose: news\ntitle：お茶\ndate: 2026-12-01\n---\n", "no-colon", 3),
        ("---\ntitle: - x\n---\n", "yaml", 2),
        ("---\ntags: [a, b\ntitle: x\n---\n", "bracket", 3),
        ("---\ntitle: x\n", "unclosed-front-matter", 1),
        ("---\ntitle: *x\n---\n", "yaml", 2),
        ("---\ntitle: &x [*x]\n---\n", "yaml", 2),
        ("---\nok: 1\ntitle: \x07\n---\n", "character", 3),
        ("---\n? [a]\n: b\n---\n", "key", 2),
        ("---\na: " + "[" * 200 + "]" * 200 + "\n---\n", "too-deep", 2),
        ("---\na: [" + "x," * 30_000 + "]\n---\n", "too-deep", 2),
    ],
)
def test_a_slip_is_named(text: str, case: str, line: int) -> None:
    with pytest.raises(YamlError) as caught:
        parse_document(text)
    assert (caught.value.case, caught.value.place.line) == (case, line)


def test_nesting_that_would_overflow_a_composer_is_refused() -> None:
    for bomb in ("a: " + "[" * 100_000, "a:\n " + "- " * 100_000 + "x", "a: " + "{a: " * 50_000):
        with pytest.raises(YamlError):
            parse_yaml(bomb)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab:-[]{}'\"\n \t#&*!|>%@`,?~é茶\x00", max_size=80))
def test_no_front_matter_breaks_it(text: str) -> None:
    with suppress(YamlError):
        assert parse_document(f"---\n{text}\n---\nbody").body_line >= 1


def test_breaks_that_only_yaml_knows_are_spaces() -> None:
    found = table('---\ntitle: "a\u2028b\x85c"\nnext: 1\n---\n')
    assert [entry.node.text for entry in found.entries if isinstance(entry.node, Scalar)] == ["a b c", "1"]
    assert found.entries[1].place.line == 3


def test_tags_that_would_be_executed_are_known() -> None:
    text = (
        "a: !!python/name:material.x.y\nb: !ENV HOME\nc: !!python/object/apply:os.system [x]\nd: !!python/module:os\n"
    )
    assert list(executing_tags(text)) == [("python/object/apply:os.system", 3), ("python/module:os", 4)]


def test_a_text_that_cannot_be_read_to_its_end_hides_no_tag() -> None:
    with pytest.raises(YamlError):
        list(executing_tags("a: 1\nb: [\n"))


def test_what_is_merged_is_there_and_what_stands_itself_wins() -> None:
    text = "x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz:\n  <<: [*x, *y]\n  a: 0\n  c: {<<: *x}\n"
    node = parse_yaml(text)
    assert node is not None
    found = merged(node)
    assert isinstance(found, Table)
    table = found.get("z")
    assert isinstance(table, Table)
    assert {entry.key for entry in table.entries} == {"a", "b", "c"}
    a, b, c = (table.get(key) for key in "abc")
    assert isinstance(c, Table)
    assert (a, b) == (Scalar("0", Place(5, 6, 5, 7)), Scalar("1", Place(1, 17, 1, 18)))
    assert c.get("a") == Scalar("1", Place(1, 11, 1, 12))


@pytest.mark.parametrize("text", ["<<: 3\n", "a: {<<: [x]}\n"])
def test_what_can_not_be_merged_is_told(text: str) -> None:
    node = parse_yaml(text)
    assert node is not None
    with pytest.raises(YamlError) as caught:
        merged(node)
    assert (caught.value.case, caught.value.place.line) == ("yaml", 1)
