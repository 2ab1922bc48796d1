"""`planner status`: its JSON against readers followed by hand, its text for a shop owner, and advice that holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, example, given, settings
from jsonschema import Draft202012Validator

from planner.cli.main import main
from planner.model import Role
from planner.report.status import Ahead, Status, status
from planner.shop import open_shop
from planner.warming.advice import Advice
from planner.warming.streams import DAY, Send, Standing, Stream
from planner.wording import LANGUAGES
from tests import tea_shop
from tests.one_reader import follow
from tests.terminal import in_a_terminal
from tests.written_shops import FIRST_DAY, STREAMS, Letter, Written, written_shops

LONG_AGO = 10_000_000
INSTANT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$"


def closed(**properties: Any) -> dict[str, Any]:
    """An object with these keys and no others."""
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def listed(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


WORD = {"type": "string", "minLength": 1}
MOMENT = {"type": "string", "pattern": INSTANT}
BOUND = {"anyOf": [MOMENT, {"type": "null"}]}
COUNT = {"type": "integer", "minimum": 0}
VERDICT = {"enum": ["warm", "partly", "cold"]}
WARMTH = closed(
    posts=COUNT, posts_needed=COUNT, kinds=COUNT, kinds_needed=COUNT,
    days={"type": "number", "minimum": 0}, days_needed=COUNT, first={"type": "boolean"},
)  # fmt: skip
OFFER = closed(
    path=WORD, date=MOMENT, campaign={"type": ["string", "null"]}, verdict=VERDICT, warmth=WARMTH,
    warm_joiners=listed(closed(**{"from": BOUND, "until": BOUND})), earliest=BOUND,
)  # fmt: skip
OFFER["properties"]["held_back"] = listed(WORD)
SERIES = closed(name=WORD, offers=listed(closed(path=WORD, day=COUNT, verdict=VERDICT, warmth=WARMTH)))
ADVICE = closed(
    **{
        "by": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "purposes": listed(WORD),
        "for": WORD,
        "streams": listed({"enum": [*STREAMS]}),
        "why": WORD,
    }
)
SCHEMA = closed(
    schema={"const": "planner.status/1"},
    at=MOMENT,
    streams=listed(closed(stream={"enum": [*STREAMS]}, offers=listed(OFFER), series=listed(SERIES))),
    next=listed(ADVICE),
)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["status", *words])


def data(folder: Path, at: str) -> dict[str, Any]:
    result = run("--config", str(folder / "mkdocs.yml"), "--at", at, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    found: dict[str, Any] = json.loads(result.stdout)
    Draft202012Validator(SCHEMA).validate(found)
    return found


def seen(folder: Path, written: Written) -> Status:
    return status(open_shop(folder / "mkdocs.yml", start=folder, now=written.when).known)


@dataclass(frozen=True)
class Expected:
    """What one stream of a written shop must say: every reader is followed by hand."""

    written: Written
    name: str

    def series(self) -> list[tuple[str, str]]:
        stream = self.written.stream(self.name)
        alone = Stream(stream.name, stream.rule, (), stream.steps)
        asks = {step.path for step in stream.steps if step.role is Role.ASKS}
        outcomes = [outcome for outcome in follow(alone, 0) if outcome.path in asks]
        return [(outcome.path, "warm" if outcome.received else "cold") for outcome in outcomes]

    def stream(self) -> Stream:
        """The stream as readers get it: without the offers of its series that are cold or kept out."""
        stream = self.written.stream(self.name)
        cold = {path for path, verdict in self.series() if verdict == "cold"}
        steps = tuple(step for step in stream.steps if step.path not in cold and not step.kept_out)
        return replace(stream, steps=steps)

    def ahead(self) -> list[Send]:
        """The offers dated after the moment, by their own date and path."""
        dates = {f"content/posts/{letter.name}.md": self.written.minute(letter.date) for letter in self.written.posts}
        offers = [send for send in self.stream().sends if send.role is Role.ASKS]
        now = (self.written.when.timestamp()) // 60
        return sorted((one for one in offers if dates[one.path] > now), key=lambda one: (dates[one.path], one.path))

    def is_warm(self, path: str, moved: int | None = None) -> bool:
        """Whether the long-standing reader receives an offer."""
        outcomes = follow(self.stream(), -LONG_AGO, moved=None if moved is None else (path, moved))
        return next(outcome.received for outcome in outcomes if outcome.path == path)

    def shown(self) -> Stream:
        """The stream without the offers that are held back for being cold."""
        stream = self.stream()
        warm = {outcome.path for outcome in follow(stream, -LONG_AGO) if outcome.received}
        return replace(stream, sends=tuple(send for send in stream.sends if send.path in warm))

    def earliest(self, offer: Send) -> int | None:
        stream = self.stream()
        minutes = self._editions(offer) if offer.order else self._edges(stream, offer.instant)
        return next((minute for minute in minutes if self.is_warm(offer.path, minute)), None)

    def _editions(self, offer: Send) -> Iterator[int]:
        """Tuesdays at ten, from the offer's own on, by the clock on the wall."""
        tuesday = Letter("", "", 0, (10, 0))
        editions = (self.written.minute(replace(tuesday, day=7 * week).date) for week in range(20))
        return (minute for minute in editions if minute >= offer.instant)

    def _edges(self, stream: Stream, least: int) -> list[int]:
        spans = [0, *(need.days * DAY for need in (stream.rule.usual, stream.rule.first)), stream.rule.within * DAY]
        marks = {send.instant + span for send in stream.sends for span in spans}
        marks |= {send.deadline for send in stream.sends if send.deadline}
        marks |= {edge for outage in stream.outages for edge in (outage.start, outage.end) if edge is not None}
        return sorted(
            minute for minute in {least, *(mark + by for mark in marks for by in (-1, 0, 1))} if minute >= least
        )


def joins(stream: Stream, answers: list[dict[str, Any]]) -> list[int]:
    """Join dates at which an answer may change, a selection of them if they are many; and those that are named."""
    spans = {0, stream.rule.usual.days * DAY, stream.rule.first.days * DAY, stream.rule.within * DAY}
    days = {0, *(step.instant for step in stream.steps)}
    edges = sorted(
        {send.instant - day - span + by for send in stream.sends for day in days for span in spans for by in (-1, 0, 1)}
    )
    return [*edges[:: 1 + len(edges) // 60], *(edge + by for edge in answers_edges(answers) for by in (-1, 0))]


def answers_edges(answers: list[dict[str, Any]]) -> Iterator[int]:
    for offer in answers:
        for one in offer["warm_joiners"]:
            yield from (minute_of(one[name]) for name in ("from", "until") if one[name] is not None)


def minute_of(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp()) // 60


def is_in(reader: int, offer: dict[str, Any]) -> bool:
    return any(
        (one["from"] is None or minute_of(one["from"]) <= reader)
        and (one["until"] is None or reader < minute_of(one["until"]))
        for one in offer["warm_joiners"]
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(written_shops())
def test_every_answer_agrees_with_readers_followed_by_hand(written: Written) -> None:
    with TemporaryDirectory() as name:
        found = data(written.write(Path(name)), written.when.isoformat())
    assert [stream["stream"] for stream in found["streams"]] == [*STREAMS]
    for stream in found["streams"]:
        expected = Expected(written, stream["stream"])
        check_series(stream, expected)
        assert [offer["path"] for offer in stream["offers"]] == [send.path for send in expected.ahead()]
        for offer, send in zip(stream["offers"], expected.ahead(), strict=True):
            check_offer(offer, send, expected)
        if expected.name.startswith("newsletter"):
            check_joiners(stream["offers"], expected)


def check_series(stream: dict[str, Any], expected: Expected) -> None:
    found = [(offer["path"], offer["verdict"]) for series in stream["series"] for offer in series["offers"]]
    assert found == expected.series()
    greeted = expected.written.steps and expected.name == "newsletter/customer"
    assert [series["name"] for series in stream["series"]] == (["welcome"] if greeted else [])


def check_offer(offer: dict[str, Any], send: Send, expected: Expected) -> None:
    cold = not expected.is_warm(send.path)
    assert (offer["verdict"] == "cold") == cold
    assert offer.get("held_back", []) == (["missing-image"] if send.kept_out else [])
    earliest = expected.earliest(send)
    assert offer["earliest"] == (None if earliest is None else expected.written.date(earliest))
    if not expected.name.startswith("newsletter"):
        assert offer["warm_joiners"] == ([] if cold else [{"from": None, "until": None}])


def check_joiners(offers: list[dict[str, Any]], expected: Expected) -> None:
    sends = {send.path: send for send in expected.ahead()}
    shown = expected.shown()
    for offer in offers:
        everyone = [{"from": None, "until": expected.written.date(sends[offer["path"]].instant)}]
        assert (offer["verdict"] == "warm") == (offer["warm_joiners"] == everyone)
        assert (offer["verdict"] == "cold") == (offer["warm_joiners"] == [])
    for reader in joins(shown, offers):
        received = {outcome.path for outcome in follow(shown, reader) if outcome.received}
        for offer in offers:
            if reader < sends[offer["path"]].instant:
                assert is_in(reader, offer) == (offer["path"] in received), (reader, offer)


ASKED_BY_LETTER = Written(
    posts=(Letter("p00", "offer", 8, channels=("newsletter",)), Letter("p01", "offer", 12)),
    steps=(),
    zone=ZoneInfo("Asia/Tokyo"),
    needs=((1, 1, 1), (1, 1, 4)),
    within=8,
    reminders=0,
    gentle_regulars=False,
    since=12,
    digest=False,
    at=0,
)
"""What warms the site in time for the second offer comes before the first one, which only the letters have."""


COOLED_ON_THE_SITE = replace(
    ASKED_BY_LETTER,
    posts=(Letter("p00", "gratitude", 14, faulty=True), Letter("p01", "offer", 21, (10, 0))),
    needs=((1, 1, 0), (1, 1, 1)),
    since=None,
    digest=True,
)
"""What is early enough for the weekly letter has cooled on the site by the time of the offer."""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(written_shops())
@example(ASKED_BY_LETTER)
@example(COOLED_ON_THE_SITE)
def test_advice_that_is_followed_warms_the_offer(written: Written) -> None:
    """For the first offer that is cold somewhere: once all is written that is said of it, it is warm there."""
    with TemporaryDirectory() as name:
        before = seen(written.write(Path(name)), written)
    mine = [one for one in before.next if one.case in {"posts", "kinds", "days"} and is_first(before, written, one)]
    for advice in mine[:1]:
        told = [one for one in before.next if one.path == advice.path and one.case != "late"]
        better = replace(written, posts=(*written.posts, *followed(told)))
        with TemporaryDirectory() as name:
            after = seen(better.write(Path(name)), better)
        for stream, offer in offers_of(after):
            if stream in advice.streams and offer.post.path == advice.path:
                assert offer.held_back or offer.verdict.standing is not Standing.COLD


def offers_of(found: Status) -> Iterator[tuple[str, Ahead]]:
    return ((stream.name, offer) for stream in found.streams for offer in stream.offers)


def is_first(found: Status, written: Written, advice: Advice) -> bool:
    """Whether no incident, and no other offer that is cold before it, can come between an offer and what is written for it."""
    mine = {stream: offer for stream, offer in offers_of(found) if offer.post.path == advice.path}
    for stream in advice.streams:
        expected = Expected(written, stream)
        between = [send for send in expected.stream().sends if send.role is Role.ASKS and send.path != advice.path]
        end = mine[stream].verdict.instant
        if mine[stream].verdict.outage or any(one.instant <= end and not expected.is_warm(one.path) for one in between):
            return False
    return True


def followed(advice: list[Advice]) -> Iterator[Letter]:
    """The posts of the advice: each on the last day that will do, and has none of the others.

    A day may have a post of the shop's already: between two offers there can be no other day left.
    """
    taken: set[int] = set()
    for number, one in enumerate(advice):
        for turn, purpose in enumerate(one.purposes):
            day = next(day for day in range((one.by - FIRST_DAY).days, -100, -1) if day not in taken)
            taken.add(day)
            yield Letter(f"new-{number}-{turn}", purpose, day)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text(tmp_path: Path, language: str, golden: Callable[[str, dict[str, str]], None]) -> None:
    folder = tea_shop.write(tmp_path, language)
    texts = {f"{at}.txt": run("--config", str(folder / "mkdocs.yml"), "--at", at).stdout for at in tea_shop.MOMENTS}
    golden(f"status/{language}", texts)


def test_an_empty_shop(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text("docs_dir: content\nplugins: [planner]\n")
    found = data(tmp_path, "2026-12-01")
    assert [(stream["offers"], stream["series"]) for stream in found["streams"]] == [([], [])] * 6
    assert found["next"] == []
    assert run("--config", str(tmp_path / "mkdocs.yml")).exit_code == 0


def test_the_same_shop_gives_the_same_bytes_wherever_they_go(tmp_path: Path) -> None:
    words = ["--config", str(tea_shop.write(tmp_path, "en") / "mkdocs.yml"), "--at", "2026-11-21"]
    for form in ("text", "json"):
        printed = run(*words, "--format", form).stdout
        assert run(*words, "--format", form, "--output", str(tmp_path / "out")).stdout == ""
        assert (tmp_path / "out").read_text(encoding="utf-8") == printed


def test_colours_only_on_a_terminal(tmp_path: Path) -> None:
    words = ["status", "--config", str(tea_shop.write(tmp_path, "en") / "mkdocs.yml"), "--at", "2026-11-21"]
    assert "\x1b[" in in_a_terminal(*words)
    assert "\x1b[" not in in_a_terminal(*words, NO_COLOR="1")
    assert "\x1b[" not in run(*words[1:]).stdout


def test_a_title_cannot_draw_on_the_terminal(tmp_path: Path) -> None:
    folder = tea_shop.write(tmp_path, "en")
    path = folder / "content/posts/cup.md"
    path.write_text(path.read_text(encoding="utf-8").replace("A cup", '"\\eA cup"', 1), encoding="utf-8")
    assert "\x1b" not in run("--config", str(folder / "mkdocs.yml"), "--at", "2026-11-21").stdout
