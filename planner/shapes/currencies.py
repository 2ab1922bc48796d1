"""Which currency a mark beside an amount means: a code of ISO 4217, a sign, or a word for it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from planner.nearest import fold, nearest, nearest_in

_PAID_WITH = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
    COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS
    INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
    MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
    SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST
    XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
_DOLLARS = "ARS AUD BBD BMD BND BSD BZD CAD CLP COP FJD HKD JMD KYD LRD MXN NZD SGD TTD TWD USD UYU XCD"
_UNPARTED = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
CODES = frozenset(_PAID_WITH.split())
"""What is paid with today."""
_SIGNS = {
    "¥": "JPY", "$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW", "₹": "INR", "₫": "VND", "₱": "PHP", "฿": "THB", "₪": "ILS",
    "₺": "TRY", "₴": "UAH", "zł": "PLN", "Kč": "CZK",
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "NT$": "TWD",
    "R$": "BRL", "JP¥": "JPY", "CN¥": "CNY",
}  # fmt: skip
_SHARED = {
    "¥": frozenset({"JPY", "CNY"}),
    "$": frozenset(_DOLLARS.split()),
    "£": frozenset({"GBP", "EGP", "FKP", "GIP", "SHP"}),
}
"""Signs of several currencies, which a code on the other side tells apart."""
_WHOLE = frozenset(_UNPARTED.split())
_THOUSANDTHS = frozenset({"BHD", "JOD", "KWD", "LYD", "OMR", "TND"})
_SHORT = re.compile("[A-Za-z]{2,3}")


def decimals(code: str) -> int:
    """How many digits of an amount stand behind the point, at most."""
    return 0 if code in _WHOLE else 3 if code in _THOUSANDTHS else 2


def currency(marks: tuple[str, str], words: Mapping[str, str]) -> str | None:
    """The code of the currency that the marks before and behind an amount mean together; None where they mean none.

    `words` are those for currencies, folded, each with its code.
    """
    written = [mark for mark in marks if mark]
    meant = [_possible(mark, words) for mark in written]
    common = frozenset.intersection(*meant) if meant else frozenset()
    return next((code for mark in written if (code := _usual(mark, words)) in common), None)


def _usual(mark: str, words: Mapping[str, str]) -> str:
    return mark if mark in CODES else _SIGNS.get(mark.replace(" ", "")) or words.get(fold(mark), "")


def _possible(mark: str, words: Mapping[str, str]) -> frozenset[str]:
    return _SHARED.get(mark) or frozenset({_usual(mark, words)} - {""})


def is_like_one(mark: str, words: Mapping[str, str]) -> bool:
    """Whether a mark that is none was meant as a currency: two or three letters, or nearly a word for one."""
    return bool(_SHORT.fullmatch(mark)) or (mark.isalpha() and nearest_in(mark, words) is not None)


def nearest_currency(mark: str, words: Mapping[str, str]) -> str | None:
    """The currency that a misspelt mark is nearest to: of those with words of their own first; None for mere two letters."""
    return (nearest_in(mark, words) or nearest(mark, CODES)) if len(mark) > 2 else None  # noqa: PLR2004 - `kr` is three crowns
