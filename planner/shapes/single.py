"""A single value: words, yes or no, a whole number, one of a few names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

from planner.frontmatter import Node
from planner.model import EMPTY
from planner.nearest import fold, meant, nearest
from planner.shapes.reading import LONGEST, Reading, scalar

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


class Text(NamedTuple):
    """Words."""

    pattern: str | None = None
    expected: str = "text"
    one_line: bool = True
    most_bytes: int = 4 * LONGEST

    def read(self, key: str, node: Node, reading: Reading) -> str | None:
        text = scalar(node)
        if text is None or not self._fits(text):
            reading.wrong(key, node, self.expected)
            return None
        if _CONTROL.search(text):
            reading.wrong(key, node, self.expected, case="control")
            return None
        return " ".join(text.split()) if self.one_line else text

    def _fits(self, text: str) -> bool:
        return len(text.encode(errors="replace")) <= self.most_bytes and (
            self.pattern is None or re.fullmatch(self.pattern, text) is not None
        )

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "number"]} if self.pattern is None else {"type": "string", "pattern": self.pattern}


YES = {"true", "yes", "on", "y", "はい"}
NO = {"false", "no", "off", "n", "いいえ"}


class Flag:
    """Yes or no."""

    def read(self, key: str, node: Node, reading: Reading) -> bool | None:
        word = (scalar(node) or "").casefold()
        if word not in YES | NO:
            reading.wrong(key, node, "flag")
            return None
        return word in YES

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class Whole(NamedTuple):
    """A whole number within bounds."""

    least: int = 0
    most: int = 10_000

    def read(self, key: str, node: Node, reading: Reading) -> int | None:
        text = unicodedata.normalize("NFKC", scalar(node) or "")
        if not re.fullmatch(r"[+-]?[0-9]{1,9}", text) or not self.least <= int(text) <= self.most:
            reading.wrong(key, node, "whole", case="whole", least=self.least, most=self.most)
            return None
        return int(text)

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class OneOf(NamedTuple):
    """One of a few names, in any of their spellings."""

    names: tuple[str, ...]
    spellings: Mapping[str, str] = EMPTY
    """Further folded spellings, to the name they mean."""
    expected: str = "one-of"

    def find(self, word: str) -> str | None:
        """The name that a word means."""
        return meant(word, {**self.spellings, **{fold(name): name for name in self.names}})

    def nearest(self, word: str) -> str | None:
        """The name that a misspelt word may have meant."""
        guess = nearest(word, [*self.spellings, *self.names])
        return guess and self.find(guess)

    def read(self, key: str, node: Node, reading: Reading) -> str | None:
        word = scalar(node) or ""
        found = self.find(word)
        if found is None:
            guess = self.nearest(word)
            more = {"case": "choice-near", "nearest": guess} if guess else {"case": "choice"}
            reading.wrong(key, node, self.expected, choices=self.names, **more)
            return None
        return found

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.names)}


class Anything:
    """Whatever stands there, as plain lists, dicts and words; another reader knows its shape."""

    def read(self, _key: str, node: Node, _reading: Reading) -> Any:
        return node

    def schema(self) -> dict[str, Any]:
        return {}
