"""A shop as its owner looks at it before readers do: with drafts, what is still to come, and what is held back, each marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import count

from planner.model import Channel, Post, Publication
from planner.publish.site.desk import Unsent
from planner.shop import Shop
from planner.warming.calendar import by_time
from planner.wording import catalogue

AT_THE_DESK = "NUKUMORI_DESK"
"""Set in the environment of MkDocs while the shop's owner looks at the site before readers do: `planner serve` sets it."""


class Preview(Shop):
    """A shop whose site also has what no reader gets; feeds and letters are as they would be built."""

    @cached_property
    def built(self) -> Publication:
        """What a build would give readers."""
        return self.published()

    @cached_property
    def unsent(self) -> tuple[Unsent, ...]:
        """The posts that are not on the site, by date and path, with what marks them; each has an address of its own."""
        out = {post.path for post in self.built.site}
        taken = {post.slug for post in self.built.site}
        letters = (source.letter for source in self.sources)
        posts = [
            one for one in letters if isinstance(one, Post) and one.path not in out and Channel.SITE in one.channels
        ]
        return tuple(self._unsent(sorted(posts, key=by_time), taken))

    def _unsent(self, posts: list[Post], taken: set[str]) -> Iterator[Unsent]:
        for post in posts:
            slug = next(name for number in count(1) if (name := _numbered(post.slug, number)) not in taken)
            taken.add(slug)
            yield Unsent(replace(post, slug=slug), self._mark(post))

    def _mark(self, post: Post) -> str:
        words = catalogue(self.settings.language)
        if post.draft:
            return words.say("desk.mark.draft")
        if any(
            held.path == post.path and (not held.streams or Channel.SITE in held.streams) for held in self.held_back
        ):
            return words.say("desk.mark.held-back")
        return words.say("desk.mark.future", date=post.date)

    @cached_property
    def publication(self) -> Publication:
        """What readers get, and on the site what they do not get, with its mark before the title."""
        words = catalogue(self.settings.language)
        marked = (
            replace(one.post, title=words.say("desk.mark.title", mark=one.mark, title=one.post.title), draft=False)
            for one in self.unsent
        )
        return replace(self.built, site=tuple(sorted((*self.built.site, *marked), key=by_time)))


def preview(shop: Shop) -> Preview:
    """The same shop, as its owner looks at it."""
    return Preview(shop.settings, shop.at)


def _numbered(slug: str, number: int) -> str:
    return slug if number == 1 else f"{slug}-{number}"
