"""`bad-front-matter`: front matter that is missing, or is no YAML."""

from __future__ import annotations

from planner.model import Level
from planner.rules.base import NoOptions, Rule, from_faults

RULE = Rule("bad-front-matter", Level.ERROR, NoOptions(), from_faults("bad-front-matter"))
