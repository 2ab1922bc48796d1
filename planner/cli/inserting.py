"""One voice more in the text of voices.yml, in the form that the list has; all that was there stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from planner.cli.stubs import scalar
from planner.frontmatter import Scalar, Table, parse_yaml
from planner.model import Place
from planner.voices import end_of_list

_WRITTEN = ("id", "date", "stage", "source", "worry", "wish")
_PLAIN = frozenset({"id", "date", "stage"})
_COMMENT = re.compile(r"#.*")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def with_voice(text: str, values: Mapping[str, str]) -> str:
    """A file's text with a voice behind the last one."""
    mark = text[: len(text) - len(text.removeprefix("\ufeff"))]
    bare = text.removeprefix(mark)
    end = end_of_list(bare)
    tree = parse_yaml(bare.replace("\r\n", "\n").replace("\r", "\n"))
    if tree is None or isinstance(tree, Table):
        return mark + _as_block(bare, end, _lines(values, _ends(bare)))
    place = _offsets(bare, tree.place)
    if isinstance(tree, Scalar) or not tree.items:
        shorter = _without(bare, *place)
        return mark + _as_block(shorter, len(shorter) - len(bare) + end, _lines(values, _ends(bare)))
    if bare[place[0]] == "-":
        return mark + _as_block(bare, end, _lines(values, _ends(bare), " " * (tree.place.column - 1)))
    return mark + _in_brackets(bare, _offsets(bare, tree.items[-1].place), place[1] - 1, values)


def entry(values: Mapping[str, str], indent: str = "") -> Iterator[str]:
    """The lines of a voice in a list with dashes."""
    for number, name in enumerate(name for name in _WRITTEN if name in values):
        written = values[name] if name in _PLAIN else scalar(values[name])
        yield f"{indent}{'  ' if number else '- '}{name}: {written}"


def _lines(values: Mapping[str, str], ends: str, indent: str = "") -> str:
    return "".join(line + ends for line in entry(values, indent))


def _as_block(text: str, end: int, lines: str) -> str:
    """The lines of a voice at the end of a list with dashes."""
    before = text[:end]
    gap = "" if not before or before.endswith(("\n", "\r")) else _ends(lines)
    return before + gap + lines + text[end:]


def _without(text: str, start: int, end: int) -> str:
    """The text without brackets that hold no voice, or a word for nothing; a comment in or behind them stays."""
    before, held, after = text[:start], text[start:end], text[end:]
    comment = held[1:-1].strip() if held.startswith("[") else ""
    if not before.rpartition("\n")[2].strip():
        before, after = before.rstrip(" "), after.lstrip(" \t")
        after = after if comment else after.removeprefix("\r").removeprefix("\n")
    return before + comment + after


def _in_brackets(text: str, last: tuple[int, int], bracket: int, values: Mapping[str, str]) -> str:
    """Behind the last voice between brackets; on a line of its own where that one has its own."""
    start, end = last
    line = start - len(re.split(r"[\r\n]", text[:start])[-1])
    own = text[line:start]
    words = (
        f"{name}: {values[name] if name in _PLAIN else _quoted(values[name])}" for name in _WRITTEN if name in values
    )
    voice = "{" + ", ".join(words) + "}"
    if own.strip():
        return f"{text[:end]}, {voice}{text[end:]}"
    parted = "," in _COMMENT.sub("", text[end:bracket])
    behind = text[end:bracket].rstrip(" \t")
    if not behind.endswith(("\n", "\r")):
        return f"{text[:end]},{_ends(text)}{own}{voice}{text[end:]}"
    place = end + len(behind)
    comma = "," if parted else ""
    return f"{text[:end]}{'' if parted else ','}{behind}{own}{voice}{comma}{_ends(text)}{text[place:]}"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _ends(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _offsets(text: str, place: Place) -> tuple[int, int]:
    starts = [line.start() for line in _LINE.finditer(text)]
    return starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1
