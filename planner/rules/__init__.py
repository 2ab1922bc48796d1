"""The rules, in the order in which `planner explain` lists them; written by hand, so that one can read what is checked."""

from __future__ import annotations

from planner.rules import (
    bad_front_matter,
    bad_value,
    broken_link,
    cold_offer,
    duplicate_slug,
    missing_alt,
    missing_image,
    missing_key,
    unknown_key,
    unknown_purpose,
    unreadable_post,
)
from planner.rules.base import Inspection, Judgement, Rule, rule_settings

RULES: tuple[Rule, ...] = (
    cold_offer.RULE,
    unreadable_post.RULE,
    bad_front_matter.RULE,
    missing_key.RULE,
    unknown_key.RULE,
    unknown_purpose.RULE,
    bad_value.RULE,
    duplicate_slug.RULE,
    missing_image.RULE,
    missing_alt.RULE,
    broken_link.RULE,
)

__all__ = ["RULES", "Inspection", "Judgement", "Rule", "rule_settings"]
