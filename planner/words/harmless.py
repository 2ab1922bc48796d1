"""What is harmless in its own sentence, and so in every letter: words around a sentence never make a phrase in it matter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.words.around import Around
from planner.words.matching import spans_of
from planner.words.parts import parts_of_paragraph
from planner.words.passage import passage
from planner.words.phrases import Phrase

_ANOTHER_VOICE = re.compile(r"[「『“‘」』”\">]|(?<!\w)[’']|[’'](?!\w)")
"""Where a quotation may begin or end that goes on in other sentences, and hides a part of this one."""

_ENDS = (*".!?。！？",)


def not_harmless(sentence: str, stop: str, phrases: Sequence[Phrase]) -> Sequence[Phrase]:
    """Those of the phrases that may stand in a sentence that aren't made harmless by its other words."""
    staying = [phrase for phrase in phrases if phrase.stays]
    if not staying or _ANOTHER_VOICE.search(sentence):
        return phrases
    staying = _harmless(sentence, staying)
    if staying and not sentence.endswith(_ENDS):  # with a full stop, unless it is a line of a list
        staying = _harmless(sentence + stop.rstrip(), staying)
    return [phrase for phrase in phrases if phrase not in staying]


def _harmless(text: str, phrases: list[Phrase]) -> list[Phrase]:
    for part in parts_of_paragraph(text, 0, len(text)):
        read = passage(text, part.start, part.end)
        around = Around(read)
        phrases = [phrase for phrase in phrases if next(spans_of(phrase, read, around, text), None) is None]
    return phrases
