"""All SQL of sources."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from kernel.api import Tx

FIELDS = (
    "zh", "en", "camera_id", "organisation_id", "scope_id", "address", "file_id", "sound",
    "look_every_s", "paused",
)  # fmt: skip
_SELECT = (
    "select s.id, s.zh, s.en, s.kind, s.camera_id, s.organisation_id, s.scope_id, s.address, "
    "s.file_id, s.sound, s.look_every_s, s.paused, s.state, s.since, s.reason, s.detail, "
    "s.picture, s.next_look, s.failures, s.snapshot_at, s.created_at, s.changed_at, "
    "s.removed_at, s.version, s.has_credentials, s.sender_id, p.sender, p.incident_id, "
    "p.report_id, p.started_at from video.source s left join video.phone p on p.source_id = s.id"
)


async def listed(
    tx: Tx, *, filters: dict[str, Any], after: tuple[datetime, UUID] | None, limit: int
) -> list[Any]:
    """Return sources within sight, the newest first, `limit + 1` of them."""
    return await tx.rows(
        f"{_SELECT} where (s.removed_at is not null) = :removed "
        "and (cast(:kind as text) is null or s.kind = :kind) "
        "and (cast(:state as text) is null or s.state = :state) "
        "and (cast(:organisation as uuid) is null or s.organisation_id = :organisation) "
        "and (cast(:camera as uuid[]) is null or s.camera_id = any(:camera)) "
        "and (cast(:q as text) is null or position(lower(:q) in lower(s.zh || ' ' || s.en)) > 0) "
        "and (cast(:after_at as timestamptz) is null "
        "or (s.created_at, s.id) < (:after_at, cast(:after_id as uuid))) "
        "order by s.created_at desc, s.id desc limit :most",
        **filters,
        after_at=after[0] if after else None,
        after_id=after[1] if after else None,
        most=limit + 1,
    )


async def one(tx: Tx, source: UUID, *, lock: bool = False) -> Any | None:
    """Return a visible source, locked for a change when asked."""
    return await tx.row(
        f"{_SELECT} where s.id = :id" + (" for update of s" if lock else ""), id=source
    )


async def of_cameras(tx: Tx, cameras: Collection[UUID]) -> list[Any]:
    """Return the visible sources of these cameras."""
    return await tx.rows(
        f"{_SELECT} where s.camera_id = any(:cameras) and s.removed_at is null",
        cameras=list(cameras),
    )


async def usable_by(tx: Tx, sources: Collection[UUID], sender: UUID) -> set[UUID]:
    """Return which of these sources are in service and a sender's own."""
    rows = await tx.rows(
        "select id from video.source where id = any(:ids) and sender_id = :sender "
        "and removed_at is null and not paused",
        ids=list(sources),
        sender=sender,
    )
    return {row.id for row in rows}


async def known(tx: Tx, rooms: Collection[UUID]) -> set[UUID]:
    """Return which of these rooms of the engine are those of sources."""
    rows = await tx.rows("select id from video.source where id = any(:ids)", ids=list(rooms))
    return {row.id for row in rows}


async def usable(tx: Tx, sources: Collection[UUID]) -> set[UUID]:
    """Return which of these sources are within sight and in service."""
    rows = await tx.rows(
        "select id from video.source where id = any(:ids) and removed_at is null and not paused",
        ids=list(sources),
    )
    return {row.id for row in rows}


async def standing(tx: Tx, organisation: UUID) -> int:
    """Count the sources of an organisation."""
    return int(
        await tx.value(
            "select count(*) from video.source where organisation_id = :organisation "
            "and removed_at is null",
            organisation=organisation,
        )
    )


async def insert(tx: Tx, values: dict[str, Any]) -> None:
    """Insert a source."""
    await tx.run(
        "insert into video.source (id, zh, en, kind, camera_id, organisation_id, scope_id, "
        "address, file_id, sound, look_every_s, paused, since, next_look, created_at, "
        "changed_at, sender_id, version) values (:id, :zh, :en, :kind, :camera_id, "
        ":organisation_id, :scope_id, :address, :file_id, :sound, :look_every_s, :paused, :now, "
        ":next_look, :now, :now, :sender_id, 1)",
        **{"sender_id": None} | values,
        now=tx.now,
    )


async def update(tx: Tx, source: UUID, values: dict[str, Any], version: int) -> None:
    """Write the fields of a source; what was known of its pictures is asked anew."""
    await tx.run(
        "update video.source set zh = :zh, en = :en, camera_id = :camera_id, "
        "organisation_id = :organisation_id, scope_id = :scope_id, address = :address, "
        "file_id = :file_id, sound = :sound, look_every_s = :look_every_s, paused = :paused, "
        "state = :state, since = :since, reason = :reason, detail = :detail, failures = 0, "
        "next_look = :next_look, changed_at = :now, version = :version where id = :id",
        id=source,
        **values,
        version=version,
        now=tx.now,
    )


async def set_removed(
    tx: Tx, source: UUID, moment: datetime | None, *, next_look: datetime | None, version: int
) -> None:
    """Take a source out of service, or put it back."""
    await tx.run(
        "update video.source set removed_at = :moment, next_look = :next_look, "
        "state = 'unknown', reason = null, detail = null, since = :now, failures = 0, "
        "version = :version, changed_at = :now where id = :id",
        id=source,
        moment=moment,
        next_look=next_look,
        version=version,
        now=tx.now,
    )


async def keep_secret(tx: Tx, source: UUID, username: str, password: str) -> None:
    """Write the credentials of a source; none removes them."""
    await tx.value(
        "select video.keep_secret(:id, :username, :password)",
        id=source,
        username=username,
        password=password,
    )


async def secret(tx: Tx, source: UUID) -> Any | None:
    """Return the credentials of a source, to the system alone."""
    return await tx.row(
        "select username, password from video.source_secret where source_id = :id", id=source
    )


async def due(tx: Tx, most: int) -> list[Any]:
    """Return the sources to look at now, those that wait longest first, locked."""
    return await tx.rows(
        f"{_SELECT} where s.next_look <= :now order by s.next_look limit :most "
        "for update of s skip locked",
        now=tx.now,
        most=most,
    )


async def looking(tx: Tx, source: UUID, again: datetime) -> None:
    """Note that a source is being looked at; another look only after this."""
    await tx.run(
        "update video.source set next_look = :again where id = :id", again=again, id=source
    )


async def looked(tx: Tx, source: UUID, values: dict[str, Any]) -> None:
    """Write what a look showed."""
    picture = values["picture"]
    kept = values | {"picture": None if picture is None else orjson.dumps(picture).decode()}
    await tx.run(
        "update video.source set state = :state, since = :since, reason = :reason, "
        "detail = :detail, picture = coalesce(cast(:picture as jsonb), picture), "
        "failures = :failures, next_look = :next_look, version = :version, "
        "snapshot_at = coalesce(cast(:snapshot_at as timestamptz), snapshot_at) where id = :id",
        id=source,
        **kept,
    )


async def set_snapshot(tx: Tx, source: UUID, jpeg: bytes, size: tuple[int, int]) -> None:
    """Replace the last picture of a source."""
    await tx.run(
        "insert into video.snapshot (source_id, at, jpeg, width, height) "
        "values (:id, :now, :jpeg, :width, :height) on conflict (source_id) do update "
        "set at = excluded.at, jpeg = excluded.jpeg, width = excluded.width, "
        "height = excluded.height",
        id=source,
        now=tx.now,
        jpeg=jpeg,
        width=size[0],
        height=size[1],
    )


async def snapshot(tx: Tx, source: UUID) -> Any | None:
    """Return the last picture of a visible source."""
    return await tx.row(
        "select at, jpeg, width, height from video.snapshot where source_id = :id", id=source
    )


async def offline(tx: Tx, scope: UUID) -> int:
    """Count the sources of a scope that should give pictures and do not."""
    return int(
        await tx.value(
            "select count(*) from video.source where scope_id = :scope and state = 'offline' "
            "and kind <> 'whip' and removed_at is null and not paused",
            scope=scope,
        )
    )


async def astray(tx: Tx, camera: UUID) -> list[Any]:
    """Lock and return sources of a camera, also removed ones, that are not where it is."""
    return await tx.rows(
        f"{_SELECT} join registry.resource r on r.id = s.camera_id where s.camera_id = :camera "
        "and (s.organisation_id, s.scope_id) is distinct from "
        "(r.organisation_id, r.scope_id) for update of s",
        camera=camera,
    )


async def set_owner(tx: Tx, source: UUID, owner: tuple[UUID, UUID], version: int) -> None:
    """Write organisation and scope of a source."""
    await tx.run(
        "update video.source set organisation_id = :organisation, scope_id = :scope, "
        "version = :version, changed_at = :now where id = :id",
        id=source,
        organisation=owner[0],
        scope=owner[1],
        version=version,
        now=tx.now,
    )
