"""The lists of `locales/<language>/phrases.toml` with all that must be worked out of them before the first letter can be read.

That takes a fifth of a second, so it lies ready in `phrases.json` beside the list, which names the list it was made from; where
it was made from another one, it is worked out anew. `make phrases` writes it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias
from zlib import crc32

from planner.wording import locale_text
from planner.words.notation import Notation

Table: TypeAlias = Mapping[str, Any]
NAME = "phrases.json"
_LIST = "phrases.toml"
ROW, SET = "\t", "\n"


def prepared(language: str) -> Table:
    """What `worked_out` gives, read from where it lies ready if it is of this list."""
    try:
        table: Table = json.loads(locale_text(language, NAME))
    except (OSError, ValueError):
        return worked_out(language)
    return table if table.get("of") == _digest(locale_text(language, _LIST)) else worked_out(language)


def worked_out(language: str) -> Table:
    """The lists of a language, and what is made of them.

    `phrases` has for each phrase its group, its text, the sets of rows that it needs before and behind its anchor in its sentence
    and in others, and whether it stays in that sentence, or which of its pieces do (none where one can't tell); `anchors` for each rule, for words, text and single marks, the rows that
    lead to phrases, and the numbers of these. A text that is read at once costs less than a list: rows are parted by `ROW` and
    sets of them by `SET`.
    """
    text = locale_text(language, _LIST)
    table = tomllib.loads(text)
    variants = table["spelling"]["variants"]
    groups = list(_groups(table["rules"]))
    return {
        "of": _digest(text),
        "variants": variants,
        "negation": table["negation"],
        "circumstances": table["circumstances"],
        "groups": [group for group, _ in groups],
        **_worked_out(Notation(language, tuple(map(tuple, variants))), groups),
    }


def written(table: Table) -> str:
    """The text of `phrases.json`: a line for each group and phrase, and for the anchors of each rule."""
    return "{\n" + ",\n".join(f"{json.dumps(key)}: {_lines(value)}" for key, value in table.items()) + "\n}\n"


def _lines(value: Any) -> str:
    if isinstance(value, dict):
        return "{\n" + ",\n".join(f"{json.dumps(key)}: {_line(one)}" for key, one in value.items()) + "\n}"
    return "[\n" + ",\n".join(map(_line, value)) + "\n]" if isinstance(value, list) else _line(value)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _groups(rules: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Each group with the texts of its phrases; those that are untried are a group of the same name."""
    for rule, groups in rules.items():
        for name, entry in groups.items():
            group = {
                "rule": f"{rule}.completing" if entry.get("completing") else rule,
                "name": name,
                "kind": entry.get("kind", name),
                "weight": entry.get("weight", 4),
                "unless": entry.get("unless", []),
                "unless_near": entry.get("unless_near", []),
                "negatable": entry.get("negatable", True),
            }
            for key, tried in (("phrases", True), ("untried", False)):
                if key in entry:
                    yield {**group, "tried": tried}, entry[key]


def _worked_out(notation: Notation, groups: Sequence[tuple[Mapping[str, Any], list[str]]]) -> dict[str, Any]:
    from planner.words.anchors import anchors, in_one_sentence, needs  # noqa: PLC0415 - what lies ready is read without them
    from planner.words.grammar import parse  # noqa: PLC0415
    from planner.words.sentences import stays_within  # noqa: PLC0415

    phrases: list[list[Any]] = []
    leading: dict[str, dict[str, dict[str, list[str]]]] = {}
    for number, (group, texts) in enumerate(groups):
        for text in texts:
            for anchor in anchors(notation, text):
                rows = leading.setdefault(group["rule"], {}).setdefault(_kind(anchor), {})
                rows.setdefault(anchor, []).append(str(len(phrases)))
            stays = stays_within(notation.language, parse(text)) or in_one_sentence(notation, text)
            phrases.append([number, text, *map(_together, needs(notation, text)), stays])
    return {
        "phrases": phrases,
        "anchors": {
            rule: {kind: [ROW.join(rows), ROW.join(map(" ".join, rows.values()))] for kind, rows in kinds.items()}
            for rule, kinds in leading.items()
        },
    }


def _kind(anchor: str) -> str:
    if len(anchor) == 1 and not anchor.isalnum():
        return "marks"
    return "words" if anchor.isascii() else "text"


def _together(sets: Iterable[Iterable[str]]) -> str:
    return SET.join(map(ROW.join, sets))


def _digest(text: str) -> str:
    return f"{crc32(text.encode()):08x}"
