"""Letters as files: what all letters of a build share is made once, then one variant after the other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property

from planner.accent import accent
from planner.model import Edition, Letter, Publication, Step, Variant
from planner.notice import notice_address
from planner.pictures import Album
from planner.publish.letter.article import Article, article
from planner.publish.letter.contents import contents
from planner.publish.letter.showing import Pictures
from planner.publish.letter.ways import ways_of
from planner.render import (
    Heading,
    Message,
    Renderer,
    absolute,
    addresses,
    for_mail,
    heading,
    plain_text,
    web_copy_address,
)
from planner.services import Form, finished, service
from planner.wording import catalogue

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FILLER = "\u034f\u200c\u00a0" * 60
"""Keeps mail programs from showing the first words of the letter behind a short preheader."""


class Press:
    """Makes the letters of one publication."""

    def __init__(self, publication: Publication, renderer: Renderer, album: Album | None) -> None:
        self.publication = publication
        self.settings = publication.settings
        self.renderer = renderer
        self.words = catalogue(publication.settings.language)
        self.pictures = Pictures(publication.settings, album)
        self.links = addresses(publication.settings, publication.site)
        self.ways = ways_of(publication.settings, self.words)
        self.service = service(publication.settings.newsletter.service)
        self._bodies: dict[str, str] = {}

    def edition(self, edition: Edition) -> dict[str, bytes]:
        """The files of one edition."""
        made: dict[str, bytes] = {}
        headings = [self._heading(variant) for variant in edition.variants]
        for variant, head in zip(edition.variants, headings, strict=True):
            made |= self._variant(edition, variant, head)
        made[f"newsletter/{edition.name}/edition.json"] = contents(edition, self.settings, headings).encode()
        return made

    def look(self, letter: Letter) -> None:
        """Find the pictures of a letter, so that the album has them."""
        self.pictures.top(letter.image)
        if "![" in letter.body or "<img" in letter.body.lower():
            for_mail(self._body(letter), 1, self.pictures.within)

    def html(self, edition: Edition, variant: Variant) -> str:
        """The HTML of a variant."""
        return self._html(self._values(edition, variant, self._heading(variant)))

    def _html(self, values: dict[str, object]) -> str:
        return self._finished(self.renderer.mail("letter.html", values) + "\n", Form.HTML)

    def _body(self, letter: Letter) -> str:
        """The HTML of a body with all links; it is asked for by the preheader as well."""
        if letter.path not in self._bodies:
            self._bodies[letter.path] = self.renderer.html(letter, self.links)
        return self._bodies[letter.path]

    def _heading(self, variant: Variant) -> Heading:
        return heading(variant.letters, self.words, self._body, self.settings.shop.name)

    def _variant(self, edition: Edition, variant: Variant, head: Heading) -> dict[str, bytes]:
        values = self._values(edition, variant, head)
        name = f"{edition.name}/{variant.name}"
        message = Message(
            name=name,
            subject=self._finished(str(values["subject"]), Form.SUBJECT),
            text=self._finished(plain_text(self.renderer.template("text.html", values)), Form.TEXT),
            html=self._html(values),
            instant=edition.instant or _timeless(edition),
            unsubscribe=self.ways.one_click,
        )
        return {
            f"newsletter/{name}.html": message.html.encode(),
            f"newsletter/{name}.txt": message.text.encode(),
            f"newsletter/{name}.eml": message.file(self.settings),
        }

    def _finished(self, text: str, form: Form) -> str:
        return finished(text, form, self.service)

    def _values(self, edition: Edition, variant: Variant, head: Heading) -> dict[str, object]:
        links = self._reached(edition, variant)
        articles = [self._article(letter, links, leads=not number) for number, letter in enumerate(variant.letters)]
        return {
            **self._shared,
            **self._once,
            "subject": head.subject,
            "preheader": head.preheader,
            # A letter of a series shows no date: each reader gets it on a day of their own.
            "day": self.words.say("letter.frame.day", day=edition.instant.date()) if edition.instant else None,
            "articles": articles,
            "page": web_copy_address(edition, variant, self.publication),
        }

    def _article(self, letter: Letter, links: Mapping[str, str], *, leads: bool) -> Article:
        body = self._body(letter) if links is self.links else self.renderer.html(letter, links)
        return article(self.publication, letter, body, links, self.pictures, leads=leads)

    def _reached(self, edition: Edition, variant: Variant) -> Mapping[str, str]:
        """The posts that a variant may link to: not an offer of its own edition that these readers are too cold for."""
        shown = {letter.path for letter in variant.letters}
        withheld = {letter.path for letter in edition.letters if letter.asks} - shown
        if not withheld:
            return self.links
        return {path: address for path, address in self.links.items() if path not in withheld}

    @cached_property
    def _shared(self) -> dict[str, object]:
        """What every template of a letter may need, and no letter changes."""
        shop = self.settings.shop
        return {
            "say": self.words.say,
            "language": self.words.language,
            "shop": shop,
            "home": self.settings.site_url or None,
            # The law wants the name of whoever answers for the letter.
            "sender": self._sender,
            "legal": absolute(notice_address(self.settings) or ""),
            "privacy": absolute(shop.privacy or ""),
            "ways": self.ways,
            "accent": accent(shop.colour),
        }

    @property
    def _sender(self) -> str:
        shop = self.settings.shop
        if not shop.seller or shop.seller == shop.name:
            return shop.name
        return self.words.say("letter.footer.sender_name", shop=shop.name, seller=shop.seller)

    @cached_property
    def _once(self) -> dict[str, object]:
        """Parts of the templates that are the same in every letter."""
        parts = {
            "styles": "style.css",
            "phone": "phone.css",
            "dark": "dark.css",
            "footer": "footer.html",
            "footer_text": "footer-text.html",
        }
        filled = {name: self.renderer.template(template, self._shared) for name, template in parts.items()}
        return {**filled, "filler": _FILLER}


def _timeless(edition: Edition) -> datetime:
    """The date in the mail file of a series' letter, as if its reader had joined when 1970 began.

    A mail needs a date, and this one has none. This is valid, the same whenever one builds, nobody takes it for the day of
    sending, and a mail program lists the series in its order. What sends the letter sets the day on which it does.
    """
    return _EPOCH + timedelta(days=sum(step.day for step in edition.letters if isinstance(step, Step)))
