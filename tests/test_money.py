"""Amounts of money as people write them, and what is said of those that can't be read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from babel.core import get_global
from babel.numbers import get_currency_precision, get_territory_currencies

from planner.frontmatter import Scalar
from planner.keys import letter_keys
from planner.model import Money, Place
from planner.shapes import Keys, Reading, Shape
from planner.shapes.currencies import CODES, decimals


def price() -> Shape:
    offer = letter_keys({}, ())["offer"]
    assert isinstance(offer, Keys)
    return offer.shapes["price"]


def read(text: str) -> tuple[Money | None, list[tuple[str, object]]]:
    reading = Reading(ZoneInfo("UTC"))
    value = price().read("price", Scalar(text, Place()), reading)
    return value, [(fault.case, fault.values.get("more") or fault.values.get("nearest")) for fault in reading.faults]


@pytest.mark.parametrize(
    ("written", "amount", "code"),
    [
        ("4400 JPY", "4400", "JPY"),
        ("4,400円", "4400", "JPY"),
        ("￥４，４００", "4400", "JPY"),
        ("4400 yen", "4400", "JPY"),
        ("4.400円", "4400", "JPY"),
        ("4 400 JPY", "4400", "JPY"),
        ("税込4,400円", "4400", "JPY"),
        ("税込み：4,400円", "4400", "JPY"),
        ("4,400円（税込）", "4400", "JPY"),
        ("¥4,400円", "4400", "JPY"),
        ("€12.50", "12.50", "EUR"),
        ("39,90 €", "39.90", "EUR"),
        ("39,9 €", "39.9", "EUR"),
        ("1.234,50 EUR", "1234.50", "EUR"),
        ("1 234,50\u202f€", "1234.50", "EUR"),
        ("1.234.567 Euro", "1234567", "EUR"),
        ("€12.50 incl. VAT", "12.50", "EUR"),
        ("1’234.50 CHF", "1234.50", "CHF"),
        ("US$40", "40", "USD"),
        ("US $40", "40", "USD"),
        ("$1,234.50", "1234.50", "USD"),
        ("40 dollars", "40", "USD"),
        ("10米ドル", "10", "USD"),
        ("$40 CAD", "40", "CAD"),
        ("¥40 CNY", "40", "CNY"),
        ("1.250 KWD", "1.250", "KWD"),
        ("39,– €", "39", "EUR"),
        ("39.- CHF", "39", "CHF"),
        ("€39,—", "39", "EUR"),
        ("39,− €", "39", "EUR"),
        ("39,‐ €", "39", "EUR"),
        ("39,-- €", "39", "EUR"),
        ("CHF 39.—", "39", "CHF"),
        ("1.234,– €", "1234", "EUR"),
        ("1.234,- EUR", "1234", "EUR"),
        ("1'234.– CHF", "1234", "CHF"),
        ("1,234.- USD", "1234", "USD"),
        ("4千円", "4000", "JPY"),
        ("4千 円", "4000", "JPY"),
        ("1万 2千円", "12000", "JPY"),
        ("千円", "1000", "JPY"),
        ("4千 JPY", "4000", "JPY"),
        ("1万ユーロ", "10000", "EUR"),
        ("5百円", "500", "JPY"),
        ("2千5百円", "2500", "JPY"),
        ("1万2千3百円", "12300", "JPY"),
        ("1万2千3百45円", "12345", "JPY"),
        ("1万円", "10000", "JPY"),
        ("1万2千円（税込）", "12000", "JPY"),
        ("１万２０００円", "12000", "JPY"),
        ("税込 120万5千円", "1205000", "JPY"),
        ("free", "0", "JPY"),
    ],
)
def test_what_is_unmistakable_is_read(written: str, amount: str, code: str) -> None:
    assert read(written) == (Money(Decimal(amount), code), [])


@pytest.mark.parametrize(
    ("one", "other"),
    [("4千円", "4,000円"), ("1万2千円", "¥12000"), ("39,– €", "39,00 €"), ("39,- €", "EUR 39"), ("39,−€", "39.- €")],
)
def test_the_same_price_is_one_price_however_it_is_written(one: str, other: str) -> None:
    assert read(one) == read(other)
    assert len({read(one)[0], read(other)[0]}) == 1


@pytest.mark.parametrize(
    ("written", "case", "told"),
    [
        ("1.234 EUR", "two-ways", "1234 EUR"),
        ("€12.345", "two-ways", "12345 EUR"),
        ("1,234 KWD", "two-ways", "1234 KWD"),
        ("40 JYP", "currency-near", "JPY"),
        ("JPN 4400", "currency-near", "JPY"),
        ("40 eruo", "currency-near", "EUR"),
        ("40 DEN", "currency-near", None),
        ("40 XYX", "currency", None),
        ("50 kr", "currency", None),
        ("1234.567 EUR", "not", None),
        ("0,400 EUR", "not", None),
        ("4,40円", "not", None),
        ("12.5.3 EUR", "not", None),
        ("€40 USD", "not", None),
        ("-40 EUR", "not", None),
        ("4千5000円", "not", None),
        ("4千500百円", "not", None),
        ("5百100円", "not", None),
        ("1百2千円", "not", None),
        ("1,2千円", "not", None),
        ("10千円", "not", None),
        ("100千円", "not", None),
        ("1 5百円", "not", None),
        ("1万0千円", "not", None),
        ("2千万円", "not", None),
        ("二千円", "not", None),
        ("千", "not", None),
        ("万円", "not", None),
        ("1.23,– EUR", "not", None),
        ("12,50,– EUR", "not", None),
        ("1千2万円", "not", None),
        ("39,–5 EUR", "not", None),
        ("4400", "not", None),
        ("about 40", "not", None),
        ("1 " * 5000 + "JPY", "not", None),
        ("税抜4,000円", "net", None),
        ("40 EUR plus VAT", "net", None),
    ],
)
def test_what_is_not_is_told_with_its_cure(written: str, case: str, told: str | None) -> None:
    value, faults = read(written)
    assert (value, [found for found, _ in faults]) == (None, [case])
    assert told is None or faults == [(case, told)]


@pytest.mark.parametrize("code", ["ABC", "QQQ", "AAA", "YEM"])
def test_three_capitals_alone_are_no_currency(code: str) -> None:
    assert read(f"40 {code}")[0] is None
    assert read(f"{code} 40")[0] is None


def test_the_known_currencies_are_those_that_are_paid_with() -> None:
    day = date(2026, 1, 1)
    paid = {code for place in get_global("territory_currencies") for code in get_territory_currencies(place, day, day)}
    # Babel's tables learn of a currency's end a year or two later.
    assert paid - CODES <= {"ANG", "MGA"}
    assert len(CODES - paid) <= 3


def test_how_many_digits_a_currency_has() -> None:
    assert {code for code in CODES if decimals(code) == 3} == {
        code for code in CODES if get_currency_precision(code) == 3
    }
    assert all(get_currency_precision(code) == 0 for code in CODES if decimals(code) == 0)
    assert (decimals("JPY"), decimals("EUR")) == (0, 2)
