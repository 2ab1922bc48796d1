"""The newsletter: each edition, in each of its variants, as HTML, as text and as a mail file, and who gets which."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from planner.model import Edition, Publication, Settings, Step, Variant
from planner.publish.letter.article import article
from planner.publish.letter.contents import contents, recipients
from planner.publish.letter.heading import heading
from planner.render import Message, Renderer, absolute, addresses, mail_address, plain_text
from planner.wording import Catalogue, catalogue

__all__ = ["files", "recipients"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def files(publication: Publication, renderer: Renderer) -> dict[str, bytes]:
    """`newsletter/<edition>/<variant>.html`, `.txt` and `.eml`, and `edition.json`, for each edition."""
    links = addresses(publication.settings, publication.site)
    made: dict[str, bytes] = {}
    for edition in publication.editions:
        for variant in edition.variants:
            made |= _variant(publication, edition, variant, _reached(links, edition, variant), renderer)
        made[f"newsletter/{edition.name}/edition.json"] = contents(edition, publication.settings).encode()
    return made


def _reached(links: Mapping[str, str], edition: Edition, variant: Variant) -> Mapping[str, str]:
    """The posts that a variant may link to: not an offer of its own edition that these readers are too cold for."""
    shown = {letter.path for letter in variant.letters}
    withheld = {letter.path for letter in edition.letters if letter.asks} - shown
    return {path: address for path, address in links.items() if path not in withheld} if withheld else links


def _variant(
    publication: Publication, edition: Edition, variant: Variant, links: Mapping[str, str], renderer: Renderer
) -> dict[str, bytes]:
    values = _values(publication, edition, variant, links, renderer)
    name = f"{edition.name}/{variant.name}"
    message = Message(
        name=name,
        subject=str(values["subject"]),
        text=plain_text(renderer.template("text.html", values)),
        html=renderer.mail("letter.html", values) + "\n",
        instant=edition.instant or _timeless(edition),
    )
    return {
        f"newsletter/{name}.html": message.html.encode(),
        f"newsletter/{name}.txt": message.text.encode(),
        f"newsletter/{name}.eml": message.file(publication.settings),
    }


def _timeless(edition: Edition) -> datetime:
    """The date in the mail file of a series' letter, as if its reader had joined when 1970 began.

    A mail needs a date, and this one has none. This is valid, the same whenever one builds, nobody takes it for the day of
    sending, and a mail program lists the series in its order. What sends the letter sets the day on which it does.
    """
    return _EPOCH + timedelta(days=sum(step.day for step in edition.letters if isinstance(step, Step)))


def _values(
    publication: Publication, edition: Edition, variant: Variant, links: Mapping[str, str], renderer: Renderer
) -> dict[str, object]:
    settings, words = publication.settings, catalogue(publication.settings.language)
    articles = [article(publication, letter, links, renderer) for letter in variant.letters]
    head = heading(variant.letters, words)
    return {
        "say": words.say,
        "language": words.language,
        "subject": head.subject,
        "preheader": head.preheader,
        # A letter of a series shows no date: each reader gets it on a day of their own.
        "day": edition.instant.date() if edition.instant else None,
        "articles": articles,
        "page": articles[0].page if len(articles) == 1 else None,
        "shop": settings.shop,
        "home": settings.site_url or None,
        "legal": absolute(settings.shop.legal or ""),
        "privacy": absolute(settings.shop.privacy or ""),
        "stop": _stop(settings, words),
    }


def _stop(settings: Settings, words: Catalogue) -> str | None:
    """Where a reader says that no more letters should come."""
    address = mail_address(settings)
    return f"mailto:{address}?subject={quote(words.say('letter.footer.stop_subject'))}" if address else None
