"""Use cases of the register of sources: add, change, take out of service, show."""

from typing import Any
from uuid import UUID

from gis.api import view_of
from kernel.api import (
    Conflict,
    FieldError,
    Invalid,
    NewFact,
    NotFound,
    Settings,
    Tx,
    files,
    journal,
    merging,
    new_id,
    paging,
)
from registry.api import instant, organisations, resources
from video.sources import address, faults, policies, queries
from video.sources.live import answer_of, state_of, topic_of
from video.sources.policies import MANAGE, WATCH
from video.sources.schemas import SourceFilter, SourceIn, SourcePatch

# A city has 10,000 cameras, most of them of one organisation.
MOST_SOURCES = 20_000
# These are looked at; publishers send by themselves.
LOOKED_AT = frozenset({"rtsp", "file", "test-pattern"})
Answer = dict[str, Any]


class CameraTaken(Conflict):
    """The camera has a source already."""

    code = "camera-taken"
    title = "This camera has a source already"


class TooManySources(Conflict):
    """An organisation has as many sources as it may."""

    code = "too-many-sources"
    title = "Too many sources"


async def find_many(tx: Tx, wanted: SourceFilter) -> Answer:
    """Return a page of the sources within sight, the newest first."""
    policies.check_reader(tx.actor)
    key = paging.key_of(wanted.cursor, instant, UUID)
    filters = wanted.model_dump(exclude={"cursor", "limit"})
    rows = await queries.listed(
        tx, filters=filters, after=(key[0], key[1]) if key else None, limit=wanted.limit
    )
    items = await answers(tx, rows)
    return paging.page(items, wanted.limit, lambda item: (item["created_at"], item["id"]))


async def show(tx: Tx, source: UUID) -> Answer:
    """Return one source within sight."""
    policies.check_reader(tx.actor)
    row = await seen(tx, source)
    (answer,) = await answers(tx, [row])
    return answer | {"version": row.version}


async def of_cameras(tx: Tx, cameras: list[UUID]) -> dict[UUID, Answer]:
    """Return the sources within sight by the camera they belong to."""
    tx.actor.require(WATCH)
    rows = await queries.of_cameras(tx, cameras)
    return {each["camera_id"]: each for each in await answers(tx, rows)}


async def add(tx: Tx, body: SourceIn, settings: Settings) -> Answer:
    """Add a source."""
    tx.actor.require(MANAGE)
    owner = await _owner(tx, body.camera_id)
    if await queries.standing(tx, owner[0]) >= MOST_SOURCES:
        raise TooManySources(f"{MOST_SOURCES} are kept already; remove one.")
    source = await insert(tx, body, owner, settings)
    return await _answer(tx, source)


async def insert(tx: Tx, body: SourceIn, owner: tuple[UUID, UUID], settings: Settings) -> UUID:
    """Store a source of an organisation and scope with its first fact."""
    _check_parts(body)
    if body.address is not None:
        address.check(body.address, await hosts_of(tx, owner[0], settings))
    source = new_id()
    if body.file_id is not None:
        await _take_file(tx, body.file_id, source, owner[1])
    values = body.model_dump(exclude={"username", "password"})
    values |= {"id": source, "organisation_id": owner[0], "scope_id": owner[1]}
    values["next_look"] = tx.now if body.kind in LOOKED_AT and not body.paused else None
    await queries.insert(tx, values)
    if body.username or body.password:
        await queries.keep_secret(tx, source, body.username, body.password)
    await record(tx, source, "source.added")
    return source


async def change(
    tx: Tx, source: UUID, body: SourcePatch, *, seen: int | None, settings: Settings
) -> Answer:
    """Change a source; its pictures are judged anew."""
    row = await _kept(tx, source)
    if row.removed_at is not None:
        raise Invalid("This source is out of service; put it back first.")
    changes = body.changes()
    named = {name: changes.pop(name) for name in ("username", "password") if name in changes}
    await merging.check_base(tx, source, seen, changes)
    values = {name: getattr(row, name) for name in queries.FIELDS} | changes
    if "camera_id" in changes and changes["camera_id"] != row.camera_id:
        values["organisation_id"], values["scope_id"] = await _owner(tx, body.camera_id)
    if "address" in changes and row.kind != "rtsp":
        raise _refused("/address", "excludes", "not for this kind")
    if {"address", "camera_id"} & changes.keys() and values["address"] is not None:
        hosts = await hosts_of(tx, values["organisation_id"], settings)
        address.check(values["address"], hosts)
    looked_at = row.kind in LOOKED_AT and not values["paused"]
    values |= {"state": "unknown", "since": tx.now, "reason": None, "detail": None}
    values["next_look"] = tx.now if looked_at else None
    await queries.update(tx, source, values, row.version + 1)
    await faults.cleared(tx, row.scope_id)
    if named or "address" in changes:
        await queries.keep_secret(tx, source, body.username, body.password)
    return await _record(tx, source, "source.changed")


async def remove(tx: Tx, source: UUID) -> None:
    """Take a source out of service; `restore` undoes it."""
    row = await _kept(tx, source)
    if row.removed_at is None:
        await queries.set_removed(tx, source, tx.now, next_look=None, version=row.version + 1)
        await faults.cleared(tx, row.scope_id)
        await _record(tx, source, "source.removed")


async def restore(tx: Tx, source: UUID) -> Answer:
    """Put a source back into service."""
    row = await _kept(tx, source)
    if row.removed_at is None:
        return await show(tx, source)
    version = row.version + 1
    if row.camera_id is not None:
        # The camera may have gone elsewhere, or out of others' sight, meanwhile.
        owner = await _owner(tx, row.camera_id)
        await queries.set_owner(tx, source, owner, version)
    next_look = tx.now if row.kind in LOOKED_AT and not row.paused else None
    await queries.set_removed(tx, source, None, next_look=next_look, version=version)
    return await _record(tx, source, "source.added")


async def snapshot(tx: Tx, source: UUID) -> Any:
    """Return the last picture of a source. Raises `NotFound`, also where none was taken yet."""
    tx.actor.require(WATCH)
    await seen(tx, source)
    row = await queries.snapshot(tx, source)
    if row is None:
        raise NotFound("No picture of this source was taken yet.")
    return row


async def hosts_of(tx: Tx, organisation: UUID, settings: Settings) -> address.Allowed:
    """Return where the cameras of an organisation may be."""
    chain = [organisation, *await organisations.above(tx, organisation)]
    codes = [ref["code"] for ref in (await organisations.refs(tx, chain)).values()]
    return address.allowed(settings.camera_hosts, codes)


async def seen(tx: Tx, source: UUID) -> Any:
    """Return the row of a source within sight. Raises `NotFound`."""
    row = await queries.one(tx, source)
    if row is None:
        raise NotFound
    return row


async def answers(tx: Tx, rows: list[Any]) -> list[Answer]:
    """Return sources as answers show them."""
    owners = await organisations.refs(tx, {row.organisation_id for row in rows})
    cameras = await resources.several(tx, {row.camera_id for row in rows if row.camera_id})
    return [
        answer_of(
            row,
            state_of(row, owners),
            camera=card_of(cameras[row.camera_id]) if row.camera_id in cameras else None,
            keeper=policies.keeps(tx.actor, row),
        )
        for row in rows
    ]


def card_of(camera: Answer) -> Answer:
    """Return where a camera stands and looks."""
    view = view_of(camera)
    return {
        "id": camera["id"],
        "name": camera["name"],
        "place": camera["place"],
        "area_code": camera["area_code"],
        "direction_deg": camera.get("direction_deg"),
        "view": view.polygon() if view else None,
        "fictional": camera["fictional"],
        "restricted": camera.get("label") == "restricted",
    }


async def record(tx: Tx, source: UUID, kind: str) -> None:
    """Record what happened to a source."""
    row = await seen(tx, source)
    owners = await organisations.refs(tx, {row.organisation_id})
    state = state_of(row, owners) if row.removed_at is None else None
    # An incident is told that a phone began and ended, not each time its network comes and goes.
    shown = (row.incident_id, row.report_id) if kind.startswith("phone.") else ()
    about = [each for each in (row.camera_id, *shown) if each]
    tx.record(NewFact(kind, topic_of(row), source, state, row.scope_id, about))


def _check_parts(body: SourceIn) -> None:
    """Refuse what does not belong to a kind of source. Raises `Invalid`."""
    needed = {"rtsp": "address", "file": "file_id"}.get(body.kind)
    for name in ("address", "file_id"):
        if (getattr(body, name) is not None) != (name == needed):
            detail = "this kind needs it" if name == needed else "not for this kind"
            raise _refused(f"/{name}", "required" if name == needed else "excludes", detail)
    if body.kind != "rtsp" and (body.username or body.password):
        raise _refused("/username", "excludes", "not for this kind")


async def _owner(tx: Tx, camera: UUID | None) -> tuple[UUID, UUID]:
    """Return organisation and scope of a source: its camera's, else the asker's own."""
    if camera is None:
        own = await organisations.visible(tx, tx.actor.organisation_id, "/camera_id")
        return own.id, own.id
    found = await resources.several(tx, [camera])
    if camera not in found or found[camera]["kind"] != "camera":
        raise _refused("/camera_id", "unknown", "no such camera among yours")
    await organisations.visible(tx, found[camera]["organisation"]["id"], "/camera_id")
    await _check_free(tx, camera)
    owner = await resources.scope_of(tx, camera)
    assert owner is not None
    return owner


async def _check_free(tx: Tx, camera: UUID) -> None:
    if await queries.of_cameras(tx, [camera]):
        detail = "change the source it has, or remove that one first"
        raise CameraTaken(detail, errors=[FieldError("/camera_id", "taken", detail)])


async def _take_file(tx: Tx, file: UUID, source: UUID, scope: UUID) -> None:
    try:
        card = await files.attach(tx, file, scope, permission=WATCH, about=[source], personal=False)
    except NotFound as error:
        raise _refused("/file_id", "unknown", "no such file of yours") from error
    if not card["media_type"].startswith("video/"):
        raise _refused("/file_id", "kind", "a film: MP4, MOV or WebM")


def _refused(pointer: str, code: str, detail: str) -> Invalid:
    return Invalid(f"{pointer}: {detail}", errors=[FieldError(pointer, code, detail)])


async def _kept(tx: Tx, source: UUID) -> Any:
    tx.actor.require(MANAGE)
    row = await queries.one(tx, source, lock=True)
    if row is None:
        raise NotFound
    policies.check_keeper(tx.actor, row)
    return row


async def _record(tx: Tx, source: UUID, kind: str) -> Answer:
    await record(tx, source, kind)
    return await _answer(tx, source)


async def _answer(tx: Tx, source: UUID) -> Answer:
    return await show(tx, source) | {"version": await journal.version_after(tx, source)}
