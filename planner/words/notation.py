"""Phrases as people write them, turned into patterns.

    last chance         these words, in upper or lower case, with a space, a hyphen or a line break between them
    (buy|shop) now      one of several
    use [the ]code      may be missing
    (very )*good        as often as one likes, or not at all; `+` at least once
    don't … miss        up to five words between (Japanese: up to twelve characters), within the sentence
    {price}             a slot: price, percent, n (a number), many (more than one), day, year, code (in capitals), here, url;
                        low and high are two prices of which the first is lower

Each phrase also has its anchors: words of which one must stand in the text, or the phrase can't. They are what makes the
search of a large shop fast.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

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
_SLOTS: dict[str, dict[str, tuple[str, tuple[str, ...]]]] = {
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
        "year": (r"(?:1[5-9]\d\d|200\d)(?:s)?", ()),
        "many": (rf"(?!one )(?:{_EN_N}(?:[ -]{_EN_N})?|most|many|several)", ()),
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
        "year": (r"(?:1[5-9]\d\d|200\d)年", ()),
        "gap": (rf"[^。!?\n{FILLER}]{{0,12}}?", ()),
    },
}  # fmt: skip
for _table in _SLOTS.values():
    for _name in ("low", "high"):
        _table[_name] = (f"(?P<{_name}>{_table['price'][0]})", _table["price"][1])
_FREQUENT = (
    "the a of and to in it is that was for on as with i you he at be this have from or had by but not what all were we when your can said"
    " there an which she do their if will up other about out many then them so some her would make like him into time has two more no way"
    " could people my than first been who its now find long down day did get come made may part over new take only little work know place"
    " year years me give most very after thing our just good say great where help through much before right too same tell set three want"
    " well also end put home read hand large even here must such again off went see need never us another still use because any back every"
    " once last left why how each own while next few morning week evening till those let look keep something without under these are no one"
    " today ask always until am don re s t ve ll nothing anything enough best better name four five six half ten shop tea letter best old small"
    " open bag box cup write written call came found though think should did done does both between sure order ordered better whole side hold"
).split()
_MONEY = frozenset("$ £ € ¥ % yen euro euros dollar dollars quid pence jpy gbp eur usd pound pounds percent cent".split())
_RANK = {word: rank for rank, word in reversed(list(enumerate(_FREQUENT)))}
_WORD = re.compile(r"[a-z0-9]+")
_STOPS = re.compile(r"[()\[\]|{}…]")
_CLOSE = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class _Node:
    kind: str
    text: str = ""
    choices: tuple[tuple[_Node, ...], ...] = ()
    repeat: str = ""
    """`?` or `*` behind the bracket."""


@dataclass(frozen=True)
class Notation:
    """How a language's phrases are read. `variants` are groups of spellings of which any may stand for any."""

    language: str
    variants: tuple[tuple[str, ...], ...] = ()
    _spellings: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_spellings", {one: group for group in self.variants for one in group})

    def pattern(self, phrase: str) -> str:
        """The regular expression of a phrase, for text that has been folded."""
        found = self._sequence(_parse(phrase))
        return rf"(?<![a-z0-9])(?:{found})(?![a-z0-9])" if self.language == "en" else found

    def needs(self, phrase: str) -> tuple[tuple[str, ...], ...]:
        """Sets of words: of each, one must stand in every text that has the phrase."""
        sets = {frozenset(one): one for one in self._candidates(_parse(phrase)) if one}
        if not sets:
            raise ValueError(phrase)
        return tuple(sorted(sets.values(), key=self._cost_of_set))

    def anchors(self, phrase: str) -> tuple[tuple[str, ...], ...]:
        """Words, or pairs of words, of which at least one stands in every text that has the phrase; the rarest there are."""
        nodes = _parse(phrase)
        if self.language == "ja":
            sets = [*self.needs(phrase), *filter(None, self._compounds(nodes))]
            return tuple((one,) for one in min(sets, key=self._cost_of_set))
        sets = [tuple(map(self._rarest, one)) for one in self.needs(phrase)]
        sets += [tuple(pairs) for pairs in self._pairs(nodes) if pairs]
        return tuple(dict.fromkeys(min(sets, key=lambda one: sum(map(self._chance, one)))))

    def telling(self, word: str) -> str:
        """The rarest two characters of a Japanese word."""
        return min((word[at : at + 2] for at in range(max(1, len(word) - 1))), key=self._cost)

    def _compounds(self, nodes: tuple[_Node, ...]) -> Iterable[tuple[str, ...]]:
        """For two neighbours that must both be there: each way of writing the one with each of the other."""
        for left, right in zip(nodes, nodes[1:], strict=False):
            one, other = self._written(left), self._written(right)
            if one and other and len(one) * len(other) <= _MOST_COMPOUNDS:
                yield tuple(dict.fromkeys(first + second for first in one for second in other))

    def _written(self, node: _Node) -> list[str]:
        """Every way of writing a node that must be there; none where there are too many, or it is not known."""
        if node.kind == "text":
            pieces = self._split.split(node.text)
            spelt = [self._spellings[found[0]] for found in self._split.finditer(node.text)]
            ways = [pieces[0]]
            for spellings, piece in zip(spelt, pieces[1:], strict=True):
                ways = [way + spelling + piece for way in ways for spelling in spellings]
            return [] if " " in node.text else ways
        if node.kind != "(" or node.repeat or any(len(choice) != 1 for choice in node.choices):
            return []
        found = [self._written(choice[0]) for choice in node.choices]
        return [way for ways in found for way in ways] if all(found) else []

    def _rarest(self, text: str) -> tuple[str, ...]:
        """The rarest word of some words, or pair of neighbours."""
        words = _WORD.findall(text)
        if not words:
            return (text,)
        return min([*((word,) for word in words), *zip(words, words[1:], strict=False)], key=self._chance)

    def is_rare(self, word: str) -> bool:
        """Whether a word is one that most letters don't have."""
        return word not in _RANK

    def rarest(self, text: str) -> str:
        """The rarest single word of some words."""
        return min(_WORD.findall(text) or [text], key=self._cost) if self.language == "en" else text

    def _pairs(self, nodes: tuple[_Node, ...]) -> Iterable[list[tuple[str, ...]]]:
        """For two neighbours that must both be there: each last word of the one with each first word of the other."""
        filled = [node for node in nodes if node.kind != "text" or node.text.strip()]
        for left, right in zip(filled, filled[1:], strict=False):
            lasts, firsts = _edges(left, -1), _edges(right, 0)
            touching = (left, right) in zip(nodes, nodes[1:], strict=False)
            if lasts and firsts and (not touching or _apart(left, right)):
                yield [(last, first) for last in lasts for first in firsts]

    def _chance(self, words: tuple[str, ...]) -> float:
        """How likely a letter has this word or pair."""
        chance = 1.0 if len(words) == 1 else 0.02
        for word in words:
            chance *= min(1.0, 40 / (_RANK[word] + 10)) if word in _RANK else 0.001 if word in _MONEY else 0.05
        return chance

    def _sequence(self, nodes: Iterable[_Node]) -> str:
        return "".join(map(self._regex, nodes))

    def _regex(self, node: _Node) -> str:
        if node.kind == "text":
            return self._literal(node.text)
        if node.kind == "slot":
            return f"(?:{_SLOTS[self.language][node.text][0]})"
        body = "|".join(self._sequence(choice) for choice in node.choices)
        return f"(?:{body})" + (node.repeat or ("?" if node.kind == "[" else ""))

    def _literal(self, text: str) -> str:
        escaped = re.escape(text).replace(r"\ \?", "\0")
        if self.language == "en":
            return escaped.replace(r"\ ", "[ -]").replace(r"\-", "[ -]?").replace("\0", "[ -]?")
        return self._split.sub(self._variant, escaped).replace("\0", " ?")

    @cached_property
    def _split(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted(map(re.escape, self._spellings), key=len, reverse=True)) or "(?!)")

    def _variant(self, match: re.Match[str]) -> str:
        return f"(?:{'|'.join(self._spellings[match[0]])})"

    def _candidates(self, nodes: tuple[_Node, ...]) -> Iterable[tuple[str, ...]]:
        for index, node in enumerate(nodes):
            if node.kind == "text":
                before = index > 0 and _clings(nodes[index - 1], -1)
                after = index < len(nodes) - 1 and _clings(nodes[index + 1], 0)
                yield from self._whole_words(node.text, glued=(before, after))
            elif node.kind == "slot":
                yield _SLOTS[self.language][node.text][1]
            elif node.kind == "(" and node.repeat in {"", "+"}:
                yield self._of_choices(node)

    def _of_choices(self, node: _Node) -> tuple[str, ...]:
        found: list[str] = []
        for choice in node.choices:
            sets = [one for one in self._candidates(choice) if one]
            if not sets:
                return ()
            found += min(sets, key=self._cost_of_set)
        return tuple(dict.fromkeys(found))

    def _whole_words(self, text: str, glued: tuple[bool, bool]) -> list[tuple[str, ...]]:
        if self.language == "ja":
            spelt = [self._spellings[match[0]] for match in self._split.finditer(text)]
            pieces = self._split.sub("\0", text.replace(" ?", "\0")).split("\0")
            return [*((piece,) for piece in pieces if piece), *spelt]
        words = list(_WORD.finditer(text))
        if words and glued[0] and words[0].start() == 0:
            del words[0]
        if words and glued[1] and words[-1].end() == len(text):
            del words[-1]
        return [(text[words[0].start() : words[-1].end()],)] if words else []

    def _cost_of_set(self, words: tuple[str, ...]) -> float:
        if self.language == "ja":
            return sum(self._cost(self.telling(one)) + 0.001 for one in words)
        return sum(self._cost(self.rarest(one)) for one in words)

    def _cost(self, word: str) -> float:
        if self.language == "en":
            return 8000 / (_RANK[word] + 20) if word in _RANK else 1 + 3 / len(word)
        chance = 1.0
        for sign in word:
            chance *= RARITY.get(sign) or (0.45 if "\u3041" <= sign <= "\u309f" else 0.2 if "\u30a0" <= sign <= "\u30ff" else 0.05)
        return chance


_MOST_COMPOUNDS = 250
RARITY = dict.fromkeys(
    "日人今方一二三四五十本年月店様客皆時間見思言手物中上下大小出入前後分回気何自私茶葉湯味朝夕夜春夏秋冬主畑器使作者心話聞書読来行生理無用事当品度ー決通届目数違知合選名",
    0.3,
)
"""Characters that stand in almost every Japanese letter; hiragana all do."""


def _apart(left: _Node, right: _Node) -> bool:
    """Whether a space or a sign stands between two nodes that touch."""
    return not (_clings(left, -1) and _clings(right, 0))


def _edges(node: _Node, end: int) -> list[str]:
    """The first (0) or last (-1) words of something that must be there; none where that isn't sure."""
    if node.kind == "text":
        return _WORD.findall(node.text)[end:][:1] if end else _WORD.findall(node.text)[:1]
    if node.kind != "(" or node.repeat not in {"", "+"}:
        return []
    found = [_edges(choice[end], end) if choice else [] for choice in node.choices]
    return [word for words in found for word in words] if all(found) else []


def _clings(node: _Node, end: int) -> bool:
    """Whether a neighbour may continue a word: it begins (0) or ends (-1) with a letter."""
    if node.kind == "slot":
        return node.text != "gap"
    if node.kind == "text":
        return node.text[end].isalnum()
    return any(not choice or _clings(choice[end], end) for choice in node.choices)


@cache
def _parse(phrase: str) -> tuple[_Node, ...]:
    phrase = phrase.replace(" … ", "…").strip()
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
        end += 1
        repeat = phrase[end : end + 1] if phrase[end : end + 1] in {"?", "*", "+"} else ""
        return _Node(sign, choices=choices, repeat=repeat), end + len(repeat)
    if sign == "{":
        end = phrase.index("}", start)
        return _Node("slot", phrase[start + 1 : end]), end + 1
    if sign == "…":
        return _Node("slot", "gap"), start + 1
    stop = _STOPS.search(phrase, start)
    end = stop.start() if stop else len(phrase)
    return _Node("text", unicodedata.normalize("NFKC", phrase[start:end]).lower()), end
