"""`unreadable-post`: a post, or the file of voices, that can't be read as text."""

from __future__ import annotations

from planner.model import Level
from planner.rules.base import NoOptions, Rule, from_faults

RULE = Rule("unreadable-post", Level.ERROR, NoOptions(), from_faults("unreadable-post"))
