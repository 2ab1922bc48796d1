"""The newsletter on the site: each edition as a page to read in the browser and to print, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from planner.model import Post, Publication
from planner.publish.site.excerpt import first_sentence
from planner.publish.site.near import Spot, near
from planner.publish.site.page import Page
from planner.publish.site.pager import named, numbered, pager, parts
from planner.publish.site.qr import qr
from planner.publish.site.shelf import Shelf, View
from planner.publish.site.terms import offer_view
from planner.render import Heading, Renderer, addresses, heading, one_line, post_url
from planner.story import story_labels
from planner.web_copy import HOME, WebCopy, is_on_site, web_copies

_QR = "qr.svg"


def web_copy_pages(shelf: Shelf) -> Iterator[Page]:
    """The list of the editions that went to everyone, newest first, and a page for each that has a web copy."""
    copies = web_copies(shelf.publication)
    listed = [copy for copy in reversed(copies) if copy.for_all]
    yield from _lists(shelf, listed)
    for copy in copies:
        yield _page(shelf, copy, HOME if listed else None)


def web_copy_files(publication: Publication) -> dict[str, bytes]:
    """The picture beside each web copy that leads from paper to the page; none where the site has no address."""
    base = publication.settings.site_url
    copies = web_copies(publication) if base else ()
    return {f"{HOME}{copy.edition.name}/{_QR}": qr(base + copy.url) for copy in copies}


class Words:
    """The letters of web copies as HTML."""

    def __init__(self, publication: Publication, renderer: Renderer) -> None:
        self.base = publication.settings.site_url or "/"
        self.renderer = renderer
        self.posts = addresses(publication.settings, publication.site)

    def of(self, copy: WebCopy) -> list[str]:
        """The words of each letter of a web copy, sanitised, with links as they lead from there."""
        links = self._links(copy)
        many = len(copy.letters) > 1
        return [self._words(one, copy, links, f"l{n}-" if many else "") for n, one in enumerate(copy.letters, start=1)]

    def _words(self, letter: Post, copy: WebCopy, links: Mapping[str, str], prefix: str) -> str:
        # A link to the letter itself, such as that to a footnote, stays on the page.
        html = self.renderer.html(letter, {**links, letter.path: self.base + copy.url})
        return near(html, Spot(self.base, copy.url, prefix))

    def _links(self, copy: WebCopy) -> Mapping[str, str]:
        """What may be linked: not an offer of this very edition that some readers were spared."""
        shown = {letter.path for letter in copy.letters}
        spared = {letter.path for letter in copy.edition.letters if letter.asks} - shown
        return {path: to for path, to in self.posts.items() if path not in spared} if spared else self.posts


def _lists(shelf: Shelf, copies: list[WebCopy]) -> Iterator[Page]:
    title = shelf.words.say("site.newsletter.title")
    about = shelf.words.say("site.newsletter.about", shop=shelf.settings.shop.name)
    pages = parts(copies, shelf.settings.per_page) if copies else []
    for number, shown in enumerate(pages, start=1):
        url = numbered(HOME, number)
        called = named(shelf.words, title, number)
        listed = shelf.words.say("site.list.about", title=called, shop=shelf.settings.shop.name)
        yield Page(
            src_uri=f"{url.removesuffix('/')}.md",
            url=url,
            title=called,
            description=about if number == 1 else listed,
            template="newsletter.html",
            data={
                "kind": "newsletter",
                "about": about,
                "editions": [_item(shelf, copy) for copy in shown],
                "pager": pager(HOME, number, len(pages)),
            },
            updated=max(copy.instant for copy in shown),
        )


def _item(shelf: Shelf, copy: WebCopy) -> View:
    head = _heading(shelf, copy)
    return {"subject": head.subject, "preheader": head.preheader, "url": copy.url, **_when(shelf, copy)}


def _heading(shelf: Shelf, copy: WebCopy) -> Heading:
    """The subject and preheader of what is on the page, which may be less than the letter that some readers got."""
    return heading(copy.letters, shelf.words, lambda letter: f"<p>{escape(first_sentence(letter.body))}</p>")


def _when(shelf: Shelf, copy: WebCopy) -> View:
    return {"date": shelf.day(copy.instant), "datetime": copy.instant.date().isoformat()}


def _page(shelf: Shelf, copy: WebCopy, newsletter: str | None) -> Page:
    head, own = _heading(shelf, copy), copy.own_page
    return Page(
        src_uri=f"{HOME}{copy.edition.name}.md",
        url=copy.url,
        title=head.subject,
        description=head.preheader,
        template="copy.html",
        data={**_view(shelf, copy), "page": post_url(own.slug) if own else None, "newsletter": newsletter},
        updated=copy.instant,
        copy=copy,
        canonical=post_url(own.slug) if own else None,
        indexed=copy.for_all and copy.on_site,
    )


def _view(shelf: Shelf, copy: WebCopy) -> View:
    articles = [_article(shelf, post) for post in copy.letters]
    leading = next((article for article in articles if article["image"]), articles[0])
    when = _when(shelf, copy)
    many = len(articles) > 1
    return {
        "kind": "copy",
        **when,
        "image": leading["image"],
        "alt": leading["alt"],
        "robots": None if copy.for_all and copy.on_site else "noindex",
        "title": shelf.words.say("site.newsletter.of_day", day=when["date"]) if many else articles[0]["title"],
        "many": many,
        "articles": articles,
        "paper": _paper(shelf, copy),
    }


def _article(shelf: Shelf, post: Post) -> View:
    person = shelf.publication.person(post)
    return {
        "title": one_line(post.title),
        "url": post_url(post.slug) if is_on_site(post, shelf.publication) else None,
        "purpose": {"name": post.purpose.name, "label": post.purpose.label},
        "asks": post.asks,
        "author": one_line(person.name) if person else "",
        "role": one_line(person.role or "") if person else "",
        "image": post.image,
        "alt": one_line(post.image_alt or ""),
        "notes": [one_line(note) for note in story_labels(post, shelf.words)],
        "offer": offer_view(post, shelf.words, shelf.publication.at),
    }


def _paper(shelf: Shelf, copy: WebCopy) -> View:
    """What a printed copy says besides: where the page is, and where one signs up."""
    base, shop = shelf.settings.site_url, shelf.settings.shop
    return {
        "qr": copy.url + _QR if base else None,
        "address": _shown(base + copy.url) if base else None,
        "signup": _shown(f"{base}signup/") if base and shop.signup.action else None,
    }


def _shown(address: str) -> str:
    """An address as people type it."""
    return address.partition("://")[2].removesuffix("/")
