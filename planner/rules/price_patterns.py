"""How amounts look in a letter, and the words around them by which one price is compared with another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from planner import numerals
from planner.rules.offers import phrases
from planner.rules.said import worded

TABLE = "reference"
"""The lists of words that compare."""
NUMBER = numerals.NUMBER
_CODE = "jpy|usd|eur|gbp|chf"
_UNIT = rf"円|[€£]|ユーロ|ドル|ポンド|(?:yen|{_CODE}|dollars?|euros?|pounds?)\b"
_SIGN = rf"[¥$€£]|\b(?:{_CODE})"
AMOUNT = rf"(?:{_SIGN})\s?{NUMBER}|{numerals.SPELT}\s?円|(?<![\d,.]){NUMBER}{numerals.EVEN}?\s?(?:{_UNIT})"
"""A number with its currency."""
ANY = rf"{AMOUNT}|(?<![\d,.]){NUMBER}"
"""A number with its currency, or a mere one."""
SHARE = rf"(?<![\d.,])\d{{1,3}}(?:[.,]\d)?[\s-]?(?:%|per\s?cent\b|パーセント|割)|(?<![{numerals.SIGNS}])[一二三四五六七八九半]割"
_STYLED = r"<[a-z]\w{0,9}\s(?=[^<>]{0,200}line-through)[^<>]{0,300}>"
_OPENS = rf"(?:~~|<(?:del|s|strike)\b[^<>]{{0,200}}>|{_STYLED})"
_CLOSES = r"(?:~~|</[a-z]\w{0,9}>)"
STRUCK = rf"~~[^~\n]{{1,200}}~~|(?:<(?:del|s|strike)\b[^<>]{{0,200}}>|{_STYLED})(?:<[a-z][^<>]{{0,100}}>\s?){{0,3}}[^<]{{1,200}}(?=<)"
"""What is struck out, by Markdown, by a tag or by a style."""
STRUCK_BARE = rf"(?P<struck>{_OPENS}\s?(?P<was>{NUMBER})\s?{_CLOSES})[\s*_→⇒>=-]{{0,8}}[¥$€£]?\s?(?P<now>{NUMBER})"
"""A mere number, struck out beside the price: “~~5,500~~ 4,400”."""
_BETWEEN = r"[\s,、。;:/|()「」*_~–—-]{0,6}"
_LOOSE = r"[\s:はがので、,()「」*_~=–—-]{0,4}"


def words_before(what: str, before: str) -> re.Match[str] | None:
    """The words for `what` (`amount`, `saving`, `share`) at the end of the text before an amount."""
    return _before(what).search(before) if _may_have(f"before_{what}", before) else None


def words_after(what: str, text: str, at: int) -> re.Match[str] | None:
    """The words for `what` behind an amount that ends at `at`."""
    return _after(what).match(text, at)


def leading(before: str) -> re.Match[str] | None:
    """An amount (`was`) that leads to the one behind this text, by words: “5,500円から”."""
    return _lead().search(before) if _may_have("leads_to_price", before) else None


def pointing(before: str) -> re.Match[str] | None:
    """An amount (`was`) from which an arrow points to the one behind this text."""
    return _arrow().search(before) if _may_have("arrows", before) else None


def ends_range(text: str, at: int) -> bool:
    """Whether what stands behind two amounts makes a range of them: “5,500円から4,400円まで”."""
    return _range_end().match(text, at) is not None


def in_brackets(text: str) -> Iterator[re.Match[str]]:
    """Mere numbers that are alone in brackets with a word that compares; `before` or `after` it."""
    return _in_brackets().finditer(text)


def alone(text: str) -> Iterator[re.Match[str]]:
    """Words that compare without any number."""
    return _alone().finditer(text) if _may_have("alone", text) else iter(())


def _may_have(name: str, text: str) -> bool:
    """Looking for one word of each phrase first is ten times as fast."""
    return any(word in text for word in _first_words(name))


@cache
def _first_words(name: str) -> frozenset[str]:
    """Of each phrase of a list, a word to look for first."""
    return frozenset(max(re.split(r"[\s#|-]", phrase.lower()), key=len) or phrase for phrase in phrases(TABLE, name))


@cache
def _before(what: str) -> re.Pattern[str]:
    """The words before an amount, with a colon, “of”, “with tax” or the like between."""
    soft = _any("between_before")
    return re.compile(rf"(?:{_any(f'before_{what}')})(?:{_LOOSE}(?:{soft})){{0,3}}{_LOOSE}$")


@cache
def _after(what: str) -> re.Pattern[str]:
    return re.compile(rf"[\s)」*_-]{{0,3}}(?:(?:{_any('between_after')})[\s)」*_]?){{0,2}}(?:{_any(f'after_{what}')})")


@cache
def _in_brackets() -> re.Pattern[str]:
    before = rf"(?:{_any('before_amount')}|before){_LOOSE}(?P<before>{NUMBER})"
    return re.compile(rf"\(\s?(?:{before}|(?P<after>{NUMBER})\s(?:{_any('after_amount')}))\s?\)")


@cache
def _lead() -> re.Pattern[str]:
    words = f"{_any('leads_to_price')}|{_any('arrows')}"
    return re.compile(rf"(?P<was>{ANY})(?:{_BETWEEN}(?:{words})){{1,3}}{_BETWEEN}$")


@cache
def _arrow() -> re.Pattern[str]:
    return re.compile(rf"(?P<was>{ANY})\s{{0,3}}(?:{_any('arrows')})\s{{0,3}}$")


@cache
def _range_end() -> re.Pattern[str]:
    return re.compile(rf"[\s,]{{0,2}}(?:{_any('range_ends')})")


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(_any("alone"))


def _any(name: str) -> str:
    """The longest first: “引き” before “引”. Behind a phrase that ends in “|”, its clause ends too."""
    return "|".join(map(_pattern, sorted(phrases(TABLE, name), key=len, reverse=True)))


def _pattern(phrase: str) -> str:
    end = r"(?=\s*(?:[).,;!/。、]|\Z)|\s*\n)"
    return worded(phrase.rstrip("| ")) + end if phrase.endswith("|") else worded(phrase)
