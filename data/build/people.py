"""Build the organisation tree, posts, roles and demo accounts of the city.

    python data/build/people.py SOURCE

Names and codes of districts and towns are real (GB/T 2260, statistical codes); agencies follow the design's list of
sub-venues; people, posts and accounts are invented. No passwords: the demo makes random ones when it is loaded.
"""

from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path
from typing import Any

from common import CITY, DISTRICTS, pinyin, spelled, write_table

ROOT = "440500"

# code, full name, short name, English, account name, what the liaison answers for
AGENCIES = [
    ("sanfang", "汕头市三防指挥部办公室", "三防", "Flood, Drought and Wind Control Office"),
    ("police", "汕头市公安局", "公安", "Public Security Bureau"),
    ("fire", "汕头市消防救援支队", "消防", "Fire and Rescue Brigade"),
    ("weather", "汕头市气象局", "气象", "Meteorological Bureau"),
    ("health", "汕头市卫生健康局", "卫健", "Health Bureau"),
    ("water", "汕头市水务局", "水务", "Water Bureau"),
    ("power", "汕头供电局", "供电", "Power Supply Bureau"),
    ("earthquake", "汕头市地震局", "地震", "Earthquake Bureau"),
    ("maritime", "汕头海事局", "海事", "Maritime Safety Administration"),
    ("defence", "汕头市人民防空办公室", "人防", "Civil Air Defence Office"),
    ("emergency", "汕头市应急管理局", "应急", "Emergency Management Bureau"),
    ("transport", "汕头市交通运输局", "交通", "Transport Bureau"),
    ("urban", "汕头市城市管理和综合执法局", "城管", "Urban Management Bureau"),
]
DISPATCHING = {
    "police",
    "fire",
    "health",
    "maritime",
    "power",
    "water",
}  # agencies that send their own units

REPORTS = ["reports.create", "reports.read", "reports.close"]
INCIDENTS = ["incidents.read", "incidents.manage", "incidents.assign"]
LAYERS = ["layers.read", "layers.edit", "layers.publish"]
ANALYSIS = ["roads.close", "analysis.save"]
SIGHT = ["units.read", "resources.read", "alarms.read", "statistics.read", "replay.read"]
ROLES: list[tuple[str, str, str, list[str], list[str]]] = [
    (
        "operator",
        "接警员",
        "Operator",
        [
            *REPORTS,
            *INCIDENTS,
            *SIGHT,
            "personal.read",
            "units.status",
            "alarms.acknowledge",
            "links.create",
            "files.upload",
            "walls.control",
            *LAYERS[:2],
            *ANALYSIS,
        ],
        [],
    ),
    (
        "dispatcher",
        "调度员",
        "Dispatcher",
        [
            *REPORTS,
            *INCIDENTS,
            *SIGHT,
            "personal.read",
            "units.status",
            "alarms.acknowledge",
            "links.create",
            "files.upload",
            "walls.control",
            "incidents.export",
            *LAYERS,
            *ANALYSIS,
        ],
        [],
    ),
    (
        "commander",
        "指挥长",
        "Commander",
        [
            *REPORTS,
            *INCIDENTS,
            *SIGHT,
            "incidents.restrict",
            "incidents.export",
            "personal.read",
            "units.status",
            "alarms.acknowledge",
            "links.create",
            "files.upload",
            "walls.control",
            "drills.run",
            *LAYERS,
            *ANALYSIS,
        ],
        [],
    ),
    (
        "wall",
        "大屏",
        "Wall screen",
        [
            "reports.read",
            "incidents.read",
            "units.read",
            "resources.read",
            "alarms.read",
            "statistics.read",
            "layers.read",
        ],
        [],
    ),
    (
        "district_duty",
        "区县值班员",
        "District duty officer",
        [
            *REPORTS,
            *INCIDENTS,
            *SIGHT,
            "personal.read",
            "units.status",
            "alarms.acknowledge",
            "links.create",
            "files.upload",
            "incidents.export",
            *LAYERS,
            *ANALYSIS,
        ],
        [],
    ),
    (
        "agency_liaison",
        "部门联络员",
        "Agency liaison",
        [
            "reports.create",
            "reports.read",
            "incidents.read",
            *SIGHT,
            "units.status",
            "alarms.acknowledge",
            "files.upload",
            *LAYERS,
            *ANALYSIS[1:],
        ],
        [],
    ),
    (
        "field",
        "现场人员",
        "Field unit",
        [
            "reports.create",
            "incidents.read",
            "units.read",
            "units.status",
            "resources.read",
            "files.upload",
            "layers.read",
        ],
        [],
    ),
    (
        "system_admin",
        "系统管理员",
        "System administrator",
        ["organisations.manage", "registry.manage"],
        ["security_admin", "auditor"],
    ),
    (
        "security_admin",
        "安全管理员",
        "Security administrator",
        ["accounts.manage", "roles.manage", "sessions.manage", "tokens.manage"],
        ["system_admin", "auditor"],
    ),
    (
        "auditor",
        "审计管理员",
        "Auditor",
        ["audit.read", "audit.export"],
        ["system_admin", "security_admin"],
    ),
]


def organisation(
    code: str, kind: str, parent: str | None, zh: str, short: str, en: str, **more: Any
) -> dict[str, Any]:
    """Return one node of the tree; `pinyin` and `initials` serve the command bar's search."""
    full, initials = pinyin(short)
    return {
        "code": code,
        "kind": kind,
        "parent": parent,
        "zh": zh,
        "short": short,
        "en": en,
        "pinyin": full,
        "initials": initials,
        "area_code": None,
        "geometry": None,
        **more,
    }


def build_organisations(source: Path) -> list[dict[str, Any]]:
    """Return city, districts, agencies and towns, parents before children."""
    area = "districts.geojson#"
    rows = [
        organisation(
            ROOT,
            "city",
            None,
            "汕头市应急指挥中心",
            "市指挥中心",
            "Shantou Emergency Command Centre",
            area_code=ROOT,
        )
    ]
    with (source / "admin/shantou_towns.csv").open(encoding="utf-8") as file:
        towns = list(csv.DictReader(file))
    named = {town["district_adcode"]: town["district_name"] for town in towns}
    for code, (short, _account) in DISTRICTS.items():
        kind_en = "County" if named[code].endswith("县") else "District"
        rows.append(
            organisation(
                code,
                "district",
                ROOT,
                f"{named[code]}应急指挥中心",
                short,
                f"{spelled(short)} {kind_en}",
                area_code=code,
                geometry=area + code,
                name_zh=named[code],
            )
        )
    for code, zh, short, en in AGENCIES:
        rows.append(organisation(code, "agency", ROOT, zh, short, en))
    for town in towns:
        bare = town["name"].removesuffix("街道").removesuffix("镇")
        kind_en = "Subdistrict" if town["kind"] == "街道" else "Town"
        rows.append(
            organisation(
                town["town_code"],
                "town",
                town["district_adcode"],
                town["name"],
                bare,
                f"{spelled(bare)} {kind_en}",
                area_code=town["town_code"],
            )
        )
    return rows


def post(organisation_code: str, name: str, zh: str, en: str, roles: list[str]) -> dict[str, Any]:
    """Return one duty post; its code is the organisation's code and its own name."""
    return {
        "code": f"{organisation_code}.{name}",
        "name": name,
        "organisation": organisation_code,
        "zh": zh,
        "en": en,
        "roles": roles,
    }


CITY_POSTS = [
    ("commander", "指挥长", "Commander", ["commander"]),
    ("operator", "接警员", "Operator", ["operator"]),
    ("dispatcher", "调度员", "Dispatcher", ["dispatcher"]),
    ("wall", "大屏", "Wall screen", ["wall"]),
    ("sysadmin", "系统管理员", "System administrator", ["system_admin"]),
    ("secadmin", "安全管理员", "Security administrator", ["security_admin"]),
    ("auditor", "审计管理员", "Auditor", ["auditor"]),
]
DISTRICT_POSTS = [
    ("commander", "区县指挥长", "District commander", ["commander"]),
    ("operator", "区县值班员", "District duty officer", ["district_duty"]),
    ("dispatcher", "区县调度员", "District dispatcher", ["dispatcher"]),
    ("wall", "区县大屏", "District wall screen", ["wall"]),
    ("field", "现场处置队伍", "Field team", ["field"]),
]


def build_posts(organisations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the posts of every organisation."""
    rows = []
    for node in organisations:
        code, kind = node["code"], node["kind"]
        if kind in ("city", "district"):
            rows += [
                post(code, *each) for each in (CITY_POSTS if kind == "city" else DISTRICT_POSTS)
            ]
        elif kind == "agency":
            rows.append(post(code, "liaison", "联络员", "Liaison", ["agency_liaison"]))
            if code in DISPATCHING:
                rows.append(
                    post(
                        code,
                        "dispatcher",
                        "部门调度员",
                        "Agency dispatcher",
                        ["agency_liaison", "district_duty"],
                    )
                )
                rows.append(post(code, "field", "现场人员", "Field crew", ["field"]))
        else:
            rows.append(post(code, "field", "镇街值守", "Town duty", ["field"]))
    return rows


def account(username: str, name: str, *posts: str) -> dict[str, Any]:
    """Return one demo account; all names are invented."""
    return {
        "username": username,
        "name": name,
        "organisation": posts[0].split(".")[0],
        "posts": list(posts),
    }


NAMES = [
    "林泽鹏",
    "陈晓岚",
    "黄俊生",
    "郑丽娟",
    "蔡少波",
    "吴佩仪",
    "许国涛",
    "杨惠珊",
    "李铭泉",
    "王燕芬",
    "张伟填",
    "刘淑君",
    "谢锐标",
]


# Field accounts and the unit (code in units.json) each speaks for.
CREWS = [
    ("field01", "吴志强", "fire.field", "jinpingxiao01"),
    ("field02", "罗俊杰", "fire.field", "longhuxiao01"),
    ("field03", "邱美玲", "health.field", "shijijiu01"),
    ("field04", "庄伟明", "440511.field", "jinpingyingji01"),
    ("field05", "姚立新", "440512.field", "haojiangyingji01"),
    ("field06", "郭少雄", "440513.field", "chaoyangyingji01"),
]


def build_accounts() -> list[dict[str, Any]]:
    """Return the demo accounts of the contract and one for each district and agency."""
    rows = [
        account("commander", "周振国", f"{ROOT}.commander"),
        account("operator", "周宁", f"{ROOT}.operator"),
        account("operator2", "方敏", f"{ROOT}.operator"),
        account("dispatcher", "许涛", f"{ROOT}.dispatcher"),
        account("wall", "指挥大厅大屏", f"{ROOT}.wall"),
        account("sysadmin", "系统管理员", f"{ROOT}.sysadmin"),
        account("secadmin", "安全管理员", f"{ROOT}.secadmin"),
        account("auditor", "审计管理员", f"{ROOT}.auditor"),
    ]
    duty = ["陈思源", "林晓彤", "郑海洋", "马建辉", "周文彬", "杜嘉颖", "章少鹏"]
    rows += [
        account(name, duty[i], f"{code}.operator")
        for i, (code, (_s, name)) in enumerate(DISTRICTS.items())
    ]
    rows += [
        account(code, NAMES[i], f"{code}.{'dispatcher' if code in DISPATCHING else 'liaison'}")
        for i, (code, *_rest) in enumerate(AGENCIES)
    ]
    crews = [account(username, name, held) | {"unit": unit} for username, name, held, unit in CREWS]
    return rows + crews


def main() -> None:
    source = Path(sys.argv[1])
    organisations = build_organisations(source)
    write_table(CITY / "organisations.json", {"version": "2026-01"}, "organisations", organisations)
    write_table(CITY / "posts.json", {"version": "2026-01"}, "posts", build_posts(organisations))
    roles = [
        {"code": c, "zh": zh, "en": en, "permissions": perms, "excludes": ex, "wall": c == "wall"}
        for c, zh, en, perms, ex in ROLES
    ]
    write_table(CITY / "roles.json", {"version": "2026-01"}, "roles", roles)
    note = "Demo people, all invented. No passwords here: the demo makes random ones and writes them to demo-credentials.json."
    write_table(CITY / "accounts.json", {"note": note}, "accounts", build_accounts())
    for name in ("towns", "villages"):
        shutil.copyfile(source / f"admin/shantou_{name}.csv", CITY / f"{name}.csv")


if __name__ == "__main__":
    main()
