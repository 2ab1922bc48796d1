"""What HTML of a post may hold where others show it: one nh3 policy for site, feed and letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import cache
from html import unescape
from threading import local
from typing import Final

import nh3

from planner.render.nesting import may_be_struck, placed, struck
from planner.render.wrap import collapse

# Left out of the text altogether: control characters, half surrogate pairs, and what is no sign by Unicode.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINK = re.compile(r'<a(?P<attributes>(?: [^\s=>"]+="[^"]*")*)>|</a>')
_PICTURE = re.compile(r'<img(?P<attributes>(?: [^\s=>"]+="[^"]*")*)>')
_ANY_TAG = re.compile(r"<[^>]*>")
_OPENING = re.compile("<([A-Za-z][A-Za-z0-9]*)")
_ALT = re.compile(r' alt="([^"]*)"')

TAGS: Final = (nh3.ALLOWED_TAGS - {"area", "map", "center", "strike", "tt", "acronym", "rtc"}) | {"section", "tfoot"}
# Their words are no words of the letter, so they go with the tag.
DROPPED: Final = {
    "script", "style", "svg", "math", "iframe", "object", "template", "noscript",
    "textarea", "select", "button", "title", "audio", "video", "canvas",
}  # fmt: skip
ATTRIBUTES: Final = {
    "*": {"class", "id", "lang", "dir", "title", "role", "aria-label", "aria-hidden"},
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "details": {"open"},
    "time": {"datetime"},
    "del": {"datetime"},
    "ins": {"datetime"},
    "data": {"value"},
    "col": {"span"},
    "colgroup": {"span"},
    "th": {"scope", "align", "colspan", "rowspan", "headers", "abbr", "style"},
    "td": {"align", "colspan", "rowspan", "headers", "style"},
}
SCHEMES: Final = {"http", "https", "mailto", "tel", "sms"}
AttributeFilter = Callable[[str, str, str], str | None]


def _cleaner(attribute_filter: AttributeFilter | None = None) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(DROPPED),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=attribute_filter,
        url_schemes=set(SCHEMES),
        link_rel=None,
        # Markdown tables align their columns by style; nothing else may be styled from within.
        filter_style_properties={"text-align"},
    )


_PLAIN = _cleaner()
# The rest says something only on a page; checkers of feeds take it for a danger.
_FEED_TAGS: Final = TAGS - {"bdo"}
_FEED = nh3.Cleaner(
    tags=set(_FEED_TAGS),
    clean_content_tags=set(DROPPED),
    attributes={
        tag: {name for name in names if name != "role" and not name.startswith("aria-")}
        for tag, names in ATTRIBUTES.items()
    },
    url_schemes=set(SCHEMES),
    link_rel=None,
    filter_style_properties={"text-align"},
)
_NOT_FOR_FEEDS = ("<bdo", ' role="', " aria-")
_NEW_LINE = "\x85"


class _Switch(local):
    """The filter of the moment: a cleaner costs more to make than to use, so all share one."""

    attribute_filter: AttributeFilter = staticmethod(lambda _tag, _name, value: value)

    def __call__(self, tag: str, name: str, value: str) -> str | None:
        return self.attribute_filter(tag, name, value)


_SWITCH = _Switch()
_FILTERED = _cleaner(_SWITCH)


def printable(text: str) -> str:
    """The text without characters that no reader, feed or mail can show."""
    return _UNPRINTABLE.sub("", text)


def one_line(text: str) -> str:
    """The printable text on one line, as titles and mail headers need it."""
    return " ".join(printable(text).split())


def words_of(html: str) -> str:
    """The words of sanitised HTML, on one line."""
    return one_line(collapse(unescape(_ANY_TAG.sub("", html))))


def sanitise(html: str) -> str:
    """The HTML with what Markdown makes, and without scripts, styles, forms, events and odd links."""
    # Twice, since a reference such as &#1; is a character only after parsing.
    html = _marked(printable(html))
    return placed(printable(_settled(html, _PLAIN.clean(html))))


def for_feed(html: str, *, known: bool = False) -> str:
    """As `sanitise`, of HTML that holds letters already sanitised, with what feed readers accept.

    `known`: nothing else is in it but what Markdown and we have made; then there is no work where there is nothing to drop.
    """
    if not known or any(part in html for part in _NOT_FOR_FEEDS):
        html = _settled(html, _FEED.clean(html), _FEED_TAGS)
    return printable(html).replace(_NEW_LINE, "\n")


def sanitise_with(html: str, attribute_filter: AttributeFilter) -> str:
    """As `sanitise`, with each attribute's value changed, or dropped by None; links without a target become their words."""
    _SWITCH.attribute_filter = attribute_filter
    html = _marked(printable(html))
    return unlink(placed(printable(_settled(html, _FILTERED.clean(html)))))


def _marked(html: str) -> str:
    return struck(_styled().clean(html)) if may_be_struck(html) else html


@cache
def _styled() -> nh3.Cleaner:
    """What leaves the styles in, for what they strike out to be found."""
    return nh3.Cleaner(
        tags=TAGS | {"strike"},
        clean_content_tags=set(DROPPED),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()} | {"*": ATTRIBUTES["*"] | {"style"}},
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


def _settled(html: str, clean: str, tags: AbstractSet[str] = TAGS) -> str:
    """What a cleaner has made, parsed once more where it has dropped tags: what stood in them may not stand where it is now."""
    return _PLAIN.clean(clean) if {*map(str.lower, _OPENING.findall(html))} - tags else clean


def unlink(html: str) -> str:
    """Sanitised HTML in which links without a target are their words, and pictures without an address their alt text."""
    kept: list[bool] = []

    def link(match: re.Match[str]) -> str:
        attributes = match["attributes"]
        if attributes is None:
            return match[0] if kept and kept.pop() else ""
        kept.append(' href="' in attributes)
        return match[0] if kept[-1] else ""

    return _PICTURE.sub(_shown, _LINK.sub(link, html))


def _shown(match: re.Match[str]) -> str:
    if ' src="' in match["attributes"]:
        return match[0]
    alt = _ALT.search(match["attributes"])
    return alt[1] if alt else ""
