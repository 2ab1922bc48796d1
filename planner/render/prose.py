"""Words without any sign of markup are spared Markdown's search for it, which would be the larger part of its work."""

from __future__ import annotations

import re
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from planner.render.striking import STRIKING

_SIGN = re.compile(r"[\\`\[<&*_~]|  \n")
"""What every pattern begins with of Markdown's own, of its footnotes, and of what strikes out."""
_SEARCH = 20
"""The priority of the search."""


class Prose(Extension):
    """Makes Markdown quicker, and changes nothing of what it makes; does nothing where patterns are used that we don't know."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name for it
        """Stand before the search, and behind it."""
        spare = _Spare(md)
        md.treeprocessors.register(spare, "nukumori-spare", _SEARCH + 0.5)
        md.treeprocessors.register(_Return(md, spare), "nukumori-return", _SEARCH - 0.5)


class _Spare(Treeprocessor):
    """Marks words as found already."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.texts: list[tuple[Element, str]] = []
        self.tails: list[tuple[Element, str]] = []

    def run(self, root: Element) -> None:
        self.texts, self.tails = [], []
        if not {_shape(pattern) for pattern in self.md.inlinePatterns} <= _known():
            return
        for element in root.iter():
            if (text := element.text) and type(text) is str and not _SIGN.search(text):
                self.texts.append((element, text))
                element.text = AtomicString(text)
            if (tail := element.tail) and type(tail) is str and not _SIGN.search(tail):
                self.tails.append((element, tail))
                element.tail = AtomicString(tail)


class _Return(Treeprocessor):
    """Takes the marks away, for what comes later."""

    def __init__(self, md: Markdown, spare: _Spare) -> None:
        super().__init__(md)
        self._spare = spare

    def run(self, root: Element) -> None:
        del root
        for element, text in self._spare.texts:
            element.text = text
        for element, tail in self._spare.tails:
            element.tail = tail


@cache
def _known() -> frozenset[tuple[type, object]]:
    return frozenset(_shape(pattern) for pattern in Markdown(extensions=["footnotes", STRIKING]).inlinePatterns)


def _shape(pattern: object) -> tuple[type, object]:
    return type(pattern), getattr(pattern, "pattern", None)
