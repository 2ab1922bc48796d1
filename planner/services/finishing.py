"""The last hand on a letter: shop text that a service would act on is made literal, then its tags take their places.

In this order, and after all else: no escaping, inlining or wrapping ever meets a tag, and no tag is taken for shop text.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from planner.services.placeholders import PREFERENCES, UNSUBSCRIBE
from planner.services.service import Service

_COMMENT = re.compile(r"<!--(?:\[if [^\]]*\]>.*?<!\[endif\]|\[if [^\]]*\]><!|<!\[endif\])-->", re.DOTALL)
"""Outlook's conditions, in their three forms."""
_NOT_TEXT = re.compile(r"(<style\b.*?</style>|<!--.*?-->)", re.DOTALL | re.IGNORECASE)
"""Where a character reference would be no character; no shop text gets there."""


class Form(StrEnum):
    """What is finished."""

    HTML = "html"
    TEXT = "text"
    SUBJECT = "subject"


def finished(text: str, form: Form, service: Service) -> str:
    """The HTML, text or subject of a letter as the service wants it."""
    escaped = _html(text, service) if form is Form.HTML else _literal(text, service)
    for placeholder, tag in _tags(service):
        escaped = escaped.replace(placeholder, tag)
    return escaped


def as_read(text: str, form: Form, service: Service) -> str:
    """What `finished` made, with placeholders for the tags again, to be looked at where no service fills them in."""
    for placeholder, tag in _tags(service):
        text = text.replace(tag, placeholder)
    if form is Form.HTML:
        return re.sub(r"\{\{ Safe `(.*?)` \}\}", r"\1", text, flags=re.DOTALL) if service.strips_comments else text
    for sign, literal in service.signs.items():
        text = text.replace(literal[: len(literal) - len(sign) + 1], sign[0])
    return text


def _html(html: str, service: Service) -> str:
    pieces = _NOT_TEXT.split(html)
    pieces[::2] = [_referenced(piece, service) for piece in pieces[::2]]
    return "".join(_kept(piece) if service.strips_comments else piece for piece in pieces)


def _kept(piece: str) -> str:
    """A condition for Outlook, wrapped so that it isn't stripped."""
    return f"{{{{ Safe `{piece}` }}}}" if _COMMENT.fullmatch(piece) and "`" not in piece else piece


def _referenced(html: str, service: Service) -> str:
    pattern = _pattern(service)
    return pattern.sub(lambda match: f"&#{ord(match[0])};", html) if pattern else html


def _literal(text: str, service: Service) -> str:
    pattern = _pattern(service)
    firsts = {sign[0]: literal[: len(literal) - len(sign) + 1] for sign, literal in service.signs.items()}
    return pattern.sub(lambda match: firsts[match[0]], text) if pattern else text


@cache
def _signs(signs: tuple[str, ...]) -> re.Pattern[str]:
    # The rest is looked at, not taken: of `{{{` the second brace begins a sign as well.
    return re.compile("|".join(f"{re.escape(sign[0])}(?={re.escape(sign[1:])})" for sign in signs))


def _pattern(service: Service) -> re.Pattern[str] | None:
    return _signs(tuple(service.signs)) if service.signs else None


def _tags(service: Service) -> list[tuple[str, str]]:
    tags = {UNSUBSCRIBE: service.unsubscribe, PREFERENCES: service.preferences}
    return [(placeholder, tag) for placeholder, tag in tags.items() if tag is not None]
