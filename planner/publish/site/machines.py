"""What a page tells machines of itself: its address, a card for those who pass it on, and what it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from planner.accent import accent
from planner.model import Publication
from planner.pictures import ICON, TOUCH, Gallery, sign_path
from planner.publish.site.jsonld import linked_data
from planner.publish.site.manifest import MANIFEST
from planner.publish.site.page import Page
from planner.render import absolute, one_line
from planner.wording import Catalogue, catalogue

_CARD = {"width": 1200, "height": 630, "type": "image/jpeg"}
_LOCALES = {"en": "en_GB", "ja": "ja_JP"}
_LETTERS = ("posts/", "purposes/", "archive/")


class Machines:
    """Tells of the pages of one site."""

    def __init__(self, publication: Publication, gallery: Gallery) -> None:
        self.publication = publication
        self.gallery = gallery
        self.colour = accent(publication.settings.shop.colour).light
        self.words: Catalogue = catalogue(publication.settings.language)

    def icons(self) -> Mapping[str, str]:
        """The shop's sign in the sizes that pages name, and where home screens find the others."""
        self.gallery.signs(one_line(self.publication.settings.shop.name), self.colour)
        return {"tab": sign_path(ICON), "touch": sign_path(TOUCH), "manifest": MANIFEST}

    def of(self, page: Page | None, *, title: str, description: str, address: str | None) -> Mapping[str, Any]:
        """What goes into the head of a page of ours, or of the shop's own (None)."""
        told: dict[str, Any] = {
            "title": one_line(title),
            "description": one_line(description),
            "address": address or "",
            "locale": _LOCALES.get(self.publication.settings.language),
            "type": "article" if page and page.data.get("datetime") else "website",
            "published": page.post.date.isoformat() if page and page.post else None,
            "picture": self._picture(page, one_line(title)),
            "way": self._way(page),
        }
        return {**told, "linked": linked_data(self.publication, page, told)}

    def _picture(self, page: Page | None, title: str) -> Mapping[str, Any] | None:
        """The page's picture as a card; one that is drawn where a letter has none; the shop's for all other pages."""
        if not self.publication.settings.site_url:
            return None
        view = page.data if page else {}
        image, alt = view.get("image"), view.get("alt") or title
        outside = absolute(image or "")
        if outside:
            return {"src": outside, "alt": alt}
        card = self.gallery.card(image) if image else None
        if card:
            return self._card(card, alt)
        shop = self.publication.settings.shop
        if page and (page.post or page.copy):
            return self._card(self.gallery.drawn(title, one_line(shop.name), shop.picture, self.colour), title)
        return self._shop_card()

    def _shop_card(self) -> Mapping[str, Any]:
        shop = self.publication.settings.shop
        card = self.gallery.card(shop.picture) if shop.picture else None
        name = one_line(shop.name)
        if card:
            return self._card(card, one_line(shop.picture_alt or "") or name)
        return self._card(self.gallery.drawn(name, "", None, self.colour), name)

    def _card(self, path: str, alt: str) -> Mapping[str, Any]:
        return {"src": self.publication.settings.site_url + quote(path), "alt": alt, **_CARD}

    def _way(self, page: Page | None) -> list[tuple[str, str]]:
        """The pages above this one, below the first."""
        if page is None or page.url == "archive/" or not page.url.startswith(_LETTERS):
            return []
        return [(self.words.say("site.archive.title"), "archive/")]
