"""Which text has gone on under another name: as git sees it, one that has at least half of the other's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import product

_ALIKE = 0.5
_MOST = 20_000
"""Pairs of names; of more, nothing is known, as it would take too long to look."""


def renamed(gone: Mapping[str, bytes], new: Mapping[str, bytes]) -> Mapping[str, str]:
    """The name that each text had before, by its new one; the most alike belong together, and each is taken once."""
    if len(gone) * len(new) > _MOST:
        return {}
    before, after = ({name: _lines(text) for name, text in texts.items()} for texts in (gone, new))
    pairs = ((_likeness(before[old], after[name]), old, name) for old, name in product(before, after))
    found: dict[str, str] = {}
    for likeness, old, name in sorted(pairs, key=lambda pair: (-pair[0], *pair[1:])):
        if likeness >= _ALIKE and name not in found and old not in found.values():
            found[name] = old
    return found


def _lines(text: bytes) -> Counter[bytes]:
    return Counter(filter(None, (line.strip() for line in text.splitlines())))


def _likeness(one: Counter[bytes], other: Counter[bytes]) -> float:
    """The share of the larger text that stands in both, line by line."""
    return _size(one & other) / max(1, _size(one), _size(other))


def _size(lines: Counter[bytes]) -> int:
    return sum(len(line) * times for line, times in lines.items())
