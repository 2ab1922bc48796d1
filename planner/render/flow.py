"""The lines of a plain text as they are written, one block after the other, each within its indents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planner.render.wrap import text_width, wrap

_NARROWEST = 24
_DEEPEST = 8
"""Indents that are shown; what lies deeper is only words."""
# Mail programs would take the words that follow without a space for a part of the address.
_AFTER_ADDRESS = re.compile(r"(\(https?://[^\s()]*\))(?=[^\W\d_])")


@dataclass(slots=True)
class _Indent:
    first: str
    rest: str
    used: bool = False

    def take(self) -> str:
        text, self.used = (self.rest if self.used else self.first), True
        return text


class Flow:
    """Lines of at most `width` columns, as far as their words allow."""

    def __init__(self, width: int) -> None:
        self.lines: list[str] = []
        self._width = width
        self._indents: list[_Indent] = []
        self._gap = False

    @property
    def room(self) -> int:
        """The columns within the indents."""
        return max(_NARROWEST, self._width - sum(text_width(indent.rest) for indent in self._indents))

    def enter(self, first: str, rest: str) -> None:
        """Indent what follows: its first line by `first`, the others by `rest`."""
        deep = len(self._indents) >= _DEEPEST
        self._indents.append(_Indent("", "") if deep else _Indent(first, rest))

    def leave(self) -> None:
        """End the innermost indent."""
        if self._indents:
            self._indents.pop()

    def gap(self) -> None:
        """Leave a line blank before the next one."""
        self._gap = True

    def write(self, text: str) -> None:
        """Write a paragraph; a newline within is a line's end."""
        text = _AFTER_ADDRESS.sub(r"\1 ", text) if "(http" in text else text
        if text.strip():
            self.write_lines([line for part in text.split("\n") for line in wrap(part.strip(" "), self.room)])

    def write_lines(self, lines: list[str]) -> None:
        """Write lines as they are."""
        if self._gap and self.lines and lines:
            self.lines.append("".join(indent.rest for indent in self._indents if indent.used).rstrip())
        self._gap = self._gap and not lines
        self.lines.extend(("".join(indent.take() for indent in self._indents) + line).rstrip() for line in lines)
