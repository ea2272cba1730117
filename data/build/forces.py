"""Build the units and resources of the city: all invented, all marked fictional, every station on firm land.

python data/build/forces.py SOURCE      (after gazetteer.py)
"""

from __future__ import annotations

import csv
import gzip
import sys
from pathlib import Path
from typing import Any

from shapely.geometry import Point

from common import CITY, DISTRICTS, Land, pinyin, point_near, seeded, spelled, write_table

Row = dict[str, str]

# kind, call-sign word, agency, capabilities, crew, how many in (city districts, country districts, island)
URBAN = ("440507", "440511")
FIRE = ["firefighting", "rescue"]
UNIT_TABLE: list[tuple[str, str, str, list[str], int, tuple[int, int, int]]] = [
    ("fire_engine", "消", "fire", FIRE, 6, (5, 4, 2)),
    ("ladder_truck", "云梯", "fire", [*FIRE, "high_rise"], 4, (1, 1, 0)),
    ("rescue_truck", "抢险", "fire", ["rescue", "water_rescue"], 5, (1, 1, 1)),
    ("ambulance", "急救", "health", ["basic_life_support", "transport"], 3, (4, 3, 2)),
    ("patrol_car", "巡警", "police", ["law", "crowd_control"], 3, (4, 3, 2)),
    ("traffic_police", "交警", "police", ["law", "traffic_control"], 2, (3, 2, 1)),
    ("pump_truck", "排涝", "water", ["drainage"], 4, (1, 1, 0)),
    ("power_repair", "供电抢", "power", ["power_supply", "generator"], 4, (1, 1, 1)),
    (
        "emergency_team",
        "应急",
        "emergency",
        ["evacuation", "levee_repair", "shelter"],
        12,
        (1, 1, 1),
    ),
    ("tree_crew", "城管", "urban", ["tree_clearing"], 5, (1, 1, 0)),
]
# kind, call sign, agency, capabilities, crew, district of the station, kind of place it stands at
CITY_UNITS: list[tuple[str, str, str, list[str], int, str, str]] = [
    ("fire_command", "支队指挥01", "fire", ["command"], 4, "440507", "plaza"),
    ("hazmat_truck", "特勤化救01", "fire", ["hazmat", "foam"], 6, "440507", "station"),
    ("hazmat_truck", "特勤化救02", "fire", ["hazmat", "foam"], 6, "440512", "station"),
    ("drone_team", "特勤航拍01", "fire", ["aerial_view", "survey"], 2, "440511", "plaza"),
    (
        "medical_rescue",
        "市急救01",
        "health",
        ["advanced_life_support", "transport"],
        4,
        "440511",
        "hospital",
    ),
    (
        "medical_rescue",
        "市急救02",
        "health",
        ["advanced_life_support", "transport"],
        4,
        "440507",
        "hospital",
    ),
    (
        "medical_rescue",
        "市急救03",
        "health",
        ["advanced_life_support", "transport"],
        4,
        "440513",
        "hospital",
    ),
    (
        "special_police",
        "特警01",
        "police",
        ["law", "crowd_control", "high_rise"],
        10,
        "440507",
        "government",
    ),
    ("special_police", "特警02", "police", ["law", "crowd_control"], 10, "440513", "government"),
    ("patrol_vessel", "海巡0961", "maritime", ["sea_rescue", "survey"], 8, "440512", "pier"),
    ("patrol_vessel", "海巡0963", "maritime", ["sea_rescue"], 8, "440511", "pier"),
    ("patrol_vessel", "海巡0967", "maritime", ["sea_rescue"], 6, "440523", "pier"),
    ("sea_rescue", "海救01", "maritime", ["sea_rescue", "water_rescue"], 5, "440513", "pier"),
    ("sea_rescue", "海救02", "maritime", ["sea_rescue", "water_rescue"], 5, "440515", "pier"),
    ("flood_boat", "三防冲锋01", "sanfang", ["water_rescue", "evacuation"], 6, "440513", "levee"),
    ("flood_boat", "三防冲锋02", "sanfang", ["water_rescue", "evacuation"], 6, "440514", "levee"),
    ("flood_boat", "三防冲锋03", "sanfang", ["water_rescue", "evacuation"], 6, "440515", "levee"),
    ("water_repair", "水务抢01", "water", ["water_supply"], 5, "440511", "station"),
    ("water_repair", "水务抢02", "water", ["water_supply"], 5, "440507", "station"),
    ("gas_repair", "燃气抢01", "urban", ["gas"], 4, "440511", "station"),
    ("gas_repair", "燃气抢02", "urban", ["gas"], 4, "440515", "station"),
    ("tow_truck", "清障01", "transport", ["towing"], 2, "440507", "station"),
    ("tow_truck", "清障02", "transport", ["towing"], 2, "440511", "station"),
    ("tow_truck", "清障03", "transport", ["towing"], 2, "440513", "station"),
    ("tow_truck", "清障04", "transport", ["towing"], 2, "440515", "station"),
    ("geo_team", "地震地质01", "earthquake", ["survey"], 4, "440511", "government"),
    (
        "emergency_team",
        "市应急01",
        "emergency",
        ["evacuation", "levee_repair", "generator"],
        20,
        "440507",
        "government",
    ),
    ("emergency_team", "人防01", "defence", ["evacuation", "shelter"], 15, "440511", "government"),
]
STATION = {
    "fire": ("消防救援站", "Fire Station"),
    "health": ("急救点", "Ambulance Post"),
    "police": ("警务站", "Police Post"),
    "water": ("排涝站", "Drainage Station"),
    "power": ("供电所", "Power Depot"),
    "emergency": ("应急队驻地", "Emergency Team Base"),
    "urban": ("市政班", "Municipal Depot"),
}


def read_gazetteer() -> list[Row]:
    """Return the rows of the gazetteer built before."""
    with gzip.open(CITY / "gazetteer.csv.gz", "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def station(land: Land, row: Row, zh: str, en: str, spread_m: float, *seed: str) -> dict[str, Any]:
    """Return a named point on firm land near a gazetteer row, in the row's district."""
    lon, lat = point_near(
        land.firm[row["district"]], (float(row["lon"]), float(row["lat"])), spread_m, seeded(*seed)
    )
    return {
        "zh": zh,
        "en": en,
        "lon": lon,
        "lat": lat,
        "district": row["district"],
        "town": row["town"],
    }


def unit(
    call_sign: str,
    kind: str,
    agency: str,
    organisation: str,
    capabilities: list[str],
    crew: int,
    home: dict[str, Any],
) -> dict[str, Any]:
    """Return one unit; `agency` is whose it is, `organisation` where it reports (a district or the agency)."""
    return {
        "code": pinyin(call_sign)[0],
        "call_sign": call_sign,
        "kind": kind,
        "agency": agency,
        "organisation": organisation,
        "capabilities": capabilities,
        "crew": crew,
        "station": home,
        "fictional": True,
    }


def build_units(land: Land, places: list[Row]) -> list[dict[str, Any]]:
    """Return the units of every district, then those of the city."""
    rows = []
    for district, (short, _account) in DISTRICTS.items():
        size = 0 if district in URBAN else 2 if district == "440523" else 1
        towns = [p for p in places if p["kind"] == "town" and p["district"] == district]
        for kind, word, agency, capabilities, crew, counts in UNIT_TABLE:
            for i in range(counts[size]):
                # engines of one brigade stand in different towns, the special vehicles at the first
                town = towns[(i * max(1, len(towns) // max(1, counts[size]))) % len(towns)]
                name, english = STATION[agency]
                home = station(
                    land,
                    town,
                    f"{town['aliases']}{name}",
                    f"{spelled(town['aliases'])} {english}",
                    500,
                    "station",
                    agency,
                    town["town"],
                )
                rows.append(
                    unit(
                        f"{short}{word}{i + 1:02d}",
                        kind,
                        agency,
                        district,
                        capabilities,
                        crew,
                        home,
                    )
                )
    for kind, call_sign, agency, capabilities, crew, district, near in CITY_UNITS:
        place = next(p for p in places if p["kind"] == near and p["district"] == district)
        home = station(land, place, place["name_zh"], place["name_en"], 150, "unit", call_sign)
        rows.append(unit(call_sign, kind, agency, agency, capabilities, crew, home))
    return rows


def resource(
    code: str, kind: str, zh: str, en: str, organisation: str, at: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """Return one resource."""
    return {
        "code": code,
        "kind": kind,
        "zh": zh,
        "en": en,
        "organisation": organisation,
        "lon": at["lon"],
        "lat": at["lat"],
        "district": at["district"],
        "town": at["town"],
        "status": "normal",
        **more,
        "fictional": True,
    }


HAZARDS = [
    ("储罐区", "Tank Farm", "汽油 3,000 吨"),
    ("液氨冷库", "Ammonia Cold Store", "液氨 12 吨"),
    ("加油站", "Filling Station", "汽油 60 吨"),
    ("液化气储配站", "LPG Station", "液化气 80 吨"),
    ("化工仓库", "Chemicals Store", "甲苯 40 吨"),
    ("烟花爆竹仓库", "Fireworks Store", "烟花爆竹 5 吨"),
]
DEPOT_STOCK = {"沙袋": 8000, "救生衣": 600, "帐篷": 120, "抽水泵": 14, "发电机": 8, "棉被": 900}
EXPERTISE = [
    ("堤防工程", "Levee engineering"),
    ("危险化学品", "Hazardous chemicals"),
    ("结构安全", "Structural safety"),
    ("流行病学", "Epidemiology"),
    ("地质灾害", "Geological hazards"),
    ("气象", "Meteorology"),
    ("燃气", "Gas supply"),
    ("海上搜救", "Maritime rescue"),
]
# How far a dome on a pole of so many metres recognises a person or a plate.
CAMERA_RANGE_M = {6: 120, 8: 180, 12: 300}
EXPERTS = ["陈国梁", "林秀珠", "黄伟杰", "郑树生", "蔡婉容", "许锐锋", "吴文博", "李坤城"]


def build_town_resources(land: Land, town: Row, places: list[Row]) -> list[dict[str, Any]]:
    """Return one town's hospital, shelter, protection target and, by turns, hazard source and cameras."""
    code, bare, district = town["town"], town["aliases"], town["district"]
    mine = {
        kind: next(p for p in places if p["town"] == code and p["kind"] == kind)
        for kind in ("hospital", "school", "plaza", "junction", "bridge")
    }
    rng = seeded("resource", code)

    def at(kind: str, spread_m: float, word: str) -> dict[str, Any]:
        return station(land, mine[kind], "", "", spread_m, word, code)

    en = spelled(bare)
    rows = [
        resource(
            f"hospital-{code}",
            "hospital",
            mine["hospital"]["name_zh"],
            mine["hospital"]["name_en"],
            "health",
            at("hospital", 30, "hospital"),
            capacity={"beds": rng.randint(30, 180), "free": rng.randint(2, 25)},
            details={"level": "一级"},
        ),
        resource(
            f"shelter-{code}",
            "shelter",
            f"{bare}应急避护场所（{mine['school']['name_zh']}）",
            f"{en} Shelter",
            district,
            at("school", 30, "shelter"),
            capacity={"people": rng.randrange(200, 1600, 50), "free": 0},
            details={"indoor": True},
        ),
        resource(
            f"target-{code}",
            "protection_target",
            mine["school"]["name_zh"],
            mine["school"]["name_en"],
            district,
            at("school", 30, "target"),
            capacity={"people": rng.randrange(400, 2400, 50)},
            details={"type": "学校"},
        ),
    ]
    rows[1]["capacity"]["free"] = rows[1]["capacity"]["people"]
    for i, (kind, name, english) in enumerate(
        (("junction", "路口", "Junction"), ("bridge", "桥头", "Bridge"))
    ):
        place = at(kind, 25, f"camera{i}")
        direction, angle = rng.randrange(0, 360, 15), rng.choice([45, 60, 75, 90])
        height = rng.choice([6, 8, 12])
        rows.append(
            resource(
                f"camera-{code}-{i}",
                "camera",
                f"{bare}{name}球机",
                f"{en} {english} Camera",
                "police" if i == 0 else "transport",
                place,
                direction_deg=direction,
                fov_deg=angle,
                range_m=CAMERA_RANGE_M[height],
                details={"ptz": True, "height_m": height},
            )
        )
    if int(code) % 2 == 0:
        name, english, stock = HAZARDS[int(code[-3:]) % len(HAZARDS)]
        rows.append(
            resource(
                f"hazard-{code}",
                "hazard_source",
                f"{bare}{name}",
                f"{en} {english}",
                "emergency",
                at("plaza", 900, "hazard"),
                details={"stock": stock, "level": rng.choice(["三级", "四级"])},
            )
        )
    return rows


def build_district_resources(
    land: Land, district: str, short: str, places: list[Row]
) -> list[dict[str, Any]]:
    """Return a district's main hospital, depots and expert."""
    towns = [p for p in places if p["kind"] == "town" and p["district"] == district]
    en, rng = spelled(short), seeded("district", district)
    at = station(land, towns[0], "", "", 600, "main-hospital", district)
    rows = [
        resource(
            f"hospital-{district}",
            "hospital",
            f"{short}中心医院",
            f"{en} Central Hospital",
            "health",
            at,
            capacity={"beds": rng.randint(400, 1100), "free": rng.randint(15, 60)},
            details={"level": "三级", "burns": district in URBAN, "trauma_centre": True},
        )
    ]
    for i in range(2):
        at = station(land, towns[-1 - i], "", "", 600, f"depot{i}", district)
        share = 1 if i == 0 else 0.4
        stock = {name: int(count * share) for name, count in DEPOT_STOCK.items()}
        rows.append(
            resource(
                f"depot-{district}-{i}",
                "depot",
                f"{short}应急物资库{'甲' if i == 0 else '乙'}",
                f"{en} Depot {'A' if i == 0 else 'B'}",
                district,
                at,
                details={"stock": stock},
            )
        )
    for i in range(4):
        at = station(land, towns[(i * 2 + 1) % len(towns)], "", "", 500, f"team{i}", district)
        name, english = [
            ("志愿救援队", "Volunteer Rescue Team"),
            ("民兵应急分队", "Militia Squad"),
            ("渔民互助队", "Fishermen's Mutual Aid"),
            ("医疗志愿队", "Medical Volunteers"),
        ][i]
        rows.append(
            resource(
                f"team-{district}-{i}",
                "team",
                f"{short}{name}",
                f"{en} {english}",
                district,
                at,
                capacity={"people": rng.randint(12, 60)},
                details={},
            )
        )
    return rows


def build_resources(land: Land, places: list[Row]) -> list[dict[str, Any]]:
    """Return all resources: towns first, then districts, experts, and a station for each unit base."""
    rows: list[dict[str, Any]] = []
    towns = [p for p in places if p["kind"] == "town"]
    for town in towns:
        rows += build_town_resources(land, town, places)
    for district, (short, _account) in DISTRICTS.items():
        rows += build_district_resources(land, district, short, places)
    for i, (zh, en) in enumerate(EXPERTISE):
        at = station(land, towns[i * 8], "", "", 400, "expert", str(i))
        rows.append(
            resource(
                f"expert-{i}",
                "expert",
                f"{EXPERTS[i]}（{zh}）",
                f"{spelled(EXPERTS[i][0])} {spelled(EXPERTS[i][1:])} ({en})",
                "emergency",
                at,
                details={"field": zh},
            )
        )
    return rows


def stations_of(units: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one station resource for each distinct base of the units."""
    rows: dict[tuple[float, float], dict[str, Any]] = {}
    for each in units:
        home = each["station"]
        rows.setdefault(
            (home["lon"], home["lat"]),
            resource(
                f"station-{pinyin(home['zh'])[0]}-{len(rows)}",
                "station",
                home["zh"],
                home["en"],
                each["agency"],
                home,
                details={},
            ),
        )
    return list(rows.values())


def main() -> None:
    land, places = Land(Path(sys.argv[1])), read_gazetteer()
    units = build_units(land, places)
    resources = build_resources(land, places) + stations_of(units)
    for row in [unit["station"] for unit in units] + resources:
        assert land.district[row["district"]].contains(Point(row["lon"], row["lat"])), row
    note = "All invented; marked fictional on every screen."
    write_table(CITY / "units.json", {"note": note}, "units", units)
    write_table(CITY / "resources.json", {"note": note}, "resources", resources)
    print(len(units), len(resources))


if __name__ == "__main__":
    main()
