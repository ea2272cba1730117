"""What is planted in district Longhu for the access matrix, and the people who look for it.

Every text, name, number and byte that must not be seen carries a marker of its own; whoever finds
one in any answer has found a leak.
"""

import asyncio
import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import httpx

from kernel.api import AlarmCause, Tx, alarms, new_id
from tests.contracts.city import JINPING, LONGHU, PEOPLE
from tests.contracts.planted_maps import plant_layer, plant_maps
from tests.contracts.planted_recordings import plant_recording
from tests.contracts.planted_rooms import plant_room
from tests.contracts.planted_sources import plant_source
from tests.contracts.running import Running, sign_in

LONGHU_SPOT = {"lon": 116.74449, "lat": 23.36097}
JINPING_SPOT = {"lon": 116.66117, "lat": 23.40455}
MARK = "zqx"


@dataclass
class Plot:
    """One set of objects: ids by kind, and the markers in them by where they stand."""

    prefix: str = MARK
    ids: dict[str, str] = field(default_factory=dict)
    markers: dict[str, str] = field(default_factory=dict)

    def mark(self, name: str) -> str:
        """Return the marker of a place, remembering it."""
        self.markers[name] = f"{self.prefix}{name.replace('_', '')}"
        return self.markers[name]

    def phone(self, name: str) -> str:
        """Return a marker that is a telephone number."""
        digits = sum(f"{self.prefix}{name}".encode()) % 10_000
        self.markers[name] = f"0754-7{digits:04}{len(name):03}"
        return self.markers[name]


class World:
    """The running city, its people, and what is planted in it."""

    def __init__(self, running: Running, superuser_url: str) -> None:
        self.running = running
        self._superuser_url = superuser_url
        self.people = {name: sign_in(running, name) for name in PEOPLE}
        self.organisations = self._named("registry.organisation", "code")
        self.posts = self._named("registry.post", "code")
        self.accounts = self._named("registry.account", "username")
        self.units = self._named("registry.unit", "code")
        self.plots: dict[str, Plot] = {}
        # A program that may do what Jinping's operator may.
        post = self.posts[f"{JINPING}.operator"]
        self.accounts["jpprogram"] = add_program(
            self, "jpsec", "jpprogram", self.organisations[JINPING], post
        )

    def query(self, sql: str, *parameters: Any) -> list[Any]:
        """Ask the database as its superuser, past every policy."""

        async def asked() -> list[Any]:
            connection = await asyncpg.connect(self._superuser_url)
            try:
                rows: list[Any] = await connection.fetch(sql, *parameters)
                return rows
            finally:
                await connection.close()

        return asyncio.run(asked())

    def _named(self, table: str, column: str) -> dict[str, str]:
        rows = self.query(f"select {column} as name, id from {table}")
        return {row["name"]: str(row["id"]) for row in rows}

    def post(
        self, who: str, path: str, body: Any = None, *, status: int | None = None, **more: Any
    ) -> Any:
        """Post as somebody who may and return the answer."""
        answer = self.people[who].post(path, json=body if body is not None else {}, **more)
        assert answer.is_success if status is None else answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    def stop(self) -> None:
        """Close the browsers."""
        for client in self.people.values():
            client.close()


def upload(client: httpx.Client, name: str, content: bytes) -> str:
    """Send a file; return its id."""
    answer = client.post("/api/files", files={"file": (name, content, "text/plain")})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def begin_upload(client: httpx.Client, name: str) -> str:
    """Begin a resumable upload; return its id."""
    metadata = f"filename {base64.b64encode(name.encode()).decode()}"
    answer = client.post(
        "/api/files/tus",
        headers={"Tus-Resumable": "1.0.0", "Upload-Length": "50", "Upload-Metadata": metadata},
    )
    assert answer.status_code == 201, answer.text
    return answer.headers["location"].rsplit("/", 1)[1]


def plant_incident(world: World, plot: Plot, who: str, spot: dict[str, float], **more: Any) -> None:
    """Plant an incident with all that hangs on it, each part marked."""
    client, mark = world.people[who], plot.mark
    file = upload(client, f"{mark('file_name')}.txt", mark("file_bytes").encode())
    report = world.post(
        who,
        "/api/reports",
        {
            "channel": "phone",
            "text": f"着火了，{mark('text')}",
            "title": mark("report_title"),
            "caller": {"name": mark("caller"), "phone": plot.phone("caller_phone")},
            "address": mark("address"),
            "location": spot,
            "kind": "20201",
            "extracted": {"trapped": 7},
            "attachments": [file],
        },
    )["report"]
    incident = world.post(
        who,
        "/api/incidents",
        {
            "title": mark("title"),
            "kind": "20201",
            "location": spot,
            "address": mark("incident_address"),
            "summary": mark("summary"),
            "reports": [report["id"]],
            **more,
        },
    )
    path = f"/api/incidents/{incident['id']}"
    world.post(who, f"{path}/notes", {"text": mark("note")})
    hung = upload(client, f"{mark('hung_name')}.txt", mark("hung_bytes").encode())
    attached = {"file_id": hung, "caption": mark("caption")}
    world.post(who, f"{path}/attachments", attached)
    link = {
        "incident_id": incident["id"],
        "phone": plot.phone("link_phone"),
        "purpose": mark("purpose"),
    }
    made = world.post(who, "/api/links", link)
    order = {"incident_id": incident["id"], "text": mark("order"), "address": mark("order_address")}
    order["organisations"] = [incident["organisation"]["id"]]
    task = world.post(who, "/api/tasks", order)["items"][0]
    world.post(who, f"/api/tasks/{task['id']}/receipts", {"receipt": "seen", "word": mark("word")})
    plot.markers |= {"report_number": report["number"], "number": incident["number"]}
    plot.ids |= {
        "file": file,
        "report": report["id"],
        "incident": incident["id"],
        "task": task["id"],
        "hung": hung,
        "link": made["id"],
        "link_secret": made["url"].rsplit("#", 1)[1],
    }
    plant_room(world, plot, who)
    plant_recording(world, plot)
    plot.ids["alarm"] = str(_raise_alarm(world, plot))
    plot.ids["fresh"] = upload(client, f"{mark('fresh_name')}.txt", mark("fresh_bytes").encode())
    plot.ids["upload"] = begin_upload(client, f"{mark('upload_name')}.txt")


def _raise_alarm(world: World, plot: Plot) -> UUID:
    incident = UUID(plot.ids["incident"])
    text = {"number": plot.mark("alarm_number"), "minutes": "7"}

    async def step(tx: Tx) -> UUID:
        row = await tx.row(
            "select scope_id, organisation_id from incidents.incident where id = :id", id=incident
        )
        assert row is not None
        cause = AlarmCause(
            "report-unacknowledged",
            plot.mark("alarm_key"),
            zh=text,
            en=text,
            subject_text=plot.mark("alarm"),
            about=(incident,),
            organisation_id=row.organisation_id,
            scope_id=row.scope_id,
        )
        return await alarms.raise_alarm(tx, cause)

    return world.running.do(step)


def plant_waiting(world: World, plot: Plot, who: str, spot: dict[str, float]) -> None:
    """Plant a report that waits, and one that was rejected with a note."""
    for kind in ("waiting", "rejected"):
        body = {
            "channel": "phone",
            "text": f"着火了，{plot.mark(kind + '_text')}",
            "title": plot.mark(kind + "_title"),
            "caller": {"name": plot.mark(kind + "_caller")},
            "address": plot.mark(kind + "_address"),
            "location": spot,
        }
        report = world.post(who, "/api/reports", body)["report"]
        plot.ids[kind] = report["id"]
        plot.markers[f"{kind}_number"] = report["number"]
    rejection = {"reason": "nuisance", "note": plot.mark("rejection")}
    world.post(who, f"/api/reports/{plot.ids['rejected']}/reject", rejection)


def add_program(world: World, admin: str, username: str, organisation: str, post: str) -> str:
    """Make the account of a program that holds a post; return its id."""
    account = {"username": username, "name": username, "kind": "service"}
    account |= {"organisation_id": organisation, "posts": [{"id": post}]}
    made: str = world.post(admin, "/api/accounts", account)["id"]
    return made


def plant_registry(world: World, plot: Plot, who: dict[str, str], code: str, spot: Any) -> None:
    """Plant a unit, a resource, people and a duty of an organisation."""
    mark, organisation = plot.mark, world.organisations[code]
    plot.ids["organisation"] = organisation
    place = {"organisation_id": organisation, "place": spot}
    unit = {"call_sign": mark("call_sign"), "kind": "fire_engine", **place}
    unit["station"] = {"zh": mark("station"), "en": mark("station_en"), "place": spot}
    plot.ids["unit"] = world.post(who["sys"], "/api/units", unit)["id"]
    resource = {"kind": "hospital", "zh": mark("resource"), "en": mark("resource_en"), **place}
    resource["details"] = {"contact": mark("details")}
    plot.ids["resource"] = world.post(who["sys"], "/api/resources", resource)["id"]
    post = {"organisation_id": organisation, "name": f"{mark('post')}"}
    post |= {"zh": mark("post_zh"), "en": mark("post_en"), "roles": ["district_duty"]}
    plot.ids["post"] = world.post(who["sec"], "/api/posts", post)["id"]
    account = {"username": mark("username"), "name": mark("name")}
    account |= {"organisation_id": organisation, "posts": [{"id": plot.ids["post"]}]}
    plot.ids["account"] = world.post(who["sec"], "/api/accounts", account)["id"]
    program = add_program(world, who["sec"], mark("program"), organisation, plot.ids["post"])
    token = {"name": mark("token"), "account_id": program, "permissions": ["incidents.read"]}
    plot.ids["token"] = world.post(who["sec"], "/api/tokens", token)["id"]
    now = world.running.runtime.clock.now()
    duty = {"post_id": plot.ids["post"], "account_id": plot.ids["account"]}
    duty |= {"from": now.isoformat(), "until": (now + timedelta(hours=8)).isoformat()}
    duty |= {"note": mark("duty_note"), "phone": plot.phone("duty_phone")}
    plot.ids["duty"] = world.post(who["sys"], "/api/duty", duty)["id"]
    layout = {"layout": {"panel": mark("layout")}}
    saved = world.people[who["desk"]].put("/api/desks/main", json=layout)
    assert saved.is_success, saved.text


def plant_own(world: World) -> Plot:
    """Plant what Jinping has itself: it may see and change all of this."""
    plot = Plot("own")
    plant_incident(world, plot, "jinping", JINPING_SPOT)
    plant_waiting(world, plot, "jinping", JINPING_SPOT)
    who = {"sys": "jpsys", "sec": "jpsec", "desk": "jinping"}
    plant_registry(world, plot, who, JINPING, JINPING_SPOT)
    plant_source(world, plot, plot.ids["organisation"], JINPING_SPOT)
    plant_maps(world, plot, "jinping", JINPING_SPOT)
    return plot


def plant(world: World) -> None:
    """Plant what Longhu has: internal things, and an incident restricted to one of its posts."""
    internal, restricted = Plot(), Plot(f"{MARK}secret")
    plant_incident(world, internal, "longhu", LONGHU_SPOT)
    plant_waiting(world, internal, "longhu", LONGHU_SPOT)
    who = {"sys": "lhsys", "sec": "lhsec", "desk": "lhsec"}
    plant_registry(world, internal, who, LONGHU, LONGHU_SPOT)
    plant_source(world, internal, internal.ids["organisation"], LONGHU_SPOT)
    post = world.posts[f"{LONGHU}.commander"]
    plant_incident(world, restricted, "lhcommander", LONGHU_SPOT, label="restricted", posts=[post])
    plant_maps(world, internal, "longhu", LONGHU_SPOT)
    hidden = {"sight": "restricted", "posts": [post]}
    plant_layer(world, restricted, "lhcommander", LONGHU_SPOT, **hidden)
    plant_source(world, restricted, internal.ids["organisation"], LONGHU_SPOT, posts=(post,))
    world.plots |= {"internal": internal, "restricted": restricted}


# What the database keeps of planted things: table, how a row belongs to one of the ids.
KEPT = {
    "gis.analysis": "id = any(:ids)",
    "gis.closure": "id = any(:ids)",
    "gis.device": "id = any(:ids)",
    "gis.feed": "id = any(:ids)",
    "gis.geofence": "id = any(:ids)",
    "gis.geofence_rule": "id = any(:ids)",
    "gis.geofence_event": "id = any(:ids)",
    "gis.presence": "fence_id = any(:ids)",
    "gis.reading": "feed_id = any(:ids)",
    "gis.warning": "id = any(:ids)",
    "gis.export": "id = any(:ids)",
    "gis.map_document": "id = any(:ids)",
    "gis.import": "id = any(:ids)",
    "gis.layer": "id = any(:ids)",
    "gis.feature": "layer_id = any(:ids)",
    "incidents.incident": "id = any(:ids)",
    "incidents.report": "id = any(:ids)",
    "incidents.report_private": "report_id = any(:ids)",
    "incidents.attachment": "file_id = any(:ids) or incident_id = any(:ids) "
    "or report_id = any(:ids)",
    "incidents.link": "id = any(:ids) or incident_id = any(:ids) or report_id = any(:ids)",
    "kernel.file": "id = any(:ids)",
    "kernel.upload": "id = any(:ids)",
    "kernel.alarm": "id = any(:ids) or about && :ids",
    "kernel.scope": "id in (select scope_id from kernel.subject_state where subject = any(:ids))",
    "kernel.subject_state": "subject = any(:ids)",
    "kernel.fact": "subject = any(:ids)",
    "kernel.token": "id = any(:ids)",
    "registry.unit": "id = any(:ids)",
    "registry.resource": "id = any(:ids)",
    "registry.account": "id = any(:ids)",
    "registry.credential": "account_id = any(:ids)",
    "registry.holding": "account_id = any(:ids) or post_id = any(:ids)",
    "registry.post": "id = any(:ids)",
    "registry.post_role": "post_id = any(:ids)",
    "registry.duty": "id = any(:ids) or post_id = any(:ids) or account_id = any(:ids)",
    "messages.message": "subject_id = any(:ids)",
    "video.source": "id = any(:ids)",
    "video.source_secret": "source_id = any(:ids)",
    "video.snapshot": "source_id = any(:ids)",
    "video.phone": "source_id = any(:ids)",
    "video.room": "id = any(:ids)",
    "video.participant": "room_id = any(:ids)",
    "video.attendance": "room_id = any(:ids)",
    "video.guest": "room_id = any(:ids)",
    "video.whiteboard": "room_id = any(:ids)",
    "video.whiteboard_object": "room_id = any(:ids)",
    "video.decision": "room_id = any(:ids)",
    "video.roll_call": "room_id = any(:ids)",
    "video.roll_entry": "room_id = any(:ids)",
    "video.meeting": "id = any(:ids)",
    "video.recording": "id = any(:ids)",
    "video.recorded_track": "recording_id = any(:ids)",
    "video.recorded_segment": "recording_id = any(:ids)",
    "command.desk": "account_id = any(:ids)",
    "command.task": "id = any(:ids)",
}
FINGERPRINT = " union all ".join(
    f"select '{table}' as name, md5(coalesce(string_agg(md5(cast(t.* as text)), '' order by "
    f"md5(cast(t.* as text))), '')) as digest from {table} t where {which}"
    for table, which in KEPT.items()
)


def fingerprint(world: World, *plots: str) -> dict[str, str]:
    """Return a digest of everything the database keeps of planted things, by table."""
    ids = []
    for plot in plots or world.plots:
        for value in world.plots[plot].ids.values():
            try:
                ids.append(UUID(value))
            except ValueError:
                continue
    ids.append(UUID(world.accounts["lhsec"]))

    async def taken(tx: Tx) -> dict[str, str]:
        return {row.name: row.digest for row in await tx.rows(FINGERPRINT, ids=ids)}

    return world.running.do(taken)


def absent() -> Callable[[str], str]:
    """Return ids that nothing has, one for each kind."""
    made: dict[str, str] = {}
    return lambda kind: made.setdefault(kind, str(new_id()))
