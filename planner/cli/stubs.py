"""What `planner new` puts into a letter: front matter that fits its purpose, and questions to answer."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime

from planner.frontmatter import Scalar, Table, YamlError, parse_yaml
from planner.model import Purpose, Stage
from planner.wording import DEFAULT_TIME, Catalogue, locale_text

_USUAL = ("summary", "image", "image_alt", "author")
_OWN: Mapping[str, tuple[str, ...]] = {
    "offer": (
        "audience", "campaign",
        "offer.for", "offer.worry", "offer.wish", "offer.price", "offer.postage", "offer.until", "offer.pay",
        "offer.delivery", "offer.returns", "offer.order", "offer.ask.chat", "offer.ask.phone", "offer.ask.visit",
    ),
    "customer-story": (
        "customer.name", "customer.consent.date", "customer.consent.scope", "customer.incentive", "customer.edited",
    ),
    "apology": (
        "audience", "incident.happened", "incident.facts", "incident.affected", "incident.remedy", "incident.contact",
    ),
    "recovery": ("audience", "recovers", "promised", "delivered"),
}  # fmt: skip
"""The keys that a purpose has beside the usual ones; a dot leads into a table."""
_WORDS_OF_YAML = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
_ROOM = 26
"""The column at which comments begin."""


def letter(purpose: Purpose, title: str, date: datetime, words: Catalogue) -> str:
    """A whole file: front matter and the stub of the purpose."""
    known = f"title: {scalar(title)}" if title else _line("title", "title", words)
    return _file(purpose, date, words, known)


def planned(purpose: Purpose, stage: Stage | None, date: datetime, words: Catalogue) -> str:
    """The same for a letter of a plan, whose title is yet to come: until then it is called what its purpose is called."""
    known = [_line("title", "title", words, value=scalar(purpose.label))]
    audience = [_line("audience", "audience", words, value=f"[{stage}]")] if stage else []
    return _file(purpose, date, words, *known, *audience)


def _file(purpose: Purpose, date: datetime, words: Catalogue, *known: str) -> str:
    head = [*known, f"date: {_date(date)}", f"purpose: {purpose.name}", _line("draft", "draft", words, value="true")]
    keys = (*_USUAL, *_OWN.get(purpose.name, ()))
    return "\n".join(["---", *head, *_lines(keys, words), "---", "", _stub(purpose, words)])


def _lines(keys: tuple[str, ...], words: Catalogue) -> Iterator[str]:
    opened: tuple[str, ...] = ()
    for key in keys:
        *tables, name = key.split(".")
        for depth, table in enumerate(tables):
            if opened[: depth + 1] != tuple(tables[: depth + 1]):
                yield f"{'  ' * depth}{table}:"
        opened = tuple(tables)
        yield _line("  " * len(tables) + name, key, words)


def _line(written: str, key: str, words: Catalogue, value: str = "") -> str:
    start = f"{written}: {value}".rstrip()
    return f"{start:<{_ROOM}}# {words.say('cli.new.key.' + key.replace('.', '-'))}"


def _date(date: datetime) -> str:
    return f"{date:%Y-%m-%d}" if (date.hour, date.minute) == DEFAULT_TIME else f"{date:%Y-%m-%d %H:%M}"


def _stub(purpose: Purpose, words: Catalogue) -> str:
    try:
        return locale_text(words.language, f"stubs/{purpose.name}.md").strip() + "\n"
    except FileNotFoundError:
        return words.say("cli.new.stub", label=purpose.label).strip() + "\n"


def tidy(title: str) -> str:
    """A title on one line, without control characters."""
    seen = (" " if unicodedata.category(sign) in {"Cc", "Cs"} else sign for sign in title.replace("\ufeff", ""))
    return " ".join("".join(seen).split())


def scalar(text: str) -> str:
    """Words as a YAML value: as they are where that is safe, else in double quotes."""
    if re.match(r"[^\W\d_]", text) and text.casefold() not in _WORDS_OF_YAML and _reads_back(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def _reads_back(text: str) -> bool:
    try:
        tree = parse_yaml(f"title: {text}\n")
    except YamlError:
        return False
    node = tree.get("title") if isinstance(tree, Table) else None
    return isinstance(node, Scalar) and node.text == text
