"""How likely letters have the words of a phrase: a search begins with those that few have."""

from __future__ import annotations

import re
from functools import cache
from math import prod

_WORD = re.compile(r"[a-z0-9]+")
_MOST_FREQUENT_WORDS = "the a of and to in it is that for on you i with as at be this have from or by we not are if but my your our so was s t"
_FREQUENT_WORDS = """
the a of and to in it is that was for on as with i you he at be this have from or had by but not what all we were when your can
said there an which she do their if will up other about out many then them so some her would make like him into time has two
more no way could people my than first been who its now find long down day did get come made may part over new take only little
work know place year years me give most very after thing things our just good say great where help through much before right too
same tell told set three want well also end put home read hand hands large even here must such again off went see need never us
another still use because any back every once last left why how each own while next few morning week evening till until those
let look keep something without under these are one today ask asked always am don re s t ve ll nothing anything enough best
better name four five six half ten shop tea letter old small open bag box cup write written call came found though think should
done does both between sure order ordered whole side hold hours days
"""
"""The most frequent words of English, with those of shops."""
_FREQUENT = frozenset(_FREQUENT_WORDS.split())
_MOST_FREQUENT = frozenset(_MOST_FREQUENT_WORDS.split())
_FREQUENT_KANJI = frozenset(
    "日人今方一二三四五十本年月店様客皆時間見思言手物中上下大小出入前後分回気何自私茶葉湯味朝夕夜春夏秋冬主畑器使作者心話聞書読来行生理無用事当品度決通届目数違知合選名"
)
_FREQUENT_ROWS = re.compile(
    "くださ|いただ|ありがと|ありま|あります|ません|まして|ました|ですが|でしょ|でした|いらっしゃ|ござい|という|として|ついて|ところ|ように|なけれ|なくな|なりま|なって|なった|ながら"
    "|けれど|ことが|ことを|こと|もの|とき|ている|ていた|ていま|ました|ましょ|ません|から|まで|など|ない|しまい|しまっ|くれ|もらっ|もらえ|たち|そう|これ|それ|どう|だけ|ほど|よう|さん|して|した|った|って|いる|いた|おります|でき"
)
_OF_A_ROW = 0.004
_OF_THE_NEXT = 0.1
"""Rows of hiragana that many letters have; what is likely to follow one of them is another."""


@cache
def chance(text: str) -> float:
    """How likely some words stand at a place: the longer a rare English word, the less; hiragana are likelier than kanji."""
    if text.isascii():
        return prod(map(_word, _WORD.findall(text)))
    rest, rows = _FREQUENT_ROWS.subn("", text)
    return prod(map(_sign, rest)) * (_OF_A_ROW * _OF_THE_NEXT ** (rows - 1) if rows else 1)


def _word(word: str) -> float:
    return 0.3 if word in _MOST_FREQUENT else 0.05 if word in _FREQUENT else 0.1 * 0.5 ** len(word)


@cache
def _sign(character: str) -> float:
    if "\u3041" <= character <= "\u309f" or character in "、。ー ":
        return 0.1
    return 0.03 if character in _FREQUENT_KANJI or character.isascii() else 0.01
