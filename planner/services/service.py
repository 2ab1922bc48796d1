"""What letters must know of a service, as data: its tags, the signs of its template language, and what says them literally."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

BREAK = "\u200c"
"""Between the two characters of a sign for which a language has no escape: nobody sees it, and the sign is none any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service. `plain` has no tags; every other has both, since letters for it count on them."""

    name: str
    unsubscribe: str | None = None
    preferences: str | None = None
    signs: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What its language would act on, each with what it shows literally in text (HTML has character references)."""
    strips_comments: bool = False
    """Whether it takes comments out of HTML, Outlook's conditions among them, unless they are wrapped."""
    list_headers: bool = True
    """Whether it sets List-Unsubscribe and List-Unsubscribe-Post by itself."""
    by_planner: bool = False
    """Whether `planner send` can hand it a letter."""


def shielded(*signs: str) -> Mapping[str, str]:
    """Signs of a language that has no escape for them: an invisible character parts each."""
    return MappingProxyType({sign: sign[0] + BREAK + sign[1:] for sign in signs})


def quoted(*signs: str) -> Mapping[str, str]:
    """Signs of a language with expressions (Go, Django, Liquid): the first character is given as a string.

    Only that one, as what reads `{{ "{%" }}` may see the start of a tag in the string.
    """
    return MappingProxyType({sign: '{{ "' + sign[0] + '" }}' + sign[1:] for sign in signs})
