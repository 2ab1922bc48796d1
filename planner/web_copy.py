"""What of an edition everybody may read on the site, as "view in browser": the web copy of the newsletter.

The site is open to all, so a web copy holds what all readers of the edition got, and nothing that anyone was spared:

- no letter that is held back from the site, and no story whose customer has not agreed to the site;
- an offer only if every reader of every stage got it and the site shows it, too;
- of the stories only those that all have in common who got any;
- nothing of a series, which each reader gets on a day of their own.

Where nothing remains there is no web copy. Where a stage of readers got nothing of what remains, it was for some only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from planner.model import Channel, Edition, JoinRange, Post, Publication, Stage
from planner.warming.calendar import minutes

HOME = "newsletter/"
"""The address of the list of web copies, relative to the root of the site."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class WebCopy:
    """The letters of an edition that stand on the site, and who got them."""

    edition: Edition
    instant: datetime
    letters: tuple[Post, ...]
    for_all: bool
    """Whether every reader got them; a copy for some only is neither listed nor found by search engines."""
    on_site: bool
    """Whether each of them has a page of its own, too."""

    @property
    def url(self) -> str:
        """Its address, relative to the root of the site."""
        return f"{HOME}{quote(self.edition.name, safe='')}/"

    @property
    def own_page(self) -> Post | None:
        """The post whose page says the same, if there is one."""
        return self.letters[0] if len(self.letters) == 1 and self.on_site else None


def web_copies(publication: Publication) -> tuple[WebCopy, ...]:
    """The web copies there are, oldest first."""
    copies = (web_copy(edition, publication) for edition in publication.editions)
    return tuple(copy for copy in copies if copy is not None)


def web_copy(edition: Edition, publication: Publication) -> WebCopy | None:
    """The web copy of an edition; None where there is nothing that all may read."""
    if edition.instant is None:
        return None
    letters = _shared(edition, publication, edition.instant)
    if not letters:
        return None
    return WebCopy(
        edition,
        edition.instant,
        letters,
        for_all=all(_reaches_all(edition, one, edition.instant) for one in letters),
        on_site=all(is_on_site(one, publication) for one in letters),
    )


def is_on_site(post: Post, publication: Publication) -> bool:
    """Whether a post has a page of its own."""
    site = publication.site  # by date: looked up, since a thousand letters ask
    minute = minutes(post.date)
    place = bisect_left(site, minute, key=lambda other: minutes(other.date))
    while place < len(site) and minutes(site[place].date) == minute:
        if site[place].path == post.path:
            return True
        place += 1
    return False


def _shared(edition: Edition, publication: Publication, instant: datetime) -> tuple[Post, ...]:
    posts = tuple(letter for letter in edition.letters if isinstance(letter, Post))
    open_to_all = {one.path for one in posts if _is_open(edition, one, publication, instant)}
    shares = [{letter.path for letter in variant.letters} & open_to_all for variant in edition.variants]
    # Readers of an offer alone have nothing in common with the others, and nothing is taken from those for it.
    common = set.intersection(*(share for share in shares if share)) if any(shares) else set()
    return tuple(post for post in posts if post.path in common)


def _is_open(edition: Edition, post: Post, publication: Publication, instant: datetime) -> bool:
    if is_on_site(post, publication):
        return not post.asks or _reaches_all(edition, post, instant)
    return not post.asks and Channel.SITE not in post.channels and _has_consent(post)


def _has_consent(post: Post) -> bool:
    """Whether a letter that the shop sends only by mail may stand on the site as well."""
    consent = post.customer.consent if post.customer else None
    return post.customer is None or (consent is not None and Channel.SITE in consent.scope)


def _reaches_all(edition: Edition, post: Post, instant: datetime) -> bool:
    """Whether everyone of every stage got the post, whenever they joined."""
    having = [variant for variant in edition.variants if post in variant.letters]
    return all(
        _covers((one for variant in having for one in variant.readers.get(stage, ())), instant) for stage in Stage
    )


def _covers(ranges: Iterable[JoinRange], instant: datetime) -> bool:
    """Whether everyone who joined before `instant` joined in one of the ranges."""
    reached = timedelta.min
    in_order = sorted((_elapsed(one.start, timedelta.min), _elapsed(one.end, timedelta.max)) for one in ranges)
    for start, end in in_order:
        if start > reached:
            break
        reached = max(reached, end)
    return reached >= instant - _EPOCH


def _elapsed(instant: datetime | None, otherwise: timedelta) -> timedelta:
    # By the time that has passed: two times of one zone would be compared by the clock on the wall.
    return otherwise if instant is None else instant - _EPOCH
