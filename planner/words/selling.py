"""Whether a letter sells: what points to it is weighed, and two different signs, or one that can't be mistaken, are enough.

A sign weighs 4 where nothing else can be meant, 3 or 2 where it takes another, and 1 where it only completes the picture, once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from planner.model import Letter, Place
from planner.words.beside import ENOUGH, Neighbourhoods, Weighed, heaviest
from planner.words.leaning import SELLING, is_enough
from planner.words.links import OrderLink, OwnOffers, order_links
from planner.words.matching import Match, line_and_column
from planner.words.parts import Layout, Part, Region, paragraph_at, parts_of_paragraph
from planner.words.scan import OWN, added, allowed, completing, matches

_LINKS = {"till": 4, "shelf": 3, "offer": 2, "call": 2}
_BEGUN = 3
"""What signs must weigh before the end for the sale to have begun there."""
_BREAKS = re.compile("\n\n")
_MENDING = frozenset({"apology", "recovery"})
_OWED = 2
"""What signs weigh at most that also speak of what is owed to those wronged: money back, something sent anew, and until when."""
_NO_SALE_ALONE = frozenset({"appeal", "deadline"})
_AT_THE_END = frozenset({Region.TAIL, Region.POSTSCRIPT, Region.SUMMARY, Region.PICTURE})


class Sign(NamedTuple):
    """Something in a letter that points to a sale."""

    kind: str
    weight: int
    region: Region
    quote: str
    place: Place
    start: int
    part: Part
    context: str
    """The folded sentence around words; empty for a link."""
    is_certain: bool
    """Whether nothing around it can make it harmless: what the shop has named itself, and its own tills."""

    @property
    def case(self) -> str:
        """How the sign is to be spoken of."""
        return "link" if self.kind == "link" else "words"


class Sale(NamedTuple):
    """What a letter sells by: the signs that count, the strongest first."""

    signs: tuple[Sign, ...]
    confined: bool
    """Whether all of it stands at the end, or in the short texts around the letter."""


_MOST = 50_000
_JUDGED: dict[int, tuple[Letter, tuple[OwnOffers, tuple[str, ...], tuple[str, ...]], Sale | None]] = {}
"""The letters judged last, by their identity: two rules ask one after the other."""


def sale(letter: Letter, own: OwnOffers, add: tuple[str, ...], allow: tuple[str, ...]) -> Sale | None:
    """The sale in a letter that is no offer; None where there is none."""
    asked = (own, add, allow)
    known = _JUDGED.get(id(letter))
    if known is not None and known[0] is letter and known[1] == asked:
        return known[2]
    if len(_JUDGED) >= _MOST:
        _JUDGED.clear()
    found = _sale(letter, own, add, allow)
    _JUDGED[id(letter)] = (letter, asked, found)
    return found


def _sale(letter: Letter, own: OwnOffers, add: tuple[str, ...], allow: tuple[str, ...]) -> Sale | None:
    links = list(order_links(letter, own))
    found = [match for match in matches(letter) if match.group.rule == "disguised-offer"]
    if add:
        found += [match for _, match in added(letter, add)]
    if not (found or links):
        return None
    signs = [_sign(letter, match) for match in found if not (allow and allowed(match, allow))]
    signs += [sign for sign in _links(letter, links) if not any(phrase in sign.quote for phrase in allow)]
    if letter.purpose.name in _MENDING:
        signs = [sign for sign in signs if sign.weight > _OWED]
    elif signs and _weight(signs) < ENOUGH:
        signs += [_sign(letter, match) for match in completing(letter) if not (allow and allowed(match, allow))]
    return _judged(letter, signs) if _are_enough(letter, signs) else None


def _are_enough(letter: Letter, signs: list[Sign]) -> bool:
    """Whether signs weigh enough, among the words that they stand in."""
    weight = _weight_together(letter, signs)
    if weight >= ENOUGH and any(sign.is_certain for sign in signs):
        return True
    return bool(signs) and is_enough(SELLING, weight, letter, [(sign.part, sign.context) for sign in signs])


def _weight_together(letter: Letter, signs: list[Sign]) -> int:
    """What the signs weigh where they stand closest: three paragraphs, and the words around the letter.

    A price at the beginning and a date at the end have nothing to do with one another.
    """
    alone = max((sign.weight for sign in signs), default=0)
    if alone >= ENOUGH or _weight(signs) < ENOUGH:
        return min(alone, _weight(signs))
    return max(map(_together, Neighbourhoods(letter.body, map(_weighed, signs)).all()))


def pointing(letter: Letter, beside: Iterable[Match]) -> int:
    """How much around some words points to a sale, be it ever so little; an offer sells by itself.

    A last day or a wish to have it don't point to one by themselves: an exhibition has them, too.
    """
    if letter.asks:
        return ENOUGH
    found = [match for match in matches(letter) if match.group.rule == "disguised-offer"]
    signs = [_sign(letter, match) for match in (*found, *completing(letter))]
    signs += _links(letter, list(order_links(letter, OwnOffers.of(()))))
    near = _Near(letter, beside)
    return _weight(sign for sign in signs if sign.kind not in _NO_SALE_ALONE and near.has(sign.region, sign.start))


class _Near:
    """The paragraphs of some words, and their neighbours; the words around a letter are beside all of it."""

    def __init__(self, letter: Letter, words: Iterable[Match]) -> None:
        self._breaks = [gap.start() for gap in _BREAKS.finditer(letter.body)]
        places = [(match.part.region, match.start) for match in words]
        self._everywhere = any(region is not Region.BODY for region, _ in places)
        own = {bisect_right(self._breaks, start) for _, start in places}
        self._paragraphs = {number + step for number in own for step in (-1, 0, 1)}

    def has(self, region: Region, start: int) -> bool:
        """Whether a place is beside one of the words."""
        if self._everywhere or region is not Region.BODY:
            return self._everywhere or bool(self._paragraphs)
        return bisect_right(self._breaks, start) in self._paragraphs


def _judged(letter: Letter, signs: list[Sign]) -> Sale:
    layout = Layout(letter.body)
    layout.extend(sign.start for sign in signs if sign.region is Region.BODY)
    placed = [sign._replace(region=layout.region(sign.start)) if sign.region is Region.BODY else sign for sign in signs]
    at_the_end = [sign for sign in placed if sign.region in _AT_THE_END]
    rest = [sign for sign in placed if sign.region not in _AT_THE_END]
    confined = _weight(rest) < _BEGUN and _weight(at_the_end) >= min(ENOUGH, _weight(placed))
    return Sale(_strongest(at_the_end if confined else placed), confined)


def _sign(letter: Letter, match: Match) -> Sign:
    region = Region.HEAD if match.part.key.startswith("incident") else match.part.region
    return Sign(
        match.group.kind,
        match.group.weight,
        region,
        match.quote,
        match.place(letter),
        match.start,
        match.part,
        match.context,
        match.group is OWN,
    )


def _links(letter: Letter, links: list[OrderLink]) -> Iterator[Sign]:
    start = end = 0
    own: list[Part] = []
    for link in links:
        if not start <= link.start < end:
            start, end = paragraph_at(letter.body, link.start)
            parts = parts_of_paragraph(letter.body, start, end)
            own = [part for part in parts if part.region is Region.BODY]
        yield from (_link(letter, link, part) for part in own if part.start <= link.start < part.end)


def _link(letter: Letter, link: OrderLink, part: Part) -> Sign:
    line, column = line_and_column(letter.body, link.start)
    line += letter.body_line
    place = Place(line, column, line, column + link.end - link.start)
    return Sign("link", _LINKS[link.kind], Region.BODY, link.target, place, link.start, part, "", link.kind == "till")


def _weight(signs: Iterable[Sign]) -> int:
    return _together(heaviest(map(_weighed, signs)))


def _weighed(sign: Sign) -> Weighed:
    return Weighed(sign.kind, sign.weight, sign.region, sign.start)


def _together(weights: dict[str, int]) -> int:
    return sum(weight for weight in weights.values() if weight > 1) + (1 in weights.values())


def _strongest(signs: list[Sign]) -> tuple[Sign, ...]:
    """One sign of each kind, as many as it takes to be enough."""
    chosen: list[Sign] = []
    for sign in sorted(signs, key=lambda one: (-one.weight, one.place.line, one.place.column, -len(one.quote))):
        if sign.kind not in {one.kind for one in chosen} and _weight(chosen) < ENOUGH:
            chosen.append(sign)
    return tuple(chosen)
