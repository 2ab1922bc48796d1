"""Numbers spelt in kanji."""

from __future__ import annotations

import pytest

from planner.numerals import value


@pytest.mark.parametrize(
    ("spelt", "number"),
    [
        ("三十六", 36),
        ("三六", 36),
        ("千", 1000),
        ("二千五百", 2500),
        ("1万2千", 12000),
        ("一万二千三百四", 12304),
        ("一〇", 10),
    ],
)
def test_a_number_has_one_value_however_it_is_spelt(spelt: str, number: int) -> None:
    assert value(spelt) == number
