"""An edition as it was built: read from `build/newsletter/<edition>/`, so that what is sent is what was looked at."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from planner.errors import DeliveryError
from planner.nearest import nearest

_FILE = "edition.json"
_SCHEMA = "planner.edition/1"
_TYPED = 4
"""So many letters of a name, a year's at least, say which is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltVariant:
    """One variant: what it says and who gets it."""

    name: str
    subject: str
    preheader: str
    posts: tuple[str, ...]
    who: str
    readers: tuple[Mapping[str, Any], ...]
    """By stage, with the ranges of join instants."""
    filters: Mapping[str, Any]
    html: str
    text: str
    mail: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltEdition:
    """An edition with its variants."""

    name: str
    service: str
    """The service whose tags stand in its letters."""
    is_series: bool
    variants: tuple[BuiltVariant, ...]
    built: float
    """When its files were written, as the file system tells."""


def read_edition(output: Path, name: str) -> BuiltEdition:
    """The edition of that name; DeliveryError names the nearest where there is none."""
    folder = output / "newsletter"
    known = sorted(path.parent.name for path in folder.glob(f"*/{_FILE}"))
    if not known:
        raise DeliveryError("send-unbuilt", folder=folder.parent.name)
    if name not in known:
        raise _unknown(name, known)
    return _edition(folder / name)


def _unknown(name: str, known: list[str]) -> DeliveryError:
    """What to say of an edition that is none: those whose names hold what was typed, or else the one that it is nearest to."""
    holding = [one for one in known if name.casefold() in one.casefold()] if len(name) >= _TYPED else []
    meant = [one for one in holding if one.casefold().startswith(name.casefold())] or holding
    if len(meant) > 1:
        return DeliveryError("send-edition-several", found=name, known=_latest(meant))
    near = meant[0] if meant else nearest(name, known)
    return DeliveryError("send-edition", found=name, known=_latest(known), nearest=near)


def _latest(known: list[str]) -> tuple[str, ...]:
    """The editions most likely to be meant: the last ones by date."""
    dated = [name for name in known if not name.startswith("series-")]
    return tuple((dated or known)[-3:])


def _edition(folder: Path) -> BuiltEdition:
    try:
        found = json.loads((folder / _FILE).read_bytes())
        if found["schema"] != _SCHEMA:
            raise ValueError(found["schema"])  # noqa: TRY301 - one answer for all that is wrong with it
        return BuiltEdition(
            name=found["edition"],
            service=found["service"],
            is_series="series" in found,
            variants=tuple(_variant(folder, one) for one in found["variants"]),
            built=(folder / _FILE).stat().st_mtime,
        )
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise DeliveryError("send-build-unreadable", path=f"{folder.name}/{_FILE}") from error


def _variant(folder: Path, found: Mapping[str, Any]) -> BuiltVariant:
    files = {kind: (folder / name).read_bytes() for kind, name in found["files"].items()}
    return BuiltVariant(
        name=found["name"],
        subject=found["subject"],
        preheader=found["preheader"],
        posts=tuple(found["posts"]),
        who=found["who"],
        readers=tuple(found["readers"]),
        filters=found["filters"],
        html=files["html"].decode(),
        text=files["text"].decode(),
        mail=files["eml"],
    )


def instant(written: str | None) -> datetime | None:
    """A bound of a range, as it stands in `edition.json`."""
    return None if written is None else datetime.fromisoformat(written)
