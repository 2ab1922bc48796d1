"""The rules that look at the calendar from the readers' side, where their pages' examples don't reach."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from planner.model import Finding, Need, Role, WarmingRule
from planner.rules.cold_offer import _earliest_day
from planner.rules.crowding import Arrival, newcomer, stretches
from planner.rules.first_impression import _crowded
from planner.shop import open_shop
from planner.warming.ranges import FOREVER
from planner.warming.series import series_verdicts, without_cold_steps
from planner.warming.streams import DAY, Send, Standing, Stream

ONE_WARMS = "warming: {ratio: 1, kinds: 1, days: 0, first: {posts: 1, kinds: 1, days: 0}}"
WELCOME = "series: {welcome: {stage: customer}}"
AT = datetime(2026, 12, 1, tzinfo=UTC)


def found(root: Path, letters: dict[str, str], *settings: str, at: datetime = AT) -> list[Finding]:
    """What the rules find in a shop: each letter is its date (or day), purpose and further lines."""
    lines = "".join(f"      {line}\n" for line in settings)
    (root / "mkdocs.yml").write_text(f"docs_dir: content\nplugins:\n  - planner:\n      language: en\n{lines}")
    for name, text in letters.items():
        when, purpose, *more = (part.strip() for part in text.split(";"))
        key = "day" if name.startswith("series/") else "date"
        path = root / "content" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(["---", f"title: {name}", f"{key}: {when}", f"purpose: {purpose}", *more, "---", ""]))
    return list(open_shop(root / "mkdocs.yml", start=root, now=at).findings)


def told(findings: list[Finding], rule: str) -> list[tuple[str, str, str]]:
    return [(Path(one.path).stem, one.case, one.values.get("stream", "")) for one in findings if one.rule == rule]


def test_a_cut_off_says_who_is_cold_and_only_of_offers_to_come(tmp_path: Path) -> None:
    letters = {
        "posts/1": "2026-11-02; staff-voice",
        "posts/2": "2026-11-20; offer; audience: [customer]; channels: [newsletter]",
        "posts/3": "2026-11-24; owner-story",
        "posts/4": "2026-12-15 10:00; offer; audience: [customer]; channels: [newsletter]",
    }
    [finding] = [one for one in found(tmp_path, letters, ONE_WARMS) if one.rule == "cut-off"]
    assert finding.path == "content/posts/4.md"
    assert finding.values["from"] == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert finding.values["until"] == datetime(2026, 12, 15, 10, tzinfo=UTC)
    assert finding.values["joined"] == ({"from": None, "until": datetime(2026, 11, 24, 9, tzinfo=UTC)},)


def test_a_cold_offer_of_a_series_is_held_back(tmp_path: Path) -> None:
    letters = {"series/welcome/0": "0; gratitude", "series/welcome/1": "3; offer"}
    findings = found(tmp_path, letters, WELCOME)
    assert told(findings, "cold-offer") == [("1", "series-write", "newsletter/customer")]
    shop = open_shop(tmp_path / "mkdocs.yml", start=tmp_path, now=AT)
    assert [held.path for held in shop.held_back] == ["content/series/welcome/1.md"]
    assert [step.path for step in shop.judged.streams["newsletter/customer"].steps] == ["content/series/welcome/0.md"]


@st.composite
def series(draw: st.DrawFn) -> Stream:
    days = sorted(draw(st.lists(st.integers(0, 20), unique=True, min_size=1, max_size=8)))
    kinds = st.sampled_from(["gratitude", "good-choice", "offer", "offer"])
    steps = tuple(_step(day, draw(kinds)) for day in days)
    need = st.builds(Need, st.integers(0, 3), st.integers(0, 2), st.integers(0, 6))
    rule = WarmingRule(draw(need), draw(need), draw(st.integers(2, 12)), 0)
    return Stream("newsletter/customer", rule, (), steps)


def _step(day: int, kind: str) -> Send:
    return Send(day * DAY, f"s{day:02d}", kind, Role.ASKS if kind == "offer" else Role.WARMS)


@given(series())
def test_the_earliest_day_of_a_step_is_the_first_on_which_it_would_be_warm(stream: Stream) -> None:
    verdicts = series_verdicts(stream)
    sent = without_cold_steps(stream, verdicts)
    taken = {step.instant for step in sent.steps}
    for verdict in verdicts:
        if verdict.standing is Standing.COLD:
            days = (day for day in range(verdict.instant // DAY + 1, 60) if day * DAY not in taken)
            assert _earliest_day(sent, verdict) == next((day for day in days if _is_warm_on(sent, day)), None)


def _is_warm_on(stream: Stream, day: int) -> bool:
    moved = Send(day * DAY, "moved", "offer", Role.ASKS)
    steps = tuple(sorted([*stream.steps, moved], key=lambda step: step.rank))
    verdicts = series_verdicts(Stream(stream.name, stream.rule, (), steps))
    return any(one.path == "moved" and one.standing is Standing.WARM for one in verdicts)


def test_a_first_touch_is_asked_of_stages_with_a_series_only(tmp_path: Path) -> None:
    letters = {
        "posts/1": "2026-11-20; product-story",
        "series/welcome/0": "2; gratitude",
        "series/hello/0": "0; helpful",
        "series/hello/1": "1; gratitude",
    }
    findings = found(tmp_path, letters, "series: {welcome: {stage: customer}, hello: {stage: prospect}}")
    assert told(findings, "first-touch") == [("0", "other", "")]
    assert [one.values["series"] for one in findings if one.rule == "first-touch"] == ["hello"]


def test_a_talk_may_come_again_and_one_swap_is_allowed(tmp_path: Path) -> None:
    talks = ("gratitude", "product-story", "good-choice", "helpful", "staff-voice", "customer-story", "gratitude")
    letters = {f"series/welcome/{day}": f"{day}; {talk}" for day, talk in enumerate(talks)}
    assert told(found(tmp_path, letters, WELCOME), "talk-order") == []
    letters["series/welcome/4"] = "4; customer-story"
    letters["series/welcome/5"] = "5; staff-voice"
    assert told(found(tmp_path, letters, WELCOME), "talk-order") == [("5", "order", "")]


def test_silence_is_measured_in_each_stage_that_gets_anything(tmp_path: Path) -> None:
    letters = {
        "posts/1": "2026-10-01; gratitude",
        "posts/2": "2026-11-10; staff-voice; audience: [regular]",
        "posts/3": "2026-12-05; helpful; channels: [site, feed]",
    }
    silent = told(found(tmp_path, letters), "long-silence")
    stages = ("acquaintance", "prospect", "customer")
    assert silent == [("1", "until-now", f"newsletter/{stage}") for stage in stages]
    assert told(found(tmp_path, letters, "rules: {long-silence: {days: 61}}"), "long-silence") == []


def test_a_silence_that_ended_before_since_is_history(tmp_path: Path) -> None:
    letters = {"posts/1": "2026-03-01; gratitude", "posts/2": "2026-11-10; gratitude"}
    assert {case for _, case, _ in told(found(tmp_path, letters), "long-silence")} == {"past"}
    assert told(found(tmp_path, letters, "since: 2026-11-11"), "long-silence") == []


def test_a_held_back_offer_does_not_break_a_silence(tmp_path: Path) -> None:
    letters = {
        "posts/1": "2026-10-01; gratitude",
        "posts/2": "2026-11-01; offer",
        "posts/3": "2026-11-30; gratitude",
    }
    assert {path for path, _, _ in told(found(tmp_path, letters), "long-silence")} == {"1"}


def test_a_digest_is_one_letter(tmp_path: Path) -> None:
    letters = {f"posts/{day}": f"2026-11-{day:02d}; gratitude" for day in range(2, 8)}
    assert {path for path, _, _ in told(found(tmp_path, letters), "too-many-letters")} == {"6"}
    digest = "newsletter: {edition: week, weekday: sunday}"
    assert told(found(tmp_path, letters, digest), "too-many-letters") == []


def test_a_month_has_its_own_number(tmp_path: Path) -> None:
    letters = {f"posts/{day:02d}": f"2026-11-{day:02d}; gratitude" for day in (1, 8, 15, 22, 29)}
    four = "rules: {too-many-letters: {month: 4}}"
    assert {path for path, _, _ in told(found(tmp_path, letters, four), "too-many-letters")} == {"29"}
    assert told(found(tmp_path, letters), "too-many-letters") == []


WIDTH = 7
STEPS = st.lists(st.integers(0, 20), unique=True, min_size=1, max_size=5).map(tuple)
RANGES = st.lists(st.integers(-25, 40), unique=True, min_size=2, max_size=4).map(
    lambda cuts: tuple(zip(sorted(cuts)[::2], sorted(cuts)[1::2], strict=False))
)


@st.composite
def arrivals(draw: st.DrawFn) -> tuple[Arrival, ...]:
    """Letters of the calendar, some of them offers that only some join dates get."""
    found = []
    for number, instant in enumerate(sorted(draw(st.lists(st.integers(0, 40), min_size=1, max_size=12)))):
        ranges = draw(st.one_of(st.none(), st.none(), RANGES))
        joiners = None
        if ranges is not None:
            clipped = tuple((start, min(end, instant)) for start, end in ranges if start < instant)
            joiners = ((-FOREVER, -30), *clipped)
        found.append(Arrival(instant, f"p{number}", joiners))
    return tuple(found)


def mail_of(steps: tuple[int, ...], sends: tuple[Arrival, ...], joined: int) -> list[int]:
    return sorted([*(joined + day for day in steps), *(one.instant for one in sends if one.reaches(joined))])


def most_within(instants: list[int]) -> int:
    return max((sum(end - WIDTH < one <= end for one in instants) for end in instants), default=0)


@given(STEPS, arrivals())
def test_the_newcomer_who_gets_most_is_found_among_all_join_dates(
    steps: tuple[int, ...], sends: tuple[Arrival, ...]
) -> None:
    everyone = most_within([one.instant for one in sends])
    most = max(most_within(mail_of(steps, sends, joined)) for joined in range(-60, 60))
    crowd = newcomer(steps, sends, WIDTH, everyone)
    assert (crowd.letters if crowd else everyone) == max(most, everyone)
    if crowd is not None:
        mail = mail_of(steps, sends, crowd.joined)
        assert sum(crowd.end - WIDTH < one <= crowd.end for one in mail) == crowd.letters


@given(arrivals(), st.integers(1, 4))
def test_a_stretch_begins_with_the_letter_that_is_one_too_many(sends: tuple[Arrival, ...], most: int) -> None:
    instants = [one.instant for one in sends]
    counts = [sum(end - WIDTH < one for one in instants[: number + 1]) for number, end in enumerate(instants)]
    first = [
        one for number, one in enumerate(sends) if counts[number] > most and (not number or counts[number - 1] <= most)
    ]
    told = list(stretches(sends, WIDTH, most))
    assert [arrival for arrival, _ in told] == first
    assert max((peak for _, peak in told), default=0) == max((count for count in counts if count > most), default=0)


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=14))
def test_a_first_impression_is_that_of_every_date(letters: list[tuple[int, bool]]) -> None:
    sends = [
        Send(instant, f"p{number:02d}", "offer" if asks else "helpful", Role.ASKS if asks else Role.WARMS)
        for number, (instant, asks) in enumerate(letters)
    ]
    sends.sort(key=lambda send: send.rank)
    crowded = set()
    for now in range(10):
        newest = [send for send in sends if send.instant <= now][-5:]
        offers = [send for send in newest if send.role is Role.ASKS]
        if len(offers) > 1:
            crowded.add(offers[-1].path)
    assert {sends[index].path for index in _crowded(tuple(sends))} == crowded


def test_a_held_back_offer_is_not_seen_by_a_first_visitor(tmp_path: Path) -> None:
    letters = {
        "posts/1": "2026-11-10; gratitude",
        "posts/2": "2026-11-11; offer",
        "posts/3": "2026-11-12; offer",
    }
    findings = found(tmp_path, letters, ONE_WARMS)
    assert told(findings, "cold-offer") != []
    assert told(findings, "first-impression") == []
    told_only = "rules: {cold-offer: {level: note}}"
    findings = found(tmp_path, letters, ONE_WARMS, told_only)
    assert told(findings, "first-impression") == [("3", "next", "site"), ("3", "next", "feed")]


def test_a_story_in_the_series_covers_its_stage(tmp_path: Path) -> None:
    letters = {
        "posts/1": "2026-11-10; gratitude",
        "posts/2": "2026-11-11; offer; audience: [customer, regular]",
        "series/welcome/0": "0; gratitude",
        "series/welcome/1": "3; owner-story",
    }
    findings = found(tmp_path, letters, ONE_WARMS, WELCOME)
    assert told(findings, "stage-coverage") == [("2", "none", "newsletter/regular")]


def test_a_series_without_a_stage_is_told_once(tmp_path: Path) -> None:
    letters = {"series/hello/0": "0; gratitude", "series/hello/1": "3; offer"}
    findings = found(tmp_path, letters, WELCOME)
    assert told(findings, "unknown-series") == [("0", "unknown", "")]


def test_days_may_be_the_same_in_two_series(tmp_path: Path) -> None:
    letters = {"series/welcome/0": "0; gratitude", "series/hello/0": "0; gratitude"}
    findings = found(tmp_path, letters, "series: {welcome: {stage: customer}, hello: {stage: prospect}}")
    assert told(findings, "duplicate-day") == []
