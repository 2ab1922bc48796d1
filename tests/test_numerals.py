"""Numbers as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.numerals import in_figures, likely, value


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


@pytest.mark.parametrize(
    ("amount", "strictly", "meant"),
    [
        ("1万 2千円", "12000円", 12000),
        ("10千円", "10千円", 10000),
        ("2千万円", "2千万円", 20_000_000),
        ("1.5万円", "1.5万円", 15000),
        ("5.5千円", "5.5千円", 5500),
        ("二千五百円", "二千五百円", 2500),
    ],
)
def test_what_an_owner_states_is_read_more_strictly_than_what_a_letter_says(
    amount: str, strictly: str, meant: int
) -> None:
    assert (in_figures(amount), likely(amount)) == (strictly, Decimal(meant))
