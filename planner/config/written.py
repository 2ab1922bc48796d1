"""The `planner` block as it is written: its values, and where each of its keys stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from planner.block import BLOCK, SHAPES
from planner.config.files import File, Files
from planner.errors import ConfigError
from planner.frontmatter import Entry, Items, Node, Scalar, Table
from planner.model import Place
from planner.nearest import nearest
from planner.shapes import Reading, is_empty, shown

NAME = "planner"
"""Of the plugin, and so of the block."""
_UTC = ZoneInfo("UTC")


class Block(NamedTuple):
    """The `planner` table under `plugins`, and the file in which it stands."""

    file: File
    table: Table | None
    """Empty for a bare `- planner`, None where there is none."""

    def get(self, key: str) -> Node | None:
        """What is written after a key of the block."""
        return self.table.get(key) if self.table else None

    def place(self, *keys: str) -> Place:
        """Where the deepest of `keys` that is written stands."""
        place, table = (self.table.place if self.table else Place()), self.table
        for key in keys:
            entry: Entry | None = next((one for one in table.entries if one.key == key), None) if table else None
            if entry is None:
                break
            place = entry.key_place
            table = entry.node if isinstance(entry.node, Table) else None
        return place

    def wrong(self, case: str, *keys: str, **values: Any) -> ConfigError:
        """What stops a command, at the deepest of `keys` that is written."""
        return self.file.wrong(case, self.place(*keys), **values)


def find_block(files: Files) -> Block:
    """The block of a shop."""
    found = files.find("plugins")
    if found is None:
        return Block(files.first, None)
    file, plugins = found
    named = tuple(_plugins(plugins))
    nodes = [node for name, node, _ in named if name == NAME]
    for name, _, place in named if not nodes else ():
        if nearest(name, [NAME]):
            raise file.wrong("config-plugin-near", place, found=name, nearest=NAME)
    for again in nodes[1:]:
        raise file.wrong("config-plugin-twice", again.place)
    return Block(file, _table(file, nodes[0]) if nodes else None)


def values_of(block: Block) -> tuple[dict[str, Any], Mapping[str, Place]]:
    """What is written in a block, by key, and the place of each key; the first fault stops."""
    reading = Reading(_UTC)
    values = BLOCK.values("", block.table, reading) if block.table else {}
    rules = block.get("rules")
    values["rules"] = _rules(rules, reading) if isinstance(rules, Table) else {}
    if reading.faults:
        fault = min(reading.faults, key=lambda fault: (fault.place.line, fault.place.column))
        case = f"config-{fault.rule}-{fault.case}"
        raise block.file.wrong(case, fault.place, **fault.values)
    return values, dict(reading.places)


def _plugins(node: Node) -> Iterator[tuple[str, Node, Place]]:
    """The plugins of mkdocs.yml, which may be a list of names and one-key tables, or one table; with their places."""
    for item in node.items if isinstance(node, Items) else (node,):
        if isinstance(item, Table):
            yield from ((entry.key, entry.node, entry.key_place) for entry in item.entries)
        elif isinstance(item, Scalar):
            yield item.text or "", Scalar(None, item.place), item.place


def _table(file: File, node: Node) -> Table:
    if isinstance(node, Table):
        return node
    if is_empty(node):
        return Table((), node.place)
    values = {"key": NAME, "found": shown(node), "known": tuple(SHAPES)}
    raise file.wrong("config-bad-value-table", node.place, **values)


def _rules(table: Table, reading: Reading) -> dict[str, Any]:
    from planner.rules import RULES, rule_settings  # noqa: PLC0415 - most shops set nothing of them

    known = {rule.name: rule for rule in RULES}
    found = {}
    for entry in table.entries:
        rule = known.get(entry.key)
        if rule is None:
            reading.unknown("rules.", entry, list(known))
        else:
            found[rule.name] = rule_settings(rule, entry.node, reading)
    return found
