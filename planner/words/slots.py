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
    rf"(?:\d(?:[\d,.]{{0,20}}\d)?|(?:{_EN_TENS})(?:[ -](?:{_EN_DIGIT}))?|{_EN_DIGIT}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|a hundred|hundred|thousand|a couple of|a dozen|half a dozen|a handful)"
)
_EN_MONEY = r"yen|euros?|dollars?|bucks?|quid|grand(?! (?:pianos?|old|total|tour|opening|finale|houses?))|pence|cents?|rupees?|rs|jpy|gbp|eur|usd|aud|cad|inr|chf|pounds?(?! of\b)"
_EN_TAG = r"(?:[$£€¥₹]|&(?:pound|euro|yen);) ?\d[\d,]{0,20}(?:\.\d{1,9})?"
_SIGNS = ("$", "£", "€", "¥", "₹", "pound", "euro", "yen")
_EN_SIGNED = r"(?:(?:us|au|ca|nz|hk|sg|[acs])?[$£€¥₹]|&(?:pound|euro|yen);) ?\d[\d,]{0,20}(?:\.\d{1,9})?k?|\d[\d,]{0,20}(?:\.\d{1,9})? ?€|(?:rs\.?|inr|eur|gbp|usd|chf|kr\.?|ksh|zar) ?\d[\d,]{0,20}(?:\.\d{1,9})?|\d{1,3}p(?![a-z])|(?<![a-z0-9])r\d{2,5}(?:[.,]\d\d)?(?![a-z0-9])"
_EN_COUNTED = rf"{_EN_N}(?:[ -]{_EN_N}){{0,2}} ?(?<![a-z])(?:{_EN_MONEY})(?![a-z])"
_EN_ONE = r"(?<!\d )(?<!ents )(?<!ence )(?<!lars )(?<!quid )(?<!ucks )(?<!uros )an? (?:pound|dollar|buck|euro|tenner|fiver)(?! of\b)(?![a-z])|(?:tenner|fiver)s?(?![a-z])"
"""“For a pound”, and not “nine cents a pound”."""
_EN_PRICE = f"(?:{_EN_SIGNED}|{_EN_COUNTED}|{_EN_ONE})"
_EN_DAY = (
    rf"(?:(?:this|next|on|the|midnight|noon|midday|the end of|end of|close on|close of play on|the close of|\d{{1,2}} ?[ap]m on|first thing|last thing) ){{0,4}}(?:{_DAY}(?: (?:week|night|noon|evening|morning))?"
    rf"|(?:mon|tues?|weds?|thurs?|fri)\b|midnight|tonight|tomorrow|(?:christmas|new year's|boxing|st patrick's|valentine's|mother's|father's|mothering)(?: (?:eve|day|sunday))?"
    rf"|christmas|easter|halloween|hallowe'en|diwali|thanksgiving|valentine's|new year|(?:bank holiday|weekend|week|month|summer|winter)(?!ly)|noon|midday|payday"
    rf"|\d{{1,2}}/\d{{1,2}}|the \d{{1,2}}(?:st|nd|rd|th)?(?: of)?(?: {_MONTH})?|\d{{1,2}}(?:st|nd|rd|th)(?: of)?(?: {_MONTH})?|\d{{1,2}} {_MONTH}|(?!may\b|march\b(?! \d)){_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?|may \d{{1,2}}(?:st|nd|rd|th)?)"
)
_EN_WORD = rf"[^。 .!?;:\n{FILLER}]{{0,60}} (?:-{{1,3}} )?"
_EN_GAP = rf"[ -](?:-{{1,3}} )?(?:(?:{_EN_WORD}){{0,5}}?|(?:{_EN_WORD}){{0,4}}?[^。 .!?;:\n{FILLER}]{{0,59}}-)"
"""Up to five words between spaces. A space is no part of a word, so there is one way of reading them: patterns stay fast."""
_EN_FINE = (
    "amazing", "wonderful", "awesome", "fantastic", "incredible", "brilliant", "extraordinary", "fabulous", "exceptional", "magnificent", "marvellous",
    "marvelous", "splendid", "superb", "outstanding", "gorgeous", "exquisite", "impeccable", "flawless", "faultless", "immaculate", "unerring", "infallible",
    "sublime", "divine", "heavenly", "glorious", "radiant", "dazzling", "phenomenal", "sensational", "stellar", "superlative", "unmatched", "unrivalled",
    "unequalled", "unparalleled", "unsurpassed", "peerless", "matchless", "incomparable", "irreplaceable", "stunning", "adorable", "enchanting", "bewitching",
    "breathtaking", "astonishing", "legendary", "iconic", "priceless", "stupendous", "spectacular", "terrific", "remarkable", "delightful", "charming",
    "lovely", "beautiful", "special", "perfect", "perfection", "excellent", "superior", "inspirational", "inspiring", "irresistible", "otherworldly",
    "beyond compare", "without equal", "second to none", "one in a million", "one of a kind", "out of this world", "beyond praise", "in a class of your own", "in a league of your own", "in a class by yourself", "in a league by yourself", "a class apart",
    "head and shoulders above", "streets ahead", "a cut above",
)  # fmt: skip
"""Words of praise that name nothing."""
_EN_GIFT = (
    "taste", "tastes", "judgement", "judgment", "palate", "style", "elegance", "wisdom", "intelligence", "intellect", "refinement", "discernment",
    "brilliance", "genius", "talent", "talents", "flair", "grace", "charm", "beauty", "kindness", "generosity", "goodness", "greatness", "loyalty", "warmth",
    "radiance", "sparkle", "magic", "spirit", "soul", "heart", "mind", "smile", "presence", "sense of style", "sense of beauty",
    "sense of colour", "sense of humour", "intuition", "instinct", "instincts", "imagination", "creativity", "poise", "charisma", "aura", "vision",
    "personality", "sophistication", "eye for", "ear for", "nose for", "eye", "insight", "insights", "perception", "wit", "culture", "courage",
    "sensibility", "sensitivity",
)  # fmt: skip
"""What people are praised for that is no deed."""
_EN_BEING = (
    "person", "people", "soul", "souls", "being", "beings", "creature", "creatures", "human", "humans", "humanity", "lady", "ladies", "gentleman",
    "gentlemen", "woman", "women", "man", "men", "bunch", "lot", "crowd", "community", "customer", "customers", "reader", "readers", "guest", "guests", "client",
    "clients", "friend", "friends", "audience", "readership", "clientele", "patrons", "folk", "company", "minds", "spirit", "spirits", "thing", "things",
    "subscribers", "members", "heart", "hearts",
)  # fmt: skip
_EN_BEST = (
    "best", "finest", "cleverest", "wisest", "kindest", "loveliest", "nicest", "greatest", "brightest", "smartest", "dearest", "sweetest", "warmest",
    "noblest", "rarest", "purest", "truest", "coolest", "sharpest", "surest", "biggest-hearted",
)  # fmt: skip
_EN_AGENT = (
    "courier", "couriers", "carrier", "carriers", "driver", "drivers", "postman", "post office", "royal mail", "depot", "sorting office", "warehouse", "supplier",
    "suppliers", "wholesaler", "wholesalers", "manufacturer", "manufacturers", "maker", "makers", "factory", "mill", "miller", "printer", "printers", "grower", "growers",
    "farmer", "farmers", "caterer", "caterers", "contractor", "contractors", "subcontractor", "builder", "builders", "plumber", "electrician", "locksmith",
    "carpenter", "roofer", "glazier", "engineer", "technician", "landlord", "council", "agency", "web host", "software", "computer", "server", "temp",
    "apprentice", "trainee", "intern", "junior", "stand-in", "receptionist", "cleaner", "cleaners", "ferry", "airline", "railway", "customs", "distributor",
    "dealer", "importer", "publisher", "organisers", "organiser", "authorities", "bookkeeper", "accountant", "porter", "foundry", "weaver", "dyer", "binder",
    "tailor", "removal", "delivery firm", "delivery company", "delivery people", "delivery service", "delivery man", "delivery partner", "shipping company",
    "parcel firm", "parcel company", "parcel service", "third party", "previous owner", "algorithm", "thermostat", "weather", "strike", "roadworks",
)  # fmt: skip
"""Who or what is blamed by those who were not to blame."""
_EN_ADVERB = (
    "so|simply|truly|just|really|absolutely|quite|quite simply|utterly|positively|honestly|frankly|nothing short of|nothing less than|nothing but|always|all|each"
    "|both|such|very|rather|indeed|well and truly|still|by far|far and away|in a word|in short|without (?:a |any )?doubt|beyond (?:a |any )?doubt|undoubtedly"
    "|obviously|clearly|certainly|surely|every one of you|one and all|completely|totally|entirely|genuinely|dare (?:we|i) say(?: it)?|if (?:we|i) may say so"
    "|to (?:us|me|put it simply)|in (?:our|my) eyes|as ever|as always|even more|more than|beyond"
)
_JA_SUM = r"(?:¥ ?\d(?:[\d,.]{0,20}\d)?|\d(?:[\d,.]{0,20}\d)? ?円)"
"""A sum in figures, of which one can tell whether it is lower than another."""
_JA_D = "(?:\\d{1,2}|[一二三四五六七八九十]{1,3})"
_COUNTER = (
    "つ|個|本|袋|枚|冊|点|セット|組|台|食|箱|足|客|鉢|名|室|席|卓|株|瓶|缶|束|玉|皿|杯|斤|丁|棹|反|着|脚|尾|匹|羽|切れ|パック|膳|張|面|基"
    "|巻|通|枠|部屋|折|樽|俵|口|人|人前|軒|家族|体|振|双|対|荷|把|籠|かご|包|服|ロット|冊子|ポット|皿分|組分|泊"
)
_JA_PRAISE = (
    "美し", "きれい", "綺麗", "麗し", "上品", "気高", "気品", "品格", "品のよ", "品の良", "品があ", "洗練", "センス", "素敵", "すてき", "すばらし", "素晴らし",
    "優雅", "聡明", "知的", "知性", "才能", "才色", "輝", "華やか", "華があ", "粋な", "粋で", "しゃれ", "オシャレ", "お洒落", "お似合い", "人柄", "審美眼", "美意識",
    "モデルさん", "女優", "天使", "女神", "別格", "ひと味違", "一味違", "只者", "ただ者", "完璧", "理想的", "カリスマ", "お目の高", "お目が高", "慧眼", "感性", "魅力",
    "心のきれい", "優し", "頭のい", "頭のよ", "ものをよくご存じ", "目の肥え", "お見立て", "お見事", "どこか違", "品のい", "審美", "粋人", "ご立派", "見識", "教養", "至宝",
    "べっぴん", "上級者", "才女", "人徳", "徳の高",
)  # fmt: skip
"""Words by which people are praised."""
_JA_LAUD = (
    "気品", "品格", "聡明", "審美眼", "美意識", "慧眼", "女神", "天使", "非の打ち", "完全無欠", "人格者", "美男", "美女", "才色", "器の大き", "器が大き", "懐の深", "お目が高", "お目の高", "耳の肥え",
    "舌の肥え", "目の肥え", "人徳", "人間性", "才気", "華があ", "別格", "並のお方", "ただ者", "只者", "選ばれし", "高貴", "麗し", "眉目", "美のかたまり", "美の化身", "美の塊", "趣味人", "カリスマ", "オーラ",
    "天性", "生まれながら", "生まれつき", "心が澄", "心の澄", "心が清", "心の清", "心がきれい", "心のきれい", "心が美し", "心の美し", "澄んだ心", "清らかな心", "美しい心", "賢い", "賢明", "利発", "頭脳明晰", "至宝",
    "国宝", "一流の", "超一流", "洗練", "感性", "類まれ", "たぐいまれ", "類いまれ", "卓越", "非凡", "知的", "知性", "教養", "見識", "才能", "完璧", "天才", "鑑識眼", "眼力", "品のよ", "品の良", "品のあ", "品があ",
    "優雅", "エレガント", "魅力的", "高潔", "寛大", "寛容", "慈愛", "菩薩", "仏様", "聖人", "人格", "スター", "お姫様", "王子様", "貴婦人", "淑女", "紳士", "頭が切れ", "生まれ持っ", "持って生まれた", "見目麗", "頭の回転", "頭の良い", "頭のよい", "頭のいい", "誇れる", "博識", "物知り", "気立て", "気高", "崇高", "太っ腹", "度量", "人望", "勘の鋭", "勘が鋭", "目が利", "目利き", "ものの分か", "物の分か", "育ちのよ", "育ちの良", "育ちがよ", "艶やか", "美貌", "美肌",
    "少女のよう", "二十代のよう", "宝石のよう", "太陽のよう", "花のよう", "星のよう", "絵のよう", "モデルのよう", "女優", "女王", "貴族", "粋人", "玄人", "通人", "生き字引", "選び抜く目", "選択眼", "神業", "神の領域", "達人", "お手本のよう",
)  # fmt: skip
"""What is hardly said of anything but people, to please them."""
_JA_PEERLESS = (
    "右に出る", "二人といない", "二人とおられ", "ふたりといない", "二人といらっしゃ", "並ぶ者", "並ぶ方", "並ぶ人", "肩を並べ", "天は二物", "天が二物", "えこひいき", "依怙贔屓", "非の打ち", "隙がない", "隙のない", "欠点な", "欠点が見", "欠点のな",
    "弱点な", "文句のつけよう", "かすんで見え", "霞んで見え", "直視", "まぶしくて", "まぶしすぎ", "まぶしい方", "眩しくて", "眩しすぎ", "まばゆい方", "まばゆいばか", "後光", "光り輝", "嫉妬", "敵いません", "かないません", "敵う", "かなう方", "足元にも", "足もとにも", "この世のもの", "雲の上",
    "日本一", "世界一", "宇宙一", "三国一", "日本でいちばん", "日本で一番", "世界でいちばん", "世界で一番", "この世でいちばん", "この世で一番", "天下一", "指折り", "屈指", "神様も", "奇跡", "どこへ出し", "どこに出し", "誰にも負け", "誰よりも", "どなたよりも", "何よりも美し",
)  # fmt: skip
"""What puts somebody above all others."""
_JA_AWE = (
    "尊敬", "敬愛", "崇拝", "崇め", "息をの", "息を飲", "息を呑", "果報者", "背筋が伸び", "ため息", "溜め息", "溜息", "うっとり", "惚れ惚れ", "ほれぼれ", "惚れ", "見とれ", "見惚れ", "頭が下が", "頭が上が", "脱帽", "感服", "敬服", "感嘆", "恐れ入", "舌を巻", "目を見張",
    "目を奪わ", "言葉を失", "言葉もあ", "憧れ", "あこがれ", "しびれ", "圧倒", "魅了", "うらやまし", "羨まし", "手を合わせ", "拝みた", "ひれ伏", "ひざまず", "跪", "誇らし", "誇りに", "誇りで", "光栄", "身に余", "もったいない", "胸を打", "心を打", "見習", "お手本", "鑑で", "鑑です",
    "ときめ", "胸が高鳴", "卒倒", "涙が出るほど", "夢のよう", "幸せ者", "めろめろ", "メロメロ", "とりこ", "虜", "胸が震え", "鼻が高", "心が震え", "身が震え", "胸が熱", "涙がこぼれ", "追いつけ", "太刀打ち", "ついていけ", "及びもつ", "釣り合", "恥ずかしくな", "気後れ", "唸っ", "唸り", "うなっ", "うなり", "うならさ", "たじたじ",
)  # fmt: skip
"""What those who look up to somebody say of themselves."""
_JA_DECLINE = (
    "要らない", "いらない", "要りません", "いりません", "要らん", "いらん", "必要ない", "必要がない", "必要ありません", "不要", "結構です", "結構だ", "けっこう", "間に合って", "足りて", "足りる", "持っている", "持っています", "持ってる", "持っており", "十分", "じゅうぶん",
    "高い", "高く", "高すぎ", "予算", "お金が", "余裕", "忙し", "多忙", "時間が", "時間も", "暇が", "ひまが", "遠い", "遠く", "置く場所", "置き場", "置くところ", "置くとこ", "場所が", "相談", "考えて", "考えさせ", "考えます", "検討", "また今度", "今度", "そのうち",
    "いつか", "来年", "来月", "まだ早", "まだいい", "若い", "歳だ", "年だから", "私には", "自分には", "うちには", "似合わな", "使いこなせ", "もったいな", "贅沢", "ぜいたく", "興味", "苦手", "やめて", "やめた", "やめる", "見送", "断り", "断る", "断っ", "遠慮", "辞退", "解約", "退会", "停止",
    "解除", "配信", "迷って", "迷う", "迷いま", "決められ", "決めかね", "欲しくな", "ほしくな", "買わな", "使わな", "着ない", "着る機会", "使う機会", "面倒", "怖い", "不安", "心配", "ネットで", "他で", "よそで", "家族が", "主人が", "妻が", "夫が", "反対", "叱られ", "怒られ", "無理", "難しい", "早すぎ", "後で", "あとで", "置けない", "古い", "今は", "いまは",
)  # fmt: skip
"""Why people don't buy, in their own words."""
_JA_REBUT = (
    "いいえ", "いや、", "いえいえ", "いえ、", "そんなことは", "そんなはず", "そうでしょうか", "考え違い", "考えちがい", "思い違い", "思いちがい", "思い込み", "勘違い", "早合点", "大間違い", "間違いです", "間違っています", "間違っており", "誤りです", "誤解です", "言い訳です", "言い訳に過ぎ", "言い訳でしょう", "言い訳は", "口実", "逃げです", "逃げでしょう", "甘えです", "甘えでしょう", "気の迷い", "本心",
    "本音", "建前", "信じません", "信じられ", "信じており", "真に受け", "聞こえません", "聞かなかった", "聞き飽き", "聞きあき", "聞く耳", "引き下が", "引きさが", "引くわけ", "引けません", "あきらめ", "諦め", "やめません", "やめるつもり", "やめる気", "考え直", "思い直", "お確かめ", "作れるもの", "お思いですか", "気が知れ",
    "通用し", "通りませ", "通らない", "理由になり", "理由にはなり", "理由にならな", "わけがな", "わけがあ", "わけはな", "ありえ", "あり得", "嘘です", "うそです", "嘘だ", "本当でしょう", "損を", "損です", "損な", "納得", "承服", "承知しませ", "承知できま", "認めませ", "受け入れられ", "受けつけませ", "受け取れませ", "受け取りませ",
    "逃げられ", "逃がしませ", "首を縦", "説得", "覚悟", "決めつけ", "顔色を", "顔色ばか", "考えをお改", "考えを改", "改めてくださ", "お改めくださ", "後悔", "悔や", "笑わせ", "甘いです", "甘いお", "残念な方", "お気の毒", "気の毒", "かわいそう", "かわいそ", "知らないだけ", "ご存じないだけ", "気づいていない", "お気づきでな", "屁理屈", "後回し", "先延ばし", "先送り", "お決めに", "ご決断",
)  # fmt: skip
"""What is said back to them."""
_JA_ACCUSE = (
    "薄情", "冷たいお", "冷たい方", "冷たい人", "冷たい仕", "冷たい態度", "冷たいのでは", "冷たいでは", "冷たすぎ", "冷淡", "つれない", "水くさ", "水臭", "恩知らず", "無情", "非情", "むごい", "酷な", "あんまり", "心がない", "心ない", "心のない", "人の心", "礼儀", "無責任", "身勝手", "虫がよ", "虫のよ", "虫がい", "虫のい", "恥ずかしいとは", "恥ずかしくない", "大人げ", "人でなし", "罪な", "罪深",
    "罪作", "裏切り", "不義理", "義理を欠", "礼を欠", "礼を失", "情けない方", "情けない話", "情けの", "ひどいお", "ひどい方", "ひどい人", "ひどい仕", "ひどい話", "ひどいでは", "ひどいと思", "ひどすぎ", "悲しすぎ", "さみしすぎ", "寂しすぎ", "いかがなもの", "どうかと思", "情がな", "血も涙", "失礼ではあ", "失礼ではな", "失礼な方", "感心しま", "けしから", "見殺し", "仕打ち",
)  # fmt: skip
"""What those are called who didn't do what the shop had hoped for."""
_JA_AT_YOU = (
    "ではありませんか", "ではございませんか", "じゃありませんか", "じゃないですか", "ではないでしょうか", "でしょうか", "ですか", "ませんか", "と思い", "と思う", "ですよ", "ですね", "ますよ", "ますね", "でしょう", "というもの", "としか", "なさい", "お方", "方です", "方だ", "人です", "ですこと", "なさり", "やありません", "とは",
)  # fmt: skip
"""How a sentence ends that is said to somebody's face."""
_JA_OUTSIDE = (
    "市場が", "市場の", "花市場",    "お子様連れ", "お子さん連れ", "中継", "積み替え", "仕分け", "集荷", "作業員", "地図", "アクセス", "予約サイト", "電話", "声が", "お声が", "字が", "字の", "文字", "箱が", "箱の", "部品", "材料", "原料", "機械", "道が", "道路", "車が", "車の", "お札", "荷札", "書類", "伝票", "雨が", "雨の", "風が", "風の", "雪が", "雪の", "台風", "寒さ", "寒波", "暑さ", "猛暑", "気温", "湿気", "湿度", "時期", "季節", "時代", "時世", "世の中", "年末", "年始", "連休",
    "週末", "祭り", "お盆", "月末", "渋滞", "工事", "電車", "船が", "船の", "飛行機", "通関", "税関", "前のお客", "前の方", "先のお客", "ほかのお客", "他のお客", "業者", "配達", "宅配", "運送", "運転手", "郵便", "印刷", "問屋", "産地", "農家", "生産者", "漁師", "工場", "メーカー", "製造元", "新人", "アルバイト", "若い者", "若い子", "パート", "手伝い", "研修",
    "前任", "取引先", "仕入れ先", "仕入先", "卸", "下請け", "外注", "職人が", "職人の", "弟子", "娘が", "息子が", "妻が", "家内", "主人が", "先方", "相手", "隣の", "隣が", "大家", "町内", "市の", "役所", "銀行", "カード会社", "サーバー", "システム", "パソコン", "ソフト", "回線", "ネット", "停電", "電気", "水道", "冷蔵庫", "オーブン", "窯の", "レジ", "時計", "目覚まし",
    "大家さん", "孫が", "犬が", "猫が", "鳥が", "虫が", "ねずみ", "天気", "天候", "景気", "円安", "世界", "国の", "法律", "制度", "海外", "お客様の", "お客様が", "皆様の", "皆様が",
)  # fmt: skip
"""Whom or what one may put the blame on."""
_JA_FAIL = (
    "遅れ", "遅か", "聞き取れ", "聞こえ", "聞き間違", "読めな", "読みにく", "読みづら", "見え", "見づら", "間違", "似て", "似た", "くっつ", "入らな", "入ってこ", "入って来", "入荷し", "届かな", "届かず", "来な", "来ず", "来られな", "止ま", "混み", "混ん", "混雑", "渋滞", "滞", "壊れ", "故障", "切れ", "濡れ", "傷", "割れ", "忘れ", "長引", "長くな", "帰ら", "お帰り",
    "休ん", "休み", "辞め", "慣れ", "不慣れ", "足り", "追いつ", "間に合わ", "変わっ", "変更", "変わり", "遠く", "小さ", "暗", "狭", "古く", "古い", "悪く", "悪い", "悪か", "強く", "強か", "激し", "多い", "多く", "多か", "重な", "集中", "殺到", "急に", "急な", "突然", "うっかり", "落と", "投げ", "雑", "乱暴", "だまさ", "嘘", "誤", "違っ", "違い", "違う", "粗", "甘い", "甘か",
    "不良", "不足", "高騰", "品薄", "不漁", "不作", "難し", "狂", "溶け", "凍", "枯", "傷ん", "遅い", "手間取", "ずれ", "鳴らな", "動かな", "動かず", "つながら", "勝手", "漏れ", "抜け", "漏らし", "なくし", "紛失", "曖昧", "あいまい", "不備", "不具合", "揺れ", "時間がか", "手間取", "押しかけ", "続きまし", "続いた", "寝坊", "熱を出", "風邪", "体調", "倒れ", "いい加減", "適当", "怠け", "サボ", "確認し", "伝え", "言わな", "言って",
)  # fmt: skip
"""What went wrong there."""
_JA_HARSH = (
    "助けませんよ", "無視した", "暮らしがかかって", "家じゅうが臭", "同情しませんよ", "肩身の狭い", "恨みますから", "恨みますよ", "想像したくも", "建前でしょう", "信用なら", "信用でき", "言い張", "屁理屈", "往生際", "観念して", "白状", "体は正直", "意地を張", "せこい", "貧乏性", "恥をか", "恥をさら", "恥です", "恥でしょう", "恥だと", "恥ずべき", "恥ずかしいと", "恥ずかしくな", "恥ずかしい思い", "薄情",
    "冷たい方", "冷たい人", "無視なさ", "無視され", "無視する", "失望", "誠意を", "誠意が", "がっかりさせ", "泣いた方", "泣いた人", "泣いている方", "泣かせ", "泣いておりま", "泣いてくださ", "涙が止", "涙をこら", "涙ながら", "がかわいそうです", "が可哀想です", "がかわいそうで", "申し訳が立", "申し訳がた", "顔向け", "合わせる顔", "面目が",
    "役に立ってくださ", "罰が当", "ばちが当", "罰当たり", "呪", "祟", "後ろ指", "笑い者", "笑いもの", "軽蔑", "軽んじ", "見下", "鈍感", "無神経", "無頓着", "時代遅れ", "みすぼらし", "貧相", "みじめ", "惨め", "安っぽ", "一人前と", "一人前に", "みなされ", "名折れ", "名がすた", "男がすた",
    "敗者", "落ちこぼれ", "置いてけぼり", "置いてきぼり", "仲間はずれ", "指をくわえ", "泣き寝入り", "後の祭り", "あとの祭り", "悔し涙", "責任は取", "責任はとれ", "知ったことでは", "知りませんよ", "自業自得", "自己責任", "縁切り", "絶縁", "出入り禁止", "門前払い",
    "お引き取りください", "お引き取りを", "お引き取り願", "口ばかり", "口先", "嘘つき", "うそつき", "約束が違", "話が違", "恩を仇", "恩着せ", "恩知らず", "不憫", "見ていられません", "見るに忍び", "痛々し", "ぞっとし", "お金を惜し", "手間を惜し", "出し惜し", "けちって", "唇をか", "唇を噛", "知らん顔", "嫌われて", "無駄死に", "路頭に", "先が思いやら", "厳しいようですが", "厳しいことを", "耳の痛い話", "苦言を", "甲斐がな", "甲斐もな", "生活がござ", "生活がかかって", "礼を失", "礼を欠", "泣いていませんか", "泣いてはいませんか", "走る凶器", "時限爆弾", "泥を塗", "情の薄", "情が薄", "喉を通りませ", "胃が痛", "枕を濡ら", "眠れぬ夜", "強がって", "逃げ腰", "及び腰", "尻込み", "弱腰", "腰が引け", "笑い事では", "老けて見え", "みっともな", "だらしな", "不潔", "不衛生", "古くさ", "貧乏くさ", "決まり文句", "足踏みして", "ある日突然", "恥ずかしい暮らし", "理解に苦し", "不思議でなりませ", "泣きつか", "跡形もな", "どうでもよいので", "どうでもいいので", "見込み違い", "ほったらかしのお宅", "ほったらかしの方", "背を向け", "筋です", "筋でしょう", "血も涙", "鬼でしょう", "非国民", "育て方", "愛がない", "愛が足り", "愛情不足", "愛していない", "愛情がない", "大切に思っていない", "心を折", "心をえぐ", "踏みにじ", "素直になって", "正直になって", "縁を切り", "縁を切らせ", "見栄を張", "本音はもう", "責任を持てません", "責任は持てません", "けちけち", "負けてもい", "呆れました", "呆れてしまい", "心が折れそう", "口だけです", "口だけの方",
)  # fmt: skip
"""Words that an offer has no use for."""
_JA_DAY = (
    rf"(?:(?:今|来)?(?:月|{_JA_D}月)?の?{_JA_D}日(?![間ほ目])|{_JA_D}月(?:末|上旬|中旬|下旬)?|{_JA_D}/{_JA_D}|[月火水木金土日]曜日?|(?:今|来)(?:週|月|年)(?:末|中)?"
    rf"|週末|月末|年末|年内|大晦日|本日|明日|今夜|今晩|正午|深夜(?:{_JA_D}時)?|{_JA_D}時(?!間))(?:\([月火水木金土日祝][^)。!?\n{FILLER}]{{0,3}}\))?(?:の?(?:{_JA_D}時(?!間)|夜|朝|昼|夕方|正午|閉店時?間?|閉店)|いっぱい|末日|消印)?"
)


def _any(words: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(words)})"


_OF_A_THING = r"(?![^。、!?]{0,5}(?:器|皿|茶|色|香|味|布|花|木|鉢|箱|糸|紙|石|酒|米|品物|一品|逸品|作品|仕上|形|線|音|絵|道具|包丁|猫|犬|鳥|庭|街|町|佇|建物|職人|師匠|店員|店主|スタッフ|作り手|弟子|若手|画家|作家|先生|講座|番組|書|本|会|祖|母|父|子))"
"""Behind praise: it is of a thing, or of somebody else."""

SLOTS: dict[str, dict[str, tuple[str, tuple[str, ...]]]] = {
    "en": {
        "price": (
            _EN_PRICE,
            ("$", "£", "€", "¥", "₹", "yen", "euro", "euros", "dollar", "dollars", "buck", "bucks", "quid", "grand", "pence", "0p", "cent", "cents", "rupee", "rupees", "rs", "r0", "jpy", "gbp", "eur", "usd", "aud", "cad", "inr", "chf", "kr", "ksh", "zar", "pound", "pounds", "tenner", "fiver", "tenners", "fivers"),
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
        "far": (rf"(?:[^。.!?\n{FILLER}]|\.(?=\d)){{0,120}}?", ()),
        "within": (rf"[^。.!?;:\n{FILLER}]{{0,120}}?(?<![a-z0-9])", ()),
        "w": (r"[a-z][a-z'-]{0,30}", ()),
        "plural": (r"[a-z][a-z'-]{0,30}s", ()),
        "on": (rf"(?![a-z0-9])[^\n{FILLER}]{{1,160}}?(?<![a-z0-9])", ()),
        "gap": (_EN_GAP, ()),
        "fine": (_any(_EN_FINE), _EN_FINE),
        "gift": (_any(_EN_GIFT), _EN_GIFT),
        "being": (_any(_EN_BEING), _EN_BEING),
        "best": (rf"(?:{'|'.join(_EN_BEST)}|most [a-z-]{{3,20}})", (*_EN_BEST, "most")),
        "agent": (_any(_EN_AGENT), _EN_AGENT),
        "itself": (r"(?P<same>(?:an? )?[a-z][a-z' ]{2,24}) (?:is|are|will be) (?P=same)(?![a-z])", ("is", "are", "will")),
        "so": (rf"(?:,[^。.,;:!?\n{FILLER}]{{2,60}},)? (?:(?:{_EN_ADVERB}),? ){{0,4}}", ()),
    },
    "ja": {
        "price": (
            rf"(?:{_JA_SUM}|\d(?:[\d,.]{{0,20}}\d)? ?[千万百]\d{{0,9}}[千百]? ?円|[一二三四五六七八九十百千万〇]{{1,20}}円)",
            ("円", "¥"),
        ),
        "percent": (r"(?:\d(?:[\d.]{0,20}\d)? ?(?:%|パーセント|割)|[一二三四五六七八九十]{1,3}パーセント|[一二三四五六七八九半]割)", ("%", "パーセント", "割")),
        "n": (r"[\d,一二三四五六七八九十百千]{1,20}", ()),
        "day": (
            _JA_DAY,
            (),
        ),
        "code": (rf"(?:[「『\"(:は ]{{0,5}}(?P<code>[a-z0-9][a-z0-9-]{{2,19}})|[「『]?(?<!{FILLER}){FILLER}{{1,8}}(?!{FILLER})[」』]?)", ()),
        "codeword": (r"(?<![レ源気長延])コード", ("コード",)),
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
        "laud": (_any(_JA_LAUD) + _OF_A_THING, _JA_LAUD),
        "person": (r"(?:お方|方|人|お人|かた)(?!なら|であれば|でしたら|に?だけ|に?こそ|には|にも|のため|ほど|へ|は[、]?(?:もう|必ず|皆|みな))", ("方", "人", "かた")),
        "tight": (rf"[^。、!?\n{FILLER}]{{0,12}}?", ()),
        "whom": (r"(?:お(?:客|得意)様|お客さま|お客さん|皆様|皆さま|みなさま|皆さん|みなさん|方々|方ばかり|お方|あなた(?!に|へ|の)|読者|奥様|奥さま)(?!なら|であれば|でしたら|に?だけ|に?こそ|のため|は[、]?(?:もう|とっくに|すでに|必ず|みな|皆)|には|にも|に(?:ぜひ|お(?:すすめ|勧め|届|贈|使|似))|へ)", ("客", "得意様", "皆", "みな", "方々", "方ばかり", "お方", "あなた", "読者", "奥")),
        "peerless": (_any(_JA_PEERLESS), _JA_PEERLESS),
        "awe": (_any(_JA_AWE), _JA_AWE),
        "decline": (_any(_JA_DECLINE), _JA_DECLINE),
        "rebut": (_any(_JA_REBUT), _JA_REBUT),
        "accuse": (_any(_JA_ACCUSE), _JA_ACCUSE),
        "toyou": (_any(_JA_AT_YOU), _JA_AT_YOU),
        "outside": (_any(_JA_OUTSIDE), _JA_OUTSIDE),
        "fail": (_any(_JA_FAIL), _JA_FAIL),
        "harsh": (_any(_JA_HARSH), _JA_HARSH),
        "flat": (r"(?!の?でしょう|の?か|の?です|んです|よ|はず)", ()),
        "ahead": (r"(?!に?を?(?:くださった|下さった|いただいた|頂いた|された|なさった|いただいて|くださって|いただき(?:まし|、)|くださいまし)|済み|の(?:分|際に|数|[^。、!?\n]{0,8}[名方])|いっぱい|で満)", ()),
        "please": (r"(?!ま[しす]|った|る)", ()),
        "said": (rf"(?<!{FILLER}){FILLER}+[」』”]?", ()),
        "wide": (r"[^\n]{0,80}?", ()),
        "pieces": (rf"[\d一二三四五六七八九十百千]{{1,20}} ?(?:{_COUNTER})様?", ()),
        "far": (rf"[^\n{FILLER}]{{0,40}}?", ()),
        "near": (rf"[^。!?\n{FILLER}]{{0,30}}?", ()),
        "gap": (rf"[^。!?\n{FILLER}]{{0,12}}?", ()),
    },
}  # fmt: skip
for _language, _price in (("en", SLOTS["en"]["price"][0]), ("ja", _JA_SUM)):
    for _name in ("low", "high"):
        SLOTS[_language][_name] = (f"(?P<{_name}>{_price})", SLOTS[_language]["price"][1])
