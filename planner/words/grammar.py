"""How a phrase is put together: words, brackets with alternatives, and slots."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

WORD = re.compile(r"[a-z0-9]+")
_STOPS = re.compile(r"[()\[\]|{}…]")
_CLOSE = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a phrase; a bracket has its choices, each of which is again a row of pieces."""

    kind: str
    text: str = ""
    choices: tuple[tuple[Node, ...], ...] = ()
    repeat: str = ""
    """`?` or `*` behind the bracket."""


def apart(left: Node, right: Node) -> bool:
    """Whether a space or a sign stands between two nodes that touch."""
    return not (clings(left, -1) and clings(right, 0))


def edges(node: Node, end: int) -> list[str]:
    """The first (0) or last (-1) words of something that must be there; none where that isn't sure."""
    if node.kind == "text":
        return WORD.findall(node.text)[end:][:1] if end else WORD.findall(node.text)[:1]
    if node.kind != "(" or node.repeat not in {"", "+"}:
        return []
    found = [edges(choice[end], end) if choice else [] for choice in node.choices]
    return [word for words in found for word in words] if all(found) else []


def clings(node: Node, end: int) -> bool:
    """Whether a neighbour may continue a word: it begins (0) or ends (-1) with a letter."""
    if node.kind == "slot":
        return node.text != "gap"
    if node.kind == "text":
        return node.text[end].isalnum()
    return any(not choice or clings(choice[end], end) for choice in node.choices)


@cache
def parse(phrase: str) -> tuple[Node, ...]:
    """The pieces of a phrase; ValueError where a bracket is missing."""
    phrase = phrase.replace(" … ", "…").strip()
    choices, end = _choices(phrase, 0)
    if end < len(phrase) or len(choices) != 1:
        raise ValueError(phrase)
    return choices[0]


def _choices(phrase: str, start: int) -> tuple[tuple[tuple[Node, ...], ...], int]:
    """Alternatives up to an unmatched closing bracket or the end."""
    found: list[tuple[Node, ...]] = []
    nodes: list[Node] = []
    while start < len(phrase) and phrase[start] not in ")]":
        if phrase[start] == "|":
            found.append(tuple(nodes))
            nodes = []
            start += 1
        else:
            node, start = _node(phrase, start)
            nodes.append(node)
    return (*found, tuple(nodes)), start


def _node(phrase: str, start: int) -> tuple[Node, int]:
    sign = phrase[start]
    if sign in _CLOSE:
        choices, end = _choices(phrase, start + 1)
        if phrase[end : end + 1] != _CLOSE[sign]:
            raise ValueError(phrase)
        end += 1
        repeat = phrase[end : end + 1] if phrase[end : end + 1] in {"?", "*", "+"} else ""
        return Node(sign, choices=choices, repeat=repeat), end + len(repeat)
    if sign == "{":
        end = phrase.index("}", start)
        return Node("slot", phrase[start + 1 : end]), end + 1
    if sign == "…":
        return Node("slot", "gap"), start + 1
    stop = _STOPS.search(phrase, start)
    end = stop.start() if stop else len(phrase)
    return Node("text", unicodedata.normalize("NFKC", phrase[start:end]).lower()), end
