"""One letter of an edition, as the templates see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.model import Letter, Publication
from planner.publish.letter.showing import Pictures
from planner.render import OfferTerms, Shown, for_mail, one_line, terms_shown
from planner.story import story_labels
from planner.wording import Catalogue, catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A letter's words, and what stands around them."""

    title: str
    purpose: str
    asks: bool
    by: str
    picture: Shown | None
    picture_alt: str
    labels: tuple[str, ...]
    """What must be said above the words."""
    body: str
    """For the text part."""
    html: str
    """For the HTML part: the same words, fit for mail programs."""
    offer: OfferTerms | None
    page: str | None
    """Its page on the site, if it has one."""


def article(
    publication: Publication,
    letter: Letter,
    body: str,
    links: Mapping[str, str],
    pictures: Pictures,
    *,
    leads: bool = True,
) -> Article:
    """A letter with its body's HTML; `links` are the posts that it may link to. The first of an edition leads it."""
    settings, words = publication.settings, catalogue(publication.settings.language)
    return Article(
        title=one_line(letter.title),
        purpose=_purpose(letter, words),
        asks=letter.asks,
        by=_by(publication, letter, words),
        picture=pictures.top(letter.image),
        picture_alt=one_line(letter.image_alt or ""),
        labels=tuple(map(one_line, story_labels(letter, words))),
        body=body,
        html=for_mail(body, 1 if leads else 2, pictures.within),
        offer=terms_shown(letter, publication.at, settings.language),
        page=links.get(letter.path) if settings.site_url else None,
    )


def _purpose(letter: Letter, words: Catalogue) -> str:
    """The word for what a letter is; an offer says that it is one, whatever the shop calls it."""
    mark = words.say("letter.frame.offer")
    if not letter.asks or mark.casefold() in letter.purpose.label.casefold():
        return letter.purpose.label
    return words.say("letter.frame.offer_named", offer=mark, label=letter.purpose.label)


def _by(publication: Publication, letter: Letter, words: Catalogue) -> str:
    person = publication.person(letter)
    if person is None:
        return ""
    name, role = one_line(person.name), one_line(person.role or "")
    return words.say("letter.frame.by_role", name=name, role=role) if role else words.say("letter.frame.by", name=name)
