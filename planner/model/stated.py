"""What a letter states beside its words: the terms of an offer, a consent, a failure, a promise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from planner.model.vocabulary import EMPTY, Channel


class Money(NamedTuple):
    """An amount with its ISO 4217 currency."""

    amount: Decimal
    currency: str


class PastPrice(NamedTuple):
    """A price that was really charged, from the first day to the last."""

    price: Money | None = None
    since: date | None = None
    until: date | None = None
    """None: until the day before the offer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The terms of an offer; a term that is not stated is None or empty."""

    for_whom: str | None = None
    worry: str | None = None
    wish: str | None = None
    price: Money | None = None
    was: tuple[PastPrice, ...] = ()
    """What the goods cost before; the first is the one that readers are shown beside the price."""
    postage: Money | None = None
    until: date | None = None
    pay: tuple[str, ...] = ()
    delivery: str | None = None
    returns: str | None = None
    order: str | None = None
    ask: Mapping[str, str] = field(default_factory=lambda: EMPTY)


class Consent(NamedTuple):
    """What a customer agreed to: since when, where, until when, and whether it was taken back."""

    given: date | None = None
    scope: tuple[Channel, ...] = ()
    until: date | None = None
    withdrawn: date | None = None


class Customer(NamedTuple):
    """The customer of a story."""

    name: str | None = None
    consent: Consent | None = None
    incentive: str | None = None
    edited: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A failure of the shop, opened by an apology."""

    happened: datetime | None = None
    facts: str | None = None
    affected: str | None = None
    remedy: str | None = None
    contact: str | None = None


class Promise(NamedTuple):
    """What the shop said it would do, and by when."""

    what: str
    by: date | None
