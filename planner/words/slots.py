"""What a slot of a phrase stands for, in each language: its pattern, and the words or signs of which one must be there."""

from __future__ import annotations

FILLER = "\ufffc"
"""Stands for each character that is not the shop's own voice."""
URL = "\ue000"
"""Stands for an address."""

_DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|aug|sept|oct|nov|dec)"
_EN_DIGIT = "one|two|three|four|five|six|seven|eight|nine"
_EN_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_EN_N = (
    rf"(?:\d[\d,.]{{0,20}}|(?:{_EN_TENS})(?:[ -](?:{_EN_DIGIT}))?|{_EN_DIGIT}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|a hundred|hundred|thousand|a couple of|a dozen|half a dozen|a handful)"
)
_EN_MONEY = r"yen|euros?|dollars?|bucks?|quid|grand(?! (?:pianos?|old|total|tour|opening|finale|houses?))|pence|cents?|rupees?|rs|jpy|gbp|eur|usd|aud|cad|inr|chf|pounds?(?! of\b)"
_EN_TAG = r"(?:[$£€¥₹]|&(?:pound|euro|yen);) ?\d[\d,]{0,20}(?:\.\d{1,9})?"
_SIGNS = ("$", "£", "€", "¥", "₹", "pound", "euro", "yen")
_EN_SIGNED = r"(?:(?:us|au|ca|nz|hk|sg|[acs])?[$£€¥₹]|&(?:pound|euro|yen);) ?\d[\d,]{0,20}(?:\.\d{1,9})?k?|\d[\d,]{0,20}(?:\.\d{1,9})? ?€|(?:rs\.?|inr|eur|gbp|usd|chf|kr\.?|ksh|zar) ?\d[\d,]{0,20}(?:\.\d{1,9})?"
_EN_COUNTED = rf"{_EN_N}(?:[ -]{_EN_N}){{0,2}} ?(?<![a-z])(?:{_EN_MONEY})(?![a-z])"
_EN_ONE = r"(?<!\d )(?<!ents )(?<!ence )(?<!lars )(?<!quid )(?<!ucks )(?<!uros )an? (?:pound|dollar|buck|euro|tenner|fiver)(?! of\b)(?![a-z])|(?:tenner|fiver)s?(?![a-z])"
"""“For a pound”, and not “nine cents a pound”."""
_EN_PRICE = f"(?:{_EN_SIGNED}|{_EN_COUNTED}|{_EN_ONE})"
_EN_DAY = (
    rf"(?:(?:this|next|on|the|midnight|noon|midday|the end of|end of|close on|close of play on|the close of|\d{{1,2}} ?[ap]m on|first thing|last thing) ){{0,4}}(?:{_DAY}(?: (?:week|night|noon|evening|morning))?"
    rf"|(?:mon|tues?|weds?|thurs?|fri)\b\.?|midnight|tonight|tomorrow|(?:christmas|new year's|boxing|st patrick's|valentine's|mother's|father's|mothering)(?: (?:eve|day|sunday))?"
    rf"|christmas|easter|halloween|hallowe'en|diwali|thanksgiving|valentine's|new year|(?:bank holiday|weekend|week|month|summer|winter)(?!ly)|noon|midday|payday"
    rf"|\d{{1,2}}/\d{{1,2}}|the \d{{1,2}}(?:st|nd|rd|th)?(?: of)?(?: {_MONTH})?|\d{{1,2}}(?:st|nd|rd|th)(?: of)?(?: {_MONTH})?|\d{{1,2}} {_MONTH}|(?!may\b|march\b(?! \d)){_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?|may \d{{1,2}}(?:st|nd|rd|th)?)"
)
_EN_WORD = rf"[^ .!?;:\n{FILLER}]{{0,60}} (?:-{{1,3}} )?"
_EN_GAP = rf"[ -](?:-{{1,3}} )?(?:(?:{_EN_WORD}){{0,5}}?|(?:{_EN_WORD}){{0,4}}?[^ .!?;:\n{FILLER}]{{0,59}}-)"
"""Up to five words between spaces. A space is no part of a word, so there is one way of reading them: patterns stay fast."""
_JA_SUM = r"(?:¥ ?\d[\d,.]{0,20}|\d[\d,.]{0,20} ?円)"
"""A sum in figures, of which one can tell whether it is lower than another."""
_JA_D = "(?:\\d{1,2}|[一二三四五六七八九十]{1,3})"
_COUNTER = (
    "つ|個|本|袋|枚|冊|点|セット|組|台|食|箱|足|客|鉢|名|室|席|卓|株|瓶|缶|束|玉|皿|杯|斤|丁|棹|反|着|脚|尾|匹|羽|切れ|パック|膳|張|面|基"
    "|巻|通|枠|部屋|折|樽|俵|口|人|人前|体|振|双|対|荷|籠|かご|包|服|ロット|冊子|ポット|皿分|組分|泊"
)
_JA_PRAISE = (
    "美し", "きれい", "綺麗", "麗し", "上品", "気高", "気品", "品格", "品のよ", "品の良", "品があ", "洗練", "センス", "素敵", "すてき", "すばらし", "素晴らし",
    "優雅", "聡明", "知的", "知性", "才能", "才色", "輝", "華やか", "華があ", "粋な", "粋で", "しゃれ", "オシャレ", "お洒落", "お似合い", "人柄", "審美眼", "美意識",
    "モデルさん", "女優", "天使", "女神", "別格", "ひと味違", "一味違", "只者", "ただ者", "完璧", "理想的", "カリスマ", "お目の高", "お目が高", "慧眼", "感性", "魅力",
    "心のきれい", "優し", "頭のい", "頭のよ", "ものをよくご存じ", "目の肥え", "お見立て", "お見事", "どこか違", "品のい", "審美", "粋人", "ご立派", "見識", "教養", "至宝",
    "べっぴん", "上級者", "才女", "人徳", "徳の高",
)  # fmt: skip
"""Words by which people are praised."""
_JA_DAY = (
    rf"(?:(?:今|来)?(?:月|{_JA_D}月)?の?{_JA_D}日(?![間ほ目])|{_JA_D}月(?:末|上旬|中旬|下旬)?|{_JA_D}/{_JA_D}|[月火水木金土日]曜日?|(?:今|来)(?:週|月|年)(?:末|中)?"
    rf"|週末|月末|年末|年内|大晦日|本日|明日|今夜|今晩|正午|深夜(?:{_JA_D}時)?|{_JA_D}時(?!間))(?:\([月火水木金土日祝][^)]{{0,3}}\))?(?:の?(?:{_JA_D}時(?!間)|夜|朝|昼|夕方|正午|閉店時?間?|閉店)|いっぱい|末日|消印)?"
)


def _any(words: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(words)})"


SLOTS: dict[str, dict[str, tuple[str, tuple[str, ...]]]] = {
    "en": {
        "price": (
            _EN_PRICE,
            ("$", "£", "€", "¥", "₹", "yen", "euro", "euros", "dollar", "dollars", "buck", "bucks", "quid", "grand", "pence", "cent", "cents", "rupee", "rupees", "rs", "jpy", "gbp", "eur", "usd", "aud", "cad", "inr", "chf", "kr", "ksh", "zar", "pound", "pounds", "tenner", "fiver", "tenners", "fivers"),
        ),
        "was": (rf"(?P<high>{_EN_TAG})", _SIGNS),
        "now": (rf"(?P<low>{_EN_TAG})", _SIGNS),
        "percent": (rf"{_EN_N}(?:[ -]{_EN_N})? ?(?:%|(?<![a-z])per ?cent(?![a-z]))", ("%", "percent", "cent")),
        "n": (_EN_N, ()),
        "day": (_EN_DAY, ()),
        "code": (rf"(?P<code>[a-z0-9][a-z0-9-]{{2,19}})|(?<!{FILLER}){FILLER}+", ()),
        "url": (URL, ()),
        "year": (r"(?:1[5-9]\d\d|200\d)(?:s)?", ()),
        "many": (rf"(?!one )(?:{_EN_N}(?:[ -]{_EN_N})?|most|many|several)", ()),
        "far": (rf"(?:[^.!?\n{FILLER}]|\.(?=\d)){{0,120}}?", ()),
        "gap": (_EN_GAP, ()),
    },
    "ja": {
        "price": (
            rf"(?:{_JA_SUM}|\d[\d,.]{{0,20}} ?[千万百]\d{{0,9}}[千百]? ?円|[一二三四五六七八九十百千万〇]{{1,20}}円)",
            ("円", "¥"),
        ),
        "percent": (r"(?:[\d.]{1,20} ?(?:%|パーセント|割)|[一二三四五六七八九十]{1,3}パーセント|[一二三四五六七八九半]割)", ("%", "パーセント", "割")),
        "n": (r"[\d,一二三四五六七八九十百千]{1,20}", ()),
        "day": (
            _JA_DAY,
            (),
        ),
        "code": (rf"(?:[「『\"(:は ]{{0,5}}(?P<code>[a-z0-9][a-z0-9-]{{2,19}})|[「『]?(?<!{FILLER}){FILLER}+[」』]?)", ()),
        "here": (r"(?:こちら|下記|以下|下の|次の|上の|上記|リンク|プロフ(?:ィール)?|オンライン|ネット|ウェブ|この(?:ページ|リンク))", ("こちら", "下記", "以下", "下の", "次の", "上の", "上記", "リンク", "プロフ", "オンライン", "ネット", "ウェブ", "この")),
        "url": (URL, ()),
        "year": (r"(?:1[5-9]\d\d|200\d)年", ()),
        "buy": (
            r"(?:ご?(?:注文|購入|発注)|ご用命|お?買い?求め|お求め|お?買い?上げ|お?取り?寄せ|お?買い?物|オーダー)",
            ("注文", "購入", "発注", "用命", "買い求め", "買求め", "お求め", "買い上げ", "買上げ", "取り寄せ", "取寄せ", "買い物", "買物", "オーダー"),
        ),
        "you": (
            r"(?:(?:お客|皆|みな|奥|旦那|お得意|お嬢|お母|貴女|貴方|あなた)(?:様|さま|さん)(?:方|がた)?|あなた|貴女|貴方|読者|どなた|常連さん|ご主人)",
            ("様", "さま", "さん", "あなた", "貴女", "貴方", "読者", "どなた", "ご主人"),
        ),
        "somebody": ("".join(f"(?<!{one})" for one in ("みな", "皆", "客", "奥", "連", "意", "読者", "美人", "モデル", "女優")) + "さん", ("さん",)),
        "praise": (_any(_JA_PRAISE), _JA_PRAISE),
        "pieces": (rf"[\d一二三四五六七八九十百千]{{1,20}} ?(?:{_COUNTER})様?", ()),
        "far": (rf"[^\n{FILLER}]{{0,40}}?", ()),
        "near": (rf"[^。!?\n{FILLER}]{{0,30}}?", ()),
        "gap": (rf"[^。!?\n{FILLER}]{{0,12}}?", ()),
    },
}  # fmt: skip
for _language, _price in (("en", SLOTS["en"]["price"][0]), ("ja", _JA_SUM)):
    for _name in ("low", "high"):
        SLOTS[_language][_name] = (f"(?P<{_name}>{_price})", SLOTS[_language]["price"][1])
