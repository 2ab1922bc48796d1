"""Editions and their variants as a whole shop makes them, held against what each single reader gets."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as how_often
from hypothesis import strategies as st

from planner.content import Content
from planner.model import (
    Edition,
    Incident,
    JoinRange,
    Level,
    NewsletterSettings,
    Post,
    Purpose,
    Role,
    RuleSettings,
    Settings,
    Source,
    Stage,
    Step,
)
from planner.publish.letter import files
from planner.rules import RULES
from planner.shop import Shop, open_shop
from planner.warming.calendar import minutes, moment
from planner.warming.follow import follow
from planner.warming.streams import Standing
from tests.calendars import rules
from tests.publications import NEWS, OFFER, TOKYO, post, renderer, settings, step

Golden = Callable[[str, Mapping[str, str | bytes]], None]
Write = Callable[..., Path]


def letter(when: str, purpose: str, extra: str = "") -> str:
    return f"---\ntitle: The {purpose}\n{when}\npurpose: {purpose}\n{extra}---\n\nWords.\n"


POSTS = {
    "posts/a.md": letter("date: 2026-08-26", "gratitude"),
    "posts/b.md": letter("date: 2026-08-27", "good-choice"),
    "posts/c.md": letter("date: 2026-08-28", "product-story"),
    "posts/d.md": letter("date: 2026-09-03", "staff-voice"),
    "posts/cup.md": letter("date: 2026-09-08 08:00", "offer", "summary: A cup that stays warm\n"),
}
WARMING = {
    "first": {"posts": 3, "kinds": 1, "days": 0},
    "stages": {"prospect": {"first": {"posts": 9}}, "regular": {"first": {"posts": 1}}},
}
"""Prospects are cold for the cup, regulars are warm sooner than the others."""
SERIES = {
    "series/welcome/00.md": letter("day: 0", "gratitude"),
    "series/welcome/03.md": letter("day: 3", "product-story"),
    "series/welcome/10.md": letter("day: 10", "staff-voice"),
    "series/welcome/12.md": letter("day: 12", "offer"),
}


def seen(folder: Path, at: str = "2026-12-01") -> Shop:
    return open_shop(None, start=folder, now=datetime.fromisoformat(at).replace(tzinfo=TOKYO))


def edition(of: Shop, name: str) -> Edition:
    return next(one for one in of.publication.editions if one.name == name)


def told(of: Edition) -> dict[str, tuple[str, dict[str, str]]]:
    """The letters and the readers of each variant, by name."""
    return {
        variant.name: (
            " ".join(letter.slug for letter in variant.letters),
            {stage.value: " ".join(map(_range, ranges)) for stage, ranges in variant.readers.items()},
        )
        for variant in of.variants
    }


def _range(one: JoinRange) -> str:
    return "/".join(f"{bound:%m-%d %H:%M}" if bound else "" for bound in (one.start, one.end))


def built(of: Shop) -> dict[str, bytes]:
    return files(of.publication, renderer(of.settings))


def test_a_partly_warm_offer_by_itself_goes_to_the_join_dates_of_its_verdict(shop: Write) -> None:
    made = seen(shop(POSTS, warming=WARMING))
    assert told(edition(made, "2026-09-08-cup")) == {
        "with-offer": (
            "cup",
            {"acquaintance": "/08-27 09:00", "customer": "/08-27 09:00", "regular": "/09-03 09:00"},
        )
    }
    (verdict,) = made.verdicts["newsletter/customer"]
    assert verdict.standing is Standing.PARTLY
    assert [moment(one.end or 0, TOKYO).isoformat() for one in verdict.joiners] == ["2026-08-27T09:00:00+09:00"]


def test_a_digest_is_with_its_offer_for_the_warm_and_without_for_the_others(shop: Write) -> None:
    made = seen(shop(POSTS, warming=WARMING, newsletter={"edition": "week"}))
    assert told(edition(made, "2026-09-08")) == {
        "with-offer": (
            "d cup",
            {"acquaintance": "/09-01 09:00", "customer": "/09-01 09:00", "regular": "/09-08 09:00"},
        ),
        "without-offer": (
            "d",
            {
                "acquaintance": "09-01 09:00/09-08 09:00",
                "prospect": "/09-08 09:00",
                "customer": "09-01 09:00/09-08 09:00",
            },
        ),
    }
    assert told(edition(made, "2026-09-01")) == {
        "everyone": ("a b c", dict.fromkeys(("acquaintance", "prospect", "customer", "regular"), "/09-01 09:00"))
    }


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("kind", ["post", "week"])
def test_edition_json_says_who_gets_which(shop: Write, golden: Golden, language: str, kind: str) -> None:
    block = {"warming": WARMING, "newsletter": {"edition": kind}, "series": {"welcome": {"stage": "customer"}}}
    steps = {path: SERIES[path] for path in list(SERIES)[:2]}
    made = built(seen(shop(POSTS | steps, language=language, **block)))
    golden(f"editions-{kind}-{language}", {path: made[path] for path in made if path.endswith(".json")})


def test_the_files_of_edition_json_are_there_and_no_others(shop: Write) -> None:
    made = built(seen(shop(POSTS | SERIES, warming=WARMING, newsletter={"edition": "week"})))
    listed = {
        f"{path.rpartition('/')[0]}/{name}"
        for path in made
        if path.endswith(".json")
        for variant in json.loads(made[path])["variants"]
        for name in variant["files"].values()
    }
    assert listed == {path for path in made if not path.endswith(".json")}


def test_a_cold_offer_that_the_shop_lets_pass_goes_to_all(shop: Write) -> None:
    made = seen(shop(POSTS, warming=WARMING, rules={"cold-offer": {"level": "warning"}}))
    (variant,) = edition(made, "2026-09-08-cup").variants
    assert variant.readers[Stage.PROSPECT] == (JoinRange(end=made.posts[-1].date),)


def names(folder: Path, at: str = "2026-12-01") -> list[str]:
    return [one.name for one in seen(folder, at).publication.editions if one.instant is None]


def test_a_series_is_built_whatever_the_day(shop: Write) -> None:
    folder = shop(SERIES, warming=WARMING, series={"welcome": {"stage": "customer"}})
    every = ["series-welcome-00", "series-welcome-03", "series-welcome-10", "series-welcome-12"]
    assert names(folder) == names(folder, "1999-01-01") == every
    assert built(seen(folder)) == built(seen(folder, "1999-01-01"))
    made = seen(folder).publication
    assert (made.site, made.feed) == ((), ())
    assert {one.stages for one in made.editions} == {(Stage.CUSTOMER,)}


def test_a_step_that_is_cold_broken_or_a_draft_is_not_built(shop: Write) -> None:
    steps = SERIES | {
        "series/welcome/03.md": letter("day: 3", "product-story", "draft: true\n"),
        "series/welcome/10.md": letter("day: 10", "staff-voice", "image: gone.png\nimage_alt: x\n"),
    }
    folder = shop(steps, warming=WARMING, series={"welcome": {"stage": "customer"}})
    assert names(folder) == ["series-welcome-00"]
    cold = {held.path: held.rule for held in seen(folder).held_back}
    assert cold["content/series/welcome/12.md"] == "cold-offer"


def test_a_series_that_greets_nobody_is_not_built(shop: Write) -> None:
    assert names(shop(SERIES, warming=WARMING)) == []


# Random shops: every reader, by stage and join date.

KINDS = [Purpose(name, Role.WARMS, name) for name in ("gratitude", "product-story", "staff-voice")]
APOLOGY, RECOVERY = (Purpose(name, Role.NEUTRAL, name) for name in ("apology", "recovery"))
START = datetime(2026, 9, 1, tzinfo=TOKYO)
QUIET = {rule.name: RuleSettings(Level.OFF, rule.options) for rule in RULES if rule.name != "cold-offer"}
TIMES = [timedelta(0), timedelta(hours=9), timedelta(hours=9, minutes=1), timedelta(hours=20)]
dates = st.builds(lambda day, time: START + timedelta(days=day) + time, st.integers(0, 30), st.sampled_from(TIMES))
some_stages = st.sampled_from([(), (), (Stage.CUSTOMER,), (Stage.CUSTOMER, Stage.PROSPECT), (Stage.REGULAR,)])


@st.composite
def posts(draw: st.DrawFn) -> list[Post]:
    made = [
        post(
            f"p{number}",
            date=draw(dates),
            purpose=draw(st.sampled_from([*KINDS, *KINDS, NEWS, OFFER, OFFER, OFFER])),
            audience=draw(some_stages),
            campaign=draw(st.sampled_from([None, "cup"])),
        )
        for number in range(draw(st.integers(0, 14)))
    ]
    if draw(st.integers(0, 3)) == 0:
        happened = draw(dates)
        made.append(post("sorry", date=happened, purpose=APOLOGY, incident=Incident(happened=happened)))
        made.append(post("better", date=happened + timedelta(days=3), purpose=RECOVERY, recovers="sorry"))
    return made


@st.composite
def shops(draw: st.DrawFn) -> Shop:
    """A shop of up to 16 posts in a month, small thresholds and a series, seen at some moment of it."""
    days = draw(st.lists(st.integers(0, 9), unique=True, max_size=4))
    steps = [step(day, purpose=draw(st.sampled_from([*KINDS, OFFER]))) for day in days]
    letters: list[Post | Step] = [*draw(posts()), *steps]
    chosen: Settings = settings(
        stages={stage: draw(rules()) for stage in Stage},
        newsletter=NewsletterSettings(edition=draw(st.sampled_from(["post", "week", "month"]))),
        since=draw(st.sampled_from([None, None, START + timedelta(days=8)])),
        series={"welcome": Stage.CUSTOMER},
        rules=QUIET,
    )
    made = Shop(chosen, START + timedelta(days=draw(st.sampled_from([12, 60]))))
    sources = tuple(Source(path=one.path, text="", letter=one) for one in sorted(letters, key=lambda one: one.path))
    vars(made)["content"] = Content(sources, frozenset())
    return made


def should_get(made: Shop, stage: Stage, joined: int) -> list[tuple[int, list[str]]]:
    """The broadcasts that one reader gets: when, and what together."""
    stream = f"newsletter/{stage}"
    cold = frozenset(one.path for one in made.verdicts[stream] if one.standing is Standing.COLD)
    got = [
        one
        for one in follow(made.judged.streams[stream], joined, cold)
        if one.withheld is None and not one.is_step and one.instant <= minutes(made.at)
    ]
    if made.settings.newsletter.edition == "post":
        return sorted((one.instant, [one.send.path]) for one in got)
    return [
        (when, sorted(one.send.path for one in got if one.instant == when)) for when in {one.instant: 0 for one in got}
    ]


def gets(made: Shop, stage: Stage, joined: int) -> list[tuple[int, list[str]]]:
    """The same, by the editions: a reader finds themselves in one variant of each at most."""
    found = []
    for one in made.publication.editions:
        mine = [variant for variant in one.variants if one.instant and holds(variant.readers.get(stage, ()), joined)]
        assert len(mine) <= 1
        found += [
            (minutes(one.instant), sorted(part.path for part in variant.letters)) for variant in mine if one.instant
        ]
    return sorted(found)


def holds(ranges: tuple[JoinRange, ...], joined: int) -> bool:
    return any(
        (one.start is None or minutes(one.start) <= joined) and (one.end is None or joined < minutes(one.end))
        for one in ranges
    )


def join_dates(made: Shop) -> list[int]:
    """Both sides of every bound, of every sending, and long ago."""
    ranges = [
        one
        for edition in made.publication.editions
        for variant in edition.variants
        for some in variant.readers.values()
        for one in some
    ]
    bounds = {minutes(bound) for one in ranges for bound in (one.start, one.end) if bound}
    bounds |= {send.instant for stream in made.judged.streams.values() for send in stream.sends} | {minutes(START)}
    return sorted({bound + near for bound in bounds for near in (-1, 0, 1)} | {0})


@given(shops())
@how_often(max_examples=150, deadline=None)
def test_every_reader_gets_one_variant_with_just_their_letters(made: Shop) -> None:
    for stage in Stage:
        for joined in join_dates(made):
            assert gets(made, stage, joined) == should_get(made, stage, joined), (stage, joined)


@given(shops())
@how_often(max_examples=50, deadline=None)
def test_every_step_that_is_warm_is_an_edition(made: Shop) -> None:
    cold = {one.path for one in made.judged.series["newsletter/customer"] if one.standing is Standing.COLD}
    steps = [source.path for source in made.sources if isinstance(source.letter, Step)]
    found = [one.letters[0].path for one in made.publication.editions if one.instant is None]
    assert sorted(found) == sorted(set(steps) - cold)
