"""A small city for tests: one root, two districts, an agency, a town, people of each kind."""

import json
import tempfile
from pathlib import Path
from typing import Any

from kernel.api import Database
from registry.api import load_city
from tests.harness.cities import TestCity
from tests.harness.clock import FakeClock

ROLES = Path(__file__).resolve().parents[2] / "data" / "cities" / "shantou" / "roles.json"
ROOT = "990000"
EAST = "990001"
WEST = "990002"
FIRE = "fire"
TOWN = "990001001"

ORGANISATIONS = [
    (TOWN, "town", EAST, "东岸镇", "East Bank Town", TOWN),
    (ROOT, "city", None, "演练市指挥中心", "Test City Command", ROOT),
    (EAST, "district", ROOT, "东区", "East District", EAST),
    (WEST, "district", ROOT, "西区", "West District", WEST),
    (FIRE, "agency", ROOT, "消防支队", "Fire Brigade", None),
]
POSTS = [
    (ROOT, "commander", ["commander"]),
    (ROOT, "operator", ["operator"]),
    (ROOT, "wall", ["wall"]),
    (ROOT, "sysadmin", ["system_admin"]),
    (ROOT, "secadmin", ["security_admin"]),
    (ROOT, "auditor", ["auditor"]),
    (EAST, "operator", ["district_duty"]),
    (EAST, "secadmin", ["security_admin"]),
    (WEST, "operator", ["district_duty"]),
    (FIRE, "dispatcher", ["agency_liaison", "district_duty"]),
    (FIRE, "field", ["field"]),
]
ACCOUNTS = [
    ("commander", ROOT, "commander", None),
    ("operator", ROOT, "operator", None),
    ("operator2", ROOT, "operator", None),
    ("wall", ROOT, "wall", None),
    ("sysadmin", ROOT, "sysadmin", None),
    ("secadmin", ROOT, "secadmin", None),
    ("auditor", ROOT, "auditor", None),
    ("east", EAST, "operator", None),
    ("eastsec", EAST, "secadmin", None),
    ("west", WEST, "operator", None),
    ("fire", FIRE, "dispatcher", None),
    ("crew", FIRE, "field", "engine1"),
]
UNITS = [
    ("engine1", "东消01", "fire_engine", FIRE, EAST, 116.70, 23.35),
    ("engine2", "西消01", "fire_engine", FIRE, WEST, 116.60, 23.30),
    ("boat1", "东艇01", "flood_boat", EAST, EAST, 116.71, 23.36),
]
RESOURCES = [
    ("hospital1", "hospital", "东区医院", "East Hospital", EAST, 116.701, 23.351),
    ("hospital2", "hospital", "西区医院", "West Hospital", WEST, 116.601, 23.301),
    ("camera1", "camera", "东桥球机", "East Bridge Camera", EAST, 116.705, 23.355),
]


async def load(url: str) -> list[dict[str, Any]]:
    """Load the city as the application's role; return its people with their passwords."""
    db = Database(url, FakeClock())
    with tempfile.TemporaryDirectory() as folder:
        try:
            return await load_city(db, write(Path(folder)), FakeClock(), demo=True)
        finally:
            await db.close()


CITY = TestCity("town", load)


def write(folder: Path) -> Path:
    """Write the city's files into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "roles.json").write_bytes(ROLES.read_bytes())
    tables: dict[str, list[dict[str, Any]]] = {
        "organisations": [
            {"code": c, "kind": k, "parent": p, "zh": zh, "en": en, "area_code": area}
            for c, k, p, zh, en, area in ORGANISATIONS
        ],
        "posts": [
            {"code": f"{o}.{n}", "name": n, "organisation": o, "zh": n, "en": n, "roles": roles}
            for o, n, roles in POSTS
        ],
        "accounts": [
            {"username": u, "name": f"{u} 某", "organisation": o, "posts": [f"{o}.{p}"]}
            | ({"unit": unit} if unit else {})
            for u, o, p, unit in ACCOUNTS
        ],
        "units": [
            {
                "code": code,
                "call_sign": sign,
                "kind": kind,
                "agency": agency,
                "organisation": organisation,
                "capabilities": ["rescue"],
                "crew": 6,
                "station": {"zh": "站", "en": "Station", "lon": lon, "lat": lat},
                "fictional": True,
            }
            for code, sign, kind, agency, organisation, lon, lat in UNITS
        ],
        "resources": [
            {
                "code": code,
                "kind": kind,
                "zh": zh,
                "en": en,
                "organisation": organisation,
                "lon": lon,
                "lat": lat,
                "town": TOWN if organisation == EAST else None,
                "status": "normal",
                "details": {},
                "fictional": True,
            }
            for code, kind, zh, en, organisation, lon, lat in RESOURCES
        ],
    }
    for name, rows in tables.items():
        (folder / f"{name}.json").write_text(json.dumps({name: rows}), encoding="utf-8")
    return folder
