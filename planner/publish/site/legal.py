"""The page of the legal notice: who sells, and on which terms, as the law on mail order wants it displayed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.notice import HOME, notice_page, untold
from planner.publish.site.page import Page
from planner.publish.site.shelf import Shelf, View
from planner.render import one_line

_ROWS = (
    "seller", "representative", "address", "phone", "email",
    "prices", "postage", "payment", "period", "delivery", "returns",
)  # fmt: skip
_STATED = frozenset({"prices", "postage", "payment", "period", "delivery", "returns"})
"""What each offer says for itself, where the settings say nothing for all of them."""


def legal_pages(shelf: Shelf) -> Iterator[Page]:
    """The legal notice; none where the settings say nothing of who the shop is, or name another page for it."""
    if not notice_page(shelf.settings):
        return
    title = shelf.words.say("site.legal.title")
    yield Page(
        src_uri="legal.md",
        url=HOME,
        title=title,
        description=shelf.words.say("site.legal.about", shop=one_line(shelf.settings.shop.name)),
        template="legal.html",
        data={"kind": "legal", "rows": list(_rows(shelf)), "asked": _asked(shelf)},
        updated=None,
    )


def _rows(shelf: Shelf) -> Iterator[Mapping[str, str]]:
    shop = shelf.settings.shop
    told = {**{key: getattr(shop, key, None) for key in _ROWS}, "seller": shop.seller or shop.name}
    for key, text in told.items():
        said = text or (shelf.words.say(f"site.legal.stated.{key}") if key in _STATED else "")
        if said:
            yield {"name": key, "label": shelf.words.say(f"site.legal.{key}"), "text": said}
    for label, text in shop.notice.items():
        yield {"name": "", "label": one_line(label), "text": text}


def _asked(shelf: Shelf) -> View | None:
    """What is told to whoever asks, and where one asks; None where everything is told, or nobody can be asked."""
    shop = shelf.settings.shop
    missing = [shelf.words.say(f"site.legal.missing.{key}") for key in untold(shop)]
    contact = shop.email or shop.phone
    if not (missing and contact):
        return None
    return {"text": shelf.words.say("site.legal.asked", items=missing, contact=one_line(contact))}
