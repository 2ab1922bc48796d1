"""What the head of a built page must tell browsers, search engines and those who pass it on: all that is wrong with it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from PIL import Image

from tests.page_file import PageFile

LENGTHS = {"en": ((4, 70), (50, 160)), "ja": ((4, 50), (25, 120))}
"""The fewest and most characters of a title and of a description."""
ONCE = ("og:title", "og:type", "og:site_name", "og:locale", "description", "viewport", "twitter:card", "color-scheme")
CARD = ("og:title", "og:type", "og:site_name", "og:locale", "og:description", "og:url", "og:image", "og:image:alt")
TWITTER = ("twitter:card", "twitter:title", "twitter:description", "twitter:image", "twitter:image:alt")
LOCALES = {"en": "en_GB", "ja": "ja_JP"}
FEEDS = {"application/rss+xml", "application/atom+xml", "application/feed+json"}
NEEDED = {
    "Store": {"name", "url", "image", "address", "telephone", "email", "description"},
    "Organization": {"name", "url"},
    "WebSite": {"name", "url", "inLanguage", "publisher"},
    "BlogPosting": {
        "headline", "image", "datePublished", "dateModified", "author", "publisher", "url", "mainEntityOfPage",
        "inLanguage", "description",
    },
    "Product": {"name", "image", "description", "offers"},
    "Offer": {"price", "priceCurrency", "url"},
    "BreadcrumbList": {"itemListElement"},
}  # fmt: skip


def faults_of_head(page: PageFile, language: str) -> Iterator[str]:
    """What is wrong with the head of a page in a language."""
    yield from _basics(page, language)
    yield from _icons(page)
    if not page.is_missing:
        yield from _card(page, language)
        yield from _things(page)


def _basics(page: PageFile, language: str) -> Iterator[str]:
    (shortest, longest), (least, most) = LENGTHS[language]
    said = page.metas.get("description", "")
    if not shortest <= len(page.title) <= longest:
        yield f"title of {len(page.title)}: {page.title}"
    if not least <= len(said) <= most:
        yield f"description of {len(said)}: {said}"
    if page.tree.get("lang") != language:
        yield f"lang {page.tree.get('lang')}"
    if not page.data.startswith(b"<!DOCTYPE html>") or b'<meta charset="utf-8">' not in page.data[:1024]:
        yield "doctype or charset"
    if "user-scalable" in page.metas["viewport"] or "maximum-scale" in page.metas["viewport"]:
        yield "zoom is forbidden"
    yield from _once(page)
    yield from _other_pages(page)


def _once(page: PageFile) -> Iterator[str]:
    counts = Counter(str(one.get("property") or one.get("name")) for one in page.tree.iter("meta"))
    yield from (f"{name} {counts[name]} times" for name in ONCE if counts[name] > 1)
    if counts["generator"]:
        yield "the versions of what made the page"


def _other_pages(page: PageFile) -> Iterator[str]:
    if page.links("canonical") != ([] if page.is_missing else [page.canonical]) or page.canonical == "":
        yield "canonical"
    if page.is_missing and "noindex" not in page.metas.get("robots", ""):
        yield "404 is indexed"
    found = {one.get("type") for one in page.tree.iter("link") if "alternate" in (one.get("rel") or "")}
    if not found >= FEEDS:
        yield f"feeds: {FEEDS - found}"
    if any(one.get("hreflang") for one in page.tree.iter("link")):
        yield "hreflang, and only one language"


def _icons(page: PageFile) -> Iterator[str]:
    for rel, size in (("icon", 96), ("apple-touch-icon", 180)):
        for href in page.links(rel) or [f"no {rel}"]:
            target = page.target(href)
            if target is None or not (page.site / target[0]).is_file():
                yield f"{rel}: {href}"
            else:
                with Image.open(page.site / target[0]) as icon:
                    yield from ([] if icon.size == (size, size) else [f"{rel} of {icon.size}"])
    for href in page.links("manifest") or ["no manifest"]:
        target = page.target(href)
        told = json.loads((page.site / target[0]).read_text(encoding="utf-8")) if target else {}
        for icon in told["icons"]:
            with Image.open(page.site / icon["src"]) as found:
                yield from ([] if f"{found.width}x{found.height}" == icon["sizes"] else [f"manifest: {icon}"])
    if len([one for one in page.tree.iter("meta") if one.get("name") == "theme-color"]) < 2:
        yield "theme-color"


def _card(page: PageFile, language: str) -> Iterator[str]:
    yield from (f"no {name}" for name in (*CARD, *TWITTER) if not page.metas.get(name))
    if page.metas.get("og:locale") != LOCALES[language]:
        yield "og:locale"
    if page.metas.get("og:url") != page.canonical:
        yield f"og:url {page.metas.get('og:url')}"
    if page.metas.get("og:description") != page.metas.get("description"):
        yield "og:description is another"
    picture = page.metas.get("og:image", "")
    if picture != page.metas.get("twitter:image") or not picture.startswith(page.base):
        yield f"og:image {picture}"
        return
    file = page.site / picture.removeprefix(page.base)
    with Image.open(file) as card:
        if [str(part) for part in card.size] != [page.metas.get(f"og:image:{side}") for side in ("width", "height")]:
            yield "size of og:image"
    if file.stat().st_size > 300_000:
        yield f"og:image of {file.stat().st_size} bytes"


def things_of(page: PageFile) -> list[dict[str, Any]]:
    """What a page says that it is."""
    graphs = [one.text for one in page.tree.iter("script") if one.get("type") == "application/ld+json"]
    return [thing for graph in graphs for thing in json.loads(graph)["@graph"]]


def _things(page: PageFile) -> Iterator[str]:
    things = things_of(page)
    if page.is_indexed and not things:
        yield "no JSON-LD"
    for thing in (one for whole in things for one in _within(whole)):
        kind = thing["@type"]
        lacking = NEEDED.get(kind, set()) - set(thing)
        if lacking and set(thing) - {"@type", "@id", "name", "url"}:
            yield f"{kind} without {', '.join(sorted(lacking))}"
        for key, value in thing.items():
            yield from _value(page, f"{kind}.{key}", key, value)
    yield from _crumbs(page, things)


def _within(thing: Any) -> Iterator[dict[str, Any]]:
    if isinstance(thing, dict):
        if "@type" in thing:
            yield thing
        for value in thing.values():
            yield from _within(value)
    if isinstance(thing, list):
        for value in thing:
            yield from _within(value)


def _value(page: PageFile, name: str, key: str, value: Any) -> Iterator[str]:
    if key.startswith("date") or key in {"priceValidUntil", "validThrough", "validFrom"}:
        try:
            datetime.fromisoformat(value)
        except ValueError:
            yield f"{name}: {value}"
    if key == "price" and not str(value).replace(".", "", 1).isdecimal():
        yield f"{name}: {value}"
    if key in {"url", "item", "mainEntityOfPage"} and not str(value).startswith("https://"):
        yield f"{name}: {value}"
    if key == "availability" and value not in {
        f"https://schema.org/{one}" for one in ("InStock", "SoldOut", "OutOfStock", "Discontinued")
    }:
        yield f"{name}: {value}"
    if key == "headline" and len(value) > 110:
        yield f"{name} of {len(value)}"
    if key == "inLanguage" and value != page.tree.get("lang"):
        yield f"{name}: {value}"


def _crumbs(page: PageFile, things: list[dict[str, Any]]) -> Iterator[str]:
    for thing in things:
        items = thing.get("itemListElement", [])
        if [item["position"] for item in items] != list(range(1, len(items) + 1)):
            yield "crumbs out of order"
        for item in items:
            target = page.target(item["item"])
            if target is None or not (page.site / target[0] / "index.html").is_file():
                yield f"crumb to {item['item']}"
