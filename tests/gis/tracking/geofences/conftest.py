"""A car of the fire brigade before the doors, geofences round the middle of the town."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, cast

import pytest
from fastapi import FastAPI

from gis.tracking.geofences import jobs
from kernel.api import Database, Runtime, system
from tests.gis.conftest import As, Client
from tests.gis.tracking.geofences.test_presence import place
from tests.harness.clock import START

Json = dict[str, Any]
Drive = Callable[..., Awaitable[None]]


class Town:
    """What tests of geofences do: draw, make rules, drive, look what came of it."""

    def __init__(self, app: FastAPI, who: As, door: Database) -> None:
        self.runtime = cast("Runtime", app.state.runtime)
        self.app, self._who, self._door = app, who, door

    async def of(self, name: str) -> Client:
        """Return a client of somebody."""
        return await self._who(name)

    async def rows(self, sql: str, **values: Any) -> list[Any]:
        """Ask the database."""
        async with self._door.reading(system("test")) as tx:
            return await tx.rows(sql, **values)

    async def car(self, name: str, unit: str | None) -> None:
        """Register a car of a unit that comes by HTTP."""
        form: Json = {"protocol": "api", "identifier": name, "name": name}
        if unit is not None:
            (row,) = await self.rows("select id from registry.unit where code = :code", code=unit)
            form["unit_id"] = str(row.id)
        await self.made("fire", "/api/devices", form)

    async def made(self, who: str, path: str, form: Json) -> Json:
        """Make something; return it."""
        answer = await (await self.of(who)).post(path, json=form)
        assert answer.status_code == 201, answer.text
        return cast("Json", answer.json())

    async def fence(self, name: str, **more: Any) -> str:
        """Draw a square of 400 m round the middle."""
        ring = [place(*each) for each in ((-200, -200), (200, -200), (200, 200), (-200, 200))]
        shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        form = {"name": name, "kind": "polygon", "shape": shape} | more
        return cast("str", (await self.made("operator", "/api/geofences", form))["id"])

    async def rule(self, event: str, *fences: str, who: str = "operator", **more: Any) -> str:
        """Make a rule over geofences."""
        form = {"name": f"rule {event}", "event": event, "fences": list(fences)} | more
        return cast("str", (await self.made(who, "/api/geofences/rules", form))["id"])

    async def drive(self, car: str, *fixes: tuple[float, float, float], **more: Any) -> None:
        """Send fixes of (seconds, metres east, metres north) in one batch."""
        batch = []
        for at, east, north in fixes:
            lon, lat = place(east, north)
            moment = (START + timedelta(seconds=at)).isoformat()
            batch.append({"device": car, "at": moment, "lon": lon, "lat": lat} | more)
        clock = cast("Any", self.runtime.clock)
        clock.set(max(clock.now(), START + timedelta(seconds=max(at for at, *_ in fixes))))
        answer = await (await self.of("fire")).post("/api/positions", json=batch)
        assert answer.json()["refused"] == [], answer.text

    async def refresh(self) -> None:
        """Let the process learn of geofences now, not within two seconds."""
        self.app.state.positions.pipeline._store.guard._looked_at = float("-inf")

    async def told(self) -> list[tuple[str, str, str]]:
        """Let the worker tell; return all events, oldest first: (event, who, geofence)."""
        await jobs.tell(self.runtime)
        await jobs.look(self.runtime)
        return [
            (
                each["event"],
                (each["unit"] or each["device"])["name"],
                (each["fence"] or {}).get("name"),
            )
            for each in reversed(await self.events())
        ]

    async def events(self, who: str = "operator", **query: Any) -> list[Json]:
        """Return events as somebody sees them."""
        answer = await (await self.of(who)).get("/api/geofences/events", params=query)
        assert answer.is_success, answer.text
        return cast("list[Json]", answer.json()["items"])

    async def alarms(self) -> list[Json]:
        """Return the open alarms of geofences, oldest first."""
        found = (await (await self.of("operator")).get("/api/alarms?list=open")).json()["items"]
        return [each for each in reversed(found) if each["kind"].startswith("geofence")]


@pytest.fixture
def town(gis_app: FastAPI, who: As, door: Database) -> Town:
    """The small city with the worker's hands."""
    return Town(gis_app, who, door)
