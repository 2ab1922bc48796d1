"""Values that stand in a letter and can't be read: `bad-value` says so, and no other rule calls them missing."""

from __future__ import annotations

from collections.abc import Callable

from planner.model import Letter, Level, RuleSettings
from planner.rules.base import Inspection

_SAYS_SO = "bad-value"


def unread_keys(inspection: Inspection) -> Callable[[Letter, str], bool]:
    """Whether a key of a letter, or the table that it belongs to, has a value that is told as unreadable.

    Only where that is an error, and holds the letter back: whoever lets it pass is told what is missing instead.
    """
    if inspection.settings.rules.get(_SAYS_SO, RuleSettings(None, None)).level not in {None, Level.ERROR}:
        return lambda _letter, _key: False
    keys = {
        (source.path, fault.values.get("key"))
        for source in inspection.sources
        for fault in source.faults
        if fault.rule == _SAYS_SO
    }

    def is_unread(letter: Letter, key: str) -> bool:
        told = {(letter.path, key), (letter.path, key.partition(".")[0])}
        return not keys.isdisjoint(told) and _SAYS_SO not in letter.allow

    return is_unread
