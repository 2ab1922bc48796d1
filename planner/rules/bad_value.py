"""`bad-value`: a value of another shape than its key takes."""

from __future__ import annotations

from planner.model import Level
from planner.rules.base import NoOptions, Rule, from_faults

RULE = Rule("bad-value", Level.ERROR, NoOptions(), from_faults("bad-value"))
