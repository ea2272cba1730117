"""Loading a city: complete, in order, twice without change, passwords told once."""

import json
from pathlib import Path
from typing import Any

from kernel.api import Database, Settings, secrets, system
from registry.api import People, load_city, organisations, units
from registry.units.schemas import UnitFilter
from tests.harness.clock import FakeClock
from tests.registry import town

SHANTOU = Path(__file__).resolve().parents[2] / "data" / "cities" / "shantou"


async def counts(db: Database) -> dict[str, int]:
    tables = ["organisation", "role", "post", "account", "holding", "unit", "resource", "duty"]
    async with db.reading(system("test")) as tx:
        found = {name: await tx.value(f"select count(*) from registry.{name}") for name in tables}
        return found | {"fact": await tx.value("select count(*) from kernel.fact")}


async def test_everything_is_loaded_and_the_second_time_nothing(
    db: Database, credentials: dict[str, dict[str, Any]], folder: Path, clock: FakeClock
) -> None:
    before = await counts(db)
    assert before["organisation"] == len(town.ORGANISATIONS)
    assert before["account"] == len(town.ACCOUNTS) == len(credentials)
    assert before["duty"] == len(town.ACCOUNTS)
    assert await load_city(db, folder, clock, demo=True) == []
    assert await counts(db) == before


async def test_the_passwords_fit_and_name_their_people(
    db: Database, credentials: dict[str, dict[str, Any]]
) -> None:
    fire = credentials["fire"]
    assert fire["organisation"] == town.FIRE
    assert fire["roles"] == ["agency_liaison", "district_duty"]
    async with db.reading(system("test")) as tx:
        login = await People().login(tx, "FIRE")
    assert login is not None
    assert secrets.password_fits(fire["password"], login.password_hash)
    assert not login.must_change_password
    assert len({each["password"] for each in credentials.values()}) == len(credentials)


async def test_lost_passwords_of_a_demo_are_made_anew(
    db: Database, credentials: dict[str, dict[str, Any]], folder: Path, clock: FakeClock
) -> None:
    made = await load_city(db, folder, clock, demo=True, renew=True)
    assert {each["username"] for each in made} == set(credentials)
    again = next(each for each in made if each["username"] == "fire")
    assert again["password"] != credentials["fire"]["password"]
    async with db.reading(system("test")) as tx:
        login = await People().login(tx, "fire")
    assert login is not None
    assert secrets.password_fits(again["password"], login.password_hash)


async def test_a_real_city_asks_for_new_passwords_and_plans_no_roster(
    settings: Settings, db: Database, tmp_path: Path, clock: FakeClock
) -> None:
    folder = town.write(tmp_path)
    accounts = json.loads((folder / "accounts.json").read_text(encoding="utf-8"))["accounts"]
    new = accounts[1] | {"username": "newcomer"}
    (folder / "accounts.json").write_text(json.dumps({"accounts": [new]}), encoding="utf-8")
    before = await counts(db)
    (made,) = await load_city(db, folder, clock)
    assert made["username"] == "newcomer"
    async with db.reading(system("test")) as tx:
        login = await People().login(tx, "newcomer")
        assert login is not None
        assert login.must_change_password
        actor = await People().actor(tx, login.account_id)
    assert actor is not None
    assert actor.permissions == frozenset()
    assert actor.roles == ("operator",)
    assert (await counts(db))["duty"] == before["duty"]


async def test_a_first_administrator_made_before_the_city_is_found_in_its_root(
    migrated_database_urls: Any, clock: FakeClock, folder: Path
) -> None:
    db = Database(migrated_database_urls.app, clock)
    people = People()
    try:
        async with db.transaction(system("setup")) as tx:
            assert not await people.set_up(tx)
            account = await people.first_administrator(tx, "Chief", "Kwangchow-7", "首任")
        async with db.reading(system("test")) as tx:
            assert await people.set_up(tx)
            actor = await people.actor(tx, account)
        assert actor is not None
        assert "accounts.manage" in actor.permissions
        assert "reports.read" not in actor.permissions
        await load_city(db, folder, clock)
        async with db.reading(system("test")) as tx:
            root = await organisations.root(tx)
            actor = await people.actor(tx, account)
        assert root["code"] == town.ROOT
        assert actor is not None
        assert actor.organisation_id == root["id"]
        assert len(actor.organisations or ()) == len(town.ORGANISATIONS)
    finally:
        await db.close()


async def test_units_stand_under_their_district_and_their_agency(
    db: Database, credentials: dict[str, dict[str, Any]]
) -> None:
    seen = {}
    for username in ("commander", "east", "west", "fire"):
        async with db.reading(system("test")) as tx:
            login = await People().login(tx, username)
            assert login is not None
            actor = await People().actor(tx, login.account_id)
        assert actor is not None
        async with db.reading(actor) as tx:
            page = await units.find_many(tx, UnitFilter())
        seen[username] = {unit["code"] for unit in page["items"]}
    assert seen == {
        "commander": {"engine1", "engine2", "boat1"},
        "east": {"engine1", "boat1"},
        "west": {"engine2"},
        "fire": {"engine1", "engine2"},
    }


async def test_the_demo_city_loads(migrated_database_urls: Any, clock: FakeClock) -> None:
    db = Database(migrated_database_urls.app, clock)
    try:
        made = {each["username"]: each for each in await load_city(db, SHANTOU, clock, demo=True)}
        contract = (
            "commander operator dispatcher wall jinping fire field01 sysadmin secadmin auditor"
        )
        assert set(contract.split()) <= set(made)
        async with db.reading(system("test")) as tx:
            login = await People().login(tx, "wall")
            crew = await People().login(tx, "field01")
            assert login is not None
            assert crew is not None
            actor = await People().actor(tx, crew.account_id)
            assert actor is not None
            card = await People().card(tx, actor)
        assert login.wall
        assert not crew.wall
        assert card["unit"]["call_sign"]
        assert (await counts(db))["unit"] > 100
    finally:
        await db.close()


async def test_posts_made_before_the_city_take_its_code(
    migrated_database_urls: Any, clock: FakeClock, folder: Path
) -> None:
    db = Database(migrated_database_urls.app, clock)
    people = People()
    try:
        async with db.transaction(system("setup")) as tx:
            await people.first_administrator(tx, "Chief", "Kwangchow-7", "首任")
        await load_city(db, folder, clock)
        async with db.reading(system("test")) as tx:
            codes = await tx.rows("select code from registry.post where name = 'secadmin'")
            login = await people.login(tx, "secadmin")
            assert login is not None
            actor = await people.actor(tx, login.account_id)
        assert {row.code for row in codes} == {f"{town.ROOT}.secadmin", f"{town.EAST}.secadmin"}
        assert actor is not None
        assert actor.roles == ("security_admin",)
    finally:
        await db.close()
