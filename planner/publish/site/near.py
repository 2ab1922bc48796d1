"""The HTML of a letter on a page of the site: absolute links to the site become ways from that page, and marks stay apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planner.publish.site.head import below_title

_TAG = re.compile(r'<[a-z][a-z0-9]*(?: [^\s=>"]+="[^"]*")*>')
_ATTRIBUTE = re.compile(r' (?P<name>href|src|id)="(?P<value>[^"]*)"')
_HEADING = re.compile(r"(?<=<)(/?)h([1-6])\b")
_LOWEST = 6
_BELOW_ARTICLE = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """Where on the site a letter stands."""

    base: str
    """The address of the site, or `/`; ends with `/`."""
    url: str
    """The page, relative to the base; ends with `/`."""
    prefix: str
    """What sets the marks (`id`) of one letter apart from those of others on the page; empty for the only one."""


def near(html: str, spot: Spot) -> str:
    """Sanitised HTML with absolute links, made for a spot; its headings stand below that of the letter."""

    def attribute(found: re.Match[str]) -> str:
        value = spot.prefix + found["value"] if found["name"] == "id" else _way(found["value"], spot)
        return f' {found["name"]}="{value}"'

    settled = _TAG.sub(lambda tag: _ATTRIBUTE.sub(attribute, tag[0]), html)
    return _HEADING.sub(_lowered, settled) if spot.prefix else below_title(settled)


def _way(value: str, spot: Spot) -> str:
    if not value.startswith(spot.base):
        return value
    rest = value.removeprefix(spot.base)
    if not rest.startswith(spot.url):
        return "../" * spot.url.count("/") + rest
    page, mark, name = rest.removeprefix(spot.url).partition("#")
    return f"{page}#{spot.prefix}{name}" if mark else page or "."


def _lowered(found: re.Match[str]) -> str:
    """A heading below the letter's own, which on a page of several is of the second level."""
    return f"{found[1]}h{min(_LOWEST, max(_BELOW_ARTICLE, int(found[2]) + 1))}"
