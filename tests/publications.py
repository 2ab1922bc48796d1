"""Publications made by hand, for tests of what readers get."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from planner.model import (
    Channel,
    Edition,
    JoinRange,
    Letter,
    Money,
    Need,
    NewsletterSettings,
    Offer,
    Person,
    Post,
    Publication,
    Purpose,
    Role,
    Settings,
    ShopDetails,
    Stage,
    Step,
    Variant,
    WarmingRule,
)
from planner.render import Renderer, standard_extensions

TOKYO = ZoneInfo("Asia/Tokyo")
AT = datetime(2026, 12, 20, 9, 0, tzinfo=TOKYO)
RULE = WarmingRule(usual=Need(4, 2, 10), first=Need(5, 4, 21), within=180, reminders=2)
GRATITUDE = Purpose("gratitude", Role.WARMS, "Thank you")
NEWS = Purpose("news", Role.NEUTRAL, "News")
OFFER = Purpose("offer", Role.ASKS, "Offer")
TERMS = Offer(
    for_whom="people whose tea is cold before they have read one page",
    worry="thin cups lose their heat in minutes",
    wish="one unhurried cup every morning",
    price=Money(Decimal(4400), "JPY"),
    postage=Money(Decimal(600), "JPY"),
    until=date(2026, 12, 25),
    pay=("card", "bank transfer"),
    delivery="within 5 days",
    returns="within 14 days",
    order="https://shop.example/cup",
    ask={"chat": "https://shop.example/chat", "phone": "03-0000-0000", "visit": "every Saturday"},
)
SHOP = ShopDetails(
    name="Hidamari Tea",
    address="1-2-3 Example, Kyoto",
    email="hello@shop.example",
    phone="03-0000-0000",
    legal="https://shop.example/legal",
    privacy="https://shop.example/privacy",
)


def settings(**changes: Any) -> Settings:
    """Settings of a small shop."""
    values: dict[str, Any] = {
        "root": Path("/shop"),
        "config_path": Path("/shop/mkdocs.yml"),
        "language": "en",
        "timezone": TOKYO,
        "output": Path("/shop/build"),
        "site_name": "Hidamari Tea",
        "site_url": "https://tea.example/",
        "docs_dir": Path("/shop/content"),
        "since": None,
        "warming": RULE,
        "stages": dict.fromkeys(Stage, RULE),
        "purposes": {},
        "series": {},
        "newsletter": NewsletterSettings(),
        "shop": SHOP,
        "people": {"yuki": Person(key="yuki", name="Yuki Mori", role="roasts the tea")},
        "feed_limit": 0,
        "per_page": 12,
        "rules": {},
        "extra_keys": frozenset(),
        "plugin": True,
    }
    return Settings(**values | changes)


def post(slug: str = "first", body: str = "Thank you.\n", **changes: Any) -> Post:
    """A post; its file has the name of its slug."""
    values: dict[str, Any] = {
        "path": f"content/posts/{slug}.md",
        "title": "Thank you for the autumn",
        "purpose": GRATITUDE,
        "slug": slug,
        "body": body,
        "body_line": 6,
        "places": {},
        "date": datetime(2026, 12, 1, 9, 0, tzinfo=TOKYO),
    }
    return Post(**values | changes)


def step(day: int = 3, **changes: Any) -> Step:
    """A letter of the welcome series."""
    values: dict[str, Any] = {
        "path": f"content/series/welcome/{day:02d}.md",
        "title": "How the tea is steamed",
        "purpose": GRATITUDE,
        "slug": f"{day:02d}",
        "body": "Steam, then rest.\n",
        "body_line": 5,
        "places": {},
        "series": "welcome",
        "day": day,
        "stage": Stage.CUSTOMER,
    }
    return Step(**values | changes)


def edition(*letters: Post | Step, name: str | None = None) -> Edition:
    """The letters as one edition to everyone; a letter of a series has no date."""
    first = letters[0]
    dated = first.date if isinstance(first, Post) else None
    own = f"series-{first.series}-{first.day:02d}" if isinstance(first, Step) else f"{dated:%Y-%m-%d}-{first.slug}"
    everyone = Variant(name="everyone", letters=letters, readers=dict.fromkeys(Stage, (JoinRange(end=dated),)))
    return Edition(name=name or own, instant=dated, letters=letters, variants=(everyone,))


def publication(*posts: Post, series: Iterable[Step] = (), **changes: Any) -> Publication:
    """What readers get of these posts: each where its channels say."""
    posts = tuple(sorted(posts, key=lambda post: (post.date, post.path)))
    sent = (post for post in posts if Channel.NEWSLETTER in post.channels)
    return Publication(
        settings=settings(**changes),
        at=AT,
        site=tuple(post for post in posts if Channel.SITE in post.channels),
        feed=tuple(post for post in posts if Channel.FEED in post.channels),
        editions=(*(edition(post) for post in sent), *(edition(step) for step in series)),
    )


def renderer(of: Publication | Settings) -> Renderer:
    """A renderer with the standard extensions."""
    chosen = of.settings if isinstance(of, Publication) else of
    return Renderer(chosen, *standard_extensions(chosen))


def html(body: str, links: dict[str, str] | None = None, letter: Letter | None = None, **changes: Any) -> str:
    """The rendered body of a post at content/posts/first.md."""
    return renderer(settings(**changes)).html(letter or post(body=body), links or {})
