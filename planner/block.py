"""The keys of the `planner` block of mkdocs.yml (contract.md), each with the shape of its value."""

from __future__ import annotations

from planner.accent import COLOUR
from planner.keys import stage_shape
from planner.model import Role, Stage
from planner.presets import PRESETS
from planner.shapes import Flag, Keys, Link, ListOf, MapOf, OneOf, Shape, Text, When, Whole
from planner.wording import LANGUAGES

SERVICES = ("plain", "listmonk", "buttondown", "mailchimp", "kit", "brevo", "sendgrid")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EDITIONS = ("post", "week", "month")

_NEED: dict[str, Shape] = {"kinds": Whole(0, 100), "days": Whole(0, 3650)}
_BAR: dict[str, Shape] = {
    "preset": OneOf(tuple(PRESETS)),
    "ratio": Whole(0, 1000),
    **_NEED,
    "within": Whole(1, 36500),
    "reminders": Whole(0, 1000),
    "first": Keys({"posts": Whole(0, 1000), **_NEED}),
}
_CLOCK = r"([01]?\d|2[0-3]):[0-5]\d"
_ATTRIBUTE = r"[^\W\d][\w-]{0,63}"
_KEY = r".{0,60}[^\W\d_].{0,60}"
SHAPES: dict[str, Shape] = {
    "language": OneOf(LANGUAGES),
    "timezone": Text(),
    "output": Text(),
    "since": When(),
    "warming": Keys({**_BAR, "stages": Keys({stage.value: Keys(_BAR) for stage in Stage})}),
    "purposes": MapOf(Keys({"role": OneOf(tuple(role.value for role in Role)), "label": Text()})),
    "series": MapOf(Keys({"stage": stage_shape()})),
    "newsletter": Keys(
        {
            "edition": OneOf(EDITIONS),
            "weekday": OneOf(WEEKDAYS),
            "day": Whole(1, 31),
            "time": Text(_CLOCK, "clock"),
            "service": OneOf(SERVICES),
            **{key: Link() for key in ("unsubscribe", "preferences", "pause")},
            **{key: Text(_ATTRIBUTE, "attribute") for key in ("joined_attribute", "stage_attribute")},
        }
    ),
    "shop": Keys(
        {
            **{key: Text() for key in ("name", "sentence", "picture", "picture_alt", "address", "email", "phone")},
            **{key: Text() for key in ("seller", "representative", "postage", "payment", "delivery", "returns")},
            "notice": MapOf(Text()),
            "colour": Text(COLOUR, "colour"),
            "legal": Link(near=True),
            "privacy": Link(near=True),
            "signup": Keys({"action": Link(), "then": Link(), "consent": Text(), "ticked": Flag()}),
        }
    ),
    "people": MapOf(Keys({key: Text() for key in ("name", "role", "picture", "about")})),
    "feed": Keys({"limit": Whole(0, 100_000)}),
    "per_page": Whole(1, 1000),
    "incidents": Flag(),
    "rules": Keys({}, tolerate=True),
    "extra_keys": ListOf(Text(_KEY, "key")),
}
BLOCK = Keys(SHAPES)
"""The `planner` table."""
