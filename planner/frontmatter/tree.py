"""Written values as a tree: single ones, lists and tables, each with its place."""

from __future__ import annotations

from typing import NamedTuple

from planner.model import Place


class Scalar(NamedTuple):
    """One written value; `text` is None where nothing (or `~`) stands."""

    text: str | None
    place: Place
    plain: bool = True
    """Whether it stood without quotes."""
    tagged: bool = False
    """Whether a tag (`!ENV`) stands before it, which says how others are to read it."""


class Items(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    place: Place
    tagged: bool = False


class Entry(NamedTuple):
    """A key with its value."""

    key: str
    place: Place
    """From the start of the key to the end of the value."""
    key_place: Place
    node: Node


class Table(NamedTuple):
    """Keys with their values, in the order written; a repeated key stands under `repeated`."""

    entries: tuple[Entry, ...]
    place: Place
    repeated: tuple[Entry, ...] = ()

    def get(self, key: str) -> Node | None:
        """The value of a key."""
        return next((entry.node for entry in self.entries if entry.key == key), None)


Node = Scalar | Items | Table


def extent(node: Node) -> tuple[int, int]:
    """How many nodes there are within a node, and how deep they lie."""
    if isinstance(node, Scalar):
        return 0, 0
    inner = node.items if isinstance(node, Items) else [entry.node for entry in node.entries]
    extents = [extent(one) for one in inner]
    return len(inner) + sum(size for size, _ in extents), 1 + max((height for _, height in extents), default=0)
