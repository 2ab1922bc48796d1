"""The newsletter: each edition as HTML, as text and as a mail file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from planner.model import Edition, Letter, Post, Publication, Settings, Step
from planner.render import (
    Message,
    OfferTerms,
    Renderer,
    absolute,
    addresses,
    mail_address,
    offer_terms,
    one_line,
    picture_address,
    plain_text,
    sized,
)
from planner.wording import Catalogue, catalogue

EVERYONE = "everyone"
_PICTURES = (".png", ".jpg", ".jpeg", ".gif")
"""What every mail program shows; Outlook knows neither SVG nor WebP."""
_COLUMN = 520
"""Pixels between the margins of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One letter of an edition, as the templates see it."""

    title: str
    purpose: str
    author: str
    role: str
    picture: str | None
    picture_alt: str
    body: str
    offer: OfferTerms | None
    page: str | None
    """Its page on the site, if it has one."""


def files(publication: Publication, renderer: Renderer) -> dict[str, bytes]:
    """`newsletter/<edition>/everyone.html`, `.txt` and `.eml` for each edition."""
    links = addresses(publication.settings, publication.site)
    made: dict[str, bytes] = {}
    for edition in publication.editions:
        made |= _edition(publication, edition, links, renderer)
    return made


def _edition(
    publication: Publication, edition: Edition, links: Mapping[str, str], renderer: Renderer
) -> dict[str, bytes]:
    values = _values(publication, edition, links, renderer)
    name = _name(edition)
    message = Message(
        name=f"{name}/{EVERYONE}",
        subject=str(values["subject"]),
        text=plain_text(renderer.template("text.html", values)),
        html=renderer.mail("letter.html", values) + "\n",
        instant=edition.instant,
    )
    path = f"newsletter/{name}/{EVERYONE}"
    return {
        f"{path}.html": message.html.encode(),
        f"{path}.txt": message.text.encode(),
        f"{path}.eml": message.file(publication.settings),
    }


def _name(edition: Edition) -> str:
    first = edition.letters[0]
    return f"series-{first.series}-{first.day:02d}" if isinstance(first, Step) else edition.name


def _values(
    publication: Publication, edition: Edition, links: Mapping[str, str], renderer: Renderer
) -> dict[str, object]:
    settings, words = publication.settings, catalogue(publication.settings.language)
    articles = [_article(publication, letter, links, renderer) for letter in edition.letters]
    return {
        "say": words.say,
        "language": words.language,
        "subject": _subject(edition, settings, words),
        "preheader": _preheader(edition, words),
        # A letter of a series has no date: each reader gets it on a day of their own.
        "day": edition.instant.date() if isinstance(edition.letters[0], Post) else None,
        "articles": articles,
        "page": articles[0].page if len(articles) == 1 else None,
        "shop": settings.shop,
        "home": settings.site_url or None,
        "legal": absolute(settings.shop.legal or ""),
        "privacy": absolute(settings.shop.privacy or ""),
        "stop": _stop(settings, words),
    }


def _article(publication: Publication, letter: Letter, links: Mapping[str, str], renderer: Renderer) -> Article:
    settings, person = publication.settings, publication.person(letter)
    return Article(
        title=one_line(letter.title),
        purpose=letter.purpose.label,
        author=one_line(person.name) if person else "",
        role=one_line(person.role or "") if person else "",
        picture=_picture(settings, letter),
        picture_alt=one_line(letter.image_alt or ""),
        body=sized(renderer.html(letter, links), _COLUMN),
        offer=offer_terms(letter.offer, publication.at, settings.language) if letter.offer else None,
        page=links.get(letter.path) if settings.site_url else None,
    )


def _picture(settings: Settings, letter: Letter) -> str | None:
    address = picture_address(settings, letter.image) if letter.image else None
    shown = address is not None and address.partition("?")[0].lower().endswith(_PICTURES)
    return address if shown and address and not address.startswith("/") else None


def _subject(edition: Edition, settings: Settings, words: Catalogue) -> str:
    first = edition.letters[0]
    if len(edition.letters) == 1:
        return one_line(first.subject or first.title)
    return one_line(words.say("letter.frame.digest", shop=settings.shop.name, day=edition.instant.date()))


def _preheader(edition: Edition, words: Catalogue) -> str:
    first, *more = edition.letters
    return one_line(first.preheader or first.summary or words.enumeration(letter.title for letter in more))


def _stop(settings: Settings, words: Catalogue) -> str | None:
    """Where a reader says that no more letters should come."""
    address = mail_address(settings)
    return f"mailto:{address}?subject={quote(words.say('letter.footer.stop_subject'))}" if address else None
