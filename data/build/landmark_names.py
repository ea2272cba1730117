"""Names of invented landmarks and streets, and the few sourced points with a Chinese name given by hand."""

from __future__ import annotations

import random

from common import spelled

# Positions: Global Power Plant Database (WRI) and UN/LOCODE; Chinese names written by hand.
SOURCED = [
    ("汕头港", "Port of Shantou (CNSWA)", "port", (116.693345, 23.352084)),
    ("华能海门电厂", "Huaneng Haimen power station", "power_plant", (116.655265, 23.1899)),
    ("华能汕头电厂", "Huaneng Shantou power station", "power_plant", (116.736377, 23.325247)),
    ("南澳岳山风电场", "Yueshan wind farm", "power_plant", (117.07, 23.45)),
    ("南澳牛头岭风电场", "Niutouling wind farm", "power_plant", (117.07, 23.44)),
    ("南澳山岗风电场", "Shangang wind farm", "power_plant", (117.09, 23.43)),
    ("达濠风电场", "Dahao wind farm", "power_plant", (116.794, 23.2407)),
    ("潮南成田风电场", "Chengtian wind farm", "power_plant", (116.4304, 23.1015)),
    ("潮南沙陇风电场", "Shalong wind farm", "power_plant", (116.4806, 23.1083)),
    ("潮南雷岭风电场", "Leiling wind farm", "power_plant", (116.3722, 23.1283)),
    (
        "澄海洁源垃圾发电厂",
        "Chenghai Jieyuan waste-to-energy plant",
        "power_plant",
        (116.819, 23.546),
    ),
]

# Street names usual in the region; their positions here are invented.
CITY_ROADS = [
    "长平",
    "金砂",
    "中山",
    "天山",
    "泰山",
    "黄山",
    "嵩山",
    "华山",
    "衡山",
    "长江",
    "珠江",
    "韩江",
    "黄河",
    "新厦",
    "春江",
    "丹霞",
    "练江",
    "东厦",
    "汕樟",
    "潮汕",
    "护堤",
    "大学",
    "跃进",
    "月季",
    "榕江",
    "海滨",
    "公园",
    "外马",
    "民族",
    "升平",
    "利安",
    "大华",
    "杏花",
    "龙眼",
    "金环",
    "金新",
    "凤凰",
    "迎宾",
    "沿河",
    "文明",
]
TOWN_ROADS = [
    "环城",
    "文化",
    "人民",
    "建设",
    "新兴",
    "振兴",
    "工业",
    "和谐",
    "富民",
    "德里",
    "新华",
    "解放",
    "光明",
    "胜利",
    "东风",
    "站前",
    "平安",
    "兴业",
    "广场",
    "滨河",
]
URBAN = {"440507", "440511", "440512"}

ONE = "金星海锦翠龙华丰怡嘉碧御滨鸿富雅明春天南"
TWO = "湖景珠绣苑庭悦泰晖澜湾域和荣江"
HOMES = [
    ("花园", "Garden"),
    ("家园", "Homes"),
    ("豪庭", "Court"),
    ("雅苑", "Residence"),
    ("名居", "Manor"),
    ("公寓", "Apartments"),
    ("新村", "New Village"),
    ("大厦", "Tower"),
]
BRANDS = [
    "宏达",
    "顺兴",
    "永盛",
    "恒通",
    "佳丽",
    "伟业",
    "东成",
    "南泰",
    "华阳",
    "骏丰",
    "兴隆",
    "美佳",
    "金盛",
    "联发",
    "百利",
    "新艺",
    "振东",
    "日升",
    "万和",
    "凯乐",
    "奇星",
    "童乐",
    "彩虹",
    "力达",
    "信和",
    "广源",
    "源丰",
    "裕华",
    "丽都",
    "盛世",
]
WORKS = [
    ("玩具厂", "Toy Works"),
    ("内衣厂", "Underwear Works"),
    ("塑料制品厂", "Plastics Works"),
    ("印刷厂", "Printing Works"),
    ("食品厂", "Food Works"),
    ("电子厂", "Electronics Works"),
    ("纺织厂", "Textile Mill"),
    ("工艺厂", "Crafts Works"),
    ("化工仓库", "Chemicals Store"),
    ("五金厂", "Hardware Works"),
]


def roads(town: str, district: str, rng: random.Random) -> list[str]:
    """Return four street names of a town: two of its own, two that other towns may have as well."""
    pool = CITY_ROADS if district in URBAN else TOWN_ROADS
    first, second = rng.sample(pool, 2)
    ends = ["路", "东路", "西路", "南路", "北路", "中路"]
    return [
        f"{town}大道",
        f"{first}{rng.choice(ends)}",
        f"{second}{rng.choice(ends)}",
        f"{town}{rng.choice('东西南北')}街",
    ]


def road_english(name: str) -> str:
    """Return the English form of a street name."""
    turns = {"东": " East", "西": " West", "南": " South", "北": " North", "中": " Middle"}
    for end, english in (("大道", "Avenue"), ("路", "Road"), ("街", "Street")):
        if name.endswith(end):
            bare = name.removesuffix(end)
            turn = turns.get(bare[-1], "") if len(bare) > 2 else ""
            return f"{spelled(bare[:-1] if turn else bare)}{turn} {english}"
    return spelled(name)


def landmarks(
    town: str, office: str, villages: list[str], rng: random.Random
) -> list[tuple[str, str, str]]:
    """Return (kind, Chinese, English) of a town's invented landmarks; names are built on its real villages."""
    short = [name for name in villages if 2 <= len(name) <= 3] or [town]
    pick = lambda: rng.choice(short)  # noqa: E731 - one name at a time, repeats allowed
    rows = [
        ("government", office, f"{spelled(town)} Town Office"),
        ("school", f"{town}中学", f"{spelled(town)} Middle School"),
        ("school", f"{town}中心小学", f"{spelled(town)} Central Primary School"),
        ("school", f"{town}幼儿园", f"{spelled(town)} Kindergarten"),
        ("hospital", f"{town}卫生院", f"{spelled(town)} Health Centre"),
        ("market", f"{town}农贸市场", f"{spelled(town)} Market"),
        ("park", f"{town}公园", f"{spelled(town)} Park"),
        ("plaza", f"{town}文化广场", f"{spelled(town)} Square"),
        ("station", f"{town}汽车站", f"{spelled(town)} Bus Station"),
        ("mall", f"{rng.choice(BRANDS)}购物中心", "Shopping Centre"),
        ("hotel", f"{rng.choice(BRANDS)}酒店", "Hotel"),
        ("bridge", f"{town}大桥", f"{spelled(town)} Bridge"),
        ("temple", f"{town}天后宫", f"{spelled(town)} Tianhou Temple"),
    ]
    for village in rng.sample(short, min(3, len(short))):
        rows.append(("school", f"{village}小学", f"{spelled(village)} Primary School"))
    village = pick()
    rows.append(("factory", f"{village}工业区", f"{spelled(village)} Industrial Zone"))
    rows.append(("levee", f"{pick()}堤段", "Levee Section"))
    rows.append(("pier", f"{pick()}码头", "Pier"))
    for zh, en in rng.sample(HOMES, 5):
        name = rng.choice(ONE) + rng.choice(TWO)
        rows.append(("residential", name + zh, f"{spelled(name)} {en}"))
    for zh, en in rng.sample(WORKS, 3):
        name = rng.choice(BRANDS)
        rows.append(("factory", name + zh, f"{spelled(name)} {en}"))
    named = [
        (
            kind,
            zh,
            en
            if en.split()[0] not in ("Shopping", "Hotel", "Levee", "Pier")
            else f"{spelled(zh[:2])} {en}",
        )
        for kind, zh, en in rows
    ]
    return list({zh: (kind, zh, en) for kind, zh, en in named}.values())
