"""Background steps of files: keeping times and content that nobody names."""

import os
from uuid import UUID

import httpx

from kernel.api import Database, Runtime, new_id
from kernel.files import jobs, service
from tests.harness.clock import FakeClock
from tests.kernel.files.conftest import People
from tests.kernel.files.test_api import PHOTO, problem, send


async def test_files_end_with_their_keeping_time(
    anna: httpx.AsyncClient, db: Database, people: People, runtime: Runtime, clock: FakeClock
) -> None:
    made = {name: (await send(anna, PHOTO)).json()["id"] for name in ("loose", "kept", "public")}
    async with db.transaction(people.anna) as tx:
        await service.attach(tx, UUID(made["kept"]), people.east)
        await service.attach(tx, UUID(made["public"]), people.east, personal=False)
    clock.advance(days=31)
    await jobs.erase(runtime)
    await jobs.erase(runtime)
    problem(await anna.get(f"/api/files/{made['loose']}"), 410, "file-gone")
    assert (await anna.get(f"/api/files/{made['kept']}")).status_code == 200
    clock.advance(days=runtime.settings.erase_personal_after_days)
    await jobs.erase(runtime)
    problem(await anna.get(f"/api/files/{made['kept']}"), 410, "file-gone")
    assert (await anna.get(f"/api/files/{made['public']}")).status_code == 200


async def test_content_goes_when_the_last_file_that_names_it_is_erased(
    anna: httpx.AsyncClient, db: Database, people: People, runtime: Runtime, clock: FakeClock
) -> None:
    content = b"only here " + new_id().hex.encode()
    first, second = [(await send(anna, content)).json() for _ in range(2)]
    path = service.store_of(runtime).path(first["sha256"])
    assert first["sha256"] == second["sha256"]
    for file, gone in ((first, False), (second, True)):
        await db.run(people.anna, lambda tx, file=file: service.erase(tx, UUID(file["id"])))
        old = clock.now().timestamp() - 7200
        os.utime(path, (old, old))
        await jobs.sweep(runtime)
        assert path.exists() is not gone
