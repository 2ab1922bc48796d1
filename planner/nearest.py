"""Did-you-mean: the known name that a misspelt one is nearest to."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def fold(text: str) -> str:
    """A name as it is compared: NFKC, no case, no spaces, underscores, hyphens or middle dots."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character not in " _-‐‑–・\t\u3000")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name most like `word`, or None if none is near enough to be meant."""
    from difflib import get_close_matches  # noqa: PLC0415 - only needed when something is misspelt

    names = {fold(name): name for name in sorted(known, reverse=True)}
    close = get_close_matches(fold(word)[:80], names, n=1, cutoff=0.6)
    return names[close[0]] if close else None
