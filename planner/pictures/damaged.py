"""Pictures that can't be read: one answer for all that is raised on the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")


def unless_damaged(make: Callable[[], Made | None]) -> Made | None:
    """What is made of a picture; None where its file is damaged, cut off, or none."""
    try:
        return make()
    except Exception:  # noqa: BLE001  each format has a reader of its own, and raises what it likes (RuntimeError, struct.error …)
        return None
