"""A source goes where its camera goes: to another organisation, or out of others' sight."""

from kernel.api import Reaction, ReadFact, Tx
from registry.api import resources
from video.sources import faults, queries, service


async def follow_camera(tx: Tx, fact: ReadFact) -> None:
    """Give the source of a camera the organisation and scope the camera has now."""
    owner = await resources.scope_of(tx, fact.subject)
    if owner is None:
        return
    for row in await queries.astray(tx, fact.subject):
        await queries.set_owner(tx, row.id, owner, row.version + 1)
        await service.record(tx, row.id, "source.changed")
        if row.state == "offline" and row.removed_at is None:
            await faults.cleared(tx, row.scope_id)
            await faults.raised(tx, owner[1], owner[0])


cameras_follow = Reaction("source-cameras", frozenset({"resource.changed"}), follow_camera)
