"""What a word means: the known name that it spells, in one way or another, or else the one that it is nearest to."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from planner.patterns import compiled

_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヷ"))}
_NEAR = 0.6
"""How alike two names must be: the share of their letters that they have in common, in the same order."""
_COURTESY = r"^[お御ご](?=.)|(?<=.)(?:の?方々?|さん|さま|様|状|文)$"


def fold(text: str) -> str:
    """A name as it is compared: NFKC, no case, no spaces, underscores, hyphens or middle dots."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character not in " _-‐‑–・\t\u3000")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name most like `word`, or None if none is near enough to be meant."""
    return nearest_in(word, {fold(name): name for name in sorted(known, reverse=True)})


def nearest_in(word: str, names: Mapping[str, str]) -> str | None:
    """The same for names that are folded already: folded to as it is written."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - only needed when something is misspelt
    from rapidfuzz.process import extractOne  # noqa: PLC0415

    close = extractOne(fold(word)[:80], names.keys(), scorer=Indel.normalized_similarity, score_cutoff=_NEAR)
    return names[close[0]] if close else None


def meant(word: str, spellings: Mapping[str, str]) -> str | None:
    """The name that a word means, given folded spellings: exactly, or else but for kana and words of courtesy."""
    exact = spellings.get(fold(word))
    if exact is not None:
        return exact
    loose = _loose(word)
    found = {name for spelling, name in spellings.items() if _loose(spelling) == loose}
    return found.pop() if len(found) == 1 else None


def _loose(text: str) -> str:
    """A name without what Japanese puts before or after it out of courtesy, in hiragana."""
    return compiled(_COURTESY).sub("", fold(text).translate(_TO_HIRAGANA))
