"""A built site before a strict judge: every page by itself, what they must not share, and what servers and machines read.

Written from what search engines, browsers and readers need, and of our own code it knows nothing.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image

from tests.feed_judge import faults_of_atom, faults_of_json, faults_of_rss
from tests.headered import rules_of
from tests.page_body import faults_of_body
from tests.page_file import PageFile, pages_of
from tests.page_head import faults_of_head

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
WANTED_HEADERS = {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options"}
HEAVIEST = 60_000
"""Bytes of a page as it is sent, packed; of its style and scripts together, 100 kB more."""
SECRETS = re.compile(r"\.(md|yml|yaml|toml|py|map)$|(^|/)(README|voices)[^/]*$|(^|/)\.")


def faults_of_site(site: Path, base: str, language: str, built: str) -> list[str]:
    """What is wrong with a site that will lie at `base`; `built` is the day of its making."""
    pages = pages_of(site, base)
    found = [f"{page.path}: {fault}" for page in pages for fault in _page(page, language)]
    return [
        *found,
        *_alike(pages),
        *_sitemap(site, pages, built),
        *_machines(site, base),
        *_files(site),
        *_orphans(pages),
    ]


def _page(page: PageFile, language: str) -> Iterator[str]:
    yield from faults_of_head(page, language)
    yield from faults_of_body(page)
    if len(gzip.compress(page.data)) > HEAVIEST:
        yield f"{len(gzip.compress(page.data))} bytes"


def _alike(pages: list[PageFile]) -> Iterator[str]:
    """Two pages to be found may not have the same title or description."""
    for what, told in (("title", [page.title for page in pages]), ("description", _descriptions(pages))):
        yield from (f"{what} {count} times: {words}" for words, count in Counter(told).items() if count > 1)


def _descriptions(pages: list[PageFile]) -> list[str]:
    return [page.metas.get("description", "") for page in pages if page.is_indexed]


def _sitemap(site: Path, pages: list[PageFile], built: str) -> Iterator[str]:
    tree = ET.parse(site / "sitemap.xml").getroot()  # noqa: S314  our own
    told = {one.findtext(f"{SITEMAP}loc", ""): one.findtext(f"{SITEMAP}lastmod", "") for one in tree}
    wanted = {page.url for page in pages if page.is_indexed}
    yield from (f"not in the sitemap: {url}" for url in wanted - set(told))
    yield from (f"in the sitemap, and not to be found: {url}" for url in set(told) - wanted)
    yield from (f"changed on the day of the build: {url}" for url, day in told.items() if day == built)
    if gzip.decompress((site / "sitemap.xml.gz").read_bytes()) != (site / "sitemap.xml").read_bytes():
        yield "the packed sitemap is another"


def _machines(site: Path, base: str) -> Iterator[str]:
    robots = (site / "robots.txt").read_text(encoding="utf-8")
    if f"Sitemap: {base}sitemap.xml" not in robots or re.search(r"(?m)^Disallow: /", robots):
        yield "robots.txt"
    headers = dict(rules_of((site / "_headers").read_text(encoding="utf-8")))["/*"]
    yield from (f"_headers without {name}" for name in WANTED_HEADERS - {name for name, _ in headers})
    policy = dict(headers).get("Content-Security-Policy", "")
    yield from (
        f"the policy allows {word}"
        for word in ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "sha256", "*")
        if word in policy
    )
    judges = {"atom.xml": faults_of_atom, "feed.json": faults_of_json}
    for path in (
        "feed.xml",
        "atom.xml",
        "feed.json",
        *(f"feeds/{one.name}" for one in sorted((site / "feeds").glob("*.xml"))),
    ):
        judge = judges.get(path, faults_of_rss)
        yield from (f"{path}: {fault}" for fault in judge((site / path).read_bytes(), base + path))


def _files(site: Path) -> Iterator[str]:
    for path in (path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        if SECRETS.search(name) and not name.startswith("assets/"):
            yield f"published: {name}"
        if path.suffix.lower() in {".jpg", ".jpeg", ".png", ".webp"}:
            with Image.open(path) as picture:
                yield from ([f"notes of a camera: {name}"] if picture.getexif() else [])
        if path.suffix == ".css":
            text = path.read_text(encoding="utf-8")
            yield from (f"{name} loads {url}" for url in re.findall(r"url\(\s*[\"']?((?:https?:)?//[^)\"']*)", text))
            yield from (f"{name} imports" for _ in re.findall(r"@import", text))


def _orphans(pages: list[PageFile]) -> Iterator[str]:
    """A page that search engines may name must be reachable from the first one."""
    by_path = {page.path: page for page in pages}
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        page = by_path[waiting.pop()]
        targets = (page.target(one.get("href") or "") for one in page.tree.iter("a"))
        new = {f"{to[0]}index.html" for to in targets if to} & set(by_path) - seen
        seen |= new
        waiting += new
    yield from (f"no page leads to {page.path}" for page in pages if page.is_indexed and page.path not in seen)
