"""Shops written as text, as the rules' pages and the catalogue of messages show them.

    == mkdocs.yml ==
    plugins:
      - planner:
          warming: {ratio: 2}
    == content/posts/cup.md (Shift_JIS) ==
    ---
    title: …

In brackets stands what is special about a file: its encoding, or one of `SPECIAL`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from planner.model import Finding
from planner.report import FORMATS, Report
from planner.shop import Shop, open_shop
from planner.wording import catalogue

CONFIG = "site_name: Hidamari Tea\nplugins:\n  - planner\n"
NOW = datetime(2026, 12, 1, tzinfo=UTC)
HEADER = re.compile(r"^== (?P<path>[^\n(]+?)(?: \((?P<kind>[^)\n]+)\))? ==\n", re.MULTILINE)
ENCODINGS = {"UTF-8 with BOM": "utf-8-sig", "Windows line ends": "utf-8"}


def _binary(path: Path, text: str) -> None:
    path.write_bytes(text.encode() + b"\0\0")


def _picture(path: Path, _: str) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n")


def _large(path: Path, text: str) -> None:
    path.write_text(text + "tea " * 500_001, encoding="utf-8")


def _tangled(path: Path, text: str) -> None:
    path.write_text(text + "[" * 2000, encoding="utf-8")


def _pipe(path: Path, _: str) -> None:
    os.mkfifo(path)


def _link_outside(path: Path, _: str) -> None:
    outside = path.parents[2].parent / "outside.md"
    outside.write_text("---\ntitle: Elsewhere\n---\n", encoding="utf-8")
    path.symlink_to(outside)


def _broken_link(path: Path, _: str) -> None:
    path.symlink_to("gone.md")


SPECIAL: Mapping[str, Callable[[Path, str], None]] = {
    "binary": _binary,
    "a picture": _picture,
    "写真": _picture,
    "2 MB": _large,
    "brackets without end": _tangled,
    "a pipe": _pipe,
    "a link out of the shop": _link_outside,
    "a link to nothing": _broken_link,
}


def files_of(example: str) -> Iterator[tuple[str, str, str]]:
    """The path, kind and text of each file of an example."""
    heads = list(HEADER.finditer(example))
    ends = [head.start() for head in heads[1:]] + [len(example)]
    for head, end in zip(heads, ends, strict=True):
        yield head["path"], head["kind"] or "", example[head.end() : end]


def write_shop(example: str, folder: Path) -> None:
    """Write an example's files; what its mkdocs.yml leaves open stands as in `CONFIG`."""
    files = {path: (kind, text) for path, kind, text in files_of(example)}
    _, config = files.pop("mkdocs.yml", ("", CONFIG))
    (folder / "content").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(f"docs_dir: content\n{config}", encoding="utf-8")
    for path, (kind, text) in files.items():
        _write(folder / path, kind, text)


def _write(path: Path, kind: str, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind in SPECIAL:
        SPECIAL[kind](path, text)
        return
    ends = text.replace("\n", "\r\n") if kind == "Windows line ends" else text
    path.write_bytes(ends.encode(ENCODINGS.get(kind, kind or "utf-8")))


def shop_of(example: str, folder: Path, language: str) -> Shop:
    """The shop that an example describes, written below `folder` and opened."""
    write_shop(example, folder / "shop")
    return open_shop(None, start=folder / "shop", now=NOW, language=language)


def told(shop: Shop, findings: list[Finding]) -> list[str]:
    """Each finding as `planner check` prints it."""
    report = Report(
        findings=findings,
        texts=shop.texts,
        catalogue=catalogue(shop.settings.language),
        at=shop.at,
        posts=len(shop.sources),
    )
    return FORMATS["text"](report).split("\n\n")[:-1] if findings else []


def first_lines(shop: Shop, rule: str) -> str:
    """The first line of each finding of a rule."""
    findings = [finding for finding in shop.findings if finding.rule == rule]
    return "".join(part.partition("\n")[0] + "\n" for part in told(shop, findings))
