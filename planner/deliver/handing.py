"""What is handed to a service, and how it is to go out from there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from planner.deliver.built import BuiltEdition, BuiltVariant
from planner.services import Form, finished, service


class Mode(StrEnum):
    """What the service does with a letter."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Timing:
    """How a letter goes out; scheduled ones at a moment, aware."""

    mode: Mode = Mode.DRAFT
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A variant, in the words of a service."""

    name: str
    """By which the owner finds it there."""
    subject: str
    preheader: str
    html: str
    text: str
    filter: Any


def parcel(edition: BuiltEdition, variant: BuiltVariant) -> Parcel:
    """A variant for the service that its edition was built for."""
    to = service(edition.service)
    return Parcel(
        name=f"{edition.name} {variant.name}",
        subject=finished(variant.subject, Form.SUBJECT, to),
        preheader=finished(variant.preheader, Form.SUBJECT, to),
        html=variant.html,
        text=variant.text,
        filter=variant.filters[to.name],
    )
