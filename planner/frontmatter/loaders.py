"""How others, who load YAML into Python objects as MkDocs does, take what is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from planner.frontmatter.slips import YamlError, slip
from planner.frontmatter.tree import Entry, Items, Node, Scalar, Table

_TAGS = "tag:yaml.org,2002:"
_PYTHON = f"{_TAGS}python/"
_MERGE = "<<"


def executing_tags(text: str) -> Iterator[tuple[str, int]]:
    """The tags of a YAML text, with their lines, that a loader for Python objects would act on; YamlError for a broken one.

    What can't be read to its end is not passed over: another loader may read further, and find a tag there.
    """
    try:
        for event in yaml.parse(text, yaml.CSafeLoader):
            tag = getattr(event, "tag", None) or ""
            if tag.startswith(_PYTHON) and not tag.startswith(f"{_PYTHON}name:"):
                yield tag.removeprefix(_TAGS), getattr(event.start_mark, "line", 0) + 1
    except yaml.YAMLError as error:
        raise slip(error, text.split("\n"), 1) from error


def is_words(node: Scalar) -> bool:
    """Whether a YAML 1.1 loader takes a value as text; else as a number, a date, yes or no, or nothing."""
    resolver: Any = yaml.resolver.Resolver()
    tag = resolver.resolve(yaml.ScalarNode, node.text or "", (node.plain, not node.plain))
    return bool(tag == f"{_TAGS}str")


def merged(node: Node) -> Node:
    """The same tree with the keys that `<<` brings into its tables; YamlError where that names no table."""
    if isinstance(node, Table):
        return _merged_table(node)
    return node._replace(items=tuple(map(merged, node.items))) if isinstance(node, Items) else node


def _merged_table(table: Table) -> Table:
    own = [entry._replace(node=merged(entry.node)) for entry in table.entries if entry.key != _MERGE]
    again = [entry._replace(node=merged(entry.node)) for entry in table.repeated if entry.key != _MERGE]
    found = {entry.key: entry for entry in own}
    # Of several `<<` the last one wins, as of all keys; within one, the table that comes first.
    for entry in (one for one in reversed((*table.entries, *table.repeated)) if one.key == _MERGE):
        for brought in _brought(entry):
            found.setdefault(brought.key, brought)
    return Table(tuple(found.values()), table.place, tuple(again))


def _brought(merge: Entry) -> Iterator[Entry]:
    """What a table, or each table of a list, brings in."""
    for node in merge.node.items if isinstance(merge.node, Items) else (merge.node,):
        if not isinstance(node, Table):
            raise YamlError("yaml", merge.place, _MERGE)
        yield from _merged_table(node).entries
