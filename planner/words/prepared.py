"""The lists of `locales/<language>/phrases.toml` with all that must be worked out of them before the first letter can be read.

That takes a fifth of a second, so it lies ready in `phrases.json` beside the list, which names the list it was made from; where
it was made from another one, it is worked out anew. `pytest --refresh tests/test_words.py` writes it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, TypeAlias

from planner.wording import locale_text
from planner.words.notation import Notation

Table: TypeAlias = Mapping[str, Any]
NAME = "phrases.json"
_LIST = "phrases.toml"


def prepared(language: str) -> Table:
    """What `worked_out` gives, read from where it lies ready if it is of this list."""
    try:
        table: Table = json.loads(locale_text(language, NAME))
    except (OSError, ValueError):
        return worked_out(language)
    return table if table.get("of") == _digest(locale_text(language, _LIST)) else worked_out(language)


def worked_out(language: str) -> Table:
    """The groups of a language with their phrases: a text, its anchors, what it needs before and behind, whether it stays in a clause."""
    text = locale_text(language, _LIST)
    table = tomllib.loads(text)
    variants = table["spelling"]["variants"]
    return {
        "of": _digest(text),
        "variants": variants,
        "negation": table["negation"],
        "circumstances": table["circumstances"],
        "groups": list(_groups(table["rules"], Notation(language, tuple(map(tuple, variants))))),
    }


def written(table: Table) -> str:
    """The text of `phrases.json`: a line for each group."""
    head = json.dumps({**table, "groups": []}, ensure_ascii=False).removesuffix("]}")
    groups = ",\n".join(json.dumps(group, ensure_ascii=False, separators=(",", ":")) for group in table["groups"])
    return f"{head}\n{groups}\n]}}\n"


def _groups(rules: Mapping[str, Mapping[str, Any]], notation: Notation) -> Iterator[dict[str, Any]]:
    from planner.words.anchors import anchors, needs  # noqa: PLC0415 - what lies ready is read without them
    from planner.words.clauses import stays_within  # noqa: PLC0415
    from planner.words.grammar import parse  # noqa: PLC0415

    for rule, groups in rules.items():
        for name, entry in groups.items():
            yield {
                "rule": f"{rule}.completing" if entry.get("completing") else rule,
                "name": name,
                "kind": entry.get("kind", name),
                "weight": entry.get("weight", 4),
                "unless": entry.get("unless", []),
                "unless_near": entry.get("unless_near", []),
                "negatable": entry.get("negatable", True),
                "phrases": [
                    [
                        text,
                        anchors(notation, text),
                        *needs(notation, text),
                        stays_within(notation.language, parse(text)),
                    ]
                    for text in entry["phrases"]
                ],
            }


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
