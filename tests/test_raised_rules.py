"""A shop may raise a rule that reads the warming to an error: what it holds back then warms nobody, whoever is asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner import check
from planner.cli.main import main
from planner.model import Finding, Level, Post, Role, Stage
from planner.report.simulation import simulate
from planner.rules import RULES
from planner.shop import Shop, open_shop
from planner.warmed import Warmed, warmed
from planner.warming.calendar import moment
from planner.warming.ranges import FOREVER
from planner.warming.streams import Standing, Stream
from tests.one_reader import follow
from tests.test_cli_status import LONG_AGO, Expected, joins
from tests.test_editions_of_a_shop import gets
from tests.written_shops import STAGES, STREAMS, Written, written_shops

AT = "2026-12-01"
TWO_WARM = {"first": {"posts": 2, "kinds": 2, "days": 0}, "ratio": 1, "kinds": 1, "days": 0}
THANKS, STORY, CUP = "content/posts/1-thanks.md", "content/posts/2-story.md", "content/posts/3-cup.md"
LETTERS = {
    "posts/1-thanks": "date: 2026-11-02; purpose: gratitude",
    "posts/2-story": "date: 2026-11-03; purpose: product-story",
    "posts/3-cup": "date: 2026-11-12; purpose: offer",
}
ONE_A_WEEK = {"too-many-letters": {"level": "error", "week": 1}}
"""The story comes a day after the thanks, so it is one letter too many for all who get letters."""
NEWSLETTERS = {f"newsletter/{stage}" for stage in STAGES}


def shop(
    root: Path, letters: Mapping[str, str], raised: Mapping[str, Mapping[str, Any]], at: str = AT, **block: Any
) -> Shop:
    """A shop in which only cold offers and the raised rules are told; each letter is the lines of its front matter."""
    quiet = {rule.name: {"level": "off"} for rule in RULES}
    rules = {**quiet, "cold-offer": {"level": "error"}, **raised}
    planner = {"timezone": "UTC", "language": "en", "warming": TWO_WARM, "rules": rules} | block
    config = {"site_name": "Tea", "docs_dir": "content", "plugins": [{"planner": planner}]}
    root.mkdir(exist_ok=True)
    (root / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
    for name, text in letters.items():
        path = root / "content" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [line.strip() for line in text.split(";")]
        path.write_text("\n".join(["---", f"title: {name}", *lines, "---", "", "Words.", ""]), encoding="utf-8")
    return open_shop(root / "mkdocs.yml", start=root, now=datetime.fromisoformat(f"{at}T00:00+00:00"))


def told(made: Shop) -> set[tuple[str, str, str]]:
    return {(Path(one.path).stem, one.rule, one.values.get("stream", "")) for one in made.findings}


def asked(root: Path, *words: str) -> dict[str, Any]:
    """What a command answers as JSON."""
    found: dict[str, Any] = json.loads(
        CliRunner().invoke(main, [*words, "--config", str(root / "mkdocs.yml"), "--format", "json"]).stdout
    )
    return found


def test_a_letter_that_nobody_gets_makes_no_offer_warm(tmp_path: Path) -> None:
    assert told(shop(tmp_path / "usual", LETTERS, {})) == set()
    made = shop(tmp_path / "raised", LETTERS, ONE_A_WEEK)
    expected = {("2-story", "too-many-letters", name) for name in NEWSLETTERS}
    assert told(made) == expected | {("3-cup", "cold-offer", name) for name in NEWSLETTERS}
    assert [post.path for post in made.publication.site] == [THANKS, STORY, CUP]
    assert [edition.letters[0].path for edition in made.publication.editions] == [THANKS]


def test_every_command_tells_the_same_of_it(tmp_path: Path) -> None:
    shop(tmp_path, LETTERS, ONE_A_WEEK)
    findings = asked(tmp_path, "check", "--at", "2026-11-05")["findings"]
    cold = {one["values"]["stream"] for one in findings if one["rule"] == "cold-offer"}
    streams = asked(tmp_path, "status", "--at", "2026-11-05")["streams"]
    verdicts = {one["stream"]: (one["offers"][0]["verdict"], one["offers"][0]["warmth"]["posts"]) for one in streams}
    gets = asked(tmp_path, "simulate", "--at", "2026-11-05", "--joined", "2026-10-01")["letters"]
    plan = asked(tmp_path, "plan", "--at", "2026-11-05", "--offer", "2026-11-12", "--stage", "customer")
    assert cold == NEWSLETTERS
    assert verdicts == {name: ("cold", 1) if name in NEWSLETTERS else ("warm", 2) for name in STREAMS}
    assert [(one["path"], one["withheld"]) for one in gets] == [(THANKS, None), (CUP, "held-back")]
    assert len(plan["posts"]) == 1
    assert plan["posts"][0]["path"] is None


def test_a_build_holds_back_both_and_says_by_which_rule(tmp_path: Path) -> None:
    made = shop(tmp_path, LETTERS, ONE_A_WEEK)
    held = {(Path(one.path).stem, one.rule): set(one.streams) for one in made.held_back}
    assert held == {("2-story", "too-many-letters"): NEWSLETTERS, ("3-cup", "cold-offer"): NEWSLETTERS}


def test_what_is_weaker_than_an_error_holds_nothing_back(tmp_path: Path) -> None:
    made = shop(tmp_path, LETTERS, {"too-many-letters": {"level": "warning", "week": 1}})
    assert told(made) == {("2-story", "too-many-letters", name) for name in NEWSLETTERS}
    assert made.held_back == ()


def test_a_rule_that_has_held_back_is_not_asked_again(tmp_path: Path) -> None:
    """Without the letter before a silence, the silence is longer, and the letter before that one would be the next."""
    days = ("02", "04", "06", "08")
    letters = {f"posts/{day}": f"date: 2026-06-{day}; purpose: gratitude" for day in days}
    letters |= {"posts/late": "date: 2026-11-30; purpose: gratitude"}
    made = shop(tmp_path, letters, {"long-silence": {"level": "error"}})
    assert told(made) == {("08", "long-silence", name) for name in NEWSLETTERS}


def test_another_rule_sees_that_the_letter_is_gone(tmp_path: Path) -> None:
    raised = ONE_A_WEEK | {"long-silence": {"level": "error", "days": 10}}
    letters = {"posts/1": "date: 2026-11-12; purpose: gratitude", "posts/2": "date: 2026-11-13; purpose: gratitude"}
    letters |= {"posts/3": "date: 2026-11-23; purpose: gratitude"}
    made = shop(tmp_path, letters, raised)
    assert told(made) == {
        (path, rule, name) for name in NEWSLETTERS for path, rule in (("2", "too-many-letters"), ("1", "long-silence"))
    }


def test_a_report_that_is_held_back_closes_no_incident(tmp_path: Path) -> None:
    letters = {
        "posts/late": "date: 2026-10-02; purpose: apology; incident: {happened: 2026-10-01}",
        "posts/mended": "date: 2026-10-10; purpose: recovery; recovers: late; promises: [{what: a new cup, by: 2026-10-20}]",
        "posts/broken": "date: 2026-11-02; purpose: apology; incident: {happened: 2026-11-01}",
    }
    second = {"second-incident": {"level": "error"}}
    assert told(shop(tmp_path / "usual", letters, second)) == set()
    made = shop(tmp_path / "raised", letters, second | {"overdue-promise": {"level": "error"}})
    assert told(made) == {("mended", "overdue-promise", ""), ("broken", "second-incident", "")}
    assert [one.apology.slug for one in made.open_incidents] == ["late", "broken"]


def test_a_letter_held_back_for_what_it_allows_warms_nobody_either(tmp_path: Path) -> None:
    letters = LETTERS | {"posts/2-story": f"{LETTERS['posts/2-story']}; allow: {{cut-off: everybody asked for it}}"}
    made = shop(tmp_path, letters, {"unused-allow": {"level": "error"}})
    cold = {("3-cup", "cold-offer", name) for name in STREAMS}
    assert told(made) == cold | {("2-story", "unused-allow", "")}


def test_the_warming_is_reckoned_once_and_again_only_for_each_rule_that_held_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reckoned: list[Warmed] = []

    def counted(*given: Any) -> Warmed:
        reckoned.append(warmed(*given))
        return reckoned[-1]

    monkeypatch.setattr(check, "warmed", counted)
    daily = {f"posts/{day:02}": f"date: 2026-11-{day:02}; purpose: gratitude" for day in range(1, 29)}
    for raised, times in (({}, 1), (ONE_A_WEEK, 2)):
        reckoned.clear()
        assert shop(tmp_path, daily, raised).findings or not raised
        assert len(reckoned) == times


RAISED = {
    "too-many-letters": ({"week": 1}, {"week": 2, "month": 5}),
    "long-silence": ({"days": 3}, {"days": 8}),
    "never-asks": ({"days": 4},),
    "first-impression": ({},),
    "stage-coverage": ({},),
    "cut-off": ({},),
}
"""Rules that find something in nearly every random shop, with options."""


@dataclass(frozen=True)
class Left(Written):
    """What is left of a written shop: without the letters that some findings keep back, the cold offers aside."""

    kept: frozenset[tuple[str, str | None]] = frozenset()
    """Their paths, each with the stream that it is kept out of; None: of all."""

    def stream(self, name: str) -> Stream:
        stream = super().stream(name)
        gone = {path for path, where in self.kept if where in {None, name}}
        sends, steps = (
            tuple(
                replace(one, kept_out=one.kept_out or one.path in gone)
                for one in all_of
                if one.role is Role.ASKS or one.path not in gone
            )
            for all_of in (stream.sends, stream.steps)
        )
        return replace(stream, sends=sends, steps=steps)


def left(written: Written, findings: tuple[Finding, ...]) -> Left:
    errors = [one for one in findings if one.level is Level.ERROR and one.rule != "cold-offer"]
    kept = frozenset((one.path, one.values.get("stream")) for one in errors)
    letters = tuple(
        replace(one, faulty=one.faulty or (f"content/posts/{one.name}.md", None) in kept) for one in written.posts
    )
    return Left(**(vars(written) | {"posts": letters}), kept=kept)


@st.composite
def raised_rules(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    names = draw(st.lists(st.sampled_from(sorted(RAISED)), min_size=1, max_size=3, unique=True))
    return {name: {"level": "error", **draw(st.sampled_from(RAISED[name]))} for name in names}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(written_shops(), raised_rules(), st.sampled_from([12, 60]))
def test_no_offer_is_warm_by_letters_that_are_held_back(
    written: Written, raised: dict[str, dict[str, Any]], at: int
) -> None:
    written = replace(written, at=at)
    with TemporaryDirectory() as name:
        made = opened(written.write(Path(name)), written, raised)
        alone = left(written, made.findings)
        for stream in STREAMS:
            agree(made, alone, stream)


def opened(root: Path, written: Written, raised: Mapping[str, Mapping[str, Any]]) -> Shop:
    config = json.loads((root / "mkdocs.yml").read_text(encoding="utf-8"))
    config["plugins"][0]["planner"]["rules"] |= raised
    (root / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
    return open_shop(root / "mkdocs.yml", start=root, now=written.when)


def agree(made: Shop, alone: Left, name: str) -> None:
    """Verdicts, what is published and what `simulate` tells are what readers get who are followed by hand."""
    expected = Expected(alone, name)
    for verdict in made.verdicts[name]:
        assert (verdict.standing is Standing.COLD) != expected.is_warm(verdict.path), (name, verdict)
    shown, now = expected.shown(), alone.minute(alone.when.replace(tzinfo=None))
    if not shown.is_joined:
        site = made.publication.site if name == "site" else made.publication.feed
        assert {post.path for post in site} == received(shown, -LONG_AGO, now)
        return
    stage = Stage(name.partition("/")[2])
    for reader in [-LONG_AGO, *joins(shown, [])[::7]]:
        published = {path for _, paths in gets(made, stage, reader) for path in paths}
        assert published == received(shown, reader, now), (name, reader)
        told = simulate(made.known, moment(reader, alone.zone), stage).letters
        got = {one.letter.path for one in told if one.withheld is None and isinstance(one.letter, Post)}
        assert got == received(shown, reader, FOREVER), (name, reader)


def received(shown: Stream, reader: int, now: int) -> set[str]:
    """The letters of the calendar that a reader has got by now."""
    there = {send.path for send in shown.sends if not send.kept_out and send.instant <= now}
    return {one.path for one in follow(shown, reader) if one.received and one.path in there}
