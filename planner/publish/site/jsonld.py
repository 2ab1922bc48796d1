"""What a page is, for search engines: schema.org as JSON-LD, with the fields that they ask for and none that we don't know."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import Any

from planner.model import Offer, Post, Publication
from planner.pictures import HOME, sign_path
from planner.publish.site.page import Page
from planner.render import is_over, one_line, person_url

_SHOP = "#shop"
_OUTSIDE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
Thing = dict[str, Any]


def linked_data(publication: Publication, page: Page | None, told: Mapping[str, Any]) -> str:
    """The JSON of a page's things, which no text can break out of; empty where the site has no address."""
    base = publication.settings.site_url
    if not base or not told["address"] or (page is not None and not page.in_sitemap):
        return ""
    things = list(_things(publication, page, told))
    return json.dumps({"@context": "https://schema.org", "@graph": things}, ensure_ascii=False).translate(_OUTSIDE)


def _things(publication: Publication, page: Page | None, told: Mapping[str, Any]) -> Iterator[Thing]:
    if page is not None and not page.url:
        yield _shop(publication, told)
        yield _website(publication)
        return
    if page is not None and page.post is not None:
        yield _posting(publication, page.post, told)
        if page.post.asks and page.post.offer and page.post.offer.price:
            yield _product(publication, page.post.offer, told)
    yield _crumbs(publication, told)


def _shop(publication: Publication, told: Mapping[str, Any]) -> Thing:
    """A store has an address; without one, it is an organization."""
    shop, base = publication.settings.shop, publication.settings.site_url
    address = {"@type": "PostalAddress", "streetAddress": one_line(shop.address)} if shop.address else None
    return _known(
        {
            "@type": "Store" if address else "Organization",
            "@id": base + _SHOP,
            "name": one_line(shop.name),
            "url": base,
            "description": told["description"],
            "image": _picture(told),
            "logo": base + sign_path(max(HOME)),
            "email": shop.email and one_line(shop.email),
            "telephone": shop.phone and one_line(shop.phone),
            "address": address,
        }
    )


def _website(publication: Publication) -> Thing:
    settings = publication.settings
    return {
        "@type": "WebSite",
        "@id": f"{settings.site_url}#website",
        "name": one_line(settings.shop.name),
        "url": settings.site_url,
        "inLanguage": settings.language,
        "publisher": {"@id": settings.site_url + _SHOP},
    }


def _posting(publication: Publication, post: Post, told: Mapping[str, Any]) -> Thing:
    day = post.date.isoformat()
    return _known(
        {
            "@type": "BlogPosting",
            "@id": f"{told['address']}#letter",
            "headline": told["title"],
            "description": told["description"],
            "url": told["address"],
            "mainEntityOfPage": told["address"],
            "image": _picture(told),
            "datePublished": day,
            "dateModified": day,
            "inLanguage": publication.settings.language,
            "articleSection": one_line(post.purpose.label),
            "keywords": [one_line(tag) for tag in post.tags],
            "author": _author(publication, post),
            "publisher": _publisher(publication),
        }
    )


def _author(publication: Publication, post: Post) -> Thing:
    person, base = publication.person(post), publication.settings.site_url
    if person is None:
        return _publisher(publication)
    return _known(
        {
            "@type": "Person",
            "name": one_line(person.name),
            "jobTitle": person.role and one_line(person.role),
            "url": base + person_url(person.key) if person.key else None,
        }
    )


def _publisher(publication: Publication) -> Thing:
    settings = publication.settings
    return {
        "@type": "Organization",
        "@id": settings.site_url + _SHOP,
        "name": one_line(settings.shop.name),
        "url": settings.site_url,
    }


def _product(publication: Publication, offer: Offer, told: Mapping[str, Any]) -> Thing:
    return _known(
        {
            "@type": "Product",
            "@id": f"{told['address']}#product",
            "name": told["title"],
            "description": told["description"],
            "image": _picture(told),
            "url": told["address"],
            "offers": _offer(publication, offer, told),
        }
    )


def _offer(publication: Publication, offer: Offer, told: Mapping[str, Any]) -> Thing:
    """The terms; what is over can't be ordered."""
    settings, price = publication.settings, offer.price
    over = is_over(offer, publication.at.date())
    end = offer.until and datetime.combine(offer.until, time(23, 59, 59), settings.timezone)
    return _known(
        {
            "@type": "Offer",
            "url": told["address"],
            "price": price and f"{price.amount:f}",
            "priceCurrency": price and price.currency,
            "availability": f"https://schema.org/{'OutOfStock' if over else 'InStock'}",
            "validThrough": end and end.isoformat(),
            "priceValidUntil": offer.until and offer.until.isoformat(),
            "seller": _publisher(publication),
        }
    )


def _crumbs(publication: Publication, told: Mapping[str, Any]) -> Thing:
    way = [(one_line(publication.settings.shop.name), ""), *told["way"]]
    base = publication.settings.site_url
    steps = [*((name, base + url) for name, url in way), (told["title"], told["address"])]
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": item}
        for place, (name, item) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "@id": f"{told['address']}#way", "itemListElement": items}


def _picture(told: Mapping[str, Any]) -> Any:
    picture = told["picture"]
    if not picture or not picture.get("width"):
        return picture and picture["src"]
    return {"@type": "ImageObject", "url": picture["src"], "width": picture["width"], "height": picture["height"]}


def _known(thing: Thing) -> Thing:
    """A thing without what nobody has told."""
    return {key: value for key, value in thing.items() if value not in (None, "", [])}
