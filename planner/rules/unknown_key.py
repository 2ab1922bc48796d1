"""`unknown-key`: a key that neither we nor the shop know."""

from __future__ import annotations

from planner.model import Level
from planner.rules.base import NoOptions, Rule, from_faults

RULE = Rule("unknown-key", Level.WARNING, NoOptions(), from_faults("unknown-key"))
