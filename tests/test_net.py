"""The first look at a letter loses nothing: what it lets pass holds every phrase that trying them all would find."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from planner.markup import without_code
from planner.model import Letter
from planner.words.anchors import anchors, needs
from planner.words.around import Around
from planner.words.caught import APOLOGY, COMPLETING, EVERYDAY, caught
from planner.words.crowd import Crowd
from planner.words.glance import LATIN, glance
from planner.words.grammar import Bracket, Row, Slot, parse
from planner.words.known import Known, _paragraphs_of
from planner.words.matching import of_phrase
from planner.words.net import Net, may_be_japanese
from planner.words.notation import Notation
from planner.words.parts import parts_of_paragraph, parts_of_short
from planner.words.passage import passage
from planner.words.phrases import Phrase, every_phrase, language_of
from planner.words.prepared import prepared
from planner.words.sentences import ACROSS, PARAGRAPH, sentences, stop_of
from planner.words.slots import SLOTS
from tests.bench_words import prose
from tests.corpus_report import CORPUS, post

EVERY_RULE = EVERYDAY | APOLOGY | COMPLETING
IN_SLOTS = {
    "price": ("£4.50", "$ 12", "us$5", "five pounds", "20 euros", "¥500", "1,200円", "三百円"),
    "percent": ("20%", "20 per cent", "ten percent", "3割", "半割"),
    "n": ("3", "12", "two", "twenty-five", "三"),
    "day": ("friday", "the 5th of may", "tonight", "10月3日", "今週末", "12/24"),
    "code": ("TEA20", "AB-12"),
    "url": ("https://shop.example/x",),
    "year": ("1950", "1988年"),
    "gap": (" ", " the very ", "のほうを"),
}
MARKUP = [
    "*",
    "**",
    "_",
    "[",
    "](about.md)",
    "](a_'b')",
    "![",
    "~~",
    "\\",
    "<b>",
    "</b>",
    "&nbsp;",
    "&amp;",
    "{:_.x}",
    "|",
    "`",
    "<!--",
    ">",
]
SPACES = (
    " ",
    "  ",
    "\n",
    "\n\n",
    "\n\n\n",
    "\n \n",
    " \n",
    "\n- ",
    "\n# ",
    "\n> ",
    "\n1. ",
    "\t",
    "\u3000",
    "\u00a0",
    "\u200b",
    "\u00ad",
)
SIGNS = "-'’“”「」\".。!！?,、—éİ\u212aﾞ〜1ご"
ENDS = (". ", "! ", "? ", ".” ", "。", "？", "｡", "\0", "https://shop.example/?a=b. ")
BETWEEN = (*ENDS, *(mark.replace("_'", " '").replace(":_", ": ") for mark in MARKUP), *SPACES, *SIGNS, "the", "")


def way_of(draw: Any, row: Row) -> str:
    """One of the ways of writing a phrase."""
    return "".join(_way_of_piece(draw, piece) for piece in row)


def _way_of_piece(draw: Any, piece: str | Slot | Bracket) -> str:
    if isinstance(piece, str):
        return piece.replace(" ?", "")
    if isinstance(piece, Slot):
        return str(draw(st.sampled_from(IN_SLOTS.get(piece.name, ("x", "様")))))
    if piece.repeat in {"?", "*"} and draw(st.booleans()):
        return ""
    return way_of(draw, draw(st.sampled_from(piece.choices)))


def changed(draw: Any, text: str) -> str:
    """A text as it might be written: with markup and spaces in it, in capitals, or in full width."""
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(BETWEEN)) + text[at:]
    look = draw(st.sampled_from(("", "", "", "upper", "wide", "broken")))
    if look == "wide":
        return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)
    return text.upper() if look == "upper" else text.replace(" ", "\n") if look == "broken" else text


@st.composite
def bodies(draw: Any) -> str:
    """Phrases among signs of all kinds."""
    texts = []
    for _ in range(draw(st.integers(1, 4))):
        phrase = draw(st.sampled_from(every_phrase()))
        texts.append(changed(draw, way_of(draw, parse(phrase.text))))
        texts.append(draw(st.sampled_from(BETWEEN)))
    return "".join(texts)


def tried(letter: Letter) -> Iterator[tuple[int, Phrase]]:
    """What trying every phrase on every paragraph, and on every short text, finds that nothing around it makes harmless."""
    paragraphs = without_code(letter.body).split(PARAGRAPH)
    for number, text in enumerate((*paragraphs, *(short.source for short in parts_of_short(letter))), start=1):
        for part in parts_of_paragraph(text, 0, len(text)):
            read = passage(part.source, part.start, part.end)
            around = Around(read)
            yield from ((number, phrase) for phrase in every_phrase() if any(of_phrase(phrase, read, around, part)))


def assert_nothing_is_lost(*letters: Letter) -> None:
    """At first sight, and when every sentence comes for the second time and is put through the sieve."""
    first, again = caught(EVERY_RULE, letters), caught(EVERY_RULE, letters)
    for at, letter in enumerate(letters):
        for number, phrase in tried(letter):
            assert phrase in first.get(at, {}).get(number, ())
            assert phrase in again.get(at, {}).get(number, ())


@settings(max_examples=150, deadline=None)
@given(bodies(), bodies())
@example("ご**注文**は[こちら](shop.md)", "last-chance")
@example("あ\n**\nい", "half price")
@example("half\nprice", "Order\u00adnow")
@example("must-have", "ｏｆｆｅｒ ｅｎｄｓ\n\n２０％ ｏｆｆ*")
@example("x", "ｈａｌｆ\n\n\n\nprice\n\nｂｕｙ ｎｏｗ\n\n")
@example("発売！\n開始", "\nBuy now")
@example("いま", "![20% off](about.md)£4.50 off。")
def test_the_first_look_loses_nothing(body: str, title: str) -> None:
    assert_nothing_is_lost(post("letter", {"purpose": "apology", "body": body, "title": title}))


@settings(max_examples=50, deadline=None)
@given(st.lists(bodies(), min_size=2, max_size=5))
def test_letters_that_are_looked_at_together_lose_nothing(every: list[str]) -> None:
    texts = [*every, *("\n\n".join(pair) for pair in pairwise(every)), *(" ".join(pair) for pair in pairwise(every))]
    assert_nothing_is_lost(*(post("letter", {"purpose": "story", "body": body, "title": "A letter"}) for body in texts))


@pytest.mark.no_cover
@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.toml")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_first_look_loses_nothing_of_the_labelled_letters(path: Path) -> None:
    every = tomllib.loads(path.read_text(encoding="utf-8"))["letter"]
    for entry in every[:: 1 + len(every) // 20]:  # to try all phrases takes long
        assert_nothing_is_lost(post("letter", entry))


@pytest.mark.parametrize(
    "body", ["One.\n\nTwo.\n\n\nThree.", "*\n*\n\n_a_", "a\n[\n](b)\n\nc", "![a](b)\n\n\n\nc", "あ\n\n\nい"]
)
def test_a_glance_has_as_many_paragraphs_as_the_body(body: str) -> None:
    assert glance(body).count(PARAGRAPH.encode()) == body.count(PARAGRAPH)


@pytest.mark.parametrize(
    ("language", "phrase", "words"),
    [
        ("en", "(buy|shop) now", {" buy now ", " shop now "}),
        ("en", "check-out … our shop", {" check out ", " checkout "}),
        ("en", "order[s] closing", {" order closing ", " orders closing "}),
        ("ja", "送料[は|が]?無料", {"送料無料", "送料は無料", "送料が無料"}),
    ],
)
def test_the_anchors_of_a_phrase_are_its_rarest_words(language: str, phrase: str, words: set[str]) -> None:
    assert set(anchors(Notation(language), phrase)) == words


def test_a_phrase_without_certain_words_has_no_anchors() -> None:
    with pytest.raises(ValueError, match="maybe"):
        anchors(Notation("en"), "[maybe ]…")


def test_what_else_must_be_there_is_all_that_can_not_be_missing() -> None:
    sets = needs(Notation("en"), "(visit|see) … our [big ]warehouse … today{on}(hurry|quick)")
    assert [set(map(frozenset, each)) for each in sets] == [
        {frozenset({" visit ", " see "})},
        {frozenset({" today"})},
        {frozenset({"hurry ", "quick "})},
    ]


@pytest.mark.parametrize(
    ("phrase", "behind"), [("gladly [just |some ]*{price}", " euros "), ("gladly [just|some]*{price}", "euros")]
)
def test_words_end_beside_a_bracket_that_may_be_missing(phrase: str, behind: str) -> None:
    assert behind in needs(Notation("en"), phrase)[1][0]


@pytest.mark.no_cover
@pytest.mark.parametrize(("language", "shop"), [("en", "English"), ("ja", "Japanese")])
def test_few_phrases_are_tried_in_an_ordinary_letter(language: str, shop: str) -> None:
    """Each by words that few letters have: to try one takes a microsecond, and there are thousands."""
    text = b" %b " % glance(prose(shop))
    words, letters = text.translate(LATIN), len(text) / 3000
    tries = {
        phrase.text: sum(
            (words if re.fullmatch("[a-z0 ]+", row) else text).count(row.encode())
            for row in anchors(phrase.notation, phrase.text)
        )
        / letters
        for phrase in language_of(language).phrases
        if phrase.group.rule in EVERYDAY
    }
    assert {phrase: times for phrase, times in tries.items() if times > 2} == {}
    assert sum(tries.values()) < 60


@pytest.mark.parametrize(
    ("language", "slot"),
    [(language, slot) for language in SLOTS for slot in SLOTS[language] if slot not in ACROSS[language]],
)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_what_stays_within_a_sentence_has_no_end_of_one(data: st.DataObject, language: str, slot: str) -> None:
    text = data.draw(st.from_regex(re.compile(SLOTS[language][slot][0], re.ASCII), fullmatch=True))
    assume(not {*"！？"} & {*text})  # a slot is of folded text
    after = "か" if language == "ja" else " a"
    written = f"{text}{after}"
    assert sentences([written], stop_of(written)) == [written]


@pytest.mark.parametrize("kept", ["_MOST_PARAGRAPHS", "_MOST_SENTENCES"])
def test_what_is_known_is_forgotten_when_it_is_too_much(kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"planner.words.known.{kept}", 2)
    known = Known(Net(EVERYDAY))
    letter = ["Order now.", "The kettle is on.", "Half price today.", "Order now."]
    first = known.caught([PARAGRAPH.join(letter)])
    assert (set(first[0]), known.caught([PARAGRAPH.join(letter)]), known.caught([PARAGRAPH.join(letter[::-1])])) == (
        {1, 3, 4},
        first,
        {0: {1: first[0][4], 2: first[0][3], 4: first[0][1]}},
    )


def test_sentences_that_differ_in_their_figures_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Known(Net(EVERYDAY))
    assert known.caught(["We baked 12 loaves by 3 July."]) == {}
    monkeypatch.setattr(Net, "caught", lambda *_: pytest.fail("looked at again"))
    assert known.caught(["We baked 40 loaves by 9 July."]) == {}


def test_figures_of_another_script_are_other_figures() -> None:
    known = Known(Net(EVERYDAY))
    assert known.caught(["Buns are only ٥p each."]) == {}
    assert set(known.caught(["Buns are only 5p each."])) == {0}


@given(st.text("ab\n\n .", max_size=30))
def test_a_sentence_is_found_in_every_paragraph_that_has_it(text: str) -> None:
    paragraphs = list(enumerate(text.split(PARAGRAPH), start=1))
    for sentence in {one for _, paragraph in paragraphs for one in paragraph.split(".") if one.strip("\n")}:
        found = set(_paragraphs_of(sentence, text))
        assert {one for one in paragraphs if sentence in one[1]} <= found <= set(paragraphs)


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("The last bus was in a hurry. We walked.", set()),
        ("The last bus was in a hurry.\n\nHurry.", {2}),
        ("‘The last bus was in a hurry. Hurry.", {1}),
        ("A bus “for those in a hurry", {1}),
        ("> in a hurry", {1}),
    ],
)
def test_what_is_harmless_in_its_own_sentence_is_not_looked_at_when_it_comes_again(
    body: str, numbers: set[int]
) -> None:
    """Unless a quotation may begin or end there, which may hide what makes it harmless."""
    letters = [post("letter", {"purpose": "story", "body": body})]
    _, found = caught(EVERYDAY, letters), caught(EVERYDAY, letters)
    assert found.get(0, {}).keys() == numbers


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("Yes. Only Rs. 500 today", ["Yes", "Only Rs. 500 today"]),
        ("It cost Rs.\n\n500 came", ["It cost Rs.", "500 came"]),
        ("Two years. 12 came", ["Two years", "12 came"]),
        ("Only kr. 5\n\nin [the. shop](a)", ["Only kr. 5", "in [the. shop](a)"]),
    ],
)
def test_a_full_stop_before_a_sum_ends_no_sentence(text: str, every: list[str]) -> None:
    assert sentences(text.split(PARAGRAPH), ". ") == every


@pytest.mark.parametrize("words", ["hurry ", "£5 or ", "残りわずか"])
def test_words_that_come_again_and_again_in_a_sentence_are_not_tried_each_time(
    words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []
    met = Crowd.met

    def counted(crowd: Crowd, beside: Any) -> list[Phrase]:
        tried.append(id(crowd))
        return met(crowd, beside)

    monkeypatch.setattr(Crowd, "met", counted)
    caught(EVERYDAY, [post("letter", {"purpose": "story", "body": words * 2000})])
    assert tried
    assert max(map(tried.count, set(tried))) <= 2


JAPANESE = [phrase for phrase in every_phrase() if phrase.group.language == "ja"]


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_japanese_phrase_stands_only_where_japanese_may_be(data: st.DataObject) -> None:
    phrase = data.draw(st.sampled_from(JAPANESE))
    text = changed(data.draw, way_of(data.draw, parse(phrase.text)))
    own = [passage(text, part.start, part.end).text for part in parts_of_paragraph(text, 0, len(text))]
    assume(any(map(phrase.pattern.search, own)))
    assert may_be_japanese(glance(text))


AROUND = [one for kind in ("circumstances", "negation") for ones in prepared("ja")[kind].values() for one in ones]


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_what_is_looked_for_around_japanese_words_is_never_in_ascii(data: st.DataObject) -> None:
    phrase = data.draw(st.sampled_from(AROUND))
    way = "".join(sign for sign in way_of(data.draw, parse(phrase)) if sign.isascii())
    assert not re.search(language_of("ja").notation.pattern(phrase), way)


@pytest.mark.parametrize("phrase", ["(a|b", "a)", "[a)", "(a]", "a|b", "{price", "a}"])
def test_a_bracket_that_is_missing_is_told(phrase: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse(phrase)
