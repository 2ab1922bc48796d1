"""Which phrases of tone the labelled letters have needed: `python -m tests.tried_phrases` sorts the lists of phrases by it.

Single sentences don't count, for they were written for the phrases.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from planner.model import Post
from planner.words.around import Around
from planner.words.beside import ENOUGH
from planner.words.caught import IN_AN_APOLOGY, caught
from planner.words.matching import of_phrase
from planner.words.parts import parts
from planner.words.passage import passage
from planner.words.phrases import Phrase
from tests.corpus_report import CORPUS, HALVES, LANGUAGES, post

SORTED = ("pushy-wording", "excuse")
"""The rules whose phrases are sorted. Praise has none that find the wrong letters."""
LISTS = Path(__file__).parent.parent / "planner" / "locales"
_PHRASE = r'"(?:[^"\\]|\\.)*"'


def needed(language: str) -> frozenset[str]:
    """The phrases that stand in a letter in which their rule should find something."""
    return frozenset(phrase.text for half in HALVES for phrase in _needed(half, language))


def _needed(half: str, language: str) -> Iterator[Phrase]:
    entries = tomllib.loads((CORPUS / half / f"{language}.toml").read_text(encoding="utf-8"))["letter"]
    for entry in entries:
        if not set(entry["finds"]).isdisjoint(SORTED):
            letter = post(half, entry)
            yield from (phrase for phrase in _standing(letter) if phrase.group.rule in entry["finds"])


def _standing(letter: Post) -> Iterator[Phrase]:
    found = caught(IN_AN_APOLOGY, [letter]).get(0, {})
    phrases = {phrase for some in found.values() for phrase in some}
    for part in parts(letter):
        read = passage(part.source, part.start, part.end)
        around = Around(read)
        yield from (phrase for phrase in phrases if any(of_phrase(phrase, read, around, part)))


def sort(text: str, tried: frozenset[str]) -> str:
    """The text of a list in which the phrases that are not among those tried stand by themselves."""
    for rule in SORTED:
        for name, group in tomllib.loads(text)["rules"][rule].items():
            if group.get("weight", ENOUGH) >= ENOUGH:
                start = text.index(f"[rules.{rule}.{name}]\n")
                end = text.find("\n[", start) + 1 or len(text)
                text = text[:start] + _sorted(text[start:end], tried) + text[end:]
    return text


def _sorted(group: str, tried: frozenset[str]) -> str:
    """The text of a group; a phrase that changes its list goes to the end of the other."""
    arrays = list(re.finditer(rf'^(?:phrases|untried) = \[(?:{_PHRASE}|[^"\]])*\]\n', group, re.MULTILINE))
    phrases = [phrase for array in arrays for phrase in re.findall(_PHRASE, array[0])]
    is_tried = [tomllib.loads(f"it = {phrase}")["it"] in tried for phrase in phrases]
    lists = (
        _list(name, [phrase for phrase, one in zip(phrases, is_tried, strict=True) if one is there])
        for name, there in (("phrases", True), ("untried", False))
    )
    return group[: arrays[0].start()] + "".join(lists) + group[arrays[-1].end() :]


def _list(name: str, phrases: list[str]) -> str:
    return "".join((f"{name} = [\n", *(f"  {phrase},\n" for phrase in phrases), "]\n")) if phrases else ""


if __name__ == "__main__":
    for spoken in LANGUAGES:
        path = LISTS / spoken / "phrases.toml"
        path.write_text(sort(path.read_text(encoding="utf-8"), needed(spoken)), encoding="utf-8")
