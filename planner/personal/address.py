"""Postal addresses in a text, down to the house: those of Western streets are found here.

A town, a street or a shop from a story is none. A Western house counts where a town or a code follows it, or where somebody is
said to live there; beside a year long gone it is history.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from planner.patterns import compiled
from planner.personal.datum import Datum, Known
from planner.personal.japanese import japanese
from planner.personal.signs import DIGIT

_WAYS = (
    "Street", "St", "Road", "Rd", "Avenue", "Ave", "Lane", "Ln", "Drive", "Boulevard", "Blvd", "Court", "Place", "Square",
    "Terrace", "Close", "Crescent", "Gardens", "Way", "Row", "Mews", "Parkway", "Pkwy", "Highway", "Hwy", "Grove", "Walk",
)  # fmt: skip
_STREET = re.compile(
    r"(?<![\w£$€¥.,:-])(?P<house>\d{1,5}[A-Za-z]?),?\s(?P<name>(?:[A-Z][a-zA-Z'’-]{1,20}\s){1,3})"
    rf"(?:{'|'.join(_WAYS)})\b\.?"
)
_NO_STREET = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|AM|PM)\b"
_CODE = r"[^\n]{0,50}?(?:\b[A-Z]{2},?\s\d{5}\b|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b)"
_TOWN_BEHIND = r",\s(?:(?:Apt|Flat|Unit|Apartment)\.?\s\w{1,5},\s)?[A-Z][a-z]{2,}"
_LIVES = (
    r"(?i)(?:\b(?:liv(?:es?|ed|ing)|resid(?:es?|ing)|stay(?:s|ing)?)\s(?:at|in)"
    r"|\baddress(?:\s\w+){0,2}[:\s]|\b(?:send|sent|post|posted|deliver|delivered|write|wrote)\b[^.\n]{0,30}\bto"
    r"|\b(?:her|his|their)\s(?:house|home|flat|door)\b[^.\n]{0,12})\s*(?:number\s)?\Z"
)
_YEAR = r"\b1[0-9]\d\d\b"
_RECENT = 1980
_CONTINENT = (
    r"[A-ZÄÖÜ][\wäöüß-]{1,30}(?:straße|strasse|str\.|weg|platz|allee|gasse)\s\d{1,4}[a-z]?,\s(?:D-)?\d{5}\s[A-ZÄÖÜ]\w+"
    r"|(?<!\w)\d{1,4}(?:\s?bis)?,?\s(?:rue|avenue|boulevard|chemin|allée|quai)\s[^\n,\d]{2,40},\s\d{5}\s[A-ZÉ]\w+"
)
_SMALL = r"(?:d[aeiou]l?|de[rnms]|del?l[ao]|d[ou]s|l[aeo]s?|van|von|zu[rm]?|am|im|an|auf|unter|op|ten|ter|og|i)"
"""The small words in the names of streets, in any of the larger languages of the Continent."""
_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’.-]{0,30}"
_HOUSE_BEHIND = (
    rf"(?<!\w){_WORD}(?:\s(?:{_WORD}|{_SMALL}\s{_WORD}|{_SMALL}\s{_SMALL}\s{_WORD})){{0,4}}\s\d{{1,4}}[A-Za-z]?(?:,\s?|\s?\n)"
    rf"(?:(?:[A-Z]{{1,2}}-)?\d{{5}}|[A-Z]{{1,2}}-\d{{4}}|\d{{4}}\s?[A-Z]{{2}})\s(?!Yen|Euro|Pound|Dollar){_WORD}"
)
"""The street, its house and, behind a comma or on a line of its own, a code before the town: Via Roma 10, 00184 Roma."""
_BOX = r"\bP\.?\s?O\.?\s?(?:Box|BOX)\s\d{1,6}\b|私書箱(?:第)?[0-9０-９]{1,5}号"
_BOXES = ("Box", "BOX", "私書箱")
_LAST = re.compile(rf"{DIGIT}+[^0-9０-９]*\Z")
_POSTCODE = 4
"""Digits of the shortest postcode on the Continent."""
_BEFORE_CODE = (", ", ",", "-", "\n")


def addresses(text: str, runs: Iterable[tuple[int, int]], known: Known) -> Iterator[Datum]:
    """Postal addresses that are not the shop's."""
    end = 0
    for start, stop in sorted(_written(text, runs), key=lambda span: (span[0], -span[1])):
        if start < end:
            continue
        end = stop
        if not known.address(text[start:stop]):
            yield Datum("address", start, stop, f"{text[start : start + 2].strip()}…")


def _written(text: str, runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if not text.isascii():
        yield from japanese(text, runs)
    if any(sign in text for sign in _BOXES):
        yield from (match.span() for match in compiled(_BOX).finditer(text))
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
            yield from (match.span() for match in compiled(pattern).finditer(text, max(0, start - 70), stop + 30))


def _is_somebodys(text: str, street: re.Match[str]) -> bool:
    if compiled(_NO_STREET).match(street["name"]):
        return False
    start, end = street.span()
    if compiled(_CODE).match(text, end) or compiled(_LIVES).search(text[max(0, start - 60) : start]):
        return True
    around = (text[max(0, start - 80) : start], text[end : end + 80])
    long_ago = any(int(year[0]) < _RECENT for part in around for year in compiled(_YEAR).finditer(part))
    return not long_ago and compiled(_TOWN_BEHIND).match(text, end) is not None
