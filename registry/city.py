"""Loads the registry of a city data set: organisations, roles, posts, units, resources, accounts.

Each file lies in the city folder and is matched by code: loading twice changes nothing. Facts go
out in small transactions, so that nobody waits long for the journal.
"""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

from kernel.api import Clock, Database, Tx, new_id, system
from registry.duty import queries as duties
from registry.duty import service as duty_service
from registry.organisations import queries as organisations
from registry.organisations import service as tree
from registry.people import passwords
from registry.people.accounts import queries as accounts
from registry.people.accounts import service as account_service
from registry.people.accounts.rules import Wanted
from registry.people.directory import PLACEHOLDER
from registry.people.posts import queries as posts
from registry.people.posts import service as post_service
from registry.people.roles import queries as roles
from registry.people.roles import service as role_service
from registry.places import PlaceIn, place_columns
from registry.resources import queries as resources
from registry.resources import service as resource_service
from registry.units import queries as units
from registry.units import service as unit_service

# One transaction holds the journal's lock while it appends; 200 facts take about 0.1 s.
FACTS_AT_ONCE = 200
# An account is a fact or two, and an argon2 hash of 0.1 s: far below the 60 s a snapshot may stand.
ACCOUNTS_AT_ONCE = 100
# The demo puts everybody on duty for this long; a real roster is planned at the desk.
DEMO_DUTY = timedelta(days=31)
ACTOR = system("city")
Entry = dict[str, Any]


async def load_city(
    db: Database,
    directory: Path,
    clock: Clock,
    *,
    demo: bool = False,
    renew: bool = False,
) -> list[Entry]:
    """Load what the folder has and the database lacks; return the new accounts with passwords.

    Each is `{username, password, organisation, roles, name}`; the password is random and told to
    nobody else. Those of a demo hold, and its people are on duty at once; others must be changed
    at the first sign-in. `renew` gives accounts that exist new passwords too, for a demo whose
    list of them was lost.
    """
    loader = _Loader(db, directory, clock.now(), demo=demo, renew=renew)
    await loader.organisations()
    await loader.each("roles", loader.role)
    await loader.each("posts", loader.post)
    await loader.each("units", loader.unit)
    await loader.each("resources", loader.resource)
    await loader.each("accounts", loader.account, at_once=ACCOUNTS_AT_ONCE)
    return loader.made


class _Loader:
    """One run over a city folder."""

    def __init__(
        self, db: Database, directory: Path, now: datetime, *, demo: bool, renew: bool
    ) -> None:
        self.made: list[Entry] = []
        self._db = db
        self._directory = directory
        self._now = now
        self._demo = demo
        self._renew = renew
        self._organisations: dict[str, UUID] = {}

    async def each(
        self,
        name: str,
        add: Callable[[Tx, Entry], Awaitable[None]],
        *,
        at_once: int = FACTS_AT_ONCE,
    ) -> None:
        """Add the new entries of one file, some in each transaction."""
        entries = self._entries(name)
        for start in range(0, len(entries), at_once):
            async with self._db.transaction(ACTOR) as tx:
                for entry in entries[start : start + at_once]:
                    await add(tx, entry)

    def _entries(self, name: str) -> list[Entry]:
        path = self._directory / f"{name}.json"
        if not path.is_file():
            return []
        entries: list[Entry] = orjson.loads(path.read_bytes())[name]
        return entries

    async def organisations(self) -> None:
        """Add organisations, parents before children, and learn the id of each code."""
        entries = sorted_by_depth(self._entries("organisations"))
        async with self._db.transaction(ACTOR) as tx:
            await self._name_root(tx, entries)
            for row in await organisations.everything(tx):
                self._organisations[row.code] = row.id
        for start in range(0, len(entries), FACTS_AT_ONCE):
            async with self._db.transaction(ACTOR) as tx:
                for entry in entries[start : start + FACTS_AT_ONCE]:
                    await self._organisation(tx, entry)

    async def _name_root(self, tx: Tx, entries: list[Entry]) -> None:
        """Give the placeholder of a fresh installation the code and names of the city."""
        root = await organisations.root(tx)
        named = next((entry for entry in entries if entry["parent"] is None), None)
        if root is not None and named is not None and root.code == PLACEHOLDER["code"]:
            await organisations.rename(tx, root.id, named["code"])
            await organisations.update(tx, root.id, organisation_values(named, None))
            await tree.record(tx, "organisation.changed", root.id)
            await post_service.rename_of(tx, root.id, named["code"])

    async def _organisation(self, tx: Tx, entry: Entry) -> None:
        if entry["code"] in self._organisations:
            return
        parent = self._organisations.get(entry["parent"]) if entry["parent"] else None
        values = organisation_values(entry, parent) | {"code": entry["code"]}
        state = await tree.insert(tx, values)
        self._organisations[entry["code"]] = state["id"]

    async def role(self, tx: Tx, entry: Entry) -> None:
        """Add a role unless its code is there."""
        if await roles.several(tx, [entry["code"]]):
            return
        values = {name: entry[name] for name in ("code", "zh", "en", "permissions")}
        values |= {name: bool(entry.get(name)) for name in ("wall", "totp_required")}
        await role_service.insert(tx, values)

    async def post(self, tx: Tx, entry: Entry) -> None:
        """Add a post unless its organisation has one of that name."""
        organisation = self._organisations[entry["organisation"]]
        if await posts.named_post(tx, organisation, entry["name"]):
            return
        values = {name: entry[name] for name in ("code", "name", "zh", "en")}
        await post_service.insert(tx, values | {"organisation_id": organisation}, entry["roles"])

    async def unit(self, tx: Tx, entry: Entry) -> None:
        """Add a unit at its station unless its code is there."""
        if await units.id_of_code(tx, entry["code"]):
            return
        station = entry.get("station")
        place = PlaceIn(lon=station["lon"], lat=station["lat"]) if station else None
        names = ("code", "call_sign", "kind", "capabilities", "crew", "fictional")
        values = {name: entry.get(name) for name in names} | {
            "id": new_id(),
            "organisation_id": self._organisations[entry["organisation"]],
            "agency_id": self._organisations[entry["agency"]],
            "station_zh": station["zh"] if station else None,
            "station_en": station["en"] if station else None,
            "position_at": self._now if station else None,
        }
        await unit_service.insert(
            tx, values | place_columns(place) | place_columns(place, "station")
        )

    async def resource(self, tx: Tx, entry: Entry) -> None:
        """Add a resource unless its code is there."""
        if await resources.present_codes(tx, [entry["code"]]):
            return
        names = (*resource_service.PLAIN, "code")
        values = {name: entry.get(name) for name in names} | {
            "id": new_id(),
            "organisation_id": self._organisations[entry["organisation"]],
            "area_code": entry.get("town") or entry.get("district"),
            "label": "internal",
            "posts": [],
            "scope_id": self._organisations[entry["organisation"]],
        }
        place = PlaceIn(lon=entry["lon"], lat=entry["lat"])
        await resource_service.insert(tx, values | place_columns(place))

    async def account(self, tx: Tx, entry: Entry) -> None:
        """Add an account with a random password and its posts unless its username is there."""
        account = await accounts.id_of_username(tx, entry["username"])
        held = await posts.by_codes(tx, entry["posts"])
        if account is None:
            password = await self._new_account(tx, entry, held)
        elif self._renew:
            password = (await account_service.reset_password(tx, account, must_change=False))[
                "password"
            ]
        else:
            return
        roles_carried = sorted({role for row in held for role in row.roles})
        made = {name: entry[name] for name in ("username", "organisation", "name")}
        self.made.append(made | {"password": password, "roles": roles_carried})

    async def _new_account(self, tx: Tx, entry: Entry, held: list[Any]) -> str:
        organisation = self._organisations[entry["organisation"]]
        unit = await units.id_of_code(tx, entry["unit"]) if entry.get("unit") else None
        values = {"username": entry["username"], "name": entry["name"], "kind": "person"}
        values |= {"organisation_id": organisation, "unit_id": unit}
        password = passwords.one_time()
        account = await account_service.insert(tx, values, password, must_change=not self._demo)
        wanted = [Wanted(row.id, None, None) for row in held]
        await account_service.hold(tx, account, organisation, wanted)
        await account_service.record(tx, "account.created", account)
        for row in held if self._demo else ():
            await self._on_duty(tx, account, row)
        return password

    async def _on_duty(self, tx: Tx, account: UUID, post: Any) -> None:
        duty = new_id()
        values = {
            "id": duty,
            "post_id": post.id,
            "account_id": account,
            "organisation_id": post.organisation_id,
            "starts_at": self._now,
            "ends_at": self._now + DEMO_DUTY,
            "phone": None,
            "note": None,
        }
        await duties.insert(tx, values)
        await duty_service.record(tx, "duty.planned", duty)


def organisation_values(entry: Entry, parent: UUID | None) -> Entry:
    """Return an entry of `organisations.json` as the columns of an organisation."""
    return {
        "kind": entry["kind"],
        "parent_id": parent,
        "zh": entry["zh"],
        "en": entry["en"],
        "short": entry.get("short") or entry["zh"][:40],
        "pinyin": " ".join(filter(None, (entry.get("pinyin"), entry.get("initials")))),
        "area_code": entry.get("area_code"),
        "phone": entry.get("phone"),
    }


def sorted_by_depth(entries: Iterable[Entry]) -> list[Entry]:
    """Return organisations with parents before children. Raises `ValueError` for a broken tree."""
    waiting = list(entries)
    placed: dict[str, Entry] = {}
    while waiting:
        ready = [each for each in waiting if each["parent"] is None or each["parent"] in placed]
        if not ready:
            names = ", ".join(each["code"] for each in waiting)
            raise ValueError(f"organisations without a parent in the file: {names}")
        placed.update((each["code"], each) for each in ready)
        waiting = [each for each in waiting if each["code"] not in placed]
    return list(placed.values())
