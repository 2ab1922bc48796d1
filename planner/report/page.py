"""The page of a rule, and the parts of it that are told elsewhere: its first sentence, its reasons."""

from __future__ import annotations

import re

from planner.wording import locale_text

_SENTENCE = re.compile(r"(?<=[.!?])\s|(?<=。)|$")


def page(language: str, rule: str) -> str:
    """The page of a rule, as Markdown."""
    return locale_text(language, f"rules/{rule}.md").strip() + "\n"


def summary(page: str) -> str:
    """The first sentence under the heading, without its marks."""
    return _SENTENCE.split(_unmarked(_introduction(page)), maxsplit=1)[0].strip()


def reasons(page: str) -> str:
    """The introduction and the first section, which says why, as plain paragraphs."""
    sections = re.split(r"^## .*$", page, flags=re.MULTILINE)
    return _unmarked("\n\n".join(part.strip() for part in (_introduction(page), *sections[1:2])))


def _introduction(page: str) -> str:
    lines = page.partition("\n## ")[0].split("\n")
    return "\n".join(line for line in lines if not line.startswith(("#", "<!--"))).strip()


def _unmarked(text: str) -> str:
    return re.sub(r"[*`]", "", text)
