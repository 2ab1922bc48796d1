"""An address of its own for a letter that shares one: which slug is free, and where the line goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count

from planner.frontmatter import Table, YamlError, parse_document
from planner.keys import SLUG_BYTES
from planner.mend.change import Change
from planner.model import Finding, Place, Post, Source, Step
from planner.rules.duplicate_slug import appearance

_LETTERS = 90
_ROOM = SLUG_BYTES - 10
"""Bytes of the shared slug that are kept before the number."""
Address = tuple[str, str]
"""The series (empty for posts) and the folded slug."""


def free_addresses(sources: Iterable[Source], findings: Iterable[Finding]) -> dict[str, str]:
    """A free slug, by path, for each letter that has to give way where `duplicate-slug` found something.

    The letter that appears first keeps the address, because readers may know it. A slug that was written by hand is left
    to the hand that wrote it.
    """
    letters = [(source.letter, source.draft) for source in sources if source.letter is not None]
    taken = {_address(letter, letter.slug) for letter, _ in letters}
    groups = _groups(letter for letter, draft in letters if not draft)
    found = {}
    for address in _shared(groups, findings):
        stem = address[1][:_LETTERS].encode()[:_ROOM].decode(errors="ignore")
        names = (f"{stem}-{number}" for number in count(2))
        for letter in sorted(groups[address], key=appearance)[1:]:
            if "slug" not in letter.places:
                found[letter.path] = next(name for name in names if (address[0], name) not in taken)
                taken.add((address[0], found[letter.path]))
    return found


def _groups(letters: Iterable[Post | Step]) -> dict[Address, list[Post | Step]]:
    groups: dict[Address, list[Post | Step]] = {}
    for letter in letters:
        groups.setdefault(_address(letter, letter.slug), []).append(letter)
    return groups


def _shared(groups: Mapping[Address, Iterable[Post | Step]], findings: Iterable[Finding]) -> list[Address]:
    """The addresses that findings are about, in order."""
    paths = {finding.path for finding in findings if finding.rule == "duplicate-slug"}
    return sorted(address for address, letters in groups.items() if any(letter.path in paths for letter in letters))


def _address(letter: Post | Step, slug: str) -> Address:
    return (letter.series if isinstance(letter, Step) else "", slug.casefold())


def with_slug(text: str, slug: str) -> tuple[str, Change] | None:
    """The text with a line `slug:` below its title; None where the title has no line of its own."""
    try:
        tree = parse_document(text).tree
    except YamlError:
        return None
    title = next((entry for entry in tree.entries if entry.key == "title"), None) if isinstance(tree, Table) else None
    if title is None:
        return None
    lines = text.split("\n")
    indent = lines[title.place.line - 1][: title.place.column - 1]
    if indent.strip():
        return None
    lines.insert(title.place.end_line, f"{indent}slug: {slug}")
    place = Place(title.place.end_line + 1, len(indent) + 1, title.place.end_line + 1, len(indent) + 7 + len(slug))
    return "\n".join(lines), Change("slug", place, {"slug": slug})
