"""Who gets which letters of an edition, and what that variant is called."""

from __future__ import annotations

from datetime import datetime, timedelta

from planner.model import JoinRange, Post, Readers, Stage
from planner.variants import Addressed, unique_names, variants
from tests.publications import NEWS, OFFER, TOKYO, post

SENT = datetime(2026, 12, 1, 9, 0, tzinfo=TOKYO)
CUT = SENT - timedelta(days=7)
EVERYONE = (JoinRange(end=SENT),)
EARLY, LATE = (JoinRange(end=CUT),), (JoinRange(CUT, SENT),)
CUSTOMER, PROSPECT, REGULAR = Stage.CUSTOMER, Stage.PROSPECT, Stage.REGULAR
STORY, HOURS = post("story"), post("hours", purpose=NEWS)
CUP, POT = post("cup", purpose=OFFER), post("pot", purpose=OFFER)


def to_all(ranges: tuple[JoinRange, ...] = EVERYONE) -> Readers:
    return dict.fromkeys(Stage, ranges)


def told(*addressed: Addressed) -> dict[str, tuple[list[str], Readers]]:
    """The slugs and the readers of each variant, by name."""
    return {one.name: ([part.slug for part in one.letters], one.readers) for one in variants(addressed, SENT)}


def names(*addressed: tuple[Post, Readers]) -> list[tuple[str, str]]:
    return [(name, " ".join(slugs)) for name, (slugs, _) in told(*addressed).items()]


def test_when_all_get_the_same_there_is_one_variant() -> None:
    assert told((STORY, to_all()), (CUP, to_all())) == {"everyone": (["story", "cup"], to_all())}
    assert told((STORY, {REGULAR: EVERYONE})) == {"everyone": (["story"], {REGULAR: EVERYONE})}


def test_a_partly_warm_offer_makes_two_of_a_digest() -> None:
    assert told((STORY, to_all()), (CUP, to_all(EARLY))) == {
        "with-offer": (["story", "cup"], to_all(EARLY)),
        "without-offer": (["story"], to_all(LATE)),
    }


def test_a_partly_warm_offer_by_itself_goes_to_some_and_the_rest_get_no_letter() -> None:
    assert told((CUP, to_all(EARLY))) == {"with-offer": (["cup"], to_all(EARLY))}


def test_several_ranges_stay_several_and_neighbours_become_one() -> None:
    day = timedelta(days=1)
    first, second = JoinRange(CUT, CUT + day), JoinRange(CUT + 2 * day, CUT + 3 * day)
    assert told((STORY, {CUSTOMER: EVERYONE}), (CUP, {CUSTOMER: (first, second)})) == {
        "with-offer": (["story", "cup"], {CUSTOMER: (first, second)}),
        "without-offer": (
            ["story"],
            {CUSTOMER: (JoinRange(None, CUT), JoinRange(CUT + day, CUT + 2 * day), JoinRange(CUT + 3 * day, SENT))},
        ),
    }
    assert told((CUP, {CUSTOMER: (*EARLY, *LATE)})) == {"everyone": (["cup"], {CUSTOMER: EVERYONE})}


def test_a_stage_that_is_too_cold_gets_the_digest_without_the_offer() -> None:
    assert told((STORY, to_all()), (CUP, {CUSTOMER: EARLY, REGULAR: EVERYONE, PROSPECT: ()})) == {
        "with-offer": (["story", "cup"], {CUSTOMER: EARLY, REGULAR: EVERYONE}),
        "without-offer": (["story"], {Stage.ACQUAINTANCE: EVERYONE, PROSPECT: EVERYONE, CUSTOMER: LATE}),
    }


def test_an_offer_held_back_from_a_stage_is_not_called_everyones() -> None:
    assert names((CUP, {CUSTOMER: EVERYONE, PROSPECT: ()})) == [("with-offer", "cup")]
    assert told((CUP, {CUSTOMER: (), PROSPECT: ()})) == {}


def test_of_several_offers_those_that_some_lack_are_named() -> None:
    assert names((STORY, to_all()), (CUP, {CUSTOMER: EVERYONE, REGULAR: EVERYONE}), (POT, {REGULAR: EVERYONE})) == [
        ("with-offer", "story cup pot"),
        ("with-cup", "story cup"),
        ("without-offer", "story"),
    ]
    assert names((CUP, {CUSTOMER: EVERYONE}), (POT, {REGULAR: EVERYONE})) == [("with-cup", "cup"), ("with-pot", "pot")]
    third = post("bowl", purpose=OFFER)
    some = {CUSTOMER: EVERYONE}
    assert names((CUP, to_all()), (POT, to_all()), (third, some)) == [
        ("with-offer", "cup pot bowl"),
        ("with-cup+pot", "cup pot"),
    ]


def test_stages_with_other_stories_are_named() -> None:
    assert names((STORY, {CUSTOMER: EVERYONE, PROSPECT: EVERYONE}), (HOURS, {CUSTOMER: EVERYONE})) == [
        ("to-customer", "story hours"),
        ("to-prospect", "story"),
    ]
    assert names((STORY, to_all()), (HOURS, {CUSTOMER: EVERYONE}), (CUP, to_all(EARLY))) == [
        ("to-customer-with-offer", "story hours cup"),
        ("to-customer-without-offer", "story hours"),
        ("to-acquaintance-prospect-regular-with-offer", "story cup"),
        ("to-acquaintance-prospect-regular-without-offer", "story"),
    ]


def test_no_two_variants_have_one_name() -> None:
    tricky = post("offer", purpose=OFFER)
    made = names((tricky, to_all()), (CUP, {CUSTOMER: EVERYONE}))
    assert made == [("with-offer", "offer cup"), ("with-offer-2", "offer")]
    assert unique_names(["a", "b", "A", "a-2", "a"]) == ["a", "b", "A-2", "a-2-2", "a-3"]


def test_a_name_fits_into_a_file_system() -> None:
    long = [post(f"{number}{'湯' * 99}", purpose=OFFER) for number in range(3)]
    made = names((long[0], to_all()), (long[1], {CUSTOMER: EVERYONE}), (long[2], {REGULAR: EVERYONE}))
    assert [name for name, _ in made] == ["with-offer", "with-offer-2", "with-offer-3"]


def test_an_hour_that_comes_twice_is_told_apart() -> None:
    first = datetime.fromisoformat("2026-10-25T02:30:00+02:00")
    second = datetime.fromisoformat("2026-10-25T02:15:00+01:00")
    made = variants(((STORY, {CUSTOMER: (JoinRange(end=second),)}), (CUP, {CUSTOMER: (JoinRange(end=first),)})), second)
    assert [one.readers[CUSTOMER] for one in made] == [(JoinRange(end=first),), (JoinRange(first, second),)]
