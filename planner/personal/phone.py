"""Telephone numbers in a text; the library of numbers says which of them can be anybody's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from planner.patterns import compiled
from planner.personal.datum import Datum, Known, number
from planner.personal.signs import DASHES, DIGIT, halved, in_figures

_SHORTEST = 9
"""Digits of the shortest number that is looked at."""
_BEFORE = 40
_D = rf"[{DASHES}]"
_JOIN = rf"(?:{_D}|[ 　]|[ 　]?[(（]|[)）]{_D}?[ 　]?)"
_MORE = rf"(?:[{DASHES} 　.()（）]{{0,2}}{DIGIT})"
_EDGE = rf"(?<![0-9０-９A-Za-z/=:.,+＋@#№{DASHES}])"
_END = rf"(?![0-9０-９/=@]|{_D}{DIGIT}|[.,]{DIGIT}|[ 　]{DIGIT})"
_LANDS = ("JP", "US", "GB")
"""Where a number without its country may be from."""
_SAID = (*_LANDS, "DE", "FR", "IT", "ES", "NL", "BE", "AT", "CH", "IE", "PT", "SE", "DK", "FI", "PL")
"""The same where the words say that it is a telephone's."""
_PATTERNS: tuple[tuple[str, Sequence[str]], ...] = (
    # with the country: +81 75 …
    (rf"(?<![0-9０-９A-Za-z/=])[+＋]{DIGIT}{_MORE}{{6,13}}{_END}", ()),
    # at home, from the zero on, in groups: 075-…, (075) …, 020 …
    (rf"{_EDGE}[(（]?[0０]{DIGIT}{{1,5}}{_JOIN}{DIGIT}{{1,4}}{_JOIN}{DIGIT}{{3,6}}{_END}", _LANDS),
    # a Japanese mobile number, without groups
    (rf"(?<![0-9０-９A-Za-z/=.,])[0０][5-9５-９][0０]{DIGIT}{{8}}{_END}", _LANDS),
    # British, in two groups: 07911 …, 01865 …
    (r"(?<![0-9A-Za-z/=:.,+@#-])\(?0[17]\d{3}\)? ?\d{6}(?![0-9/=@-]|[.,]\d| \d)", _LANDS),
    # American: (415) 555-0132
    (
        r"(?<![0-9A-Za-z/=:.,+@#-])(?:1[-. ])?(?:\(\d{3}\)[ -]?|\d{3}-|\d{3}\.)\d{3}[-.]\d{4}(?![\w/=@]|[-.]\d)",
        _LANDS,
    ),
    # whatever is said to be one
    (
        (
            r"(?i)(?:℡|☎|📞|電話|携帯|ケータイ|(?<![A-Za-z])"
            r"(?:tel|phone|telephone|telefono?|téléphone|teléfono|telefoon|mobile?|cell|call (?:her|him|them|me)|ring (?:her|him|them|me))\b)"
            rf"[^\n0-9０-９+＋]{{0,12}}(?P<number>[(（]?{DIGIT}{_MORE}{{8,12}}){_END}"
        ),
        _SAID,
    ),
)
_DOTTED: tuple[tuple[str, Sequence[str]], ...] = (
    # Japanese, as designers like it: 075.231.…
    (rf"{_EDGE}[0０]{DIGIT}{{1,4}}\.{DIGIT}{{1,4}}\.{DIGIT}{{4}}{_END}", ("JP",)),
    # French: 01.42.…
    (r"(?<![0-9A-Za-z/=:.,+@#-])0[1-9](?:\.\d\d){4}(?![\w/=@-]|[., ]\d)", ("FR",)),
)
"""Those with nothing but dots between their groups."""
_DRAMA = r"(?:44|0)(?:7700900|1632960)\d{3}"
"""Numbers that Ofcom keeps for drama: the library calls them invalid, but no reader can tell that nobody answers."""


def phones(text: str, runs: Iterable[tuple[int, int]], known: Known) -> Iterator[Datum]:
    """Numbers that are not the shop's and can be somebody's."""
    end = 0
    text, spelt = in_figures(text)
    for start, stop, lands in sorted(set(_written(text, (*runs, *spelt)))):
        written = halved(text[start:stop])
        if start >= end and not known.phone(written) and _can_be_called(written, lands):
            end = stop
            digits = number(written)
            yield Datum("phone", start, stop, f"{digits[:2]}…{digits[-2:]}")


def _written(text: str, runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, Sequence[str]]]:
    """What looks like a number, and where it may be from."""
    for start, stop in runs:
        if stop - start >= _SHORTEST:
            dotted = _DOTTED if "." in text[start:stop] else ()
            for pattern, lands in (*_PATTERNS, *dotted):
                for match in compiled(pattern).finditer(text, max(0, start - _BEFORE), stop + 2):
                    yield *match.span("number" if "number" in match.re.groupindex else 0), lands


def _can_be_called(written: str, lands: Sequence[str]) -> bool:
    """Whether it can be somebody's line, in the land it names or else in one of `lands`.

    A free or shared number belongs to a firm, and an example to nobody.
    """
    import phonenumbers  # noqa: PLC0415 - only a text with such a run of digits needs it
    from phonenumbers import PhoneNumberType as Kind  # noqa: PLC0415

    if number(written).endswith("000000"):
        return False
    if compiled(_DRAMA).fullmatch(number(written)):
        return True
    firms = {Kind.TOLL_FREE, Kind.PREMIUM_RATE, Kind.SHARED_COST, Kind.UAN}
    for land in (None,) if written.startswith("+") else lands:
        try:
            parsed = phonenumbers.parse(written, land)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return phonenumbers.number_type(parsed) not in firms
    return False
