"""How rare words are in letters: the search begins with those of a phrase that few letters have."""

from __future__ import annotations

from functools import cache

from planner.words.slots import SLOTS

_FREQUENT = """
the a of and to in it is that was for on as with i you he at be this have from or had by but not what all were we when your can
said there an which she do their if will up other about out many then them so some her would make like him into time has two
more no way could people my than first been who its now find long down day did get come made may part over new take only little
work know place year years me give most very after thing our just good say great where help through much before right too same
tell set three want well also end put home read hand large even here must such again off went see need never us another still
use because any back every once last left why how each own while next few morning week evening till those let look keep
something without under these are one today ask always until am don re s t ve ll nothing anything enough best better name four
five six half ten shop tea letter old small open bag box cup write written call came found though think should done does both
between sure order ordered whole side hold
"""
"""The most frequent words of English, with those of shops."""
_RANK = {word: rank for rank, word in enumerate(_FREQUENT.split())}
_MONEY = frozenset(word for slots in SLOTS.values() for slot in ("price", "percent") for word in slots[slot][1])
_FREQUENT_SIGNS = frozenset(
    "日人今方一二三四五十本年月店様客皆時間見思言手物中上下大小出入前後分回気何自私茶葉湯味朝夕夜春夏秋冬主畑器使作者心話聞書読来行生理無用事当品度ー決通届目数違知合選名"
)
"""Characters that stand in almost every Japanese letter; hiragana all do."""
_HIRAGANA, _KATAKANA, _FREQUENT_KANJI, _KANJI = 0.45, 0.2, 0.3, 0.05


def is_rare(word: str) -> bool:
    """Whether most letters don't have an English word."""
    return word not in _RANK


@cache
def chance_of_word(word: str) -> float:
    """How likely a letter has an English word; prices are rare in letters that are no offers."""
    if word in _MONEY:
        return 0.001
    return min(1.0, 40 / (_RANK[word] + 10)) if word in _RANK else 0.05


def chance_of_pair(left: str, right: str) -> float:
    """How likely a letter has two English words side by side."""
    return 0.02 * chance_of_word(left) * chance_of_word(right)


@cache
def chance_of_signs(word: str) -> float:
    """How likely a letter has a row of Japanese characters."""
    chance = 1.0
    for sign in word:
        chance *= _chance_of_sign(sign)
    return chance


def _chance_of_sign(sign: str) -> float:
    if sign in _FREQUENT_SIGNS:
        return _FREQUENT_KANJI
    if "\u3041" <= sign <= "\u309f":
        return _HIRAGANA
    return _KATAKANA if "\u30a0" <= sign <= "\u30ff" else _KANJI
