"""What a slot of a phrase stands for, in each language: its pattern, and the words or signs of which one must be there."""

from __future__ import annotations

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
_EN_DAY = (
    rf"(?:(?:this|next|on|the end of|end of) )*(?:{_DAY}|midnight|tonight|tomorrow|christmas|easter|the weekend|the week|the month|month|noon"
    rf"|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)?(?: {_MONTH})?|{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?)"
)
SLOTS: dict[str, dict[str, tuple[str, tuple[str, ...]]]] = {
    "en": {
        "price": (
            rf"(?:(?:us|au|ca|nz)?[$£€¥] ?\d[\d,]*(?:\.\d+)?|{_EN_N}(?:[ -]{_EN_N})? ?(?:yen|euros?|dollars?|quid|pence|jpy|gbp|eur|usd|pounds?(?! of))(?![a-z]))",
            ("$", "£", "€", "¥", "yen", "euro", "euros", "dollar", "dollars", "quid", "pence", "jpy", "gbp", "eur", "usd", "pound", "pounds"),
        ),
        "percent": (rf"{_EN_N}(?:[ -]{_EN_N})? ?(?:%|per ?cent(?![a-z]))", ("%", "percent", "cent")),
        "n": (_EN_N, ()),
        "day": (_EN_DAY, ()),
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
for _table in SLOTS.values():
    for _name in ("low", "high"):
        _table[_name] = (f"(?P<{_name}>{_table['price'][0]})", _table["price"][1])
