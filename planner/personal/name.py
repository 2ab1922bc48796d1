"""Names of persons in a text, where a form of address gives them away: Mrs Okada, 岡田様.

A name by itself looks like any other word, and no list has them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from planner.personal.datum import Datum
from planner.wording import LANGUAGES, catalogue

_LATIN = r"(?:[A-Z]\.?[ \u3000])?[A-Z][A-Za-zÀ-ÿ'’-]+"
_KANJI = r"[一-龥々]{1,5}|[ァ-ヶー]{2,10}"


def names(text: str) -> Iterator[Datum]:
    """What is addressed as a person, and is neither a trade nor a relation."""
    for pattern in _patterns():
        for match in pattern.finditer(text):
            if not _is_nobody(match["name"]):
                yield Datum("name", *match.span(), f"{match['name'][0]}…")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    behind, goes_on = "|".join(_words("behind")), "".join(_words("goes_on"))
    # Behind お or ご stands a relation or a courtesy, never a name.
    return (
        re.compile(rf"(?<![A-Za-z])(?:{'|'.join(_words('before'))})\.?[ \u3000](?P<name>{_LATIN})"),
        re.compile(rf"(?<![一-龥々ァ-ヶーおご御])(?P<name>{_KANJI})(?:{behind})(?![{goes_on}])"),
    )


def _is_nobody(name: str) -> bool:
    return name in _words("nobody") or name.endswith(_words("last"))


@cache
def _words(name: str) -> tuple[str, ...]:
    """The words of a list, of both languages: a Japanese shop has customers from elsewhere, too."""
    told = (catalogue(language).say(f"name_phrases.address.{name}") for language in LANGUAGES)
    return tuple(word for text in told for word in text.split())
