"""The words that a shop is spoken of with, and that only code may add to: roles, stages, channels, streams, levels."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

EMPTY: Mapping[str, Any] = MappingProxyType({})


class Role(StrEnum):
    """What a purpose does to the reader."""

    WARMS = "warms"
    NEUTRAL = "neutral"
    ASKS = "asks"


class Stage(StrEnum):
    """How close a reader is to the shop, from name-only to devoted."""

    ACQUAINTANCE = "acquaintance"
    PROSPECT = "prospect"
    CUSTOMER = "customer"
    REGULAR = "regular"


class Channel(StrEnum):
    """Where a post appears."""

    SITE = "site"
    FEED = "feed"
    NEWSLETTER = "newsletter"


STREAMS: tuple[str, ...] = (
    Channel.SITE.value,
    Channel.FEED.value,
    *(f"{Channel.NEWSLETTER}/{stage}" for stage in Stage),
)
"""Every stream there is, in the order in which reports list them."""


class Level(StrEnum):
    """How much a finding weighs; `off` silences a rule."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"
