"""The trackers of the demo's units: one device each, which tells its place through the API."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import orjson

from server.demo.client import Client
from server.demo.drive import Drive, Here, Place, way

# As often as trackers of vehicles report while they drive, and while they stand.
DRIVING_S, STANDING_S = 2.0, 60.0
# Units go home from an incident at the pace of everybody else.
HOME_S = 420.0


class Trackers:
    """Devices of the units; who drives is told often, who stands seldom."""

    def __init__(self, office: Client, source: Client, units: list[dict[str, Any]]) -> None:
        self._office = office
        self._source = source
        self._codes: dict[str, str] = {}
        self._here: dict[str, Place] = {}
        self._drives: dict[str, Drive] = {}
        for unit in units:
            place = (unit.get("station") or {}).get("place") or unit.get("place")
            if place is not None:
                self._codes[unit["id"]] = f"demo-{unit['code']}"
                self._here[unit["id"]] = (place["lon"], place["lat"])

    async def enrol(self) -> None:
        """Give each unit with a place a device, if it has none yet."""
        devices = await self._office.items("/api/devices", protocol="api", limit=1000)
        known = {each["identifier"] for each in devices}
        for unit, code in self._codes.items():
            if code not in known:
                body = {"protocol": "api", "identifier": code, "unit_id": unit}
                await self._office.post("/api/devices", body, f"device/{code}")

    async def drive(self, unit: str, target: Place, now_s: float, takes_s: float) -> None:
        """Let a unit drive from where it is, by road where there is one."""
        if unit not in self._codes:
            return
        start = self._place(unit, now_s).place
        points = [{"lon": lon, "lat": lat} for lon, lat in (start, target)]
        found = await self._office.ask("/api/analysis/route", {"points": points})
        path = way(start, _road(found), target)
        self._drives[unit] = Drive(path, now_s, now_s + takes_s)

    async def run(self, played_s: Callable[[], float]) -> None:
        """Tell places until cancelled; `played_s` is the second of the demo."""
        turn = 0
        while True:
            now_s = played_s()
            everybody = turn % round(STANDING_S / DRIVING_S) == 0
            told = list(self._codes) if everybody else list(self._drives)
            if told:
                at = datetime.now(UTC).isoformat()
                batch = [self._report(unit, self._place(unit, now_s), at) for unit in told]
                await self._source.bring("/api/positions", orjson.dumps(batch), "application/json")
            for unit in [unit for unit, drive in self._drives.items() if drive.over(now_s)]:
                self._here[unit] = self._drives.pop(unit).at(now_s).place
            turn += 1
            await asyncio.sleep(DRIVING_S)

    def _place(self, unit: str, now_s: float) -> Here:
        drive = self._drives.get(unit)
        return drive.at(now_s) if drive else Here(self._here[unit])

    def _report(self, unit: str, here: Here, at: str) -> dict[str, Any]:
        lon, lat = here.place
        report = {"device": self._codes[unit], "at": at, "lon": lon, "lat": lat}
        more = {"speed_mps": here.speed_mps or 0.0, "course_deg": here.course_deg}
        return report | {name: value for name, value in more.items() if value is not None}


def _road(found: dict[str, Any] | None) -> list[Place]:
    """Return the line of a route, nothing where no road leads."""
    if found is None:
        return []
    line = found["shapes"]["features"][0]["geometry"]["coordinates"]
    return [(lon, lat) for lon, lat, *_ in line]
