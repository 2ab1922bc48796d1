"""Postal addresses in a text, down to the house: Japanese ones, and those of Western streets.

A town, a street or a shop from a story is none. A Western house counts where a town or a code follows it, or where somebody is
said to live there; beside a year long gone it is history.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from planner.personal.datum import Datum, Known
from planner.personal.signs import DASHES, DIGIT

_D = rf"[{DASHES}]"
_K = r"[一二三四五六七八九十百〇]"
_PLACE = r"(?:[一-龥々〆ァ-ヶー]|(?<=[一-龥])[のがノケ](?=[一-龥]))"
_TOWN = rf"(?:(?:北海道|東京都|京都府|大阪府|[一-龥]{{2,3}}県){_PLACE}{{1,14}}|{_PLACE}{{1,6}}[市区郡]{_PLACE}{{1,12}})"
_LOT = (
    rf"(?:{DIGIT}{{1,4}}{_D}{DIGIT}{{1,4}}{_D}{DIGIT}{{1,4}}"
    rf"|(?:{DIGIT}{{1,3}}|{_K}{{1,3}})丁目[ 　]?(?:{DIGIT}{{1,4}}|{_K}{{1,4}})(?:番|{_D}|(?![一-龥0-9０-９]))"
    rf"|(?:{DIGIT}{{1,5}}|{_K}{{1,5}})(?:番地|番{DIGIT}{{1,4}}号|番{_K}{{1,4}}号)"
    rf"|{DIGIT}{{1,4}}{_D}{DIGIT}{{1,4}}(?![0-9０-９一-龥ぁ-んァ-ヶA-Za-z%℃.,:：～~]))"
)
_GRID = rf"(?:(?:{DIGIT}{{1,2}}|{_K}{{1,3}})条{_PLACE}{{0,4}})?"
"""As streets are counted in the north: 北1条西."""
_HOUSE = rf"{_TOWN}{_GRID}[ 　]?{_LOT}"
_CODED = rf"〒[ 　]?{DIGIT}{{3}}{_D}?{DIGIT}{{4}}[ 　\n]{{0,2}}[一-龥][^\n。、,]{{2,40}}?{DIGIT}{{1,5}}"
_CROSSING = (
    rf"[一-龥]{{1,4}}通[一-龥]{{0,8}}(?:[上下][るル]|[東西]入[るル]?)[一-龥]{{0,10}}町[ 　]?{DIGIT}{{1,4}}(?!年)"
)
_PARTED = re.compile(rf"{DIGIT}{_D}{DIGIT}")
_MARKS = ("丁目", "番地", "号")
_MARKED = re.compile(rf"(?:{DIGIT}|{_K})(?:{'|'.join(_MARKS)})")
_AROUND = 45
"""Characters before a lot in which its town must stand."""

_WAYS = (
    "Street", "St", "Road", "Rd", "Avenue", "Ave", "Lane", "Ln", "Drive", "Boulevard", "Blvd", "Court", "Place", "Square",
    "Terrace", "Close", "Crescent", "Gardens", "Way", "Row", "Mews", "Parkway", "Pkwy", "Highway", "Hwy", "Grove", "Walk",
)  # fmt: skip
_STREET = re.compile(
    r"(?<![\w£$€¥.,:-])(?P<house>\d{1,5}[A-Za-z]?),?\s(?P<name>(?:[A-Z][a-zA-Z'’-]{1,20}\s){1,3})"
    rf"(?:{'|'.join(_WAYS)})\b\.?"
)
_NO_STREET = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|AM|PM)\b"
)
_CODE = re.compile(r"[^\n]{0,50}?(?:\b[A-Z]{2},?\s\d{5}\b|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b)")
_TOWN_BEHIND = re.compile(r",\s(?:(?:Apt|Flat|Unit|Apartment)\.?\s\w{1,5},\s)?[A-Z][a-z]{2,}")
_LIVES = re.compile(
    r"(?:\b(?:liv(?:es?|ed|ing)|resid(?:es?|ing)|stay(?:s|ing)?)\s(?:at|in)"
    r"|\baddress(?:\s\w+){0,2}[:\s]|\b(?:send|sent|post|posted|deliver|delivered|write|wrote)\b[^.\n]{0,30}\bto"
    r"|\b(?:her|his|their)\s(?:house|home|flat|door)\b[^.\n]{0,12})\s*(?:number\s)?\Z",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b1[0-9]\d\d\b")
_RECENT = 1980
_CONTINENT = re.compile(
    r"[A-ZÄÖÜ][\wäöüß-]{1,30}(?:straße|strasse|str\.|weg|platz|allee|gasse)\s\d{1,4}[a-z]?,\s(?:D-)?\d{5}\s[A-ZÄÖÜ]\w+"
    r"|(?<!\w)\d{1,4}(?:\s?bis)?,?\s(?:rue|avenue|boulevard|chemin|allée|quai)\s[^\n,\d]{2,40},\s\d{5}\s[A-ZÉ]\w+"
)
_SMALL = r"(?:d[aeiou]l?|de[rnms]|del?l[ao]|d[ou]s|l[aeo]s?|van|von|zu[rm]?|am|im|an|auf|unter|op|ten|ter|og|i)"
"""The small words in the names of streets, in any of the larger languages of the Continent."""
_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’.-]{0,30}"
_HOUSE_BEHIND = re.compile(
    rf"(?<!\w){_WORD}(?:\s(?:{_WORD}|{_SMALL}\s{_WORD}|{_SMALL}\s{_SMALL}\s{_WORD})){{0,4}}\s\d{{1,4}}[A-Za-z]?(?:,\s?|\s?\n)"
    rf"(?:(?:[A-Z]{{1,2}}-)?\d{{5}}|[A-Z]{{1,2}}-\d{{4}}|\d{{4}}\s?[A-Z]{{2}})\s(?!Yen|Euro|Pound|Dollar){_WORD}"
)
"""The street, its house and, behind a comma or on a line of its own, a code before the town: Via Roma 10, 00184 Roma."""
_BOX = re.compile(r"\bP\.?\s?O\.?\s?(?:Box|BOX)\s\d{1,6}\b|私書箱(?:第)?[0-9０-９]{1,5}号")
_BOXES = ("Box", "BOX", "私書箱")
_LAST = re.compile(rf"{DIGIT}+[^0-9０-９]*\Z")
_POSTCODE = 4
"""Digits of the shortest postcode on the Continent."""
_BEFORE_CODE = (", ", ",", "-", "\n")


def addresses(text: str, runs: Iterable[tuple[int, int]], known: Known) -> Iterator[Datum]:
    """Postal addresses that are not the shop's."""
    end = 0
    for start, stop in sorted(set(_written(text, runs))):
        if start >= end and not known.address(text[start:stop]):
            end = stop
            yield Datum("address", start, stop, f"{text[start : start + 2].strip()}…")


def _written(text: str, runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if not text.isascii():
        yield from _japanese(text, runs)
    if any(sign in text for sign in _BOXES):
        yield from (match.span() for match in _BOX.finditer(text))
    for start, stop in runs:
        if stop < len(text) and text[stop].isalpha():
            yield from _western(text, start, stop)


def _western(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """A house before its street, or a postcode before its town, at the end of a run of digits."""
    last = _LAST.search(text, start, stop)
    street = _STREET.match(text, last.start()) if last else None
    if street and _is_somebodys(text, street):
        yield street.span()
    if stop - start >= _POSTCODE and text[stop].isupper() and text[max(0, start - 2) : start].endswith(_BEFORE_CODE):
        for pattern in (_CONTINENT, _HOUSE_BEHIND):
            yield from (match.span() for match in pattern.finditer(text, max(0, start - 70), stop + 30))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Made where it is asked for: the Japanese ones take longer than the start of a check should."""
    return re.compile(pattern)


def _japanese(text: str, runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    places = [start for start, stop in runs if _PARTED.search(text, start, stop)]
    if any(mark in text for mark in _MARKS):
        places += [match.start() for match in _MARKED.finditer(text)]
    for start, stop in _windows(places) if places else ():
        yield from (match.span() for match in _compiled(_HOUSE).finditer(text, start, stop))
    if "〒" in text:
        yield from (match.span() for match in _compiled(_CODED).finditer(text))
    if "通" in text:
        yield from (match.span() for match in _compiled(_CROSSING).finditer(text))


def _windows(places: list[int]) -> Iterator[tuple[int, int]]:
    """Where to look: around each place, and once where they lie close together."""
    start = stop = 0
    for place in sorted(places):
        if place - _AROUND > stop:
            yield start, stop
            start = place - _AROUND
        stop = place + _AROUND
    yield start, stop


def _is_somebodys(text: str, street: re.Match[str]) -> bool:
    if _NO_STREET.match(street["name"]):
        return False
    start, end = street.span()
    if _CODE.match(text, end) or _LIVES.search(text[max(0, start - 60) : start]):
        return True
    around = (text[max(0, start - 80) : start], text[end : end + 80])
    long_ago = any(int(year[0]) < _RECENT for part in around for year in _YEAR.finditer(part))
    return not long_ago and _TOWN_BEHIND.match(text, end) is not None
