"""Japanese addresses: within a sentence, beside scores and dates, beside the shop's own, and where they begin."""

from __future__ import annotations

import time

import pytest

from planner.personal import Known, personal_data

NOBODYS = Known()
OURS = "京都府京都市中京区寺町通二条上る要法寺前町711-3"


def found(text: str, known: Known = NOBODYS) -> list[str]:
    return [text[one.start : one.end] for one in personal_data(text, known) if one.kind == "address"]


@pytest.mark.parametrize(
    "text",
    [
        # [ and ] stand around what is to be found
        "山田さんは[京都市左京区吉田本町36-1]にお住まいです。",
        "住所は[京都市左京区吉田本町36-1]です。",
        "[大阪府堺市堺区南瓦町3-1]にお住まいです。",
        "[東京都港区芝公園4-2-8]に",
        "[京都市左京区吉田本町36-1]",
        "彼女は[京都市左京区吉田本町36番地の1]にいます",
        "[京都市左京区吉田本町三十六番地の一]",
        "[京都市左京区吉田本町3丁目1-2]メゾン吉田201",
        "[京都市左京区吉田本町３６－１]に",
        "[京都市左京区吉田本町36-1-502]です",
        "[京都市左京区吉田本町36の1]です",
        "[京都市左京区吉田本町36-1]山田様方",
        "[京都市左京区吉田本町36-1]コーポ吉田201号室",
        "[京都市左京区吉田本町36]にお住まい",
        "[京都市左京区吉田本町36]。",
        "「[京都市左京区吉田本町36]」と",
        "*[京都市左京区吉田本町36]*",
        "住所 [京都市左京区吉田本町3]",
        "[京都市左京区吉田本町3]に住む",
        "住所[京都市左京区吉田本町36-1]",
        "[京都市下京区四条通烏丸東入長刀鉾町8]に",
        "[三重県伊勢市宇治館町1]です",
        "[島根県出雲市大社町杵築東195]に",
        "[京都市左京区下鴨195]にお住まい",
        "[吉田本町36-1]にお住まい",
        "送り先は[軽井沢町長倉2381-1]",
        "[札幌市中央区北1西2-5]です",
        "〇移転先[宇治市宇治琵琶33-1]です",
        "友人の[宇治市宇治琵琶33-1]へ送った",
        "[〒606-8501 京都市左京区吉田本町36-1]です",
        "[〒606-8501\n京都市左京区吉田本町36-1]です",
        "[〒060-0001 北海道札幌市中央区北1条西2丁目5番地]へ",
        "[京都府 京都市 左京区 吉田本町 36-1] に",
        "[寺町通二条上る要法寺前町711-4]",
        "[中京区寺町通二条上ル常盤木町52]",
        "[東京都新宿区西新宿二丁目八番一号]の",
        "送り先は[大阪市北区中之島1-3]です",
        "長いこと[長野県木曽町福島2326-6]に",
        "[長野県南佐久郡川上村大深山525-1]に",
        "彼の家は[奈良県生駒郡斑鳩町法隆寺西3-7]です",
    ],
)
def test_an_address_is_found_wherever_it_stands(text: str) -> None:
    before, rest = text.split("[")
    address, after = rest.split("]")
    assert found(before + address + after) == [address]


@pytest.mark.parametrize(
    "place",
    [
        "京都府京都市中京区寺町通二条上る要法寺前町", "京都市中京区要法寺前町", "東京都中央区銀座", "東京都千代田区霞が関", "東京都千代田区外神田", "千代田区内幸町",
        "四日市市諏訪町", "廿日市市下平良", "町田市森野", "市川市八幡", "市原市国分寺台中央", "大町市大町", "村山市中央", "郡上市八幡町島谷", "郡山市朝日",
        "都城市姫城町", "都留市上谷", "甲府市丸の内", "宇都宮市旭", "府中市宮西町", "東京都府中市宮西町", "町田市原町田", "野々市市三納", "大阪市都島区中野町",
        "さいたま市浦和区常盤", "横浜市西区みなとみらい", "横浜市青葉区つつじが丘", "紀の川市西大井", "ひたちなか市東石川", "つくば市研究学園", "南アルプス市小笠原",
        "京都府相楽郡精華町南稲八妻", "北海道上川郡東川町東町", "愛知県海部郡蟹江町学戸", "春日市原町", "枚方市大垣内町", "堺市堺区南瓦町", "札幌市中央区北1条西",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "said", ["{}36-1", "{}36-1です", "山田さんは{}36-1にお住まいです。", "お住まいは、{}4-2-8で、", "{}36番地5"]
)
def test_it_begins_where_its_place_begins_whatever_signs_are_in_the_names(place: str, said: str) -> None:
    text = said.format(place)
    [address] = found(text)
    assert text.index(address) == text.index(place)
    assert address.startswith(place)


@pytest.mark.parametrize(
    "address",
    [
        "北海道札幌市中央区北1条西2丁目", "札幌市中央区北一条西二丁目 5番地", "札幌市中央区北１条西２丁目", "札幌市中央区大通西4丁目", "札幌市中央区南3条西10丁目1-5",
        "帯広市西5条南9丁目", "旭川市6条通9丁目46", "札幌市北区北24条西5丁目1番1号",
    ],
)  # fmt: skip
@pytest.mark.parametrize("said", ["{}", "{}です。", "山田さんは{}にお住まいです。"])
def test_a_block_of_the_north_is_a_house(address: str, said: str) -> None:
    assert found(said.format(address)) == [address]


@pytest.mark.parametrize(
    "text",
    [
        "一乗寺の市で36-1の試合", "京都市左京区の店が3-1で", "京都市左京区の店3-1で", "京都市左京区代表3-1で勝ち", "京都市左京区チーム3-1", "京都市左京区 3-1",
        "京都市立堀川高校4-2で勝利", "京都市中京区役所3-4番窓口", "京都市中京区春分号12-1月号", "京都市左京区吉田本町12-1月号", "京都市左京区吉田本町5-10分",
        "京都市バス206系統は5-10分おき", "京都市左京区は3-1", "京都市左京区吉田本町206系統", "京都市中京区寺町30年の店", "京都市中京区寺町通で36-1",
        "京都市中京区寺町3つの角", "京都市左京区吉田本町1,200円", "京都市左京区吉田本町1200円", "大阪市北区3-1で勝ち", "大阪府代表3-1で", "東京都代表 3-1",
        "京都市左京区開催2026-11-21から", "京都市左京区吉田本町 2026-11-21", "京都市左京区祭12-1に", "京都市では7-17に祇園祭", "京都市中京区寺町 2026年",
        "この地区大会3-1で", "京都市左京区百万遍手づくり市12-15", "京都市左京区吉田本町3丁目", "京都市左京区一乗寺で2-3杯", "京都市左京区吉田本町10:00-18:00",
        "京都市左京区電話075-000-0000", "左京区の寺町5月", "京都市内2-3か所", "京都市南区の本屋3-1", "京都市左京区吉田本町2026。", "京都市左京区吉田本町3は",
        "札幌市中央区北1条西2丁目の角の喫茶店", "札幌市中央区北1条西2丁目の交差点", "札幌の北1条西2丁目", "京都市左京区流60-70-80度", "宇治市産煎茶1-2杯",
        "〒606-8501 京都市左京区まで3日で", "京都市左京区吉田本町に36-1の", "番組36-1", "吉田本町36-1の試合", "寺町36-1", "京都市西京極総合運動公園3-1で", "滋賀県甲賀市信楽焼3-1",
        "京都市下京区京都駅3番4号車", "宇治市産 1-2-3", "京都市西京区大原野町5です", "京都市左京区下鴨195に", "京都市左京区吉田本町3-0で",
    ],
)  # fmt: skip
def test_scores_dates_amounts_and_streets_are_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "neighbour"),
    [
        (OURS, False),
        (f"{OURS}です", False),
        (f"〒604-0916 {OURS}", False),
        ("京都市中京区寺町通二条上る要法寺前町711-3", False),
        ("中京区要法寺前町711-3", False),
        ("京都市中京区要法寺前町711番地の3にあります", False),
        ("中京区寺町通二条上ル要法寺前町７１１－３です", False),
        ("京都府京都市中京区寺町通二条上る要法寺前町711-4", True),
        ("京都府京都市中京区寺町通二条上る要法寺前町711-31", True),
        ("京都府京都市中京区寺町通二条上る要法寺前町711-3-201", True),
        ("京都府京都市中京区寺町通二条上る要法寺前町1711-3", True),
        ("京都府京都市中京区寺町通二条上る要法寺前町711", True),
        ("京都府京都市中京区寺町通二条上る榎木町711-3", True),
        ("〒604-0916 京都府京都市中京区寺町通二条上る要法寺前町711-4", True),
    ],
)
@pytest.mark.parametrize("ours", [OURS, f"〒604-0916 {OURS} ひだまりビル1F", OURS.replace("711-3", "七百十一番地三")])
def test_the_shops_own_may_stand_and_its_neighbours_not(text: str, ours: str, neighbour: bool) -> None:
    assert bool(found(text, Known(words=[ours]))) is neighbour


@pytest.mark.parametrize("last", range(1, 40))
def test_one_number_more_or_less_is_another_house(last: int) -> None:
    ours = Known(words=["京都市左京区吉田本町36-17"])
    assert bool(found(f"京都市左京区吉田本町36-{last}です", ours)) is (last != 17)


@pytest.mark.parametrize("ours", ["京都府京都市左京区", "京都市左京区吉田本町"])
def test_a_shop_without_a_number_knows_no_house(ours: str) -> None:
    assert found("京都府京都市左京区吉田本町36-1です", Known(words=[ours])) != []


@pytest.mark.parametrize(
    ("text", "neighbour"),
    [
        ("12 Elm Street, Leeds", False),
        ("She lives at 12 Elm Street.", False),
        ("2 Elm Street, Leeds", True),
        ("112 Elm Street, Leeds", True),
    ],
)
def test_it_is_the_same_in_english(text: str, neighbour: bool) -> None:
    assert bool(found(text, Known(words=["12 Elm Street, Leeds"]))) is neighbour


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "piece",
    ["京都市", "1-", "1", "京都市1-1", "京1-1", "町36", "市町1-1の", "一", "一丁目", "番地の", "京都市 ", "北1条西2丁目", "〒604-0916 京", "通上る", "が丘", "ヶ市区1"],
)  # fmt: skip
def test_no_text_makes_it_slow(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.perf_counter()
    found(text)
    assert time.perf_counter() - start < 4
