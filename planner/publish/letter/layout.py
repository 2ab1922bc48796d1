"""JSON that a person can read, and quickly made: what fits into a line stands on one, and the rest is indented."""

from __future__ import annotations

from json.encoder import encode_basestring
from typing import Any

from planner.report.json_report import plain_data, safe

_LINE = 120
_NAMES = {None: "null", True: "true", False: "false"}


def laid_out(value: Any) -> str:
    """Dicts, lists and what JSON knows beside them, and days and times, as JSON text that is also safe to show."""
    return safe(_laid(value, "")) + "\n"


def _laid(value: Any, indent: str) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    within = f"{indent}  "
    if isinstance(value, dict):
        items = [f"{encode_basestring(key)}: {_laid(item, within)}" for key, item in value.items()]
        return _joined("{", items, "}", indent)
    if isinstance(value, (list, tuple)):
        return _joined("[", [_laid(item, within) for item in value], "]", indent)
    return _scalar(value)


def _joined(start: str, items: list[str], end: str, indent: str) -> str:
    line = f"{start}{', '.join(items)}{end}"
    if len(indent) + len(line) <= _LINE and "\n" not in line:
        return line
    return f"{start}\n{indent}  " + f",\n{indent}  ".join(items) + f"\n{indent}{end}"


def _scalar(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return _NAMES[value]
    return str(value) if isinstance(value, int) else encode_basestring(str(plain_data(value)))
