"""What a server should send with every page: a strict policy of what may run and load, as Netlify and Cloudflare read it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import unescape
from urllib.parse import urlsplit

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_STYLED = re.compile(r'<[a-z][^<>]*?\sstyle="([^"]*)"', re.IGNORECASE)
_TAG = re.compile(r"<(img|source|video|audio|iframe|script|link|form)\b([^>]*)>", re.IGNORECASE)
_LOADS = re.compile(r'\s(?:src|href|action)="(https?:[^"]*)"')
_DATA = re.compile(r'\btype="application/(?:ld\+)?json"')
"""Not run by any browser, and so no matter of the policy."""
_DIRECTIVES = {
    "img": "img-src",
    "source": "media-src",
    "video": "media-src",
    "audio": "media-src",
    "iframe": "frame-src",
    "script": "script-src",
    "link": "style-src",
    "form": "form-action",
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


def _asked(page: str) -> Iterable[tuple[str, str]]:
    for attributes, script in _SCRIPT.findall(page):
        if script and not _DATA.search(attributes):
            yield "script-src", _hash(script)
    for style in _STYLE.findall(page):
        yield "style-src", _hash(style)
    # Few pages have one, and to look into each tag is slow.
    for style in _STYLED.findall(page) if "style=" in page.lower() else ():
        yield "style-src", "'unsafe-hashes'"
        yield "style-src", _hash(unescape(style))
    for tag, attributes in _TAG.findall(page):
        loads = None if tag == "link" and 'rel="stylesheet"' not in attributes else _LOADS.search(attributes)
        if loads and (origin := _origin(loads[1])):
            yield _DIRECTIVES[tag.lower()], origin


def _origin(address: str) -> str | None:
    try:
        parts = urlsplit(unescape(address))
    except ValueError:
        return None
    # A policy ends at a semicolon or a comma: an odd host is left out, and stays forbidden.
    return f"{parts.scheme}://{parts.netloc}" if re.fullmatch(r"[A-Za-z0-9.:-]+", parts.netloc) else None


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
