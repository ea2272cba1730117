"""Where a source is asked: its address looked up, checked, with its credentials; told to nobody."""

from typing import Any

from kernel.api import Runtime, files, system
from video.sources import address, queries, service

ACTOR = system("video-sources")


async def url_of(runtime: Runtime, row: Any) -> str:
    """Return what the engine pulls; of a publisher the room it sends to.

    Raises `CameraAddress`, `NotFound` where the film of a source is no longer kept.
    """
    if row.kind == "whip":
        return f"room:{row.id}" + ("#sound" if row.sound else "")
    if row.kind == "test-pattern":
        return f"test-pattern:{str(row.id)[-6:]}"
    async with runtime.db.reading(ACTOR) as tx:
        if row.kind == "file":
            file = await files.shown(tx, row.file_id)
            return files.store_of(runtime).path(file.sha256).as_uri()
        hosts = await service.hosts_of(tx, row.organisation_id, runtime.settings)
        secret = await queries.secret(tx, row.id)
    return await address.pinned(
        row.address,
        hosts,
        username=secret.username if secret else "",
        password=secret.password if secret else "",
        sound=row.sound,
    )
