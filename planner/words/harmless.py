"""What is harmless in its own sentence, and so in every letter: words around a sentence never make a phrase in it matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.words.matching import in_part
from planner.words.parts import parts_of_paragraph
from planner.words.phrases import Phrase

_ANOTHER_VOICE = re.compile(r"[「『“‘」』”\">]|(?<!\w)[’']|[’'](?!\w)")
"""Where a quotation may begin or end that goes on in other sentences, and hides a part of this one."""


def not_harmless(sentence: str, stop: str, phrases: Sequence[Phrase]) -> Sequence[Phrase]:
    """Those of the phrases that may stand in a sentence that aren't made harmless by its other words."""
    if _ANOTHER_VOICE.search(sentence) or not any(phrase.stays for phrase in phrases):
        return phrases
    return [phrase for phrase in phrases if not phrase.stays or _matters(phrase, sentence, stop)]


def _matters(phrase: Phrase, sentence: str, stop: str) -> bool:
    # The full stop may be missing, such as in a line of a list.
    return any(
        any(in_part(part, part, [phrase]))
        for text in (sentence + stop.rstrip(), sentence)
        for part in parts_of_paragraph(text, 0, len(text))
    )
