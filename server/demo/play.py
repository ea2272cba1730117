"""Plays the recorded calls at 1 to 60 times their speed, through the public API alone."""

import asyncio
import contextlib
import signal
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import orjson
import structlog

from server.demo import control
from server.demo.agenda import Step, StepName, agenda, arrival_s
from server.demo.calls import Call, Dispatch, days, warm_up
from server.demo.client import Client
from server.demo.feeds import Records, Told
from server.demo.fleet import Fleet, Vehicle
from server.demo.positions import HOME_S, Trackers

log = structlog.get_logger()
TICK_S = 0.2
LOOK_EVERY_S = 1.0
CREWS_EVERY_S = 30.0
# Writes under way at once: an office of a dozen busy desks.
DESKS = 12
# Incidents of an earlier run, whose steps are forgotten, are closed over so long.
INHERITED_S = 1_800.0
CLOSING: tuple[StepName, ...] = ("confirm", "respond", "control", "close")
# Who goes for a second call whose first one is not among the recorded ones.
ALONE = Dispatch("patrol_car", None, None, None, None)
# The first words from the scene by the head of the event code.
FOUND = {
    "10": "抽排作业中，水位在降，人员已撤离低处",
    "202": "内攻灭火，火势已控制，正在逐层搜救",
    "203": "现场已警戒，伤者移交急救，单向放行",
    "": "队伍已到场，情况与来电一致，正在处置",
}
OPEN_STATES = ("reported", "confirmed", "responding", "controlled")


@dataclass(frozen=True, slots=True)
class Doing:
    """A call being dealt with: the incident it became and the unit per number.

    `call` is None for an incident of an earlier run, whose call is forgotten.
    """

    call: Call | None
    report: str
    incident: str | None
    vehicles: dict[int, Vehicle]


class Driver:
    """Deals with calls as they come, like a city at work."""

    def __init__(self, home: Path, address: str) -> None:
        self._home = home
        tokens = orjson.loads((home / "demo-credentials.json").read_bytes())["tokens"]
        progress = control.read_progress(home)
        self._run = progress.run if progress else uuid4().hex
        self._played_s = progress.played_s if progress else 0.0
        self._first = progress is None
        self._operator = Client(address, tokens["operator"], self._run)
        self._dispatcher = Client(address, tokens["dispatcher"], self._run)
        # Demos loaded before there were feeds have no token for them.
        self._source = Client(address, tokens["feeds"], self._run) if "feeds" in tokens else None
        self._desks = asyncio.Semaphore(DESKS)
        self._due: list[tuple[float, int, Step, Doing]] = []
        self._number = 0
        # What each call became; whoever calls about the same thing waits for it.
        self._incidents: dict[str, asyncio.Future[str | None]] = {}
        self._fleet = Fleet([])
        self._trackers: Trackers | None = None

    async def play(self) -> None:
        """Play until cancelled or the recorded days are over."""
        try:
            units = await self._operator.items("/api/units", limit=1000)
            self._fleet = Fleet(units)
            if self._source is not None:
                self._trackers = Trackers(self._dispatcher, self._source, units)
            await self._inherit()
            async with asyncio.TaskGroup() as tasks:
                if self._first:
                    await self._warm_up(tasks)
                beside = [
                    tasks.create_task(each)
                    for each in (self._feeds(), self._drive(), self._crews())
                ]
                await self._days(tasks)
                for task in beside:
                    task.cancel()
        finally:
            for client in (self._operator, self._dispatcher, self._source):
                if client is not None:
                    await client.close()

    async def _feeds(self) -> None:
        """Bring the feeds what they told in the hour that is played."""
        if self._source is None:
            return
        ids = {each["code"]: each["id"] for each in await self._source.items("/api/feeds")}
        records, told = Records(), Told()
        while True:
            for bulletin in records.due(told, self._played_s, datetime.now(UTC)):
                if bulletin.feed in ids:
                    path = f"/api/feeds/{ids[bulletin.feed]}/messages"
                    await self._source.bring(path, bulletin.data)
            await asyncio.sleep(LOOK_EVERY_S)

    async def _drive(self) -> None:
        """Tell where the units are, as their trackers would."""
        if self._trackers is None:
            return
        try:
            await self._trackers.enrol()
        except httpx.HTTPError as problem:
            log.warning("demo_without_trackers", problem=str(problem))
            return
        await self._trackers.run(lambda: self._played_s)

    async def _crews(self) -> None:
        """Have the crews that were sent say in time that they are well."""
        while True:
            await asyncio.sleep(CREWS_EVERY_S)
            sent = self._fleet.sent()
            try:
                units = await self._operator.items("/api/units", status="on_scene", limit=1000)
            except httpx.HTTPError:
                continue  # the server is starting again
            for unit in units:
                check = unit["check"]
                if check and unit["id"] in sent and _past(check["warn_at"]):
                    path = f"/api/units/{unit['id']}/account"
                    key = f"account/{unit['id']}/{check['due_at']}"
                    await self._dispatcher.post(path, {}, key)

    async def _inherit(self) -> None:
        """Close what an earlier run left open, spread over half an hour."""
        if self._first:
            return
        left = [
            item
            for state in OPEN_STATES
            for item in await self._operator.items("/api/incidents", state=state, limit=1000)
        ]
        for number, item in enumerate(left):
            at = self._played_s + INHERITED_S * (number + 1) / (len(left) + 1)
            doing = Doing(None, "", item["id"], {})
            for name in CLOSING:
                self._later(at, Step(0, name), doing)

    async def _warm_up(self, tasks: asyncio.TaskGroup) -> None:
        started = time.monotonic()
        for call in warm_up():
            await asyncio.sleep(max(0.0, started + call.offset_s - time.monotonic()))
            self._begin(tasks, call, self._played_s - call.age_s)

    async def _days(self, tasks: asyncio.TaskGroup) -> None:
        wanted = control.read_control(self._home)
        looked = last = time.monotonic()
        calls = days(since_s=self._played_s)
        for call in chain(calls, [None]):
            until = call.offset_s if call else float("inf")
            while self._played_s < until:
                await asyncio.sleep(TICK_S)
                now = time.monotonic()
                if now - looked >= LOOK_EVERY_S:
                    wanted, looked = control.read_control(self._home), now
                    control.write_progress(self._home, control.Progress(self._run, self._played_s))
                if wanted.running:
                    self._played_s += (now - last) * wanted.speed
                last = now
                self._run_due(tasks)
                if call is None and not self._due:
                    return
            if call is not None:
                self._begin(tasks, call, self._played_s)

    def _run_due(self, tasks: asyncio.TaskGroup) -> None:
        while self._due and self._due[0][0] <= self._played_s:
            _, _, step, doing = heappop(self._due)
            tasks.create_task(self._step(step, doing))

    def _later(self, at_s: float, step: Step, doing: Doing) -> None:
        self._number += 1
        heappush(self._due, (at_s, self._number, step, doing))

    def _begin(self, tasks: asyncio.TaskGroup, call: Call, came_at_s: float) -> None:
        self._incidents[call.id] = asyncio.get_running_loop().create_future()
        tasks.create_task(self._take(call, came_at_s))

    async def _take(self, call: Call, came_at_s: float) -> None:
        """Report a call, make or find its incident, and plan the steps that follow."""
        incident = None
        try:
            async with self._desks:
                answer = await self._operator.post(
                    "/api/reports", _report(call), f"report/{call.id}"
                )
            if answer is None:
                return
            report = answer["report"]["id"]
            if await self._linked(call, report):
                return
            if call.valid:
                async with self._desks:
                    incident = await self._incident(call, report)
        finally:
            self._incidents[call.id].set_result(incident)
        if call.valid and not call.units:
            call = replace(call, units=(ALONE,))
        doing = Doing(call, report, incident, {})
        for step in agenda(call):
            self._later(came_at_s + step.at_s, step, doing)

    async def _linked(self, call: Call, report: str) -> bool:
        """Link a report to the incident of an earlier call about the same; say if there is one."""
        earlier = self._incidents.get(call.same_as or "")
        known = await earlier if earlier else None
        if known is None:
            return False
        async with self._desks:
            await self._operator.post(
                f"/api/reports/{report}/link", {"incident_id": known}, f"link/{call.id}"
            )
        return True

    async def _incident(self, call: Call, report: str) -> str | None:
        body: dict[str, Any] = {
            "title": call.title or call.text[:40],
            "kind": call.kind,
            "grade": call.grade,
            "location": _place(call),
            "figures": call.figures,
            "reports": [report],
        }
        made = await self._operator.post(
            "/api/incidents",
            {name: value for name, value in body.items() if value not in (None, {})},
            f"incident/{call.id}",
        )
        return None if made is None else str(made["id"])

    async def _step(self, step: Step, doing: Doing) -> None:
        async with self._desks:
            if step.name == "reject" and doing.call is not None:
                await self._operator.post(
                    f"/api/reports/{doing.report}/reject",
                    {"reason": doing.call.reject_reason},
                    f"reject/{doing.call.id}",
                )
            elif step.name == "unit" and doing.call is not None:
                await self._unit(step, doing, doing.call)
            elif step.name == "note" and doing.call is not None:
                await self._operator.post(
                    f"/api/incidents/{doing.incident}/notes",
                    {"text": _found(doing.call)},
                    f"note/{doing.call.id}",
                )
            elif doing.incident is not None:
                await self._operator.post(
                    f"/api/incidents/{doing.incident}/{step.name}",
                    {"reason": "现场处置完毕"} if step.name == "close" else {},
                    f"{step.name}/{doing.incident}",
                )

    async def _unit(self, step: Step, doing: Doing, call: Call) -> None:
        if doing.incident is None:
            return
        if step.status == "assigned":
            kind, first = call.units[step.number].kind, not doing.vehicles
            vehicle = self._fleet.take(kind, call.location, doing.incident, first=first)
            if vehicle is None:
                return
            doing.vehicles[step.number] = vehicle
        vehicle = doing.vehicles.get(step.number)
        if vehicle is None:
            return
        await self._dispatcher.post(
            f"/api/units/{vehicle.id}/status",
            _status(step.status, doing.incident, call, vehicle),
            f"unit/{call.id}/{step.number}/{step.status}",
        )
        if step.status == "available":
            self._fleet.release(vehicle)
        if self._trackers is None:
            return
        if step.status == "en_route" and call.location:
            target = (call.location["lon"], call.location["lat"])
            takes_s = arrival_s(call, step.number) - step.at_s
            await self._trackers.drive(vehicle.id, target, self._played_s, takes_s)
        elif step.status == "available":
            await self._trackers.drive(vehicle.id, vehicle.home, self._played_s, HOME_S)


def _status(status: str, incident: str, call: Call, vehicle: Vehicle) -> dict[str, Any]:
    if status == "available":
        home = {"lon": vehicle.home[0], "lat": vehicle.home[1], "source": "device"}
        return {"status": status, "place": home}
    body: dict[str, Any] = {"status": status, "incident_id": incident}
    if status == "on_scene" and call.location:
        body["place"] = {**call.location, "source": "device"}
    return body


def _found(call: Call) -> str:
    """Return what the first crew tells of the scene."""
    code = call.kind or ""
    return next((text for head, text in FOUND.items() if code.startswith(head)), FOUND[""])


def _past(moment: str) -> bool:
    return datetime.fromisoformat(moment) <= datetime.now(UTC)


def _report(call: Call) -> dict[str, Any]:
    occurred = datetime.now(UTC) - timedelta(seconds=call.age_s)
    body: dict[str, Any] = {
        "channel": call.channel,
        "text": call.text,
        "caller": call.caller,
        "location": _place(call),
        "address": call.address,
        "occurred_at": occurred.isoformat() if call.age_s else None,
        "kind": call.kind,
        "grade": call.grade,
        "title": call.title,
    }
    return {name: value for name, value in body.items() if value is not None}


def _place(call: Call) -> dict[str, Any] | None:
    return {**call.location, "source": "landmark"} if call.location else None


async def run(home: Path, address: str) -> None:
    """Play until SIGTERM or SIGINT."""
    driver = asyncio.ensure_future(Driver(home, address).play())
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, driver.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await driver
