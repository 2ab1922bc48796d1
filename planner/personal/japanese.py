"""Japanese postal addresses in a text, down to the house, alone or within a sentence.

The number comes first: what stands before it must be a place, and what stands around it must not make it a score, a date or
an amount. The fewer parts a number has, the more is asked of its surroundings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from planner.patterns import compiled
from planner.personal.places import CITIES, KANA, PREFECTURES, QUARTERS, TELLS
from planner.personal.signs import DASHES, DIGIT

_D = rf"[{DASHES}]"
_K = "[〇零一二三四五六七八九十百千]"
_N = rf"(?:{DIGIT}{{1,5}}|{_K}{{1,7}})"
_HAN = "一-龥々〆"
_LETTER = rf"[{_HAN}ァ-ヶー]"
_SAME = rf"(?:{_D}|[のノ之])"
"""What parts the numbers of one house: 36-1, 36の1."""

_LOT = (
    rf"(?P<sure>{_N}丁目[ 　]?(?:{_N}番地?(?:{_SAME}?{_N})?(?:{_D}{DIGIT}{{1,4}}|号)*|{DIGIT}{{1,4}}(?:{_SAME}{DIGIT}{{1,4}})+"
    rf"|{_N}(?![{_HAN}0-9０-９]))"
    rf"|{_N}番地(?:{_SAME}?{_N})?(?:{_SAME}{_N})*(?:号(?!室))?|{_N}番{_SAME}?{_N}号(?![室車線館店])(?:{_D}{DIGIT}{{1,4}})*)"
    rf"|(?P<block>{_N}丁目)"
    rf"|(?P<parts>[1-9１-９]{DIGIT}{{0,4}}{_SAME}[1-9１-９]{DIGIT}{{0,3}}(?:{_SAME}{DIGIT}{{1,4}}){{0,3}})(?!{DIGIT}|{_D}{DIGIT})"
    rf"|(?P<one>[1-9１-９]{DIGIT}{{0,3}})(?!{DIGIT}|{_SAME}{DIGIT})"
)
_SPELT = rf"{_K}{{1,7}}(?:丁目|番)"
_AROUND = 60
_NAME_ENDS = 9
"""Characters before a number in which its place must stand."""

_KANA = rf"(?:{KANA})(?=[市区町村])|(?:{'|'.join(QUARTERS)})(?=[がヶケ{_HAN}]|[ 　]?(?:{DIGIT}|\Z))"
_LAND = "関谷浦崎原岡平台峰窪鼻池沢森島野坂城"
_PIECES = (
    rf"(?:{_LETTER}|{_KANA}|(?<=[{_HAN}])の(?=[{_HAN}])|が(?=丘)|(?<=[{_HAN}])が(?=[{_LAND}])|(?<=[上下])が?[るル]|(?<=入)[りるル]"
    rf"|(?<=[都道府県市区町村郡通るル入条目])[ 　](?=[{_HAN}0-9０-９])|{DIGIT}{{1,2}}(?=条|丁目|線|番町|[東西南北](?:{DIGIT}|\Z)))+"
)
"""As far as the name of a place may reach."""
_NAME = rf"(?:{KANA}|{_LETTER}{{1,6}}?)"
_WARD = r"(?<![地学校管街海選挙])区"
_AREA = rf"(?:{_NAME}(?:市|{_WARD})|{_LETTER}{{1,5}}郡[ 　]?{_NAME}[町村])"
_BEGIN = (
    rf"(?P<area>(?:{PREFECTURES})[ 　]?(?:{_AREA}|{_NAME}[町村]))(?P<rest>.*)",
    rf"(?P<area>{CITIES})(?P<rest>.*)",
    rf"(?P<area>{_AREA})(?P<rest>.*)",
    r"(?P<area>[一-龥々]{1,6}通(?=.{0,10}(?:[上下]が?[るル]|[東西]入)))(?P<rest>.*)",
    rf"(?P<area>{PREFECTURES})(?P<rest>.+)",
    rf"(?P<area>{_LETTER}{{1,6}}?[町村])(?P<rest>.*)",
)
"""Where a place may begin, the surest first; the ranks below are places in this row."""
_WHOLE = 0
_CROSSING = 3
_NO_CITY = 4
_TOWN_ONLY = 5
_SURE = 3
"""Parts of a number that is hardly anything but a house: 4-2-8."""
_SIGNS = "[都道府県市区郡町村通]"
_TOLD = rf"(?:{TELLS})[^。\n]{{0,12}}\Z"
_HEAD = rf"(?:[新旧現]?(?:{TELLS}))+"
_WARDS = rf"[ 　]?(?:{_LETTER}{{1,5}}?{_WARD})?[ 　]?"

_COUNTED = (
    "時間|時|分|秒|年|月|日|週|泊|歳|才|円|銭|度|割|点|対|杯|個|本|枚|人|名|匹|羽|頭|冊|巻|章|頁|回|戦|勝|敗|位|倍|件|席|組|部|袋|缶|箱|粒|皿|食"
    "|軒|台|着|足|輪|株|品|種|周|駅|町|行|桁|級|段|歩|票|社|校|店|か所|カ所|ヶ所|箇所|か月|ヶ月|カ月|つ|ほど|くらい|ぐらい|以上|以下|前後|番線|番目"
    "|番のり|番乗|番窓|番出|号車|号線|号店|号館|系統|ページ|パーセント|メートル|キロ|グラム|リットル|センチ|ミリ|セット|グラス|カップ|[%％℃㎞㎏㎝]"
)
_UNIT = rf"[ 　]?(?:{_COUNTED}|(?:km|kg|cm|mm|ml|[gmhlL]|am|pm)(?![A-Za-z]))"
_UNIT_ALONE = rf"[ 　]?(?:{_COUNTED})(?:間|分|後|前|号|目)?(?![{_HAN}])"
_GOES_ON = rf"[A-Za-z]|[,.，．:：～~/／〜=＝]{DIGIT}|[ 　]?[～~〜×xX対][ 　]?{DIGIT}|[:：～~〜]"
_NO_TOWN = (
    r"(?:代表|チーム|校|大学|学院|中学|小学|戦|試合|予選|決勝|大会|リーグ|ブロック|スコア|役所|役場|バス|鉄|線|系統|駅|号|産|版|便|店|家|人"
    r"|祭|展|焼|茶|織|漬|球場|競技場|体育館|会館|(?:運動|総合|市民|森林)公園|(?<![今古日高])市|会|講座|教室|公演|公開|開催|開店|営業|定休|休み|税込|税抜|定価|価格|値段|電話|第|約|計|全|各|毎月|毎週|午前|午後|平成|令和|昭和|徒歩"
    r"|周辺|付近|近郊|近辺|以外|在住|出身|全域|各地|郊外|[市区町村府県都]内|[東西南北]部|(?<![春朝大])日|曜|月|年|季|割引|優勝|勝利|煎茶|茶葉|珈琲|気温|人口|面積)[ 　]?\Z"
)
_NO_TOWN_AHEAD = r"[ 　]?(?:立(?![花野川石場])|営(?!所)|民|長選|議|役所|バス|産|の)"
_WORD = r"[ァ-ヶー]*[ァ-ヵー]{2}[ 　]?\Z"
_TOWN_WORD = r"(?:タウン|ランド|プラーザ|パーク|ヒルズ|テラス|シティ|ガーデン)[ 　]?\Z"
_DATE = rf"(?:19|20|１９|２０){DIGIT}{{2}}{_D}(?:[0０]?[1-9１-９]|[1１][0-2０-２]){_D}(?:[0-2０-２]?{DIGIT}|[3３][01０１])\Z"
_YEAR = r"(?:19|20|１９|２０)[0-9０-９]{2}\Z"
_LIVES = r"(?:番地?)?[ 　]?(?:(?:に|へ)お?(?:住|引|転居|越|暮ら|送|届|手紙)|で(?:お?暮ら|生まれ)|宛|あて|在住|様|さん|[一-龥]{1,4}(?:様|方)|の(?:ご自宅|自宅|お宅|家|お家|実家))"
_ENDS = rf"(?:番(?![線目街台])|です|でし|だ[。、と]|に|へ|から|まで|[ 　](?!{DIGIT})|(?!\w))"
_CROSSED = r"通.{0,10}(?:[上下]が?[るル]|[東西]入).{1,12}町[ 　]?\Z"
_MADE = r"[産流式版][ 　]?\Z"
_SCENE = r"[ 　]?(?:の|に|で|を|から|まで)?(?:ある|あった)?(?:交差点|角|曲がり|あたり|辺り|付近|電停|停留|駅|バス|信号|方面|界隈|商店街|地下鉄)"
_GRID = rf"(?:{_N}条(?:[東西南北]|通)?|[大北南]通[東西南北]?)[ 　]?\Z"

_CODE = rf"〒[ 　]?{DIGIT}{{3}}{_D}?{DIGIT}{{4}}[ 　\n]{{0,2}}"
_CHAIN = rf"{DIGIT}{{1,5}}(?:(?:{_SAME}|条[東西南北]?|丁目[ 　]?|番地?{_SAME}?){DIGIT}{{1,5}}){{0,5}}(?:番地|号(?!室))?"
_CODED = rf"{_CODE}[{_HAN}ぁ-ん][^\n。、,0-9０-９〒]{{1,40}}(?>{_CHAIN})(?!{_UNIT_ALONE})"


def japanese(text: str, runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where Japanese addresses stand; of one there may be several spans, the longest of which is whole."""
    for start in _numbers(text, runs):
        lot = compiled(_LOT).match(text, start)
        begin = _begin(text, lot) if lot else None
        if lot and begin is not None:
            yield begin, lot.end()
    if "〒" in text:
        yield from (match.span() for match in compiled(_CODED).finditer(text))


def _numbers(text: str, runs: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Where the number of a house may begin: directly behind a name, and near the sign of a larger place."""
    places = [
        start for start, stop in runs if start and _is_behind_a_name(text, start) and not _counts(text, start, stop)
    ]
    if "丁目" in text or "番" in text:
        places += [match.start() for match in compiled(_SPELT).finditer(text)]
    for start in places:
        if compiled(_SIGNS).search(text, max(0, start - _AROUND), start):
            yield start


def _is_behind_a_name(text: str, start: int) -> bool:
    before = text[max(0, start - _NAME_ENDS) : start]
    before = before[:-1] if before[-1] in " 　" else before
    return before[-1:] >= "ァ" or before.endswith(QUARTERS)


def _counts(text: str, start: int, stop: int) -> bool:
    """Whether a number without parts counts something: most do, and cost no more than this look."""
    number = text[start:stop].rstrip(" 　")
    return number.isdecimal() and compiled(_UNIT).match(text, start + len(number)) is not None


def _begin(text: str, lot: re.Match[str]) -> int | None:
    """Where the place before a number begins, if both together are somebody's house."""
    away = max(0, lot.start() - _AROUND)
    before = text[away : lot.start()]
    name = before.rstrip(" 　")
    if len(before) - len(name) > 1:
        return None
    pieces = [match for match in compiled(_PIECES).finditer(before) if match.end() >= len(name)]
    if not pieces:
        return None
    run = pieces[-1].start()
    head = compiled(_HEAD).match(before, run)
    for rank, pattern in enumerate(_BEGIN):
        place = compiled(pattern).search(before, head.end() if head else run)
        if place:
            told = compiled(_TOLD).search(before[: place.start()]) is not None
            return away + place.start() if _is_house(text, lot, place, rank, told=told) else None
    return None


def _is_house(text: str, lot: re.Match[str], place: re.Match[str], rank: int, *, told: bool) -> bool:
    rest, end = place["rest"], lot.end()
    somebodys = told or compiled(_LIVES).match(text, end) is not None
    if rank == _TOWN_ONLY and not (somebodys and (lot["sure"] or lot["parts"])):
        return False
    if lot["sure"]:
        return bool(rest.strip()) or rank == _TOWN_ONLY
    if lot["block"]:
        return bool(compiled(_GRID).search(rest)) and not compiled(_SCENE).match(text, end)
    if compiled(_GOES_ON).match(text, end) or compiled(_DATE).match(lot[0]):
        return False
    if len(re.findall(f"{DIGIT}+", lot[0])) >= _SURE:
        made = compiled(_MADE).search(rest)
        return bool(rest.strip() or somebodys) and not made and not compiled(_UNIT_ALONE).match(text, end)
    town = _is_town(rest, rank) and rank != _NO_CITY and not compiled(_UNIT).match(text, end)
    return town and (bool(lot["parts"]) or _is_enough(text, lot, place, rank, somebodys=somebodys))


def _is_town(rest: str, rank: int) -> bool:
    """Whether what stands between a city or a ward and the number can be the name of a town."""
    wards = compiled(_WARDS).match(rest)
    town = rest[wards.end() :] if wards and rank != _CROSSING else rest
    if rank != _TOWN_ONLY and not town.strip():
        return False
    if any(compiled(_NO_TOWN_AHEAD).match(part) for part in (rest, town)):
        return False
    return not compiled(_NO_TOWN).search(town) and (
        not compiled(_WORD).search(town) or compiled(_TOWN_WORD).search(town) is not None
    )


def _is_enough(text: str, lot: re.Match[str], place: re.Match[str], rank: int, *, somebodys: bool) -> bool:
    """Whether a number without parts is the house's; the less its place says, the surer it must be."""
    if somebodys or compiled(_CROSSED).search(place[0]):
        return True
    whole = rank == _WHOLE
    large = len(lot[0]) > 1 and not compiled(_YEAR).match(lot[0])
    town = place["rest"].rstrip(" 　").endswith("町")
    return (large or (whole and town)) and (whole or town) and compiled(_ENDS).match(text, lot.end()) is not None
