"""The word rules: how phrases are written and found, whose voice counts, where a letter ends, and how well it all judges."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planner.model import Offer, Place, Post
from planner.rules import disguised_offer, excuse, hollow_praise, pushy_wording, sales_tail
from planner.rules.own_words import OwnWords
from planner.wording import LANGUAGES, locale_text
from planner.words import around
from planner.words.anchors import anchors
from planner.words.around import _is_spoken_of
from planner.words.grammar import Bracket, Row, parse
from planner.words.links import OwnOffers, order_links
from planner.words.notation import Notation
from planner.words.parts import Layout, Region
from planner.words.passage import passage
from planner.words.phrases import Language, language_of
from planner.words.prepared import NAME, prepared, worked_out, written
from planner.words.scan import matches
from planner.words.slots import FILLER
from tests.corpus_report import CORPUS, HALVES, RULES, Letters, entries, labelled, post, score
from tests.tried_phrases import needed, sort

LOCALES = Path(__file__).parent.parent / "planner" / "locales"
ENGLISH = Notation("en")
JAPANESE = Notation("ja", (("ください", "下さい"),))


def letter(body: str, purpose: str = "helpful", **more: Any) -> Post:
    return post("letter", {"purpose": purpose, "body": body, **more})


def found(rule: Any, body: str, purpose: str = "helpful", options: Any = None, **more: Any) -> list[tuple[str, str]]:
    inspection: Any = Letters((letter(body, purpose, **more),))
    judged = rule.RULE.check(inspection, options or rule.RULE.options)
    return [(judgement.case, judgement.values["first"]) for judgement in judged]


@pytest.mark.no_cover
@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_are_right_about_the_labelled_letters(half: str, language: str) -> None:
    letters = list(labelled(half, language))
    scores = {rule: score(rule, letters) for rule in RULES}
    assert {rule: one for rule, one in scores.items() if one.precision < 0.95 or one.recall < 0.9} == {}


@pytest.mark.no_cover
@pytest.mark.parametrize("language", sorted(path.stem for path in (CORPUS / "sentences").glob("*.toml")))
def test_the_rules_are_right_about_single_sentences(language: str) -> None:
    letters = list(labelled("sentences", language))
    scores = {rule: score(rule, letters) for rule in RULES}
    assert {rule: one for rule, one in scores.items() if one.precision < 0.95 or one.recall < 0.9} == {}
    assert sum(not one.expected for one in letters) >= 0.5 * len(letters)


@pytest.mark.no_cover
@pytest.mark.parametrize("language", LANGUAGES)
def test_next_to_nothing_is_found_in_the_letters_of_decent_shops(language: str) -> None:
    letters = list(labelled("ordinary", language))
    assert not any(one.expected for one in letters)
    assert sum(bool(one.found) for one in letters) <= 0.01 * len(letters)


@pytest.mark.no_cover
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_phrases_that_no_letter_has_needed_stand_by_themselves(language: str) -> None:
    """Run `python -m tests.tried_phrases`, and refresh what lies ready of the lists, when a phrase or a letter is added."""
    text = (LOCALES / language / "phrases.toml").read_text(encoding="utf-8")
    assert sort(text, needed(language)) == text


def test_the_corpus_is_large_and_half_of_it_is_innocent() -> None:
    every = [one for half in HALVES for language in LANGUAGES for one in entries(half, language)]
    assert len(every) >= 500
    assert sum(not one["finds"] for one in every) >= 0.5 * len(every)


@pytest.mark.parametrize(
    ("notation", "phrase", "text"),
    [
        (ENGLISH, "last chance", "your last-chance saloon"),
        (ENGLISH, "(buy|shop) now", "shop now"),
        (ENGLISH, "use [the ]code", "use code"),
        (ENGLISH, "don't … miss", "don't for any reason miss"),
        (ENGLISH, "(very )*good", "very very good"),
        (ENGLISH, "for {price}", "for £4.50"),
        (ENGLISH, "we (will|'ll) come", "we'll come"),
        (ENGLISH, "we (will|'ll) come", "we will come"),
        (ENGLISH, "(we|they) (are|'re) (sorry|'m)", "they're sorry"),
        (ENGLISH, "we ('ve )?got", "we got"),
        (ENGLISH, "we ('ve )?got", "we've got"),
        (ENGLISH, "it (is|'s) {price}", "it's £4.50"),
        (ENGLISH, "you ({w} it|'d rather)", "you like it"),
        (JAPANESE, "お買い求めください", "お買い求め下さい"),
        (JAPANESE, "{price}で", "四千円で"),
    ],
)
def test_a_phrase_matches(notation: Notation, phrase: str, text: str) -> None:
    assert re.search(notation.pattern(phrase), text)


@pytest.mark.parametrize(
    ("phrase", "text"), [("hat", "what"), ("don't … miss", "don't go. miss me"), ("use [the ]code", "use the codex")]
)
def test_a_phrase_matches_whole_words_within_a_sentence(phrase: str, text: str) -> None:
    assert not re.search(ENGLISH.pattern(phrase), text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_can_be_read_and_searched(language: str) -> None:
    for phrase in language_of(language).phrases:
        assert phrase.pattern.pattern
        assert all(anchor.strip() for anchor in anchors(phrase.notation, phrase.text))


def test_no_ending_is_parted_from_its_word() -> None:
    """“you [still ]('ve never|have never)” would be found in “you 've never” only."""
    english = prepared("en")
    circumstances = [phrase for some in english["circumstances"].values() for phrase in some]
    phrases = [*_phrases_in(english), *circumstances]
    assert [phrase for phrase in phrases if any(_parted(parse(phrase)))] == []


def _parted(row: Row) -> Iterator[bool]:
    """Whether a piece may end with a space, and what may stand behind it begin with an ending."""
    for at, piece in enumerate(row):
        if isinstance(piece, str):
            yield re.search(r" '(?:re|ve|ll|d|s|m)\b", piece) is not None
        elif isinstance(piece, Bracket):
            yield from (parted for choice in piece.choices for parted in _parted(choice))
        before = any(text.endswith(" ") for text in _edges(row[: at + 1], -1))
        yield before and any(re.match(r"'(?:re|ve|ll|d|s|m)\b", text) for text in _edges(row[at + 1 :], 1))


def _edges(row: Row, step: int) -> Iterator[str]:
    """The words that a row may begin with (1) or end with (-1)."""
    for piece in row[::step]:
        if not isinstance(piece, Bracket):
            yield piece if isinstance(piece, str) else ""
            return
        yield from (text for choice in piece.choices for text in _edges(choice, step))
        if piece.repeat in {"", "+"} and all(piece.choices):
            return


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_mark_behind_a_letter_is_no_slip(language: str) -> None:
    """Only a bracket may be missing: `sale?` is a question, and `sale[s]` what was meant."""
    slips = re.findall(r"[^\s\[\]()|!?。.…}]\?.{0,9}", " ".join(_phrases_in(prepared(language))))
    assert slips == []


def _phrases_in(table: Any) -> Iterator[str]:
    yield from (phrase[1] for phrase in table["phrases"])
    yield from (one for ones in (*table["circumstances"].values(), *table["negation"].values()) for one in ones)


@pytest.mark.no_cover
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_lies_ready_is_what_would_be_worked_out(language: str, request: pytest.FixtureRequest) -> None:
    path = LOCALES / language / NAME
    text = written(worked_out(language))
    if request.config.getoption("--refresh"):
        path.write_bytes(text.encode())
    assert path.read_bytes().decode() == text
    assert prepared(language) == json.loads(text)


def test_what_was_made_of_another_list_is_worked_out_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.words.prepared.locale_text", _with_one_more_phrase)
    assert any(phrase[1] == "zzz top" for phrase in prepared("en")["phrases"])


def _with_one_more_phrase(language: str, name: str) -> str:
    text = locale_text(language, name)
    return text if name == NAME else text.replace("phrases = [\n", 'phrases = [\n  "zzz top",\n', 1)


def test_both_languages_have_the_same_rules_and_reasons() -> None:
    groups = {
        language: {(phrase.group.rule.partition(".")[0], phrase.group.kind) for phrase in language_of(language).phrases}
        for language in LANGUAGES
    }
    assert groups["en"] == groups["ja"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**Half** _price_\ntoday", "half price today"),
        ("ＨＡＬＦ　ｐｒｉｃｅ", "half price"),
        ("ｵﾝﾗｲﾝｼｮｯﾌﾟ", "オンラインショップ"),
        ("[read](https://a.example) on", "read on"),
        ("ご注文は\nこちら", "ご注文はこちら"),
        ("a <b>bold</b> word", "a bold word"),
    ],
)
def test_a_passage_is_words_and_nothing_else(source: str, text: str) -> None:
    assert passage(source).text == text


@pytest.mark.parametrize(
    "source",
    [
        "She said, “buy\nnow”.",
        'He cried "buy now!" again',
        "「今すぐ\n購入」と言った",
        "『「buy now」と』",
        "the cry of ‘buy now’",
    ],
)
def test_speech_is_masked(source: str) -> None:
    assert FILLER in passage(source).text
    assert "now" not in passage(source).text
    assert "購入" not in passage(source).text


def test_a_code_in_quotation_marks_is_no_speech() -> None:
    assert passage("the code “TEA20”").text == "the code “tea20”"


def test_a_passage_knows_where_each_character_stood() -> None:
    source = "**ｼｮｯﾌﾟ** で [半額](x) です"
    read = passage(source)
    start = read.text.index("半額")
    assert source[read.origin(start) : read.origin_of_end(start + 2)] == "半額"


def test_evidence_is_quoted_with_its_place() -> None:
    body = "One line.\n\nThe second:  **ＯＲＤＥＲ　ＮＯＷ**, please.\n\nThe third paragraph is by far the longest of them all."
    inspection: Any = Letters((letter(body),))
    judgement = next(disguised_offer.RULE.check(inspection, disguised_offer.RULE.options))
    assert judgement.values["first"] == "ＯＲＤＥＲ ＮＯＷ"
    assert judgement.place == Place(8, 16, 8, 25)


@pytest.mark.parametrize(
    "body",
    [
        "> Buy now! 20% off!",
        "Text.\n> Buy now! 20% off!",
        "```\nbuy now\n```",
        "<!-- buy now -->",
        "`buy now`",
        "We never offer 20% off.",
        "割引はいたしません。",
        "<https://shop.example/about>",
        "In 1950 a loaf cost fourpence. On Saturdays it was half price.",
    ],
)
def test_what_is_not_the_shops_own_offer_passes(body: str) -> None:
    assert found(disguised_offer, body) == []
    assert found(sales_tail, body) == []


@pytest.mark.parametrize(
    ("body", "region"),
    [
        ("A long first paragraph of a letter.\n\nA last one that is long too.", Region.TAIL),
        ("A long first paragraph of a letter.\n\nA last one that is long too.\n\nChie", Region.TAIL),
        ("A first paragraph.\n\nP.S. A last one.", Region.POSTSCRIPT),
        ("はじめの段落です。\n\n追伸　おしまい。", Region.POSTSCRIPT),
        ("Only one paragraph, the last one.", Region.BODY),
    ],
)
def test_where_a_letter_ends(body: str, region: Region) -> None:
    assert Layout(body).region(max(body.find("last"), body.find("追伸"))) is region


def test_a_tail_reaches_back_over_what_sells() -> None:
    body = "A long, long first paragraph that is about the harvest and the dog, and about nothing else.\n\nPots.\n\nAnd pans."
    layout = Layout(body)
    layout.extend([body.index("Pots"), body.index("pans")])
    assert layout.region(body.index("Pots")) is Region.TAIL


def test_a_link_to_an_order_of_the_shop_is_known() -> None:
    offer = letter("", "offer")
    own = OwnOffers.of([_with_order(offer, "https://shop.example/winter-cup")])
    links = "[the cup](https://shop.example/winter-cup/), [us](https://shop.example/about), [offer](letter.md), [pay](https://x.example/basket)"
    assert [(link.kind, link.target) for link in order_links(letter(links), own)] == [
        ("till", "https://shop.example/winter-cup/"),
        ("till", "https://x.example/basket"),
        ("offer", "letter.md"),
    ]


def _with_order(post: Post, order: str) -> Post:
    return Post(**{name: getattr(post, name) for name in post.__dataclass_fields__} | {"offer": Offer(order=order)})


def test_a_word_inside_an_address_is_no_till() -> None:
    links = "[a](https://a.example/byte_order_mark), [b](https://a.example/how-to-weave-a-basket), [c](https://a.example/cart?x=1)"
    own = OwnOffers.of([])
    assert [link.target for link in order_links(letter(links), own)] == ["https://a.example/cart?x=1"]


def test_a_link_may_ask_to_take_something() -> None:
    links = "[Get the mitten](https://a.example/mitten.pdf), [read on](https://a.example/more)"
    assert [link.kind for link in order_links(letter(links), OwnOffers.of([]))] == ["call"]


def test_an_order_link_without_a_path_is_the_front_door() -> None:
    own = OwnOffers.of([_with_order(letter("", "offer"), "https://shop.example/")])
    assert list(order_links(letter("See https://shop.example/."), own)) == []


@pytest.mark.parametrize("rule", [pushy_wording, hollow_praise, excuse])
def test_a_shop_adds_and_allows_phrases(rule: Any) -> None:
    body = "A kettle to die for. You will kick yourself if you miss it. You have impeccable taste. Such things happen."
    allowed = ("kick yourself if you miss", "impeccable taste", "such things happen")
    assert len(found(rule, body, "apology")) == 1
    options = type(rule.RULE.options)(add=("to die for",), allow=allowed)
    assert found(rule, body, "apology", options) == [("added", "to die for")]


def test_a_shop_allows_what_sells() -> None:
    options = OwnWords(allow=("half price",))
    assert found(disguised_offer, "Bread is half price today.") != []
    assert found(disguised_offer, "Bread is half price today.", options=options) == []


def test_prices_that_rise_are_news() -> None:
    assert found(disguised_offer, "From Monday a loaf is £2.90 instead of £2.70.") == []
    assert found(disguised_offer, "From Monday a loaf is £2.50 instead of £2.70.") != []


@pytest.mark.parametrize("sums", [("1.200.50円", "980円"), ("1,2.3.4円", "98円")])
def test_a_price_that_is_no_number_is_found_all_the_same(sums: tuple[str, str]) -> None:
    assert found(disguised_offer, f"通常{sums[0]}が{sums[1]}になります。")


def test_an_offer_may_sell_and_not_push() -> None:
    assert found(disguised_offer, "Order now, 20% off until Friday.", "offer") == []
    assert found(pushy_wording, "You can order until Friday, 30 April.", "offer") == []
    assert found(pushy_wording, "Hurry, or you will regret it.", "offer") == [("urgency", "Hurry, or you will regret")]


SUNSET = "Walk the harbour wall at nine, and don't miss it: from Monday the sun sets behind the works."
SOLD = "The cup is £12 in our online shop."


@pytest.mark.parametrize(
    ("body", "purpose", "cases"),
    [
        (SUNSET, "helpful", []),
        (SUNSET, "offer", ["urgency"]),
        (f"{SUNSET} {SOLD}", "helpful", ["urgency"]),
        (f"{SUNSET} Surely you can find the time.", "helpful", ["urgency", "refusal"]),
        (f"{SUNSET}\n\nBring a coat.\n\nBring the dog.\n\nP.S. {SOLD}", "helpful", []),
        (f"{SUNSET}\n\nSurely you can find the time.", "helpful", ["urgency", "refusal"]),
        (f"{SUNSET}\n\nBring a coat.\n\nBring the dog.\n\nSurely you can find the time.", "helpful", []),
    ],
)
def test_what_one_may_say_of_a_sunset_pushes_only_beside_a_sale(body: str, purpose: str, cases: list[str]) -> None:
    assert [case for case, _ in found(pushy_wording, body, purpose)] == cases


def test_words_that_no_letter_has_needed_count_alone_only_where_there_are_few_others() -> None:
    plain = (phrase for phrase in language_of("en").phrases if not re.search(r"[\[({…|]", phrase.text))
    untried = [f"{phrase.text}." for phrase in plain if phrase.group.rule == "pushy-wording" and not phrase.group.tried]
    one, other = [text for text in untried if found(pushy_wording, text)][:2]
    rest = "The kettle is on the stove. " * 12
    assert found(pushy_wording, f"{one} {rest}") == []
    assert len(found(pushy_wording, f"{one} {rest}", "offer")) == 1
    assert len(found(pushy_wording, f"{one} {rest}\n\n{other}")) == 2
    assert found(pushy_wording, f"{one}\n\n{rest}\n\n{rest}\n\n{other}") == []


def test_signs_that_are_far_apart_have_nothing_to_do_with_one_another() -> None:
    price, shop = "In March the takings were £1,900.", "Our online shop has a new photograph of the cat."
    assert found(disguised_offer, f"{price} {shop} It rained.") != []
    assert found(disguised_offer, f"{price}\n\nIt rained.\n\nIt snowed.\n\n{shop}\n\nIt thawed.") == []


@pytest.mark.parametrize("purpose", ["apology", "recovery"])
def test_what_is_owed_to_those_wronged_is_no_sale(purpose: str) -> None:
    owed = "Each of you has had the money back, £12. They go out again on Friday; a new one is yours by the 22nd if you want one."
    assert found(disguised_offer, owed, purpose) == []
    assert found(disguised_offer, f"{owed} The code SORRY15 takes 15% off your next order.", purpose) != []
    assert found(disguised_offer, "They go out on Friday, £12 each; yours by the 22nd if you want one.") != []


def test_what_begins_to_sell_before_the_end_is_no_tail() -> None:
    story = "The glaze comes from the ash of our own vines, and no two firings agree about its colour.\n\n" * 2
    paragraphs = ("The cups are £12 each, with postage.", "You can order one here: https://shop.example/cart")
    assert found(sales_tail, f"{story}{' '.join(paragraphs)}\n\nMo") != []
    assert found(sales_tail, story + "\n\n".join([*paragraphs, "Mo"])) != []
    assert found(disguised_offer, "\n\n".join([story, *paragraphs, story])) != []


def test_words_that_are_innocent_elsewhere_push_where_something_is_sold() -> None:
    assert found(pushy_wording, "今夜は霜です。鉢を軒下へ。急いでください。") == []
    assert found(pushy_wording, "一袋800円(税込)です。急いでください。") == [("urgency", "急いでください")]
    assert found(pushy_wording, "決算が近づくと、店の裏で電卓の音がします。") == []
    assert found(pushy_wording, "決算が近づいております。", "offer") == [("quarter", "決算が近づいております")]


def test_words_that_say_little_by_themselves_are_quoted_with_their_sentence() -> None:
    long = "you will hate yourself " + "and the tea and the cup " * 6
    said = "Only 4.50 € a bag. You will hate yourself.\n\nOrder now."
    assert found(pushy_wording, said, "offer") == [("urgency", "You will hate yourself")]
    assert found(pushy_wording, f"Only 4.50 € a bag: {long}.", "offer") == [("urgency", "you will hate yourself")]


def test_light_words_far_apart_need_a_paragraph_that_reads_like_them() -> None:
    frost = (
        "Hurry. I don't say that often, being seventy-one, but a ground frost is coming in on Sunday night and your dahlias are still "
        "out there in their finery.\n\nCut them to a hand's breadth, lift them with a fork from well outside the clump, and turn the "
        "tubers upside down in a crate so that the stems drain. Last chance is really Sunday at tea. They will lift later, too, but wet."
    )
    assert found(pushy_wording, frost) == []
    assert found(pushy_wording, frost.replace("Hurry. I", "Hurry, last chance! I")) != []


def test_excuses_are_looked_for_in_apologies_only() -> None:
    body = "Due to unprecedented demand we were late."
    assert found(excuse, body, "news") == []
    assert [case for case, _ in found(excuse, body, "apology")] == ["blame"]


@pytest.mark.parametrize("unit", ["only £5 now ", "¥500 ", "五百円、", "Only £5. ", "order now!\n", "in 1950 £5 "])
def test_a_long_row_of_phrases_takes_as_much_more_work_as_it_is_longer(
    unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = 0

    def counted(name: str, text: str, language: Language) -> bool:
        nonlocal read
        read += len(text)
        return _is_spoken_of(name, text, language)

    monkeypatch.setattr(around, "_is_spoken_of", counted)
    work = []
    for times in (100, 400):
        read = 0
        matches(letter(unit * times))
        work.append(read)
    assert work[0] > 0
    assert work[1] < 5 * work[0]


def test_prices_that_all_differ_are_found_each_and_share_their_sentence() -> None:
    of_prices = [
        match
        for match in matches(letter("".join(f"£{number} " for number in range(100, 200))))
        if match.group.kind == "price"
    ]
    assert {match.quote for match in of_prices} >= {f"£{number}" for number in range(100, 200)}
    assert len({id(match.context) for match in of_prices}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pattern_repeats_without_end(language: str) -> None:
    table = prepared(language)
    notation = language_of(language).notation
    circumstances = [text for texts in table["circumstances"].values() for text in texts]
    texts = [*circumstances, *table["negation"]["before"], *table["negation"]["after"]]
    patterns = [phrase.pattern.pattern for phrase in language_of(language).phrases]
    for pattern in (*patterns, *map(notation.pattern, texts)):
        bare = re.sub(r"\\.|\[[^\]]*\]", "c", pattern).replace(f"(?<!{FILLER}){FILLER}+", "")
        assert "*" not in bare, pattern
        assert "+" not in bare, pattern


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("don't miss", True),
        ("don't you ever want to really miss", True),
        ("don't you ever want to just really miss", False),
        ("don't be-so-very-much-too-slow and miss", True),
        ("don't – ever – miss", True),
        ("don't - ever - miss", True),
        ("don't ever-miss", True),
        ("don't go. miss", False),
    ],
)
def test_between_two_words_stand_up_to_five(text: str, there: bool) -> None:
    assert bool(re.search(ENGLISH.pattern("don't … miss"), text)) is there
