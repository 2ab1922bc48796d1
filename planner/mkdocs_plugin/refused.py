"""What MkDocs refuses in mkdocs.yml when a site is made, or warns of, said in the shop's language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from planner.config.files import File, read_files
from planner.errors import ConfigError
from planner.frontmatter import Entry, Items, Node, Scalar, Table
from planner.model import Place
from planner.wording import Catalogue

_SAID = re.compile(r"Config value '(?P<key>[^']+)': (?P<reason>.*)", re.DOTALL)
_REQUIRED = "Required configuration not provided"
_UNKNOWN = "Unrecognised configuration name"
_PLUGIN = re.compile(r'The "(?P<name>[^"]*)" plugin is not installed')
_EXTENSION = re.compile(r"Failed to load extension '(?P<name>[^']*)'\.\s*(?P<reason>.*)", re.DOTALL)


def refused(said: Iterable[str], config: Path) -> ConfigError | None:
    """The first of MkDocs' errors as one of ours; None where none of them names a key."""
    found = next((match for words in said if (match := _SAID.fullmatch(words))), None)
    return found and _error(found["key"], found["reason"].strip(), config)


def told(warning: str, words: Catalogue) -> str:
    """A warning of MkDocs, in the shop's language where it is about a key."""
    found = _SAID.fullmatch(warning)
    is_unknown = found is not None and found["reason"].startswith(_UNKNOWN)
    return words.say("site.log.unknown", key=found["key"]) if found and is_unknown else warning


def _error(key: str, reason: str, config: Path) -> ConfigError:
    files = read_files(config)
    file, node = files.find(key) or (files.first, None)
    if plugin := _PLUGIN.match(reason):
        return file.wrong("config-plugin-missing", _place(file, node, plugin["name"]), name=plugin["name"])
    if extension := _EXTENSION.match(reason):
        name, why = extension["name"], _last_line(extension["reason"])
        return file.wrong("config-extension", _place(file, node, name), name=name, reason=why)
    if reason.startswith(_REQUIRED):
        return file.wrong("config-required", Place(), key=key)
    return file.wrong("config-refused", _place(file, node, key), key=key, reason=_last_line(reason))


def _place(file: File, node: Node | None, name: str) -> Place:
    """Where a name stands: in a list of names, or of tables that begin with one, or as a key of the file."""
    parts = node.items if isinstance(node, Items) else node.entries if isinstance(node, Table) else ()
    named = (_named(part, name) for part in (*parts, *file.table.entries))
    return next((place for place in named if place is not None), node.place if node else Place())


def _named(part: Node | Entry, name: str) -> Place | None:
    if isinstance(part, Entry):
        return part.key_place if part.key == name else None
    if isinstance(part, Table):
        return next((entry.key_place for entry in part.entries if entry.key == name), None)
    return part.place if isinstance(part, Scalar) and part.text == name else None


def _last_line(text: str) -> str:
    """What Python says at the end of a traceback; all of what is none."""
    return text.rstrip().rpartition("\n")[2].strip().rstrip(".")
