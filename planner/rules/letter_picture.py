"""`letter-picture`: a picture that a letter can't show: no address, no such format, or too large to be worked on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from planner.model import Letter, Level, Place
from planner.rules.base import Inspection, Judgement, Rule
from planner.rules.letters import sent_letters
from planner.rules.targets import body_references, is_elsewhere, local_target

_SHOWN = (".jpg", ".jpeg", ".png", ".gif")
_CONVERTED = (*_SHOWN, ".webp", ".svg", ".bmp", ".tif", ".tiff", ".avif", ".ico")
_MEGABYTE = 1_000_000


class Options(NamedTuple):
    """`megabytes`: how large the file of a picture may be."""

    megabytes: int = 20


def check(inspection: Inspection, options: Options) -> Iterator[Judgement]:
    """Each picture of each letter; one that is not there at all is told by `missing-image`."""
    for letter in sent_letters(inspection):
        for place, written, name in _pictures(inspection, letter):
            found = _own(inspection, name, options) if name else _elsewhere(written)
            if found:
                case, values = found
                yield Judgement(letter.path, place, case, {"image": name or written, **values})


def _pictures(inspection: Inspection, letter: Letter) -> Iterator[tuple[Place, str, str | None]]:
    """Where a picture stands, how it is written, and its file if it is one of the shop's."""
    if letter.image:
        yield letter.place("image"), letter.image, None if is_elsewhere(letter.image) else letter.image
    for reference in body_references(letter):
        if reference.picture:
            yield reference.place, reference.target, local_target(inspection, letter, reference.target)


def _own(inspection: Inspection, name: str, options: Options) -> tuple[str, dict[str, object]] | None:
    if name not in inspection.files:
        return None
    if not name.lower().endswith(_CONVERTED):
        return "format", {"ending": name.rpartition(".")[2]}
    size = inspection.weigh(name)
    if size > options.megabytes * _MEGABYTE:
        return "too-large", {"size": -(-size // _MEGABYTE), "most": options.megabytes}
    address = inspection.settings.site_url
    if address and not address.startswith("https://"):
        return "site-not-https", {"address": address}
    return None


def _elsewhere(written: str) -> tuple[str, dict[str, object]] | None:
    try:
        parts = urlsplit(written)
    except ValueError:
        return None
    if parts.scheme == "http":
        return "not-https", {}
    if parts.scheme == "https" and "." in parts.path and not parts.path.lower().endswith(_SHOWN):
        ending = parts.path.rpartition(".")[2]
        return ("elsewhere-format", {"ending": ending}) if "/" not in ending else None
    return None


RULE = Rule("letter-picture", Level.WARNING, Options(), check)
