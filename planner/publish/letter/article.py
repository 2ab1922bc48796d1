"""One letter of an edition, as the templates see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.model import Letter, Publication, Settings
from planner.render import OfferTerms, Renderer, offer_terms, one_line, picture_address, sized
from planner.story import story_labels
from planner.wording import catalogue

_PICTURES = (".png", ".jpg", ".jpeg", ".gif")
"""What every mail program shows; Outlook knows neither SVG nor WebP."""
_COLUMN = 520
"""Pixels between the margins of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A letter's words, and what stands around them."""

    title: str
    purpose: str
    author: str
    role: str
    picture: str | None
    picture_alt: str
    labels: tuple[str, ...]
    """What must be said above the words."""
    body: str
    offer: OfferTerms | None
    page: str | None
    """Its page on the site, if it has one."""


def article(publication: Publication, letter: Letter, links: Mapping[str, str], renderer: Renderer) -> Article:
    """A letter with its body rendered; `links` are the posts that it may link to."""
    settings, person = publication.settings, publication.person(letter)
    return Article(
        title=one_line(letter.title),
        purpose=letter.purpose.label,
        author=one_line(person.name) if person else "",
        role=one_line(person.role or "") if person else "",
        picture=_picture(settings, letter),
        picture_alt=one_line(letter.image_alt or ""),
        labels=tuple(map(one_line, story_labels(letter, catalogue(settings.language)))),
        body=sized(renderer.html(letter, links), _COLUMN),
        offer=offer_terms(letter.offer, publication.at, settings.language) if letter.offer else None,
        page=links.get(letter.path) if settings.site_url else None,
    )


def _picture(settings: Settings, letter: Letter) -> str | None:
    address = picture_address(settings, letter.image) if letter.image else None
    shown = address is not None and address.partition("?")[0].lower().endswith(_PICTURES)
    return address if shown and address and not address.startswith("/") else None
