"""The keys of a post's front matter (contract.md), each with the shape of its value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from planner.model import Channel, Consent, Customer, Incident, Offer, PastPrice, Promise, Purpose, Stage
from planner.nearest import fold
from planner.purposes import purpose_shape
from planner.shapes import Anything, Day, Flag, Keys, ListOf, MapOf, OneOf, Price, Reason, Shape, Text, Way, When, Whole
from planner.wording import LANGUAGES, catalogue

SLUG = r"[^\W_][\w.-]{0,99}"
SLUG_BYTES = 200
"""It becomes part of a file's name, which may have 255 bytes."""
INCENTIVES = ("none", "sample", "discount", "paid")


def _names(names: Iterable[str], table: str) -> OneOf:
    """Names that may also be written by their label, or by another word for the same, in any language."""
    known = tuple(names)
    found = {
        fold(word): name
        for language in LANGUAGES
        for name, words in catalogue(language).spellings(table).items()
        for word in (*words, catalogue(language).say(f"words.{table}.{name}"))
    }
    return OneOf(known, found)


def _price() -> Price:
    """A price, whose currency may also be written as a word of any language."""
    found = {
        fold(word): code
        for language in LANGUAGES
        for code, words in catalogue(language).spellings("currency").items()
        for word in (code, *words)
    }
    return Price(found)


def stage_shape() -> OneOf:
    """A stage, by name or label."""
    return _names((stage.value for stage in Stage), "stage")


def channel_shape() -> OneOf:
    """A channel, by name or label."""
    return _names((channel.value for channel in Channel), "channel")


def _renamed(build: Callable[..., Any], names: Mapping[str, str], values: dict[str, Any]) -> Any:
    return build(**{names.get(key, key): value for key, value in values.items()})


def _built(build: Callable[..., Any], **names: str) -> Callable[[dict[str, Any]], Any]:
    """Build a record from the values of a table whose keys are `names`, or the field's own name."""
    return partial(_renamed, build, {written: known for known, written in names.items()})


def _consent(values: dict[str, Any]) -> Consent:
    scope = tuple(Channel(name) for name in values.pop("scope", ()))
    return Consent(given=values.pop("date", None), scope=scope, **values)


def _promise(values: dict[str, Any]) -> Promise:
    return Promise(values.get("what", ""), values.get("by"))


_TEXT = Text(one_line=False)


def _offer() -> Keys:
    price = _price()
    was = ListOf(Keys({"price": price, "from": Day(), "until": Day()}, _built(PastPrice, since="from")))
    return Keys(
        {
            "for": Text(), "worry": Text(), "wish": Text(), "price": price, "was": was, "postage": price, "until": Day(),
            "pay": ListOf(Text()), "delivery": Text(), "returns": Text(), "order": Way(), "ask": MapOf(Way()),
        },
        _built(Offer, for_whom="for"),
    )  # fmt: skip


def _customer() -> Keys:
    consent = Keys({"date": Day(), "scope": ListOf(channel_shape()), "until": Day(), "withdrawn": Day()}, _consent)
    shapes: dict[str, Shape] = {
        "name": Text(),
        "consent": consent,
        "incentive": _names(INCENTIVES, "incentive"),
        "edited": Flag(),
    }
    return Keys(shapes, _built(Customer))


def _incident() -> Keys:
    shapes: dict[str, Shape] = {
        "happened": When(),
        "facts": _TEXT,
        "affected": _TEXT,
        "remedy": _TEXT,
        "contact": _TEXT,
    }
    return Keys(shapes, _built(Incident))


def letter_keys(purposes: Mapping[str, Purpose], extra: Iterable[str]) -> dict[str, Shape]:
    """Every known key of a post or a series step in a shop with these purposes, and the shop's extra keys."""
    return {
        "title": Text(),
        "date": When(),
        "purpose": purpose_shape(purposes),
        "audience": ListOf(stage_shape()),
        "channels": ListOf(channel_shape()),
        "draft": Flag(),
        "slug": Text(SLUG, "slug", most_bytes=SLUG_BYTES),
        "summary": Text(),
        "image": Text(),
        "image_alt": Text(),
        "author": Text(),
        "tags": ListOf(Text()),
        "campaign": Text(),
        "offer": _offer(),
        "customer": _customer(),
        "incident": _incident(),
        "recovers": Text(),
        "promised": _TEXT,
        "delivered": _TEXT,
        "answers": ListOf(Text()),
        "promises": ListOf(Keys({"what": Text(), "by": Day()}, _promise)),
        "fulfils": ListOf(Text()),
        "series": Text(),
        "day": Whole(0, 3650),
        "allow": MapOf(Reason()),
        "newsletter": Keys({"subject": Text(), "preheader": Text()}),
        **dict.fromkeys(extra, Anything()),
    }


def front_matter_schema(purposes: Mapping[str, Purpose], extra: Iterable[str] = ()) -> dict[str, Any]:
    """The front matter as JSON Schema (draft 2020-12), for editors: of a post with its date, or a series step with its day."""
    table = Keys(letter_keys(purposes, extra), required=("title", "purpose"))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Nukumori post"}
    return head | table.schema() | {"anyOf": [{"required": ["date"]}, {"required": ["day"]}]}
