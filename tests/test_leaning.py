"""What phrases stand among: a second opinion on what they have found, learnt from the labelled letters."""

from __future__ import annotations

import json
from typing import Any

import pytest

from planner.rules import disguised_offer, excuse, hollow_praise, pushy_wording, sales_tail
from planner.rules.base import Rule
from planner.rules.own_words import OwnWords
from planner.wording import LANGUAGES, locale_text
from planner.words.leaning import NAME, SELLING, _leaning, rows
from tests.corpus_report import Letters, digest, post

RULES = (SELLING, "pushy-wording", "hollow-praise", "excuse")
KNIVES = """
I am Kit, and I sharpen the knives on Wednesdays and Fridays. You get to know people by their edges: somebody presses too hard on the heel,
somebody cuts on a plate.

When I began I wanted everything done at once, and I burnt a tip. Mrs Lund took me off the wheel for a month and put me on the flat stones.

Now I am the slow one. It takes me two days to do what she does in one, and she says that is as it should be.
"""
KEYS = """
My dad cut keys in this booth from 1974 and never once wrote down a measurement. He would hold the blank to the light and hum.

I use a machine, and I still hold every key up to the light when it is finished. My son says that I hum as well, and that it is the same tune.

P.S. Three spare front door keys for a tenner till Friday week. Pop your order in on the website and pay there, and we will cut them.
"""
BATHS = """
The boiler has passed its inspection, and we used the four days that we were shut to paint the ceiling of the hot pool.

If your card would have run out in those four days, it has not. Show this at the desk and Ilse will write the new date on it. Two people had
paid for the Thursday, through a mix-up of mine, and both have their money back.

Otherwise everything is as it was. The bench by the door still creaks. We talked about mending it, and found that we would all miss it.
"""


def found(rule: Rule, body: str, options: OwnWords | None = None, **more: str) -> list[str]:
    letter = post("letter", {"purpose": "news", **more, "body": body})
    inspection: Any = Letters((letter,))
    return [str(one.values["first"]) for one in rule.check(inspection, options or rule.options)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_lies_ready_was_learnt_from_these_letters(language: str) -> None:
    """If not: `make leanings`."""
    assert json.loads(locale_text(language, NAME))["of"] == digest(language)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_weighs_more_needs_less(language: str, rule: str) -> None:
    needed = [_leaning(language, rule).needed(weight) for weight in range(1, 9)]
    assert needed == sorted(needed, reverse=True)
    assert needed[0] > needed[-1]


def test_rows_are_of_words_in_english_and_of_signs_in_japanese() -> None:
    assert rows("en", "don't pay £12") == {
        "don't", "pay", "£", "0", "don't pay", "pay £", "£ 0", "don't pay £", "pay £ 0"
    }  # fmt: skip
    assert rows("ja", "三 割引") == {"三", "割", "引", "三割", "割引", "三割引"}


def test_words_in_another_company_say_nothing() -> None:
    assert found(disguised_offer.RULE, BATHS.replace("If your card", "A word: if your card")) == []
    assert found(
        disguised_offer.RULE, "If your card would have run out in those four days, it has not. Show this at the desk."
    )


def test_words_that_push_count_in_the_midst_of_others() -> None:
    pushing = "Hurry, hurry, before they are all gone, or you will be sorry. Mrs Lund"
    assert "Hurry, hurry" in found(pushy_wording.RULE, KNIVES.replace("Mrs Lund", pushing))


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        (disguised_offer.RULE, "Use code TEA20 for 20% off until Friday."),
        (disguised_offer.RULE, "It's half price this week, so buy yours today."),
        (pushy_wording.RULE, "Hurry, or you will regret it."),
        (pushy_wording.RULE, "Last chance, don't miss it!"),
        (pushy_wording.RULE, "Someone like you of all people should have one."),
        (excuse.RULE, "The courier let us down, and it was beyond our control."),
    ],
    ids=lambda one: one if isinstance(one, str) else one.name,
)
def test_a_line_that_leaves_no_doubt_is_found_in_any_letter(rule: Rule, line: str) -> None:
    for letter in (KNIVES, BATHS):
        first, *rest = letter.strip().split("\n\n")
        assert found(
            rule, "\n\n".join([f"{first} {line}", *rest]), purpose="apology" if rule is excuse.RULE else "news"
        )


def test_a_light_sign_counts_among_the_words_of_a_sale() -> None:
    assert found(sales_tail.RULE, KEYS) == ["a tenner"]


def test_a_short_letter_has_no_company() -> None:
    assert found(pushy_wording.RULE, "We thought: hurry, hurry, and then we burnt a tip.") == ["hurry, hurry"]


def test_what_a_shop_has_added_always_counts() -> None:
    assert found(pushy_wording.RULE, KNIVES, OwnWords(add=("burnt a tip",))) == ["burnt a tip"]
    assert found(disguised_offer.RULE, BATHS, OwnWords(add=("miss it",))) == ["miss it"]


def test_a_basket_always_counts() -> None:
    assert found(disguised_offer.RULE, BATHS.replace("the desk", "[the desk](https://shop.example/cart/12)")) == [
        "https://shop.example/cart/12"
    ]


@pytest.mark.parametrize("rule", [excuse.RULE, hollow_praise.RULE], ids=lambda rule: rule.name)
def test_other_words_of_a_long_letter_are_left_in_peace(rule: Rule) -> None:
    assert found(rule, KNIVES + BATHS, purpose="apology") == []
