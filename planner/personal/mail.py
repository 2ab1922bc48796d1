"""Mail addresses in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planner.personal.datum import Datum, Known
from planner.personal.signs import halved

_AT = re.compile("[@＠](?P<behind>[A-Za-z0-9Ａ-Ｚａ-ｚ０-９.．－-]{4,255})")
_LOCAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}\Z")
_DOMAIN = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])")
_PICTURE = re.compile(r"\d+x\.(?:png|jpe?g|gif|webp|svg|avif)\Z", re.IGNORECASE)
"""`kettle@2x.png` is a picture for sharper screens."""


def mails(text: str, known: Known) -> Iterator[Datum]:
    """Mail addresses that are not the shop's."""
    if "@" not in text and "＠" not in text:
        return
    for match in _AT.finditer(text):
        at = match.start()
        local = _LOCAL.search(halved(text[max(0, at - 64) : at]))
        domain = _DOMAIN.match(halved(match["behind"]))
        if local is None or domain is None or _PICTURE.match(domain[0]):
            continue
        if not known.mail(f"{local[0]}@{domain[0]}".lower()):
            masked = f"{local[0][0]}…@….{domain[0].rpartition('.')[2]}"
            yield Datum("email", at - len(local[0]), at + 1 + domain.end(), masked)
