"""Phrases as people write them, turned into patterns.

    last chance         these words, in upper or lower case, with a space, a hyphen or a line break between them
    (buy|shop) now      one of several
    use [the ]code      may be missing
    don't … miss        up to five words between (Japanese: up to twelve characters), within the sentence
    {price}             a slot: price, percent, n (a number), day, code (in capitals), here, url

Each phrase also has its anchors: words of which one must stand in the text, or the phrase can't. They are what makes the
search of a large shop fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

FILLER = "\ufffc"
"""Stands for each character that is not the shop's own voice."""
URL = "\ue000"
"""Stands for an address."""

_DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|aug|sept|oct|nov|dec)"
_EN_N = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|twenty-five|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|a hundred|a dozen|a handful)"
)
_SLOTS: Mapping[str, Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "en": {
        "price": (
            rf"(?:(?:us|au|ca|nz)?[$£€¥] ?\d[\d,]*(?:\.\d+)?|{_EN_N}(?:[ -]{_EN_N})? ?(?:yen|euros?|dollars?|quid|pence|jpy|gbp|eur|usd|pounds?(?! of))(?![a-z]))",
            ("$", "£", "€", "¥", "yen", "euro", "euros", "dollar", "dollars", "quid", "pence", "jpy", "gbp", "eur", "usd", "pound", "pounds"),
        ),
        "percent": (rf"{_EN_N}(?:[ -]{_EN_N})? ?(?:%|per ?cent(?![a-z]))", ("%", "percent", "cent")),
        "n": (_EN_N, ()),
        "day": (
            rf"(?:(?:this|next|on|the end of|end of) )*(?:{_DAY}|midnight|tonight|tomorrow|christmas|easter|the weekend|the week|the month|month|noon"
            rf"|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)?(?: {_MONTH})?|{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?)",
            (),
        ),
        "code": (rf"(?P<code>[a-z0-9][a-z0-9-]{{2,19}})|{FILLER}+", ()),
        "url": (URL, ()),
        "gap": (rf"(?:[ -]+[^ .!?;:\n{FILLER}]+){{0,5}}?[ -]", ()),
    },
    "ja": {
        "price": (
            r"(?:¥ ?\d[\d,.]*|\d[\d,.]* ?[千万]?\d* ?円|[一二三四五六七八九十百千万]+円)",
            ("円", "¥"),
        ),
        "percent": (r"(?:[\d.]+ ?(?:%|パーセント|割)|[一二三四五六七八九半]割)", ("%", "パーセント", "割")),
        "n": (r"[\d,一二三四五六七八九十百千]+", ()),
        "day": (
            r"(?:\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日|\d{1,2}/\d{1,2}|[月火水木金土日]曜日?|今週末?|週末|月末|年内|本日|明日|今夜|正午|深夜\d*時?|\d{1,2}時)(?:\([月火水木金土日][^)]{0,3}\))?(?:の?\d{1,2}時|いっぱい|の?正午)?",
            (),
        ),
        "code": (rf"(?:[「『\"(:は ]*(?P<code>[a-z0-9][a-z0-9-]{{2,19}})|[「『]?{FILLER}+[」』]?)", ()),
        "here": (r"(?:こちら|下記|以下|下の|次の|上の|上記|リンク|プロフィール|オンライン|ネット|ウェブ|この(?:ページ|リンク))", ("こちら", "下記", "以下", "下の", "次の", "上の", "上記", "リンク", "プロフィール", "オンライン", "ネット", "ウェブ", "この")),
        "url": (URL, ()),
        "gap": (rf"[^。!?\n{FILLER}]{{0,12}}?", ()),
    },
}  # fmt: skip
_COMMON = frozenset(
    "a about after again all also am an and any are as at be because been before but by can could did do does don down each even every for"
    " from get give go good had has have he her here him his how i if in into is it its just know let like little ll look made make many"
    " may me more most much must my need never new next no not now of off on once one only or other our out over own people re s say see she"
    " should so some such t take than that the their them then there these they thing think this those time to too two up us use very want"
    " was way we week well went were what when where which while who will with would year you your yours today day three".split()
)
_WORD = re.compile(r"[a-z0-9]+")
_STOPS = re.compile(r"[()\[\]|{}…]")
_CLOSE = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class _Node:
    kind: str
    text: str = ""
    choices: tuple[tuple[_Node, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Notation:
    """How a language's phrases are read. `variants` are groups of spellings of which any may stand for any."""

    language: str
    variants: tuple[tuple[str, ...], ...] = ()
    _spellings: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_spellings", {one: group for group in self.variants for one in group})

    def pattern(self, phrase: str) -> str:
        """The regular expression of a phrase, for text that has been folded."""
        nodes = _parse(phrase)
        found = self._sequence(nodes)
        return rf"(?<![a-z0-9])(?:{found})(?![a-z0-9])" if self.language == "en" else found

    def anchors(self, phrase: str) -> tuple[str, ...]:
        """Words of which at least one stands in every text that has the phrase."""
        nodes = _parse(phrase)
        sets = [one for one in self._candidates(nodes) if one]
        if not sets:
            raise ValueError(phrase)
        return min(sets, key=lambda one: sum(map(self._cost, one)))

    def _sequence(self, nodes: Iterable[_Node]) -> str:
        return "".join(map(self._regex, nodes))

    def _regex(self, node: _Node) -> str:
        if node.kind == "text":
            return self._literal(node.text)
        if node.kind == "slot":
            return f"(?:{_SLOTS[self.language][node.text][0]})"
        body = "|".join(self._sequence(choice) for choice in node.choices)
        return f"(?:{body})" + ("?" if node.kind == "[" else "")

    def _literal(self, text: str) -> str:
        if self.language == "en":
            return re.escape(text).replace(r"\ ", "[ -]").replace(r"\-", "[ -]?")
        return self._split().sub(self._variant, re.escape(text))

    def _split(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted(map(re.escape, self._spellings), key=len, reverse=True)) or "(?!)")

    def _variant(self, match: re.Match[str]) -> str:
        return f"(?:{'|'.join(self._spellings[match[0]])})"

    def _candidates(self, nodes: tuple[_Node, ...]) -> Iterable[tuple[str, ...]]:
        for index, node in enumerate(nodes):
            if node.kind == "text":
                before, after = index > 0, index < len(nodes) - 1
                yield from ((word,) for word in self._whole_words(node.text, glued=(before, after)))
            elif node.kind == "slot":
                yield _SLOTS[self.language][node.text][1]
            elif node.kind == "(":
                yield self._of_choices(node)

    def _of_choices(self, node: _Node) -> tuple[str, ...]:
        found: list[str] = []
        for choice in node.choices:
            sets = [one for one in self._candidates(choice) if one]
            if not sets:
                return ()
            found += min(sets, key=lambda one: sum(map(self._cost, one)))
        return tuple(dict.fromkeys(found))

    def _whole_words(self, text: str, glued: tuple[bool, bool]) -> list[str]:
        if self.language == "ja":
            return [piece for piece in self._split().sub("\0", text).split("\0") if piece]
        words = [match for match in _WORD.finditer(text)]
        return [
            word[0]
            for word in words
            if not (glued[0] and word.start() == 0) and not (glued[1] and word.end() == len(text))
        ]

    def _cost(self, word: str) -> float:
        if self.language == "en":
            return 60 if word in _COMMON else 1 + 3 / len(word)
        kana = not re.search(r"[^\u3041-\u309f]", word)
        return (40 if kana and len(word) < 3 else 6 if kana else 3) / len(word)


def _parse(phrase: str) -> tuple[_Node, ...]:
    phrase = phrase.replace(" … ", "…")
    choices, end = _choices(phrase, 0)
    if end < len(phrase) or len(choices) != 1:
        raise ValueError(phrase)
    return choices[0]


def _choices(phrase: str, start: int) -> tuple[tuple[tuple[_Node, ...], ...], int]:
    """Alternatives up to an unmatched closing bracket or the end."""
    found: list[tuple[_Node, ...]] = []
    nodes: list[_Node] = []
    while start < len(phrase) and phrase[start] not in ")]":
        if phrase[start] == "|":
            found.append(tuple(nodes))
            nodes = []
            start += 1
        else:
            node, start = _node(phrase, start)
            nodes.append(node)
    return (*found, tuple(nodes)), start


def _node(phrase: str, start: int) -> tuple[_Node, int]:
    sign = phrase[start]
    if sign in _CLOSE:
        choices, end = _choices(phrase, start + 1)
        if phrase[end : end + 1] != _CLOSE[sign]:
            raise ValueError(phrase)
        return _Node(sign, choices=choices), end + 1
    if sign == "{":
        end = phrase.index("}", start)
        return _Node("slot", phrase[start + 1 : end]), end + 1
    if sign == "…":
        return _Node("slot", "gap"), start + 1
    stop = _STOPS.search(phrase, start)
    end = stop.start() if stop else len(phrase)
    return _Node("text", phrase[start:end]), end
