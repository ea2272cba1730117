"""All SQL of contact."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from kernel.api import Tx


async def keep(tx: Tx, heard: Mapping[int, datetime]) -> None:
    """Write when keep-alives of devices came, by number; the newest stays."""
    numbers = sorted(heard)  # two processes never wait for each other crosswise
    await tx.run(
        "insert into gis.device_contact as was (device, heard_at) select * from "
        "unnest(cast(:numbers as int[]), cast(:moments as timestamptz[])) "
        "on conflict (device) do update set heard_at = excluded.heard_at "
        "where excluded.heard_at > was.heard_at",
        numbers=numbers,
        moments=[heard[number] for number in numbers],
    )


async def of_units(tx: Tx) -> dict[UUID, datetime]:
    """Return when devices of units were last heard: a position, a refused one, a keep-alive."""
    rows = await tx.rows(
        "select d.unit_id, max(greatest(p.received_at, c.heard_at, r.last_at)) as at "
        "from gis.device d left join gis.last_position p on p.device = d.number "
        "left join gis.device_contact c on c.device = d.number "
        "left join (select device, max(last_at) as last_at from gis.device_refusal "
        "group by device) r on r.device = d.number "
        "where d.unit_id is not null and d.state = 'active' group by d.unit_id "
        "having max(greatest(p.received_at, c.heard_at, r.last_at)) is not null"
    )
    return {row.unit_id: row.at for row in rows}
