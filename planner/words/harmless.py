"""What is harmless in its own sentence, and so in every letter: words around a sentence never make a phrase in it matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.words.around import Around
from planner.words.grammar import MARKS
from planner.words.matching import spans_of
from planner.words.parts import parts_of_paragraph
from planner.words.passage import passage
from planner.words.phrases import Phrase

_ANOTHER_VOICE = re.compile(r"[「『“‘」』”\">]|(?<!\w)[’']|[’'](?!\w)")
"""Where a quotation may begin or end that goes on in other sentences, and hides a part of this one."""
_ENDS = tuple(f"{MARKS}！？")
"""How a sentence ends that stands at the end of its paragraph, its full stop and all."""


def not_harmless(sentence: str, stop: str, phrases: Sequence[Phrase]) -> Sequence[Phrase]:
    """Those of the phrases that may stand in a sentence that aren't made harmless by its other words."""
    staying = [phrase for phrase in phrases if phrase.stays]
    if not staying or _ANOTHER_VOICE.search(sentence):
        return phrases
    harmless = _harmless(sentence, staying)
    if harmless and not sentence.endswith(_ENDS):  # it may be a line of a list, or have its full stop
        harmless = _harmless(sentence + stop.rstrip(), harmless)
    return [phrase for phrase in phrases if phrase not in harmless]


def _harmless(text: str, phrases: list[Phrase]) -> list[Phrase]:
    """Those that don't stand in a text so that they matter."""
    for part in parts_of_paragraph(text, 0, len(text)):
        read = passage(text, part.start, part.end)
        around = Around(read)
        phrases = [phrase for phrase in phrases if next(spans_of(phrase, read, around, text), None) is None]
    return phrases
