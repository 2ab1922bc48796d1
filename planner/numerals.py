"""Numbers spelt in kanji: 三十六, 三六, 1万2千, 二千五百."""

from __future__ import annotations

FIGURES = {figure: value for value, figure in enumerate("〇一二三四五六七八九")} | {"零": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = 10_000
SIGNS = "".join((*FIGURES, *_TENS, "万"))
"""As they stand between the brackets of a pattern."""


def value(spelt: str) -> int:
    """What a number comes to, spelt with tens (三十六) or figure by figure (三六), also with Arabic figures in it."""
    total = part = figure = 0
    for sign in spelt:
        if sign == "万":
            total, part, figure = total + max(part + figure, 1) * _MYRIAD, 0, 0
        elif sign in _TENS:
            part, figure = part + max(figure, 1) * _TENS[sign], 0
        else:
            figure = figure * 10 + (FIGURES[sign] if sign in FIGURES else int(sign))
    return total + part + figure
