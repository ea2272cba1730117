"""The city of the access matrix: the demo's, with administrators of districts and few units."""

import json
import tempfile
from pathlib import Path
from typing import Any

from gis.api import load_gazetteer, load_roads
from kernel.api import Database, Tx, new_id, system
from registry.api import accounts, load_city
from registry.people.accounts import queries
from registry.people.accounts.rules import Wanted
from tests.harness.cities import TestCity
from tests.harness.clock import FakeClock

CITY = Path("data/cities/shantou")
CITY_CODE, LONGHU, JINPING = "440500", "440507", "440511"

# Posts the demo city lacks: administrators and a liaison of the districts themselves.
MORE_POSTS = [
    (f"{organisation}.{name}", organisation, name, roles)
    for organisation in (LONGHU, JINPING)
    for name, roles in (
        ("sysadmin", ["system_admin"]),
        ("secadmin", ["security_admin"]),
        ("auditor", ["auditor"]),
        ("liaison", ["agency_liaison"]),
    )
]
# username → (organisation, post, unit)
PEOPLE: dict[str, tuple[str, str, str | None]] = {
    "operator": (CITY_CODE, "operator", None),
    "commander": (CITY_CODE, "commander", None),
    "wall": (CITY_CODE, "wall", None),
    "sysadmin": (CITY_CODE, "sysadmin", None),
    "secadmin": (CITY_CODE, "secadmin", None),
    "auditor": (CITY_CODE, "auditor", None),
    "weather": ("weather", "liaison", None),
    "longhu": (LONGHU, "operator", None),
    "lhcommander": (LONGHU, "commander", None),
    "lhliaison": (LONGHU, "liaison", None),
    "lhsys": (LONGHU, "sysadmin", None),
    "lhsec": (LONGHU, "secadmin", None),
    "jinping": (JINPING, "operator", None),
    "jpcrew": (JINPING, "field", "jinpingyingji01"),
    "jpsys": (JINPING, "sysadmin", None),
    "jpsec": (JINPING, "secadmin", None),
    "jpaud": (JINPING, "auditor", None),
}
UNITS = ("jinpingyingji01", "jinpingchengguan01")
KINDS = ("organisation", "post", "unit")


async def load(url: str) -> None:
    """Load the city with its gazetteer and roads as the application's role.

    Nobody has a password: hashing one takes longer than a test of theirs.
    """
    db = Database(url, FakeClock())
    with tempfile.TemporaryDirectory() as folder:
        try:
            await load_city(db, _written(Path(folder)), FakeClock(), demo=True)
            await load_roads(db, CITY)
            async with db.transaction(system("test")) as tx:
                await load_gazetteer(tx, CITY)
                for username, (organisation, post, unit) in PEOPLE.items():
                    await _add(tx, username, (organisation, f"{organisation}.{post}", unit))
        finally:
            await db.close()


MATRIX = TestCity("matrix", load)


def _written(folder: Path) -> Path:
    """Write the demo city without accounts and resources, with two units of Jinping."""
    for name in ("city.json", "districts.geojson", "roles.json", "organisations.json"):
        (folder / name).symlink_to((CITY / name).resolve())
    posts = json.loads((CITY / "posts.json").read_text(encoding="utf-8"))
    posts["posts"] += [
        {"code": code, "name": name, "organisation": organisation, "zh": name, "en": name}
        | {"roles": roles}
        for code, organisation, name, roles in MORE_POSTS
    ]
    units = json.loads((CITY / "units.json").read_text(encoding="utf-8"))["units"]
    kept: dict[str, list[Any]] = {
        "posts": posts["posts"],
        "units": [row for row in units if row["code"] in UNITS],
    }
    for name, rows in kept.items():
        (folder / f"{name}.json").write_text(json.dumps({name: rows}), encoding="utf-8")
    return folder


async def _add(tx: Tx, username: str, place: tuple[str, str, str | None]) -> None:
    found = [await _id(tx, kind, code) for kind, code in zip(KINDS, place, strict=True)]
    organisation, post, unit = found
    values = {"id": new_id(), "username": username, "name": f"人 {username}", "kind": "person"}
    await queries.insert(tx, values | {"organisation_id": organisation, "unit_id": unit})
    account = values["id"]
    await queries.insert_credential(tx, account, "none", must_change=False)
    await accounts.hold(tx, account, organisation, [Wanted(post, None, None)])
    await accounts.record(tx, "account.created", account)


async def _id(tx: Tx, kind: str, code: str | None) -> Any:
    if code is None:
        return None
    found = await tx.value(f"select id from registry.{kind} where code = :code", code=code)
    assert found is not None, f"no {kind} {code}"
    return found
