"""Rules that hold each letter against those before it: as if each pair were looked at, but quick where there are many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model import Channel, Money, Offer, PastPrice, Post
from planner.rules import RULES, Inspection
from planner.rules.offers import campaign_of, offers_by_date, order_of, terms
from planner.rules.reference_price import Options
from planner.warming.calendar import Calendar, streams_of
from tests.bench_many import FIRST, incidents, inspection, offers
from tests.publications import OFFER, post

CHECKS = {rule.name: rule.check for rule in RULES}
PRICES = [
    Money(Decimal(amount), currency) for amount, currency in ((4400, "JPY"), (3900, "JPY"), (0, "JPY"), (0, "EUR"))
]


def judged(rule: str, seen: Inspection) -> list[tuple[str, str, dict[str, Any]]]:
    found = CHECKS[rule](seen, Options())
    return [(one.path, one.case, dict(one.values)) for one in found]


def is_running(one: Post, day: date) -> bool:
    until = terms(one).until
    return (until if until is not None else one.date.date() + timedelta(days=60)) >= day


def is_same_goods(one: Post, two: Post) -> bool:
    return len({order_of(terms(one).order), order_of(terms(two).order)} - {None}) < 2


def is_same_campaign(one: Post, two: Post) -> bool:
    return campaign_of(one) is not None and campaign_of(one) == campaign_of(two)


def pairs(seen: Inspection) -> Iterator[tuple[Post, list[Post]]]:
    """Each offer that is judged, with those before it."""
    known = offers_by_date(seen)
    since = seen.settings.since
    yield from ((one, list(known[:n])) for n, one in enumerate(known) if since is None or one.date >= since)


def moved(seen: Inspection) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The first letter by its end that goes against an offer: by campaign, then by order, each stream by itself."""
    for one, before in pairs(seen):
        earlier = [
            two for two in before if two.date < one.date and terms(two).until and is_running(two, one.date.date())
        ]
        earlier.sort(key=lambda two: (terms(two).until, two.path))
        by_campaign = [two for two in earlier if is_same_campaign(one, two) and is_same_goods(one, two)]
        by_order = [two for two in earlier if _is_same_order(one, two)]
        orders = (
            two
            for known in (by_campaign, by_order)
            for stream in streams_of(one)
            for two in known
            if stream in streams_of(two)
        )
        yield from next(([found] for two in orders if (found := _moved(one, two)) is not None), [])


def _is_same_order(one: Post, two: Post) -> bool:
    mine, theirs = terms(one), terms(two)
    order = order_of(mine.order)
    return (
        order is not None and mine.price is not None and (order, mine.price) == (order_of(theirs.order), theirs.price)
    )


def _moved(one: Post, two: Post) -> tuple[str, str, dict[str, Any]] | None:
    until, promised = terms(one).until, terms(two).until
    if until is not None and promised is not None and until > promised:
        return one.path, "another", {"promised": promised, "until": until, "other": two.path}
    if until is None and not is_same_campaign(one, two):
        return one.path, "without", {"promised": promised, "other": two.path}
    return None


def variants(seen: Inspection) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The first letter of the campaign that says otherwise."""
    for one, before in pairs(seen):
        alike = [two for two in before if is_same_campaign(one, two) and is_same_goods(one, two)]
        for stream in streams_of(one):
            known = (two for two in alike if stream in streams_of(two) and is_running(two, one.date.date()))
            found = next(((two, differing) for two in known if (differing := _differing(one, two))), None)
            if found is not None:
                yield one.path, "two", {"stream": stream, "differing": found[1], "other": found[0].path}


def _differing(one: Post, two: Post) -> tuple[str, ...]:
    mine, theirs = terms(one), terms(two)
    prices = {name: (getattr(mine, name), getattr(theirs, name)) for name in ("price", "postage")}
    found = [name for name, (a, b) in prices.items() if a and b and a != b and (a.amount or b.amount)]
    if (
        mine.until
        and theirs.until
        and (mine.until < theirs.until or (one.date == two.date and mine.until != theirs.until))
    ):
        found.append("until")
    return tuple(found)


def starts(seen: Inspection) -> Iterator[tuple[str, date]]:
    """When each sale began: with the first letter of its campaign with these terms that still runs."""
    for one, _ in pairs(seen):
        begun = [
            two.date.date()
            for two in offers_by_date(seen)
            if is_same_campaign(one, two)
            and is_same_goods(one, two)
            and terms(one).price == terms(two).price
            and two.date <= one.date
            and terms(two).until is not None
            and is_running(two, one.date.date())
        ]
        yield one.path, min(begun, default=one.date.date())


@st.composite
def calendars(draw: st.DrawFn) -> Inspection:
    """A few offers of some weeks, in which nearly everything is alike."""
    count = draw(st.integers(0, 12))
    pool: dict[str, list[Any]] = {
        "price": draw(st.lists(st.sampled_from([None, *PRICES]), min_size=1, max_size=3)),
        "postage": draw(st.lists(st.sampled_from([None, *PRICES[1:3]]), min_size=1, max_size=2)),
        "order": draw(st.lists(st.sampled_from([None, "https://a.example/cup", "https://a.example/pot"]), min_size=1)),
    }
    since = draw(st.sampled_from([None, None, FIRST + timedelta(days=3)]))
    return inspection([_offer(number, pool, draw) for number in range(count)], since)


def _offer(number: int, pool: dict[str, list[Any]], draw: st.DrawFn) -> Post:
    when = FIRST + timedelta(days=draw(st.integers(0, 8)), minutes=draw(st.sampled_from([0, 0, 0, 1])))
    until = draw(st.sampled_from([None, 0, 1, 2, 3, 9])) if draw(st.booleans()) else 5
    stated = {name: draw(st.sampled_from(values)) for name, values in pool.items()}
    last = None if until is None else FIRST.date() + timedelta(days=until)
    return post(
        f"{draw(st.sampled_from('abc'))}{number}",
        purpose=OFFER,
        date=when,
        campaign=draw(st.sampled_from([None, "cup", "cup", "Pot"])),
        channels=draw(st.sampled_from([frozenset(Channel), frozenset({Channel.SITE}), frozenset({Channel.FEED})])),
        offer=Offer(until=last, **stated),
    )  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(calendars())
def test_a_moved_deadline_is_held_against_each_letter(seen: Inspection) -> None:
    assert judged("moved-deadline", seen) == list(moved(seen))


@settings(max_examples=400, deadline=None)
@given(calendars())
def test_variants_are_held_against_each_letter(seen: Inspection) -> None:
    assert judged("reader-gets-two-variants", seen) == list(variants(seen))


@settings(max_examples=400, deadline=None)
@given(calendars())
def test_a_sale_begins_with_the_first_of_its_letters(seen: Inspection) -> None:
    # A price that was charged from the day of the sale on is "backwards" from the day after on.
    for day in {one.date.date() for one in seen.posts}:
        was = (PastPrice(price=Money(Decimal(9900), "JPY"), since=day),)
        sources = (
            one._replace(letter=replace(one.letter, offer=replace(one.letter.offer, was=was)))
            for one in seen.sources
            if one.letter is not None and one.letter.offer is not None
        )
        found = judged("reference-price", seen._replace(sources=tuple(sources)))
        assert {path for path, case, _ in found if case == "backwards"} == {
            path for path, start in starts(seen) if start <= day
        }


def test_offers_of_one_campaign_that_promise_the_same_are_in_order() -> None:
    assert [judged(rule, offers(30)) for rule in ("moved-deadline", "reader-gets-two-variants", "reference-price")] == [
        [],
        [],
        [],
    ]


def test_many_incidents_are_each_held_against_those_still_open() -> None:
    seen = incidents(40)
    assert [judged(name, seen) for name in ("second-incident", "open-incident")] == [[], []]
    assert len(Calendar(settings=seen.settings, posts=tuple(seen.posts)).streams()["site"].outages) == 40
