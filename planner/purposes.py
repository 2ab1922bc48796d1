"""The purposes of domain.md, section 3, and the many ways in which people spell them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from planner.frontmatter import Node
from planner.model import Fault, Purpose, Role
from planner.nearest import fold, meant, nearest
from planner.shapes import Reading, scalar, shown
from planner.wording import LANGUAGES, catalogue

ROLES: Mapping[str, Role] = {
    "gratitude": Role.WARMS,
    "good-choice": Role.WARMS,
    "product-story": Role.WARMS,
    "owner-story": Role.WARMS,
    "staff-voice": Role.WARMS,
    "customer-story": Role.WARMS,
    "helpful": Role.WARMS,
    "after-care": Role.WARMS,
    "question": Role.WARMS,
    "invitation": Role.NEUTRAL,
    "news": Role.NEUTRAL,
    "apology": Role.NEUTRAL,
    "recovery": Role.NEUTRAL,
    "offer": Role.ASKS,
}
"""The built-in purposes with what each does to the reader, in the order in which we list them."""


def built_in(language: str) -> dict[str, Purpose]:
    """The built-in purposes by name, labelled in `language`."""
    labels = catalogue(language).purposes
    return {name: Purpose(name, role, labels[name]) for name, role in ROLES.items()}


def spellings(purposes: Mapping[str, Purpose]) -> dict[str, str]:
    """Every folded spelling (names, labels and other words in every language) to the purpose's name."""
    found = {
        fold(word): name
        for language in LANGUAGES
        for name, words in catalogue(language).spellings("purpose").items()
        for word in (*words, catalogue(language).purposes[name])
    }
    found |= {fold(purpose.label): name for name, purpose in purposes.items()}
    return found | {fold(name): name for name in purposes}


class PurposeShape(NamedTuple):
    """A purpose, however it is spelt."""

    purposes: Mapping[str, Purpose]
    spellings: Mapping[str, str]

    def read(self, _key: str, node: Node, reading: Reading) -> Purpose | None:
        word = scalar(node) or shown(node)
        name = meant(word, self.spellings)
        if name is not None:
            return self.purposes[name]
        guess = nearest(word, self.spellings)
        near = {"nearest": self.purposes[self.spellings[guess]].name} if guess else {}
        values = {"found": shown(node), "known": tuple(self.purposes), **near}
        reading.faults.append(Fault("unknown-purpose", "near" if near else "unknown", node.place, values))
        return None

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"enum": [*self.purposes]}, {"type": "string"}]}


def purpose_shape(purposes: Mapping[str, Purpose]) -> PurposeShape:
    """The shape of the key `purpose` in a shop with these purposes."""
    return PurposeShape(purposes, spellings(purposes))
