"""All SQL of dispatch."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from kernel.api import Tx


async def needs(tx: Tx) -> dict[str, Any] | None:
    """Return the city's own table of needs, None when it has none."""
    body: dict[str, Any] | None = await tx.value("select body from command.dispatch_needs")
    return body


async def replace_needs(tx: Tx, body: dict[str, Any]) -> bool:
    """Put a table in the place of the city's own; say False when it is the same."""
    return bool(
        await tx.run(
            "insert into command.dispatch_needs (body, loaded_at) "
            "values (cast(:body as jsonb), :now) on conflict (present) do update "
            "set body = excluded.body, loaded_at = excluded.loaded_at "
            "where dispatch_needs.body <> excluded.body",
            body=orjson.dumps(body).decode(),
            now=tx.now,
        )
    )


async def keep(
    tx: Tx, recommendation: UUID, incident: UUID, units: Sequence[UUID], *, forgotten: datetime
) -> None:
    """Keep what was recommended; the asker's own from before `forgotten` go."""
    await tx.run(
        "delete from command.recommendation where owner = :owner and at < :forgotten",
        owner=tx.actor.owner,
        forgotten=forgotten,
    )
    await tx.run(
        "insert into command.recommendation (id, owner, incident_id, units, at) "
        "values (:id, :owner, :incident, :units, :now)",
        id=recommendation,
        owner=tx.actor.owner,
        incident=incident,
        units=list(units),
        now=tx.now,
    )


async def recommended(
    tx: Tx, recommendation: UUID, incident: UUID, since: datetime
) -> list[UUID] | None:
    """Return the units recommended to the asker for an incident, None when that is too long ago."""
    units: list[UUID] | None = await tx.value(
        "select units from command.recommendation "
        "where id = :id and owner = :owner and incident_id = :incident and at >= :since",
        id=recommendation,
        owner=tx.actor.owner,
        incident=incident,
        since=since,
    )
    return units
