"""What stands on a built page: where links lead, headings, pictures, tables, forms; all that is wrong with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from PIL import Image

from tests.page_file import PageFile, pages_of, text_of

LOADING = {
    "img": ("src",),
    "source": ("src",),
    "script": ("src",),
    "iframe": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
}
FETCHED = {"stylesheet", "icon", "preload", "manifest", "apple-touch-icon", "preconnect", "dns-prefetch"}
ROUNDING = 0.02
HEAVIEST = 200_000
"""Bytes of one picture in the width that a telephone takes."""


def faults_of_body(page: PageFile) -> Iterator[str]:
    """What is wrong with what stands on a page."""
    yield from (f"id {name} twice" for name, count in Counter(page.ids).items() if count > 1)
    yield from _links(page)
    yield from _headings(page)
    yield from _pictures(page)
    yield from _tables(page)
    yield from _forms(page)
    yield from _attributes(page)
    yield from _times(page)


def _links(page: PageFile) -> Iterator[str]:
    for element in page.every("a", "area", "link"):
        href = element.get("href")
        if href is not None:
            yield from _leads(page, href)
        if element.tag == "a" and not _name(element):
            yield f"a link without words: {href}"
        if element.get("target") == "_blank" and "noopener" not in (element.get("rel") or ""):
            yield f"noopener: {href}"
    for href in _loaded(page):
        yield from _leads(page, href)
        if page.target(href) is None and not href.startswith("data:"):
            yield f"loads from elsewhere: {href}"


def _loaded(page: PageFile) -> Iterator[str]:
    """What a browser fetches by itself."""
    for tag, names in LOADING.items():
        for element in page.tree.iter(tag):
            yield from filter(None, (element.get(name) for name in names))
    for element in page.tree.iter("link"):
        if FETCHED & set((element.get("rel") or "").split()):
            yield element.get("href") or ""


def _leads(page: PageFile, href: str) -> Iterator[str]:
    if href.startswith(("javascript:", "http://", "//")) or href == "#" or not href.strip():
        yield f"a link to {href!r}"
    if page.is_missing and not href.startswith(("/", "https:", "mailto:", "tel:", "#", "data:")):
        yield f"relative on a page that is shown anywhere: {href}"
    target = page.target(href)
    if href.startswith("#") and href[1:] not in page.ids:
        yield f"no such anchor: {href}"
    if target is None or href.startswith("#"):
        return
    path, anchor = target
    file = page.site / path
    if path == "" or path.endswith("/"):
        file /= "index.html"
    if not file.is_file():
        yield f"leads nowhere: {href}"
    elif anchor and anchor not in _anchors(page.site, page.base, file):
        yield f"no such anchor: {href}"


@cache
def _all(site: Path, base: str) -> dict[Path, PageFile]:
    return {site / page.path: page for page in pages_of(site, base)}


def _anchors(site: Path, base: str, file: Path) -> list[str]:
    found = _all(site, base).get(file)
    return found.ids if found else []


def _name(element: Any) -> str:
    pictures = " ".join(one.get("alt") or "" for one in element.iter("img"))
    return (element.get("aria-label") or f"{text_of(element)} {pictures}").strip()


def _headings(page: PageFile) -> Iterator[str]:
    found = [(int(one.tag[1]), text_of(one)) for one in page.every("h1", "h2", "h3", "h4", "h5", "h6")]
    if [level for level, _ in found].count(1) != 1 or (found and found[0][0] != 1):
        yield f"h1: {[words for level, words in found if level == 1]}"
    yield from (f"an empty h{level}" for level, words in found if not words)
    for (before, _), (level, words) in pairwise(found):
        if level > before + 1:
            yield f"h{level} after h{before}: {words}"
    if len([*page.tree.iter("main")]) != 1:
        yield "main"
    for nav in page.tree.iter("nav"):
        if not (nav.get("aria-label") or nav.get("aria-labelledby")):
            yield "a nav without a name"
    if any("headerlink" in (one.get("class") or "") for one in page.tree.iter("a")):
        yield "pilcrows are read aloud"


def _pictures(page: PageFile) -> Iterator[str]:
    pictures = [*page.tree.iter("img")]
    for place, picture in enumerate(pictures):
        src = picture.get("src")
        if picture.get("alt") is None:
            yield f"no alt: {src}"
        elif re.search(r"\.(png|jpe?g|webp|gif)$", picture.get("alt")):
            yield f"alt is a file name: {src}"
        if not (picture.get("width") or "").isdecimal() or not (picture.get("height") or "").isdecimal():
            yield f"no size: {src}"
        if place > 2 and picture.get("loading") != "lazy":
            yield f"not lazy: {src}"
        yield from _sources(page, picture)
    if sum(picture.get("fetchpriority") == "high" for picture in pictures) > 1:
        yield "more than one picture is the most urgent"


def _sources(page: PageFile, picture: Any) -> Iterator[str]:
    listed = [part.split() for part in (picture.get("srcset") or "").split(", ") if part]
    if listed and not picture.get("sizes"):
        yield f"srcset without sizes: {picture.get('src')}"
    sources = [(picture.get("src"), ""), *((href, width.removesuffix("w")) for href, width in listed)]
    shape = int(picture.get("width") or 1) / int(picture.get("height") or 1)
    for href, width in sources:
        target = page.target(href)
        if target is None or not (page.site / target[0]).is_file():
            yield f"no picture: {href}"
            continue
        file = page.site / target[0]
        if file.suffix == ".svg":
            continue
        with Image.open(file) as found:
            if width and str(found.width) != width:
                yield f"{href} is {found.width} wide, not {width}"
            if abs(found.width / found.height / shape - 1) > ROUNDING:
                yield f"{href}: {found.size} shown as {picture.get('width')} by {picture.get('height')}"
        if file.stat().st_size > HEAVIEST:
            yield f"{href} weighs {file.stat().st_size}"


def _tables(page: PageFile) -> Iterator[str]:
    for table in page.tree.iter("table"):
        heads = [*table.iter("th")]
        if not heads and table.get("role") != "presentation":
            yield "a table without headings"
        yield from ("a heading of nothing" for head in heads if not text_of(head))
        yield from (f"a heading without scope: {text_of(head)}" for head in heads if not head.get("scope"))


def _forms(page: PageFile) -> Iterator[str]:
    labelled = {label.get("for") for label in page.tree.iter("label")}
    wrapped = {id(inner) for label in page.tree.iter("label") for inner in label.iter()}
    for field in page.every("input", "select", "textarea"):
        if field.get("type") in {"hidden", "submit"} or field.get("class") == "md-toggle" or "hidden" in field.attrib:
            continue
        if not field.get("aria-label") and field.get("id") not in labelled and id(field) not in wrapped:
            yield f"a field without a label: {field.attrib}"
        if field.get("type") == "checkbox" and "checked" in field.attrib:
            yield "consent is given before it is asked for"
        if field.get("type") == "email" and field.get("autocomplete") != "email":
            yield "autocomplete of the address"
    for form in page.tree.iter("form"):
        if form.get("action", "").startswith("http:"):
            yield f"a form sent in the open: {form.get('action')}"
        if not [one for one in form.iter() if one.tag in {"button", "input"} and one.get("type") == "submit"]:
            yield "a form that can't be sent"
    yield from ("a button without a name" for button in page.tree.iter("button") if not _name(button))


def _attributes(page: PageFile) -> Iterator[str]:
    for element in page.tree.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            if value in {"None", "undefined"}:
                yield f"a slip of a template: {name} on {element.tag}"
            if name == "style" or str(name).startswith("on"):
                yield f"{name} on {element.tag}: {value}"
            if name in {"accesskey", "autofocus", "align", "bgcolor"} or (name == "tabindex" and int(value) > 0):
                yield f"{name} on {element.tag}"
        if element.tag in {"style", "font", "center", "marquee", "blink"}:
            yield f"<{element.tag}>"
        if element.tag == "script" and not element.get("src") and "json" not in (element.get("type") or ""):
            yield f"a script inside the page: {(element.text or '')[:60]}"
        if element.tag == "meta" and element.get("http-equiv") == "refresh":
            yield "refresh"
    words = text_of(next(page.tree.iter("body")))
    yield from (f"a slip of a template: {slip}" for slip in re.findall(r"\{\{|\{%|\bundefined\b|\bNaN\b", words))


def _times(page: PageFile) -> Iterator[str]:
    for element in page.tree.iter("time"):
        told = element.get("datetime") or ""
        try:
            datetime.fromisoformat(told) if "T" in told else date.fromisoformat(told)
        except ValueError:
            yield f"no date: {told!r}"
    if page.path.startswith("posts/") and not [*page.tree.iter("time")]:
        yield "a letter without its day"
