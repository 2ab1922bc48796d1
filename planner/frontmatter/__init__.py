"""The front matter of a post, and mkdocs.yml, as a tree of written values that know their place.

YAML is read as events, not composed: libyaml's composer overflows the stack on deep nesting, and YAML 1.1 would turn `no`
into False and `12:30` into 750. Here a value stays what was written; what it means is decided by the shape expected of it
(`shapes/`). Tags are ignored, so nothing is ever constructed or executed.
"""

from planner.frontmatter.composer import parse_yaml
from planner.frontmatter.document import Document, parse_document
from planner.frontmatter.loaders import executing_tags, is_words, merged
from planner.frontmatter.slips import SLIPS, YamlError
from planner.frontmatter.tree import Entry, Items, Node, Scalar, Table

__all__ = [
    "SLIPS",
    "Document",
    "Entry",
    "Items",
    "Node",
    "Scalar",
    "Table",
    "YamlError",
    "executing_tags",
    "is_words",
    "merged",
    "parse_document",
    "parse_yaml",
]
