"""`personal-data`: a mail address, telephone number or postal address of somebody other than the shop."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from planner.model import Letter, Level, Place, Settings, Source
from planner.personal import Datum, Known, is_everybodys, names, personal_data
from planner.rules.base import Inspection, Judgement, Rule, from_faults


class Options(NamedTuple):
    """`allow`: addresses and numbers that may stand in letters, or whole domains (`@maker.example`)."""

    allow: tuple[str, ...] = ()


_FAULTS = from_faults("personal-data")


def check(inspection: Inspection, options: Options) -> Iterator[Judgement]:
    """The whole text of each letter and of the voices: front matter and body. A draft is nobody's to read yet."""
    yield from _FAULTS(inspection, options)
    ours = known(inspection.settings, inspection.letters, options)
    for source in inspection.files_read:
        yield from _judgements(source, personal_data(source.text, ours))
    if inspection.voices.source is not None:
        # A letter may name its people; that a word is a name is a guess, and no error.
        voices = inspection.voices.source
        yield from _judgements(voices, names(voices.text), Level.WARNING)


def _judgements(source: Source, data: Iterable[Datum], level: Level | None = None) -> Iterator[Judgement]:
    lines: list[int] = []
    for datum in data:
        lines = lines or _lines(source.text)
        yield Judgement(source.path, _place(lines, datum), datum.kind, {"masked": datum.masked}, level)


def known(settings: Settings, letters: Iterable[Letter], options: Options) -> Known:
    """What may stand anywhere in that shop."""
    shop = settings.shop
    mail = (shop.email or "").rpartition("@")[2]
    domains = [_host(settings.site_url), *([] if is_everybodys(mail) else [mail])]
    domains += [word.removeprefix("@") for word in options.allow if word.startswith("@")]
    return Known(domains, [shop.email, shop.phone, shop.address, *_own(letters), *options.allow])


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _own(letters: Iterable[Letter]) -> Iterator[str | None]:
    """Where the letters themselves say that the shop is reached."""
    for letter in letters:
        if letter.offer is not None:
            yield from letter.offer.ask.values()
        if letter.incident is not None:
            yield letter.incident.contact


def _lines(text: str) -> list[int]:
    """Where each line begins."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _place(lines: list[int], datum: Datum) -> Place:
    first, last = bisect_right(lines, datum.start), bisect_right(lines, datum.end)
    return Place(first, datum.start - lines[first - 1] + 1, last, datum.end - lines[last - 1] + 1)


RULE = Rule("personal-data", Level.ERROR, Options(), check)
