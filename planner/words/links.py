"""The addresses in a letter that lead to an order: baskets and tills by their look, and the order links of the shop's offers."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from planner.markup import without_code
from planner.model import Letter
from planner.patterns import compiled

_ADDRESS = r"http[s]?://[^\s<>\"'`「」『』（）、。]+"
_LOCAL = r"\]\(\s*<?([^\s()<>:]+)"
# These are for addresses in small letters, each with a slash before it: what ignores case, or may stand at the beginning, is slower.
_TILL = (
    r"[/_.?=&-](?:checkout|check-out|kago|add[-_]to[-_](?:cart|basket|bag)|buy[-_]?now|order[-_]?(?:now|form|here|online)|place[-_]?order"
    r"|purchase|preorder|pre-order|kounyu|chumon|chuumon|購入|注文|カート)(?:[/_.?=&#-]|$)"
    r"|[/?=&.](?:cart|basket|buy|orders?)(?:[/?=&#.]|$)"
)
"""A basket, an order or a purchase by itself: “byte-order-mark” and “how-to-weave-a-basket” are none."""
_SHELF = r"/(?:products?|items?|shop|store|goods|listing|sale|coupon|coupons|shohin|dp)(?:/[^/?#]+|\?[^#]+)"
_MARKET = r"item\.rakuten|shopping\.yahoo|\.base\.shop|\.thebase\.|\.stores\.jp|\.booth\.pm|buy\.stripe|square\.link|\.myshopify|gumroad\.com/l/"
_BUYS = r"(?i)\b(?:buy|order|purchase|get yours)\b|\[\W*shop\b|買う|購入|注文|お求め|お買い|カート"
_MOST_WORDS = 300
"""Characters that a link may have."""
_CALLS = (
    r"(?i)\[\W*(?:(?:get|grab|choose|pick|reserve|claim|redeem|secure|bag|pre-?order|order|buy|shop) (?:the|my|your|yours|mine|one|a|an|this|it|them|now|here|some)"
    r"|(?:add|take|put) [^\[\]]{0,40}(?:basket|cart|order|home)|(?:treat|back) (?:yourself|to the shop)|start my|yes,? please|shop all)\b"
)
"""The words of a link that ask for something to be taken, wherever it leads: a pattern for nothing, or a thing for money."""


class OrderLink(NamedTuple):
    """An address that leads to an order."""

    kind: str
    """`till` (a basket, or the order link of an offer), `shelf` (a product for sale), `offer` (a post that is an offer) or `call`
    (something to be taken)."""
    start: int
    end: int
    target: str


class OwnOffers(NamedTuple):
    """Where the shop's own offers are ordered, and in which files they stand."""

    orders: frozenset[str]
    paths: frozenset[str]
    names: frozenset[str]
    """The last part of each path."""

    @classmethod
    def of(cls, letters: Iterable[Letter]) -> OwnOffers:
        """Those of some letters. An order link without a path is the shop's front door."""
        offers = [letter for letter in letters if letter.asks]
        links = (letter.offer.order for letter in offers if letter.offer and letter.offer.order)
        paths = frozenset(letter.path for letter in offers)
        return _shared(
            cls(
                frozenset(filter(None, map(_known, links))), paths, frozenset(path.rpartition("/")[2] for path in paths)
            )
        )


@lru_cache(maxsize=8)
def _shared(own: OwnOffers) -> OwnOffers:
    """The same object for the same offers, since two of them are compared for each letter."""
    return own


def _known(address: str) -> str:
    try:
        split = urlsplit(address.strip())
    except ValueError:
        return ""
    return f"{split.netloc.lower()}{split.path.rstrip('/')}?{split.query}" if split.path.strip("/") else ""


def order_links(letter: Letter, own: OwnOffers) -> Iterator[OrderLink]:
    """The links of a body that lead to an order."""
    found = list(_found(letter.path, letter.body, own))
    if found:
        clean = without_code(letter.body)
        yield from (link for link in found if clean.startswith(link.target, link.start))


def _found(path: str, body: str, own: OwnOffers) -> Iterator[OrderLink]:
    at = body.find("://") if "/" in body else -1
    while at >= 0:
        match = compiled(_ADDRESS).match(body, max(body.rfind("http", at - 5, at), 0))
        if match:
            address = match[0].rstrip(".,;:!?)]*_")
            kind = _kind(address, own)
            if kind in {"", "shelf"} and body[match.start() - 2 : match.start()] == "](":
                kind = _called(kind, body[slice(*_words_before(body, match.start()))])
            if kind:
                yield OrderLink(kind, match.start(), match.start() + len(address), address)
        at = body.find("://", at + 3)
    at = body.find("](") if "[" in body else -1
    while at >= 0:
        match = compiled(_LOCAL).match(body, at)
        kind = _local_kind(path, match[1], own) if match else ""
        if match and kind:
            yield OrderLink(kind, *match.span(1), match[1])
        at = body.find("](", at + 2)


def _called(kind: str, words: str) -> str:
    """What a link is whose words ask to buy or to take."""
    if kind == "shelf":
        return "till" if compiled(_BUYS).search(words) else kind
    return "call" if compiled(_CALLS).match(words) else kind


def _words_before(body: str, at: int) -> tuple[int, int]:
    """The bounds of a link's words, whose address begins at `at`; none where they would be too long for a link."""
    start = body.rfind("[", max(at - _MOST_WORDS, 0), at)
    return (start if start >= 0 else at), at


def _kind(address: str, own: OwnOffers) -> str:
    if own.orders and _known(address) in own.orders:
        return "till"
    place = address.partition("://")[2].partition("#")[0]
    place = (unquote(place) if "%" in place else place).lower()
    path = place.partition("/")[2]
    if path and compiled(_TILL).search(f"/{path}"):
        return "till"
    return "shelf" if compiled(_SHELF).search(f"/{place}") or compiled(_MARKET).search(place) else ""


def _local_kind(path: str, target: str, own: OwnOffers) -> str:
    target = target.partition("#")[0]
    if target.endswith(".md"):
        target = unquote(target) if "%" in target else target
        if target.rpartition("/")[2] not in own.names:
            return ""
        return "offer" if posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) in own.paths else ""
    return "till" if target.startswith("/") and compiled(_TILL).search(target.lower()) else ""
