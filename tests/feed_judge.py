"""What the W3C's feed validator, RFC 4287 and jsonfeed.org find fault with, for feeds in one language without podcasts.

Written from their rules, and of our own code it knows nothing.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.entities import name2codepoint
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote
from xml.etree import ElementTree as ET
from xml.sax.saxutils import unescape

import feedparser
import html5lib
import jsonschema

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
MEDIA = "{http://search.yahoo.com/mrss/}content"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CHANNEL = {"title", "link", "description", f"{ATOM}link", "docs", "generator", "language"}
ITEM = {"title", "description", CONTENT, "guid", "category", CREATOR, "pubDate"}
FEED = {"id", "title", "updated", "author", "link", "generator", "subtitle"}
ENTRY = {"id", "title", "updated", "author", "content", "summary", "category", "published"}
ADDRESS = re.compile(r"[a-zA-Z][0-9a-zA-Z+\-.]*:(//)?[0-9a-zA-Z;/?:@&=+$.\-_!~*'()%,#]+")
RFC2822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d\d[03]0"
)
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
NO_HTML = re.compile(r"^(?: *<(?:title|category|name|subtitle)>| {4}<description>)(.*)</[a-z]+>$", re.MULTILINE)
"""Lines with text that is not taken for HTML: all but the description of an item."""
NOT_CANONICAL = re.compile(
    r"^[a-z+]*[A-Z]|^[a-z]+://[^/]*[A-Z]|^http://[^/]*:80/|^https://[^/]*:443/|%(?![0-9A-F]{2})|/\.\.?/"
    r"|%(?:2D|2E|3[0-9]|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])"
)
BAD_SIGNS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff]")
TAG_NAMES = """
a abbr address article aside b bdi big blockquote br caption cite code col colgroup data dd del details dfn div dl dt
em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark nav ol p pre q rp rt ruby s
samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
"""
ATTRIBUTE_NAMES = """
abbr align alt class colspan datetime dir headers height href hreflang id lang open reversed rowspan scope span src
start title type value width
"""
TAGS = set(TAG_NAMES.split())
ATTRIBUTES = set(ATTRIBUTE_NAMES.split())
STYLE = re.compile(r"text-align: ?(left|right|center|justify|start|end);?")
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": {"$ref": "#/$defs/address"},
        "feed_url": {"$ref": "#/$defs/address"},
        "description": {"type": "string", "minLength": 1},
        "language": {"enum": ["en", "ja"]},
        "authors": {"$ref": "#/$defs/authors"},
        "items": {"type": "array", "items": {"$ref": "#/$defs/item"}},
    },
    "$defs": {
        "address": {"type": "string", "pattern": "^https?://[!-~]+$"},
        "authors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name"],
                "additionalProperties": False,
                "properties": {"name": {"type": "string", "minLength": 1}, "url": {"$ref": "#/$defs/address"}},
            },
        },
        "item": {
            "type": "object",
            "required": ["id", "title", "content_html", "summary", "date_published", "authors", "tags"],
            "additionalProperties": False,
            "properties": {
                "id": {"$ref": "#/$defs/address"},
                "url": {"$ref": "#/$defs/address"},
                "title": {"type": "string", "minLength": 1},
                "content_html": {"type": "string", "minLength": 1},
                "summary": {"type": "string", "minLength": 1},
                "image": {"$ref": "#/$defs/address"},
                "date_published": {"type": "string", "pattern": f"^{RFC3339.pattern}$"},
                "authors": {"$ref": "#/$defs/authors"},
                "tags": {"type": "array", "items": {"type": "string", "minLength": 1}, "uniqueItems": True},
            },
        },
    },
}


def faults_of_rss(data: bytes, address: str) -> list[str]:
    """What is wrong with an RSS feed that lies at `address`."""
    rss = ET.fromstring(data)  # noqa: S314  our own
    channel = rss.find("channel")
    assert channel is not None
    found = [
        *_parsed(data, "rss20"),
        *_text_without_html(data),
        *_children(channel, CHANNEL, {"lastBuildDate", "item"}, many={"item"}),
    ]
    found += _address(channel.findtext("link", "")) + _self(channel, address, "application/rss+xml")
    found += [fault for tag in ("title", "description") for fault in _plain(channel.findtext(tag, ""))]
    built = channel.findtext("lastBuildDate")
    items = channel.findall("item")
    found += ["lastBuildDate"] * ((built is None) != (not items)) + (_date(built) if built else [])
    found += _twice(item.findtext("guid", "") for item in items)
    return found + [fault for item in items for fault in _item(item)]


def _item(item: ET.Element) -> Iterator[str]:
    yield from _children(item, ITEM, {"link", MEDIA}, many={"category"})
    for part in (item.findtext("title", ""), *(category.text or "" for category in item.findall("category"))):
        yield from _plain(part)
    yield from _date(item.findtext("pubDate", ""))
    yield from _address(item.findtext("guid", ""))
    for html in (item.findtext("description", ""), item.findtext(CONTENT, "")):
        yield from _html(html)
    guid = item.find("guid")
    if guid is not None and guid.get("isPermaLink") == "true" and guid.text != item.findtext("link"):
        yield "a guid that is a link, and not the item's"
    yield from _media(item)


def faults_of_atom(data: bytes, address: str) -> list[str]:
    """What is wrong with an Atom feed that lies at `address`."""
    feed = ET.fromstring(data)  # noqa: S314  our own
    found = [*_parsed(data, "atom10"), *_text_without_html(data), *_canonical(feed)]
    found += [*_children(feed, _atom(FEED), _atom({"entry"}), many=_atom({"entry", "link"}))]
    found += [] if feed.get(LANG) in {"en", "ja"} else ["xml:lang"]
    found += _self(feed, address, "application/atom+xml") + _address(feed.findtext(f"{ATOM}id", ""))
    entries = feed.findall(f"{ATOM}entry")
    found += _twice(entry.findtext(f"{ATOM}id", "") for entry in entries)
    found += _twice(entry.findtext(f"{ATOM}updated", "") for entry in entries)
    newest = max((_when(entry) for entry in entries), default=_when(feed))
    found += ["updated is not the newest"] if _when(feed) != newest else []
    return found + [fault for part in (feed, *entries) for fault in _atom_part(part)]


def _atom_part(part: ET.Element) -> Iterator[str]:
    is_entry = part.tag == f"{ATOM}entry"
    if is_entry:
        yield from _children(part, _atom(ENTRY), {MEDIA, *_atom({"link"})}, many=_atom({"category"}))
        yield from _html(part.findtext(f"{ATOM}content", ""))
        content = part.find(f"{ATOM}content")
        if content is None or content.get("type") != "html" or len(content):
            yield "content"
        yield from _media(part)
    yield from _address(part.findtext(f"{ATOM}id", ""))
    yield from _plain(part.findtext(f"{ATOM}author/{ATOM}name", ""))
    for tag in ("title", "summary" if is_entry else "subtitle"):
        yield from _text(part.find(f"{ATOM}{tag}"))
    for tag in ("updated", "published")[: 1 + is_entry]:
        if not RFC3339.fullmatch(part.findtext(f"{ATOM}{tag}", "")):
            yield f"{tag}: {part.findtext(f'{ATOM}{tag}')}"
    for link in part.findall(f"{ATOM}link"):
        yield from _address(link.get("href", ""))
    if [link.get("rel") for link in part.findall(f"{ATOM}link")].count("alternate") > 1:
        yield "two alternates"


def faults_of_json(data: bytes, address: str) -> list[str]:
    """What is wrong with a JSON feed that lies at `address`."""
    feed: dict[str, Any] = json.loads(data)
    found = [error.message for error in jsonschema.Draft202012Validator(JSON_FEED).iter_errors(feed)]
    found += [] if feed.get("feed_url") == address else ["feed_url"]
    found += _twice(item["id"] for item in feed["items"])
    return found + [fault for item in feed["items"] for fault in _html(item["content_html"])]


def _parsed(data: bytes, version: str) -> Iterator[str]:
    parsed = feedparser.parse(data)
    if parsed.bozo or parsed.version != version:
        yield f"feedparser: {parsed.version} {parsed.get('bozo_exception')}"


def _text_without_html(data: bytes) -> Iterator[str]:
    """Signs that could be taken for HTML must be written by their numbers; and prefixes as everyone writes them."""
    text = data.decode()
    for match in NO_HTML.finditer(text):
        said = unescape(match[1])
        named = any(name in {*name2codepoint, "apos"} or not name.isalpha() for name in re.findall(r"&(#?\w+)", said))
        tag = "<rss" in text and re.search(r"<[/a-zA-Z]", said)
        if (named or tag) and "&#x" not in match[0]:
            yield f"HTML in text: {match[0]}"
    for prefix, address in re.findall(r'xmlns:(\w+)="([^"]*)"', text):
        if NAMESPACES.get(prefix) != address:
            yield f"prefix {prefix} for {address}"


def _canonical(feed: ET.Element) -> Iterator[str]:
    for element in feed.iter(f"{ATOM}id"):
        name = element.text or ""
        if NOT_CANONICAL.search(name) or normalize("NFC", unquote(name)) != unquote(name):
            yield f"not canonical: {name}"


def _atom(names: Iterable[str]) -> set[str]:
    return {f"{ATOM}{name}" for name in names}


def _children(part: ET.Element, needed: set[str], may: set[str], many: set[str]) -> Iterator[str]:
    found = Counter(child.tag for child in part)
    yield from (f"without {tag}" for tag in needed if tag not in found)
    yield from (f"unknown {tag}" for tag in found if tag not in needed | may)
    yield from (f"twice {tag}" for tag, count in found.items() if count > 1 and tag not in many)
    for child in part.iter():
        if not (child.text or "").strip() and not len(child) and not child.attrib:
            yield f"empty {child.tag}"


def _self(part: ET.Element, address: str, media_type: str) -> list[str]:
    links = [link for link in part.findall(f"{ATOM}link") if link.get("rel") == "self"]
    right = len(links) == 1 and links[0].get("href") == address and links[0].get("type") == media_type
    return [] if right else ["self"]


def _media(part: ET.Element) -> Iterator[str]:
    for media in part.findall(MEDIA):
        yield from _address(media.get("url", ""))
        if media.get("medium") != "image" or not re.fullmatch(r"image/[a-z+]+", media.get("type", "image/png")):
            yield f"media {media.attrib}"


def _address(value: str) -> list[str]:
    return [] if ADDRESS.fullmatch(value) else [f"no address: {value}"]


def _date(value: str) -> list[str]:
    if not RFC2822.fullmatch(value):
        return [f"no date: {value}"]
    return [] if parsedate_to_datetime(value).strftime("%a") == value[:3] else [f"wrong day: {value}"]


def _when(part: ET.Element) -> datetime:
    return datetime.fromisoformat(part.findtext(f"{ATOM}updated", ""))


def _twice(values: Iterable[str]) -> list[str]:
    return [f"twice: {value}" for value, count in Counter(values).items() if count > 1]


def _text(element: ET.Element | None) -> Iterator[str]:
    text = "" if element is None else element.text or ""
    if element is not None and element.get("type") == "html":
        yield from _html(text)
        return
    yield from _plain(text)
    if any(name in name2codepoint or not name.isalpha() for name in re.findall(r"&(#?\w+)", text)):
        yield f"HTML in text: {text}"


def _plain(text: str) -> Iterator[str]:
    if not text.strip() or text != " ".join(text.split()) or BAD_SIGNS.search(text):
        yield f"text: {text!r}"
    if re.search(r"</\w+>", text):
        yield f"HTML in text: {text}"


def _html(html: str) -> Iterator[str]:
    if BAD_SIGNS.search(html):
        yield "signs"
    try:
        parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False)
        tree = parser.parseFragment(html)
    except html5lib.html5parser.ParseError as error:
        yield f"HTML: {error}: {html}"
        return
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag != "DOCUMENT_FRAGMENT":
            yield from _element(element)


def _element(element: Any) -> Iterator[str]:
    if element.tag not in TAGS:
        yield f"tag {element.tag}"
    for name, value in element.attrib.items():
        if name == "style" and STYLE.fullmatch(value):
            continue
        if name not in ATTRIBUTES:
            yield f"attribute {name}={value}"
        if name in {"href", "src"} and not re.match(r"(https?://[!-~]|mailto:|tel:|sms:)", value):
            yield f"relative {value}"
