"""What a text must have for a phrase to stand in it: words that are found faster than the phrase.

From these the search of a large shop begins. In English they are whole words, or two side by side; in Japanese, which has no
spaces, any row of characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from planner.words.grammar import WORD, Node, apart, clings, edges, parse
from planner.words.notation import Notation
from planner.words.rarity import chance_of_pair, chance_of_signs, chance_of_word
from planner.words.slots import SLOTS

Words = tuple[str, ...]
_MOST_COMPOUNDS = 250


def needs(notation: Notation, phrase: str) -> tuple[Words, ...]:
    """Sets of words: of each, one must stand in every text that has the phrase. ValueError where there is no such word."""
    found = {frozenset(one): one for one in _needs(notation, parse(phrase)) if one}
    if not found:
        raise ValueError(phrase)
    return tuple(sorted(found.values(), key=lambda words: _chance_of_set(notation, words)))


def anchors(notation: Notation, phrase: str) -> tuple[Words, ...]:
    """Words, or pairs of words, of which at least one stands in every text that has the phrase; the rarest there are."""
    needed = needs(notation, phrase)
    nodes = parse(phrase)
    if notation.language == "ja":
        rows = [*needed, *filter(None, _compounds(notation, nodes))]
        return tuple((row,) for row in min(rows, key=lambda words: _chance_of_set(notation, words)))
    sets: list[list[Words]] = [[_rarest_part(text) for text in words] for words in needed]
    sets += filter(None, _pairs(nodes))
    return tuple(dict.fromkeys(min(sets, key=lambda one: sum(map(_chance, one)))))


@cache
def rarest(text: str) -> str:
    """The rarest single word of some English words."""
    words: list[str] = WORD.findall(text)
    return min(words or [text], key=chance_of_word)


@cache
def telling(row: str) -> str:
    """The rarest two characters of a Japanese row."""
    return min((row[at : at + 2] for at in range(max(1, len(row) - 1))), key=chance_of_signs)


def _chance(words: Words) -> float:
    return chance_of_word(words[0]) if len(words) == 1 else chance_of_pair(words[0], words[1])


def _chance_of_set(notation: Notation, words: Words) -> float:
    """How likely a text has one of these; each also costs a little time."""
    if notation.language == "ja":
        return sum(chance_of_signs(telling(one)) + 0.001 for one in words)
    return sum(chance_of_word(rarest(one)) for one in words)


@cache
def _rarest_part(text: str) -> Words:
    words = WORD.findall(text)
    parts: list[Words] = [*((word,) for word in words), *pairwise(words)]
    return min(parts, key=_chance) if parts else (text,)


def _needs(notation: Notation, nodes: tuple[Node, ...]) -> Iterator[Words]:
    for index, node in enumerate(nodes):
        if node.kind == "text":
            before = index > 0 and clings(nodes[index - 1], -1)
            after = index < len(nodes) - 1 and clings(nodes[index + 1], 0)
            yield from _whole_words(notation, node.text, glued=(before, after))
        elif node.kind == "slot":
            yield SLOTS[notation.language][node.text][1]
        elif node.kind == "(" and node.repeat in {"", "+"}:
            yield _of_choices(notation, node)


def _of_choices(notation: Notation, node: Node) -> Words:
    found: list[str] = []
    for choice in node.choices:
        sets = [one for one in _needs(notation, choice) if one]
        if not sets:
            return ()
        best: Words = min(sets, key=lambda words: _chance_of_set(notation, words))
        found += best
    return tuple(dict.fromkeys(found))


def _whole_words(notation: Notation, text: str, *, glued: tuple[bool, bool]) -> list[Words]:
    if notation.language == "ja":
        return [ways for piece in text.split(" ?") for ways in notation.split(piece)]
    words = list(WORD.finditer(text))
    if words and glued[0] and words[0].start() == 0:
        del words[0]
    if words and glued[1] and words[-1].end() == len(text):
        del words[-1]
    return [(text[words[0].start() : words[-1].end()],)] if words else []


def _pairs(nodes: tuple[Node, ...]) -> Iterator[list[Words]]:
    """For two neighbours that must both be there: each last word of the one with each first word of the other."""
    touching = set(pairwise(nodes))
    for left, right in pairwise([node for node in nodes if node.kind != "text" or node.text.strip()]):
        if (left, right) not in touching or apart(left, right):
            yield [(last, first) for last in edges(left, -1) for first in edges(right, 0)]


def _compounds(notation: Notation, nodes: tuple[Node, ...]) -> Iterator[Words]:
    """For two neighbours that must both be there: each way of writing the one with each of the other."""
    for left, right in pairwise(nodes):
        ways, others = _written(notation, left), _written(notation, right)
        if len(ways) * len(others) <= _MOST_COMPOUNDS:
            yield tuple(dict.fromkeys(way + other for way in ways for other in others))


def _written(notation: Notation, node: Node) -> list[str]:
    """Every way of writing a node that must be there; none where that is not known."""
    if node.kind == "text":
        return [] if " " in node.text else _joined(notation.split(node.text))
    if node.kind != "(" or node.repeat or any(len(choice) != 1 for choice in node.choices):
        return []
    found = [_written(notation, choice[0]) for choice in node.choices]
    return [way for ways in found for way in ways] if all(found) else []


def _joined(stretches: Iterable[Words]) -> list[str]:
    ways = [""]
    for stretch in stretches:
        ways = [way + one for way in ways for one in stretch]
    return ways
