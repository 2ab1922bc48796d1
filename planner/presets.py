"""The warming presets of domain.md, section 5: named sets of thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.model import Need, WarmingRule

_WITHIN = 180
_REMINDERS = 2

PRESETS: Mapping[str, tuple[Need, Need]] = {
    "gentle": (Need(5, 4, 21), Need(4, 2, 10)),
    "six-talks": (Need(6, 6, 28), Need(4, 2, 14)),
    "jab-jab-jab": (Need(3, 2, 14), Need(3, 1, 7)),
    "80-20": (Need(4, 2, 14), Need(4, 1, 7)),
    "4-1-1": (Need(4, 3, 14), Need(5, 2, 7)),
    "5-3-2": (Need(5, 3, 21), Need(9, 2, 21)),
    "regulars": (Need(2, 2, 7), Need(2, 1, 7)),
}
"""Each preset's need before the first offer, and between two offers."""

DEFAULT = WarmingRule(usual=PRESETS["gentle"][1], first=PRESETS["gentle"][0], within=_WITHIN, reminders=_REMINDERS)


def override(base: WarmingRule, values: Mapping[str, Any]) -> WarmingRule:
    """A rule with what `values` (a `warming` table) says set on top: first its preset, then the single numbers."""
    first, usual = PRESETS[values["preset"]] if "preset" in values else (base.first, base.usual)
    return WarmingRule(
        usual=_need(usual, values, posts="ratio"),
        first=_need(first, values.get("first", {}), posts="posts"),
        within=values.get("within", base.within),
        reminders=values.get("reminders", base.reminders),
    )


def _need(base: Need, values: Mapping[str, Any], *, posts: str) -> Need:
    return Need(values.get(posts, base.posts), values.get("kinds", base.kinds), values.get("days", base.days))


def can_be_met(rule: WarmingRule) -> bool:
    """Whether any calendar could ever satisfy a rule, be it after an offer from before `since`: warmth has to last long enough."""
    return any(need.days <= rule.within for need in (rule.usual, rule.first))
