"""The links of a letter as they were written, beside the ways from page to page that MkDocs makes of them."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_NOTE = "data-written-link"
_KEYS = {"a": "href", "img": "src"}
_BEFORE, _AFTER = 0.5, -1
"""Around MkDocs' own look at links, which has the priority 0."""
_NOTES = re.compile(rf' {_NOTE}="([^"]*)"')
_NOTED = re.compile(rf'<(?:a|img) [^<>]*{_NOTE}="[^<>]*>')
_ADDRESS = re.compile(r' (href|src)="[^"]*"')


class WrittenLinks(Extension):
    """Notes with each link that MkDocs changes what was written."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name for it
        """Look at the links before MkDocs, and after it."""
        md.treeprocessors.register(_Before(md), "nukumori-written", _BEFORE)
        md.treeprocessors.register(_After(md), "nukumori-changed", _AFTER)


def without_notes(html: str) -> str:
    """HTML made with `WrittenLinks`, for the page."""
    return _NOTES.sub("", html)


def as_written(html: str) -> str:
    """The same with the links as they were written."""
    return _NOTED.sub(_tag_as_written, html)


def _tag_as_written(tag: re.Match[str]) -> str:
    noted = _NOTES.search(tag[0])
    bare = without_notes(tag[0])
    return _ADDRESS.sub(lambda found: f' {found[1]}="{noted[1]}"', bare, count=1) if noted else bare


class _Before(Treeprocessor):
    def run(self, root: Element) -> None:
        for element, address in _links(root):
            element.set(_NOTE, address)


class _After(Treeprocessor):
    def run(self, root: Element) -> None:
        for element, address in _links(root):
            if element.get(_NOTE) == address:
                del element.attrib[_NOTE]


def _links(root: Element) -> list[tuple[Element, str]]:
    every = ((element, element.get(_KEYS.get(element.tag, ""))) for element in root.iter())
    return [(element, address) for element, address in every if address]
