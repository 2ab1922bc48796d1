"""Where a reader stops the letters, pauses them, or chooses the stories only; and where a letter is seen in a browser."""

from __future__ import annotations

from dataclasses import dataclass

from planner.model import Settings
from planner.render import absolute, mail_address, mailto, one_click, telephone
from planner.services.placeholders import PREFERENCES, UNSUBSCRIBE
from planner.wording import Catalogue

PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Addresses for the footer; None where there is no such page."""

    unsubscribe: str | None
    preferences: str | None
    pause: str | None
    mail: str | None
    """A mail to the shop that asks for no more letters."""
    write: str | None
    """A mail to the shop."""
    call: str | None
    """A call to the shop."""
    one_click: str | None
    """What a mail program may post to."""


def ways_of(settings: Settings, words: Catalogue) -> Ways:
    """The ways that a shop offers. A service other than `plain` puts its own in place of ours, last of all."""
    mail = mail_address(settings)
    newsletter, plain = settings.newsletter, settings.newsletter.service == PLAIN
    unsubscribe = _page(newsletter.unsubscribe) if plain else UNSUBSCRIBE
    preferences = _page(newsletter.preferences) if plain else PREFERENCES
    return Ways(
        unsubscribe=unsubscribe,
        preferences=preferences,
        pause=_page(newsletter.pause) or preferences,
        mail=mailto(mail, words.say("letter.footer.stop_subject")) if mail else None,
        write=mailto(mail) if mail else None,
        call=telephone(settings.shop.phone or ""),
        one_click=one_click(unsubscribe) if plain else None,
    )


def _page(written: str | None) -> str | None:
    known = absolute(written or "")
    return known if known and known.startswith(("https://", "http://")) else None
