"""What a shop may say of the words it uses, in every rule that judges words."""

from __future__ import annotations

from typing import NamedTuple


class OwnWords(NamedTuple):
    """Words of the shop's own."""

    allow: tuple[str, ...] = ()
    """Phrases that are no finding."""
    add: tuple[str, ...] = ()
    """Phrases that are one, each by itself."""
