"""Regular expressions that most letters have no need of, made where they are first asked for."""

from __future__ import annotations

import re
from functools import cache


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, ready: all of them together take longer than the start of a check should."""
    return re.compile(pattern)
