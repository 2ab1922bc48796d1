"""The judge of letters reads the text part, as someone does who sees nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import combining, east_asian_width
from xml.etree.ElementTree import Element

COLUMNS = 78


def text_faults(text: str, page: Element) -> Iterator[str]:
    """What is wrong with the text of a letter, and where it is another letter than the HTML."""
    yield from _lines(text)
    yield from _plain(text)
    yield from _same(text, page)


def _columns(line: str) -> int:
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in line)


def _lines(text: str) -> Iterator[str]:
    lines = text.split("\n")
    for line in lines:
        if _columns(line) > COLUMNS and " " in line.strip():
            yield f"a line of {_columns(line)} columns: {line[:40]!r}"
        if line != line.rstrip() or "\t" in line:
            yield f"space at the end of a line, or a tab: {line[:40]!r}"
    if "\n\n\n" in text:
        yield "more than one blank line"
    if not text.endswith("\n") or text.endswith("\n\n") or not lines[0].strip():
        yield "it does not begin with words, or end with a line's end"
    if any(re.match(r"[。、．，」』）・ーぁぃぅぇぉっゃゅょ々]", line.strip()) for line in lines):
        yield "a line that begins with what may not begin one"


def _plain(text: str) -> Iterator[str]:
    if found := re.search(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?>|&(?:[a-z]+|#\d+);|\*\*|\]\(", text):
        yield f"markup in the text: {found[0]!r}"
    if re.search(r"[\u00a0\u034f\u00ad\u200b-\u200d\u2060\ufeff\x00-\x09\x0b-\x1f\x7f-\x9f]", text):
        yield "a character that nobody sees"


def _same(text: str, page: Element) -> Iterator[str]:
    place = 0
    bare = _bare(text)
    for head in (tag for tag in page.iter() if re.fullmatch("h[1-6]", str(tag.tag))):
        words = _bare("".join(head.itertext()))
        found = bare.find(words, place)
        if found < 0:
            yield f"headings in another order: {words[:40]!r}"
            return
        place = found
    for link in page.iter("a"):
        href = link.get("href", "")
        if href.startswith("https://") and href not in text:
            yield f"a link that is not whole in the text: {href}"
    end = text.rpartition("* * *")[2]
    if "1-2-3" not in end and "〒" not in end:
        yield "the footer does not stand at the end, apart from the rest"


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
