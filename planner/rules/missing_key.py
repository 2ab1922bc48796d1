"""`missing-key`: a key that every letter needs and this one lacks."""

from __future__ import annotations

from planner.model import Level
from planner.rules.base import NoOptions, Rule, from_faults

RULE = Rule("missing-key", Level.ERROR, NoOptions(), from_faults("missing-key"))
