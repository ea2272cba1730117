"""The demo data keeps its promises: it loads, is small, and what it names exists."""

import csv
import gzip
import json
import re
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from shapely import prepare
from shapely.geometry import Point, shape
from shapely.ops import unary_union

DATA = Path(__file__).resolve().parents[2] / "data"
CITY = DATA / "cities" / "shantou"
REFERENCE = DATA / "reference"
CALL_FILES = ("warm-up", "storm-day", "fire-day")
BASEMAP_LIMIT = 1_500_000  # bytes: the offline map is loaded whole by a phone in the field


def load(path):
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def labels():
    table = load(REFERENCE / "labels.json")
    return {name: {row["code"] for row in table[name]} for name in table if name != "version"}


@pytest.fixture(scope="module")
def kinds():
    return {row["code"]: row for row in load(REFERENCE / "event-kinds.json")["kinds"]}


@pytest.fixture(scope="module")
def organisations():
    return {row["code"]: row for row in load(CITY / "organisations.json")["organisations"]}


@pytest.fixture(scope="module")
def districts():
    areas = {}
    for feature in load(CITY / "districts.geojson")["features"]:
        area = shape(feature["geometry"])
        prepare(area)
        areas[feature["properties"]["adcode"]] = area
    return areas


@pytest.fixture(scope="module")
def land():
    def union(name):
        features = load(CITY / "basemap" / name)["features"]
        return unary_union([shape(feature["geometry"]) for feature in features])

    area = union("land.geojson").difference(union("water.geojson"))
    prepare(area)
    return area


@pytest.fixture(scope="module")
def gazetteer():
    with gzip.open(CITY / "gazetteer.csv.gz", "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def calls():
    rows = []
    for name in CALL_FILES:
        with gzip.open(DATA / "calls" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows += [json.loads(line) for line in file]
    return rows


def at(row):
    return Point(float(row["lon"]), float(row["lat"]))


def unique(rows, key):
    repeated = [value for value, count in Counter(row[key] for row in rows).items() if count > 1]
    assert repeated == []


def test_every_json_file_loads():
    files = [*DATA.glob("reference/*.json"), *CITY.rglob("*.json"), *CITY.rglob("*.geojson")]
    assert len(files) > 20
    for path in files:
        load(path)


def test_event_kinds_cover_four_classes(kinds):
    usable = [row for row in kinds.values() if row["parent"]]
    assert len(usable) >= 60
    assert {row["class"] for row in usable} == {1, 2, 3, 4}
    for row in kinds.values():
        assert re.fullmatch(r"\d{5}", row["code"])
        assert row["code"][0] == str(row["class"])
        assert row["parent"] is None or row["parent"] in kinds
        assert row["zh"]
        assert row["en"]


def test_phrases_are_many_and_name_known_kinds(kinds):
    table = load(REFERENCE / "phrases.json")
    count = Counter(row["lang"] for row in table["kinds"])
    assert count["zh"] >= 350
    assert count["en"] >= 150
    assert {row["kind"] for row in table["kinds"]} <= set(kinds)
    assert all(row["weight"] > 0 for row in table["kinds"])


def test_grade_rules_can_hold(kinds):
    table = load(REFERENCE / "phrases.json")
    unique(table["grades"], "id")
    fields = {row["field"] for row in table["extract"]}
    for rule in table["grades"]:
        when = rule["when"]
        assert rule["grade"] in {"I", "II", "III", "IV"}
        assert when
        assert any(code.startswith(when.get("kind_prefix", "")) for code in kinds)
        assert when.get("quantity", {"of": "trapped"})["of"] in fields


@pytest.mark.parametrize(
    ("text", "field", "number"),
    [
        ("3人被困", "trapped", "3"),
        ("车上有5名乘客受伤", "injured", "5"),
        ("家里两个老人出不来", "trapped", "两"),
        ("积水大概40公分", "water_depth_cm", "40"),
        ("水深约1.5米", "water_depth_m", "1.5"),
        ("影响三百多户停电", "households", "三百"),
        ("three people are trapped inside", "trapped", "three"),
        ("路上有点堵", None, None),
    ],
)
def test_extraction_patterns_find_figures(text, field, number):
    rules = load(REFERENCE / "phrases.json")["extract"]
    found = [
        (rule["field"], match.group("n"))
        for rule in rules
        if (match := re.search(rule["pattern"], text))
    ]
    assert ((field, number) in found) if field else found == []


def test_every_real_call_type_has_an_english_phrase(calls):
    phrases = [
        row["phrase"] for row in load(REFERENCE / "phrases.json")["kinds"] if row["lang"] == "en"
    ]
    types = {
        call["call_type_original"].split(": ")[1].lower()
        for call in calls
        if ": " in call["call_type_original"]
    } | {"structure fire", "outside fire"}
    assert [name for name in types if not any(phrase in name for phrase in phrases)] == []


def test_clocks_and_alarms_name_known_codes():
    posts = {row["name"] for row in load(CITY / "posts.json")["posts"]}
    for row in load(REFERENCE / "clocks.json")["clocks"]:
        assert row.get("duration_s", 1) > 0
        assert {step["to"] for step in row["escalate"]} <= posts
    for row in load(REFERENCE / "alarm-kinds.json")["kinds"]:
        assert row["owner"] in posts
        assert {step["to"] for step in row["escalation"]} <= posts
        assert [s["after_s"] for s in row["escalation"]] == sorted(
            s["after_s"] for s in row["escalation"]
        )


def test_organisation_tree_is_the_city(organisations):
    kinds = Counter(row["kind"] for row in organisations.values())
    assert kinds == {"city": 1, "district": 7, "agency": 13, "town": 67}
    seen = set()
    for code, row in organisations.items():
        assert row["parent"] is None or row["parent"] in seen  # parents come first
        seen.add(code)


def test_posts_roles_and_accounts_fit(organisations):
    roles = {row["code"]: row for row in load(CITY / "roles.json")["roles"]}
    posts = {row["code"]: row for row in load(CITY / "posts.json")["posts"]}
    for post in posts.values():
        assert post["organisation"] in organisations
        assert set(post["roles"]) <= set(roles)
    accounts = load(CITY / "accounts.json")["accounts"]
    unique(accounts, "username")
    for account in accounts:
        assert set(account["posts"]) <= set(posts)
        assert "password" not in account
    needed = {"commander", "operator", "dispatcher", "wall", "jinping", "fire", "field01"}
    assert needed | {"sysadmin", "secadmin", "auditor"} <= {row["username"] for row in accounts}


def test_administrators_exclude_each_other_and_do_no_business():
    roles = {row["code"]: row for row in load(CITY / "roles.json")["roles"]}
    three = {"system_admin", "security_admin", "auditor"}
    for code in three:
        assert set(roles[code]["excludes"]) == three - {code}
        assert not [
            p for p in roles[code]["permissions"] if p.startswith(("incid", "report", "pers"))
        ]


def test_gazetteer_rows_are_unique_complete_and_labelled(gazetteer, labels, organisations):
    unique(gazetteer, "id")
    assert sum(row["fictional"] == "1" for row in gazetteer) >= 1500
    for row in gazetteer:
        assert row["kind"] in labels["gazetteer_kinds"]
        assert row["town"] in organisations
        assert organisations[row["town"]]["parent"] == row["district"]
        assert (row["fictional"] == "1") == row["source"].startswith("generated")
        assert row["pinyin"].isalnum()


def test_gazetteer_points_lie_in_their_district(gazetteer, districts):
    for row in gazetteer:
        area = districts[row["district"]]
        # sourced plants are given to 0.01°, and may stand on the shore
        margin = 0.01 if row["source"] in {"wri", "unlocode"} else 0.0
        assert area.distance(at(row)) <= margin, row["id"]


def test_invented_points_lie_on_land(gazetteer, land):
    wet = [row["id"] for row in gazetteer if row["fictional"] == "1" and not land.contains(at(row))]
    assert wet == []


def test_units_stand_on_land_in_their_district(districts, land, labels, organisations):
    units = load(CITY / "units.json")["units"]
    unique(units, "call_sign")
    unique(units, "code")
    assert len(units) >= 150
    for unit in units:
        assert unit["kind"] in labels["unit_kinds"]
        assert set(unit["capabilities"]) <= labels["capabilities"]
        assert {unit["agency"], unit["organisation"]} <= set(organisations)
        assert districts[unit["station"]["district"]].contains(at(unit["station"]))
        assert land.contains(at(unit["station"]))
        assert unit["fictional"] is True


def test_resources_stand_on_land_in_their_district(districts, land, labels, organisations):
    resources = load(CITY / "resources.json")["resources"]
    unique(resources, "code")
    assert len(resources) >= 400
    assert {row["kind"] for row in resources} == labels["resource_kinds"]
    for row in resources:
        assert row["organisation"] in organisations
        assert districts[row["district"]].contains(at(row))
        assert land.contains(at(row))
        assert row["fictional"] is True
        assert row["kind"] != "camera" or {"direction_deg", "fov_deg", "range_m"} <= set(row)


def test_basemap_is_small_and_draws_chinese_names():
    files = list((CITY / "basemap").glob("*.geojson"))
    assert {path.stem for path in files} == set(load(CITY / "city.json")["basemap"])
    assert sum(path.stat().st_size for path in files) <= BASEMAP_LIMIT
    names = [f["properties"]["name"] for f in load(CITY / "basemap" / "places.geojson")["features"]]
    assert {"南海", "汕头", "金平区", "南澳县"} <= set(names)


def test_calls_name_known_codes(calls, kinds, labels, gazetteer):
    unique(calls, "id")
    known, places = {call["id"] for call in calls}, {row["id"] for row in gazetteer}
    for call in calls:
        assert call["text_zh"]
        assert call["text_en"]
        assert call["caller"]["phone"].startswith("100")
        assert call["landmark"] is None or call["landmark"] in places
        assert call["same_as"] is None or call["same_as"] in known
        if call["valid"]:
            assert call["kind"] in kinds
            assert call["grade"] is None or kinds[call["kind"]]["graded"]
        else:
            assert call["reject_reason"] in labels["reject_reasons"]
        assert {unit["kind"] for unit in call["units"]} <= labels["unit_kinds"]


def test_calls_lie_on_land_in_their_district(calls, districts, land):
    for call in calls:
        if call["location"]:
            assert districts[call["district"]].contains(at(call["location"])), call["id"]
            assert land.contains(at(call["location"])), call["id"]


def test_unit_times_run_forward(calls):
    for call in calls:
        for unit in call["units"]:
            steps = ("dispatched_s", "responding_s", "on_scene_s", "available_s")
            times = [unit[step] for step in steps if unit[step] is not None]
            assert times == sorted(times)
            assert all(time >= 0 for time in times)


def test_a_third_of_the_calls_is_valid(calls):
    later = [call for call in calls if "age_s" not in call]
    assert 0.3 <= sum(call["valid"] for call in later) / len(later) <= 0.4


def test_warm_up_opens_thirty_incidents_at_once(calls):
    first = [call for call in calls if "age_s" in call]
    events = {call["same_as"] or call["id"] for call in first if call["valid"]}
    assert len(events) >= 45
    assert max(call["offset_s"] for call in first) <= 15


def test_no_file_names_this_machine_or_a_registry():
    here = (Path.home(), Path.cwd(), Path(tempfile.gettempdir()))
    folders = "|".join(re.escape(f"{folder}/") for folder in here)
    pattern = re.compile(rf"{folders}|https?://[^/\s\"]*(?:npm|pypi|mirror)".encode())
    assert pattern.search(f"see {Path.home()}/notes".encode())
    for path in DATA.rglob("*"):
        if path.suffix in {".json", ".geojson", ".csv", ".md"}:
            assert not pattern.search(path.read_bytes()), path
