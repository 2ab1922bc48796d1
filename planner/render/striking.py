"""What strikes out `~~5,500~~`, as people expect who write Markdown; Markdown itself leaves the signs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

STRIKING: Final = "pymdownx.tilde"
STRIKING_ALONE: Final[Mapping[str, Any]] = MappingProxyType({"subscript": False})
"""Its settings for a shop that has not asked for it: one sign by itself stays as it is."""
