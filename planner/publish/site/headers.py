"""What a server should send with every page: a strict policy of what may run and load, as Netlify and Cloudflare read it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import unescape
from urllib.parse import urlsplit

_INSIDE = re.compile(
    r"<(?P<tag>script|style)\b(?P<attributes>[^>]{0,5000})>(?P<text>.*?)</(?P=tag)\s*>", re.DOTALL | re.IGNORECASE
)
_END = re.compile(r"</(?:script|style)\s*>", re.IGNORECASE)
_STYLED = re.compile(r'<[a-z][^<>]*?\sstyle="([^"]*)"', re.IGNORECASE)
_TAG = re.compile(r"<(img|source|video|audio|iframe|script|link|form)\b([^>]{0,5000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s(src|srcset|poster|href|action)\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>=]+)""", re.IGNORECASE)
_DATA = re.compile(r'\btype="application/(?:ld\+)?json"')
"""Not run by any browser, and so no matter of the policy."""
_DIRECTIVES = {
    ("img", "src"): "img-src",
    ("img", "srcset"): "img-src",
    ("source", "srcset"): "img-src",
    ("source", "src"): "media-src",
    ("video", "poster"): "img-src",
    ("video", "src"): "media-src",
    ("audio", "src"): "media-src",
    ("iframe", "src"): "frame-src",
    ("script", "src"): "script-src",
    ("link", "href"): "style-src",
    ("form", "action"): "form-action",
}
_OURS = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "worker-src": ["'self'"],
    "media-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
_OTHERS = {
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
_FOR_EVER = ("/assets/pictures/*", "/assets/cards/*", "/assets/letters/*")
"""Named by their content: another picture has another address."""


def headers(pages: Iterable[str], then: str | None = None) -> str:
    """The file `_headers` for a site of these pages; `then` is where a form may lead on to once it is sent."""
    lines = ["/*", f"  Content-Security-Policy: {policy(pages, then)}"]
    lines += [f"  {name}: {value}" for name, value in _OTHERS.items()]
    for path in _FOR_EVER:
        lines += [path, "  Cache-Control: public, max-age=31536000, immutable"]
    return "\n".join(lines) + "\n"


def policy(pages: Iterable[str], then: str | None = None) -> str:
    """A policy under which these pages work, and nothing else: their inline scripts by hash, other sites by name."""
    # Browsers hold a form to `form-action` through every redirect.
    origin = _origin(then) if then else None
    wanted: dict[str, set[str]] = {"form-action": {origin}} if origin else {}
    for page in pages:
        for directive, source in _asked(page):
            wanted.setdefault(directive, set()).add(source)
    every = {
        name: [*_OURS.get(name, []), *sorted(wanted.get(name, ()))] for name in sorted({*_OURS, *wanted}, key=_rank)
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in every.items())


def _rank(directive: str) -> tuple[int, str]:
    return ([*_OURS].index(directive) if directive in _OURS else len(_OURS), directive)


def _asked(page: str) -> Iterator[tuple[str, str]]:
    yield from _inside(page)
    # Few pages have one, and to look into each tag is slow.
    for style in _STYLED.findall(page) if "style=" in page.lower() else ():
        yield "style-src", "'unsafe-hashes'"
        yield "style-src", _hash(unescape(style))
    for tag, attributes in _TAG.findall(page):
        if "//" in attributes and (tag.lower() != "link" or 'rel="stylesheet"' in attributes):
            yield from _loaded(tag.lower(), attributes)


def _inside(page: str) -> Iterator[tuple[str, str]]:
    """The scripts and styles that stand in the page; what nothing ends is neither."""
    end = max((last.end() for last in _END.finditer(page)), default=0)
    for found in _INSIDE.finditer(page, 0, end):
        if found["tag"].lower() == "style":
            yield "style-src", _hash(found["text"])
        elif found["text"] and not _DATA.search(found["attributes"]):
            yield "script-src", _hash(found["text"])


def _loaded(tag: str, attributes: str) -> Iterator[tuple[str, str]]:
    """The sites from which a tag loads."""
    for name, value in _ATTRIBUTE.findall(attributes):
        directive = _DIRECTIVES.get((tag, name.lower()))
        addresses = unescape(value.strip("\"'"))
        for address in addresses.split(",") if name.lower() == "srcset" else (addresses,):
            if directive and (origin := _origin(address.strip().partition(" ")[0])):
                yield directive, origin


def _origin(address: str) -> str | None:
    try:
        parts = urlsplit(address, scheme="https")
    except ValueError:
        return None
    # A policy ends at a semicolon or a comma: an odd host is left out, and stays forbidden.
    known = parts.scheme in {"http", "https"} and re.fullmatch(r"[A-Za-z0-9.:-]+", parts.netloc)
    return f"{parts.scheme}://{parts.netloc}" if known else None


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
