"""A Markdown file, parted into its front matter and its body."""

from __future__ import annotations

import re
from typing import NamedTuple

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from planner.frontmatter.composer import parse_yaml
from planner.frontmatter.slips import YamlError
from planner.frontmatter.tree import Node
from planner.model import Place

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


class Document(NamedTuple):
    """A Markdown file: its front matter as a tree (None where there is none), and its body."""

    tree: Node | None
    body: str
    body_line: int


class _Handler(YAMLHandler):
    """python-frontmatter's split, with our reading of the YAML."""

    FM_BOUNDARY = _FENCE

    def __init__(self, first_line: int) -> None:
        super().__init__()
        self.first_line = first_line

    def load(self, fm: str, **_: object) -> dict[str, Node | None]:
        return {"tree": parse_yaml(fm.removeprefix("\n"), self.first_line)}


def parse_document(text: str) -> Document:
    """Front matter and body of a text with plain newlines and no BOM; YamlError where the front matter can't be read."""
    leading = len(text) - len(text.lstrip())
    line = text.count("\n", 0, leading) + 1
    fences = [match.end() for _, match in zip(range(2), _FENCE.finditer(text, leading), strict=False)]
    if not text.startswith("---", leading):
        return Document(None, text, 1)
    if len(fences) < 2 or text[leading : fences[0]].strip("- \t"):  # noqa: PLR2004 - an opening and a closing fence
        raise YamlError("unclosed-front-matter", Place(line, 1, line, 4))
    metadata, _ = frontmatter.parse(text, handler=_Handler(line + 1))
    body_line = text.count("\n", 0, fences[1]) + 2
    return Document(metadata.get("tree"), text[fences[1] + 1 :], body_line)  # type: ignore[arg-type]
