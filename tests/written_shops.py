"""Random shops as files, beside the same shops as plain streams: written apart from the code that reads files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from planner.model import Need, Role, WarmingRule
from planner.rules import RULES
from planner.warming.streams import DAY, Outage, Send, Stream, merged_outages

STAGES = ("acquaintance", "prospect", "customer", "regular")
STREAMS = ("site", "feed", *(f"newsletter/{stage}" for stage in STAGES))
WARMS = ("gratitude", "product-story", "staff-voice", "garden-diary")
NEUTRAL = ("news", "invitation")
FIRST_DAY = datetime(2026, 3, 10, tzinfo=UTC).date()
"""A Tuesday, and summer time begins in London within the next three weeks."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEPT = "image: images/gone.png"
"""What keeps a letter out: a picture that is missing."""


@dataclass(frozen=True)
class Letter:
    """What a test knows of a letter it writes."""

    name: str
    purpose: str
    day: int
    """Of a post from `FIRST_DAY` on, of a step from joining on."""
    clock: tuple[int, int] = (9, 0)
    campaign: str | None = None
    until: int | None = None
    audience: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    draft: bool = False
    faulty: bool = False
    happened: int | None = None
    """Days before an apology."""
    recovers: str | None = None

    @property
    def role(self) -> Role:
        if self.purpose == "offer":
            return Role.ASKS
        return Role.WARMS if self.purpose in WARMS else Role.NEUTRAL

    @property
    def date(self) -> datetime:
        return datetime.combine(FIRST_DAY + timedelta(days=self.day), time(*self.clock))

    def streams(self) -> list[str]:
        plain = [name for name in ("site", "feed") if name in (self.channels or ("site", "feed", "newsletter"))]
        letters = [f"newsletter/{stage}" for stage in self.audience or STAGES]
        return plain + (letters if "newsletter" in (self.channels or ("newsletter",)) else [])

    def text(self, *, step: bool = False) -> str:
        lines = [f"title: About {self.name}", f"purpose: {self.purpose}"]
        lines.append(f"day: {self.day}" if step else f"date: {self.date:%Y-%m-%d %H:%M}")
        lines += [f"campaign: {self.campaign}"] if self.campaign else []
        lines += [f"offer: {{until: {_day(self.until)}}}"] if self.until is not None else []
        lines += [f"audience: [{', '.join(self.audience)}]"] if self.audience else []
        lines += [f"channels: [{', '.join(self.channels)}]"] if self.channels else []
        lines += ["draft: yes"] if self.draft else []
        lines += [KEPT] if self.faulty else []
        lines += [f"recovers: {self.recovers}"] if self.recovers else []
        if self.happened is not None:
            lines.append(f"incident: {{happened: {self.date - timedelta(days=self.happened):%Y-%m-%d %H:%M}}}")
        return "\n".join(["---", *lines, "---", "", "A few words."]) + "\n"


@dataclass(frozen=True)
class Written:
    """A shop: what is written, and what it means."""

    posts: tuple[Letter, ...]
    steps: tuple[Letter, ...]
    zone: ZoneInfo
    needs: tuple[tuple[int, int, int], tuple[int, int, int]]
    """What a further offer needs, and a first one: posts, kinds, days."""
    within: int
    reminders: int
    gentle_regulars: bool
    since: int | None
    digest: bool
    at: int

    def write(self, folder: Path) -> Path:
        for letter in self.posts:
            _write(folder / f"content/posts/{letter.name}.md", letter.text())
        for step in self.steps:
            _write(folder / f"content/series/welcome/{step.name}.md", step.text(step=True))
        _write(folder / "content/index.md", "# Tea\n")
        _write(folder / "mkdocs.yml", json.dumps(self._config()))
        return folder

    def _config(self) -> dict[str, Any]:
        posts, kinds, days = self.needs[0]
        first = dict(zip(("posts", "kinds", "days"), self.needs[1], strict=True))
        warming = {"ratio": posts, "kinds": kinds, "days": days, "first": first, "within": self.within}
        stages = {"regular": {"ratio": 1, "kinds": 1, "days": 0}} if self.gentle_regulars else {}
        block = {
            "timezone": str(self.zone),
            "warming": {**warming, "reminders": self.reminders, "stages": stages},
            "purposes": {"garden-diary": {"role": "warms", "label": "Garden diary"}},
            "rules": {
                rule.name: {"level": "off"} for rule in RULES if rule.name not in {"cold-offer", "missing-image"}
            },
            "newsletter": {"edition": "week", "weekday": "tuesday", "time": "10:00"} if self.digest else {},
            "series": {"welcome": {"stage": "customer"}} if self.steps else {},
            **({"since": _day(self.since)} if self.since is not None else {}),
        }
        return {"site_name": "Tea", "docs_dir": "content", "plugins": [{"planner": block}]}

    @property
    def when(self) -> datetime:
        """The moment at which the shop is looked at."""
        return datetime.combine(FIRST_DAY + timedelta(days=self.at), time(12), self.zone)

    def minute(self, local: datetime) -> int:
        return (local.replace(tzinfo=self.zone) - EPOCH) // timedelta(minutes=1)

    def date(self, minute: int) -> str:
        return (EPOCH + timedelta(minutes=minute)).astimezone(self.zone).isoformat(timespec="seconds")

    def edition(self, local: datetime) -> int:
        """The next Tuesday at ten."""
        for number in range(15):
            at_ten = datetime.combine(local.date() + timedelta(days=number), time(10))
            if at_ten.weekday() == 1 and self.minute(at_ten) >= self.minute(local):
                return self.minute(at_ten)
        raise AssertionError

    def rule(self, stream: str) -> WarmingRule:
        usual, first = (Need(*need) for need in self.needs)
        own = Need(1, 1, 0) if self.gentle_regulars and stream.endswith("regular") else usual
        return WarmingRule(own, first, self.within, self.reminders)

    def stream(self, name: str) -> Stream:
        """What the readers of a stream are sent, with all of the series."""
        shown = [letter for letter in self.posts if not letter.draft and name in letter.streams()]
        sends = [self._send(letter, name) for letter in shown if letter.role is Role.ASKS or not letter.faulty]
        steps = [self._step(step) for step in self.steps if step.role is Role.ASKS or not step.faulty]
        return Stream(
            name,
            self.rule(name),
            tuple(sorted(sends, key=lambda send: send.rank)),
            tuple(sorted(steps, key=lambda step: step.rank)) if name == "newsletter/customer" else (),
            merged_outages(self._outage(letter) for letter in shown if letter.happened is not None),
        )

    def _send(self, letter: Letter, stream: str) -> Send:
        digest = self.digest and stream.startswith("newsletter")
        return Send(
            self.edition(letter.date) if digest else self.minute(letter.date),
            f"content/posts/{letter.name}.md",
            letter.purpose,
            letter.role,
            letter.campaign,
            None if letter.until is None else self._midnight(letter.until + 1),
            history=self.since is not None and letter.date < datetime.combine(_date(self.since), time()),
            kept_out=letter.faulty,
            order=int(digest and letter.role is Role.ASKS),
        )

    def _step(self, step: Letter) -> Send:
        deadline = None if step.until is None else self._midnight(step.until + 1)
        path = f"content/series/welcome/{step.name}.md"
        return Send(step.day * DAY, path, step.purpose, step.role, step.campaign, deadline, kept_out=step.faulty)

    def _midnight(self, day: int) -> int:
        return self.minute(datetime.combine(_date(day), time()))

    def _outage(self, apology: Letter) -> Outage:
        start = apology.date - timedelta(days=apology.happened or 0)
        ends = [
            self.minute(letter.date)
            for letter in self.posts
            if letter.recovers == apology.name and not letter.draft and not letter.faulty
        ]
        return Outage(self.minute(start), min(ends, default=None))


def _date(day: int) -> date:
    return FIRST_DAY + timedelta(days=day)


def _day(day: int | None) -> str:
    return _date(day or 0).isoformat()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


CLOCKS = st.sampled_from([(9, 0), (9, 0), (10, 0), (10, 1), (0, 0), (23, 59)])
AUDIENCES = st.sampled_from([(), (), (), ("customer",), ("customer", "regular"), ("prospect",)])
CHANNELS = st.sampled_from([(), (), (), ("newsletter",), ("site", "newsletter"), ("site",)])


@st.composite
def _letter(draw: st.DrawFn, name: str) -> Letter:
    kind = draw(st.sampled_from("wwwwwwnoooo"))
    letter = Letter(
        name,
        draw(st.sampled_from({"w": WARMS, "n": NEUTRAL, "o": ("offer",)}[kind])),
        draw(st.integers(0, 40)),
        draw(CLOCKS),
        audience=draw(AUDIENCES),
        channels=draw(CHANNELS),
        draft=draw(st.integers(0, 9)) == 0,
        faulty=draw(st.integers(0, 9)) == 0,
    )
    return _with_campaign(draw, letter) if kind == "o" else letter


def _with_campaign(draw: st.DrawFn, offer: Letter) -> Letter:
    until = draw(st.sampled_from([None, 0, 3, 10]))
    campaign = draw(st.sampled_from([None, "cup", "cup", "tin"]))
    return replace(offer, campaign=campaign, until=None if until is None else offer.day + until)


def _incident(draw: st.DrawFn, number: int) -> Iterator[Letter]:
    day, length = draw(st.integers(0, 40)), draw(st.sampled_from([None, 0, 3, 9]))
    apology = Letter(f"sorry-{number}", "apology", day, audience=draw(AUDIENCES), channels=draw(CHANNELS), happened=1)
    yield apology
    if length is not None:
        yield Letter(f"mended-{number}", "recovery", day + length, (18, 0), recovers=apology.name)


@st.composite
def _steps(draw: st.DrawFn) -> tuple[Letter, ...]:
    days = sorted(draw(st.lists(st.integers(0, 12), unique=True, max_size=5)))
    return tuple(_step(draw, day) for day in days)


def _step(draw: st.DrawFn, day: int) -> Letter:
    kind = draw(st.sampled_from("wwwwno"))
    purpose = draw(st.sampled_from({"w": WARMS, "n": NEUTRAL, "o": ("offer",)}[kind]))
    step = Letter(f"step-{day:02d}", purpose, day, faulty=draw(st.integers(0, 9)) == 0)
    return replace(step, campaign=draw(st.sampled_from([None, "cup"]))) if kind == "o" else step


@st.composite
def needs(draw: st.DrawFn) -> tuple[int, int, int]:
    """Posts, of no more kinds than that, and days."""
    posts = draw(st.integers(1, 3))
    return posts, draw(st.integers(1, posts)), draw(st.integers(0, 6))


@st.composite
def written_shops(draw: st.DrawFn) -> Written:
    """A shop of up to 16 posts in six weeks."""
    posts = [draw(_letter(f"p{number:02d}")) for number in range(draw(st.integers(2, 14)))]
    posts += [letter for number in range(draw(st.integers(0, 1))) for letter in _incident(draw, number)]
    return Written(
        tuple(posts),
        draw(_steps()),
        ZoneInfo(draw(st.sampled_from(["Asia/Tokyo", "Europe/London"]))),
        (draw(needs()), draw(needs())),
        draw(st.integers(8, 25)),
        draw(st.integers(0, 2)),
        draw(st.booleans()),
        draw(st.sampled_from([None, None, 12, 25])),
        draw(st.booleans()),
        draw(st.integers(-1, 25)),
    )
