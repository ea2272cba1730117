"""Resumable uploads over HTTP: cut, killed, doubled, damaged, expired, given up."""

import asyncio
import base64
import hashlib
import os
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from kernel.api import Database, Runtime, new_id, system
from kernel.files import jobs, multipart, queries, service, tus, uploads
from kernel.files.parts import Part
from tests.harness.clock import FakeClock
from tests.kernel.doors import client_of
from tests.kernel.files import samples
from tests.kernel.files.test_api import problem
from tests.kernel.files.test_store import file_size_limit

MIB = 1024 * 1024
CLIP = samples.MP4 + os.urandom(10 * MIB)
VERSION = {"Tus-Resumable": "1.0.0"}


def packed(**pairs: str) -> str:
    return ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in pairs.items())


async def begin(client: httpx.AsyncClient, length: int, **pairs: str) -> httpx.Response:
    headers = {**VERSION, "Upload-Length": str(length), "Upload-Metadata": packed(**pairs)}
    return await client.post("/api/files/tus", headers=headers)


async def begun(client: httpx.AsyncClient, length: int, **pairs: str) -> str:
    answer = await begin(client, length, **pairs)
    assert answer.status_code == 201, answer.text
    return answer.headers["location"]


async def patch(
    client: httpx.AsyncClient, where: str, offset: int, content: Any, **headers: str
) -> httpx.Response:
    return await client.patch(
        where,
        content=content,
        headers={
            **VERSION,
            "Upload-Offset": str(offset),
            "Content-Type": "application/offset+octet-stream",
            **headers,
        },
    )


async def stands_at(client: httpx.AsyncClient, where: str) -> int:
    answer = await client.head(where, headers=VERSION)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    return int(answer.headers["upload-offset"])


def parts_left(runtime: Runtime) -> list[str]:
    folder = runtime.settings.home / "files" / "parts"
    return [path.name for path in folder.iterdir()] if folder.exists() else []


async def test_what_is_spoken(app: FastAPI) -> None:
    async with client_of(app, "nobody") as client:
        answer = await client.options("/api/files/tus")
    assert answer.status_code == 204
    assert answer.headers["tus-version"] == "1.0.0"
    assert set(answer.headers["tus-extension"].split(",")) == {
        "creation",
        "termination",
        "checksum",
        "expiration",
    }


async def test_a_clip_in_parts_becomes_a_file(anna: httpx.AsyncClient, runtime: Runtime) -> None:
    file_id = new_id()
    where = await begun(
        anna,
        len(CLIP),
        filename="../现场.exe",
        id=str(file_id),
        sha256=hashlib.sha256(CLIP).hexdigest(),
    )
    assert where == f"/api/files/tus/{file_id}"
    assert await stands_at(anna, where) == 0
    answer = await patch(anna, where, 0, CLIP[: 4 * MIB])
    assert (answer.status_code, answer.headers["upload-offset"]) == (204, str(4 * MIB))
    assert "upload-expires" in answer.headers
    problem(await patch(anna, where, 0, CLIP), 409, "upload-offset")
    answer = await patch(anna, where, 4 * MIB, CLIP[4 * MIB :])
    assert (answer.status_code, answer.headers["upload-offset"]) == (204, str(len(CLIP)))
    assert await stands_at(anna, where) == len(CLIP)
    card = (await anna.get(f"/api/files/{file_id}/card")).json()
    assert (card["media_type"], card["name"]) == ("video/mp4", "现场.mp4")
    assert card["sha256"] == card["received_sha256"] == hashlib.sha256(CLIP).hexdigest()
    assert (await anna.get(f"/api/files/{file_id}")).content == CLIP
    assert file_id.hex not in parts_left(runtime)
    # the answer was lost: asking and sending again changes nothing
    assert (await begin(anna, len(CLIP), id=str(file_id))).status_code == 409
    again = await patch(anna, where, len(CLIP), b"")
    assert again.status_code == 204
    assert file_id.hex not in parts_left(runtime)


async def test_beginning_twice_goes_on(anna: httpx.AsyncClient, carl: httpx.AsyncClient) -> None:
    file_id = str(new_id())
    where = await begun(anna, 10, id=file_id)
    await patch(anna, where, 0, b"12345")
    again = await begin(anna, 10, id=file_id)
    assert (again.status_code, again.headers["upload-offset"]) == (201, "5")
    problem(await begin(anna, 11, id=file_id), 409, "file-taken")
    problem(await begin(carl, 10, id=file_id), 409, "file-taken")


async def test_an_upload_is_its_owners(
    app: FastAPI, anna: httpx.AsyncClient, carl: httpx.AsyncClient
) -> None:
    where = await begun(anna, 10)
    async with client_of(app, "link") as link:
        for client in (carl, link):
            assert (await client.head(where, headers=VERSION)).status_code == 404
            problem(await patch(client, where, 0, b"x"), 404, "not-found")
            problem(await client.delete(where, headers=VERSION), 404, "not-found")
    assert await stands_at(anna, where) == 0


async def test_a_connection_that_dies_keeps_what_came(
    anna: httpx.AsyncClient, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(multipart, "IDLE_S", 0.3)

    async def stalls() -> AsyncIterator[bytes]:
        yield CLIP[: 3 * MIB]
        await asyncio.sleep(2)

    where = await begun(anna, len(CLIP))
    problem(await patch(anna, where, 0, stalls()), 408, "upload-stalled")
    assert await stands_at(anna, where) == 3 * MIB
    assert (await patch(anna, where, 3 * MIB, CLIP[3 * MIB :])).status_code == 204
    card = await anna.get(where.replace("/tus", "") + "/card")
    assert card.json()["sha256"] == hashlib.sha256(CLIP).hexdigest()


async def test_a_killed_server_goes_on_from_what_was_noted(
    anna: httpx.AsyncClient, runtime: Runtime
) -> None:
    """Bytes past the noted offset (written, never made durable) are thrown away on return."""
    where = await begun(anna, len(CLIP))
    await patch(anna, where, 0, CLIP[: 2 * MIB])
    path = service.store_of(runtime).part_path(UUID(where.rsplit("/", 1)[-1]).hex)
    with path.open("ab") as part:
        part.write(b"torn bytes of a process that died")
    assert await stands_at(anna, where) == 2 * MIB
    assert (await patch(anna, where, 2 * MIB, CLIP[2 * MIB :])).status_code == 204
    card = await anna.get(where.replace("/tus", "") + "/card")
    assert card.json()["sha256"] == hashlib.sha256(CLIP).hexdigest()


async def test_a_long_part_is_noted_on_the_way(
    anna: httpx.AsyncClient, runtime: Runtime, db: Database
) -> None:
    where = await begun(anna, len(CLIP))
    upload_id = UUID(where.rsplit("/", 1)[-1])
    seen: list[int] = []

    async def watched() -> AsyncIterator[bytes]:
        for start in range(0, len(CLIP), MIB):
            yield CLIP[start : start + MIB]
            async with db.reading(system("test")) as tx:
                seen.append(
                    await tx.value(
                        "select received from kernel.upload where id = :id", id=upload_id
                    )
                )

    assert (await patch(anna, where, 0, watched())).status_code == 204
    assert any(0 < received < len(CLIP) for received in seen)


async def test_two_writers_at_once_are_refused(anna: httpx.AsyncClient, runtime: Runtime) -> None:
    where = await begun(anna, 10)
    path = service.store_of(runtime).part_path(UUID(where.rsplit("/", 1)[-1]).hex)
    with Part(path):
        problem(await patch(anna, where, 0, b"x"), 423, "upload-locked")
    assert (await patch(anna, where, 0, b"x")).status_code == 204


async def test_a_damaged_part_is_thrown_away(anna: httpx.AsyncClient) -> None:
    where = await begun(anna, 10)
    right = {
        name: base64.b64encode(hash_of(b"12345").digest()).decode()
        for name, hash_of in tus.ALGORITHMS.items()
    }
    wrong = {"Upload-Checksum": f"sha1 {right['sha1']}"}
    problem(await patch(anna, where, 0, b"1234x", **wrong), 460, "upload-checksum")
    assert await stands_at(anna, where) == 0
    answer = await patch(
        anna, where, 0, b"12345", **{"Upload-Checksum": f"sha256 {right['sha256']}"}
    )
    assert answer.status_code == 204
    problem(
        await patch(anna, where, 5, b"12345", **{"Upload-Checksum": "crc32 AAAA"}),
        400,
        "malformed",
    )


async def test_more_than_announced_is_refused(anna: httpx.AsyncClient) -> None:
    where = await begun(anna, 4)
    problem(await patch(anna, where, 0, b"12345"), 413, "too-large")
    assert await stands_at(anna, where) == 0
    assert (await patch(anna, where, 0, b"1234")).status_code == 204


async def test_refused_content_ends_the_upload(anna: httpx.AsyncClient, runtime: Runtime) -> None:
    where = await begun(anna, len(samples.SVG), filename="a.jpg")
    body = problem(await patch(anna, where, 0, samples.SVG), 415, "file-refused")
    assert body["reason"] == "svg"
    assert (await anna.head(where, headers=VERSION)).status_code == 404
    assert where.rsplit("/", 1)[-1].replace("-", "") not in parts_left(runtime)


async def test_a_wrong_hash_ends_the_upload(anna: httpx.AsyncClient) -> None:
    where = await begun(anna, 4, sha256="0" * 64)
    problem(await patch(anna, where, 0, b"1234"), 422, "invalid")
    assert (await anna.head(where, headers=VERSION)).status_code == 404


async def test_giving_up(anna: httpx.AsyncClient, runtime: Runtime) -> None:
    where = await begun(anna, 10)
    await patch(anna, where, 0, b"12345")
    assert (await anna.delete(where, headers=VERSION)).status_code == 204
    assert (await anna.head(where, headers=VERSION)).status_code == 404
    assert where.rsplit("/", 1)[-1].replace("-", "") not in parts_left(runtime)


async def test_unfinished_uploads_expire(
    anna: httpx.AsyncClient, runtime: Runtime, clock: FakeClock
) -> None:
    where = await begun(anna, 10)
    await patch(anna, where, 0, b"12345")
    clock.advance(hours=23)
    assert await stands_at(anna, where) == 5
    clock.advance(hours=2)
    assert (await anna.head(where, headers=VERSION)).status_code == 410
    problem(await patch(anna, where, 5, b"67890"), 410, "upload-gone")
    path = service.store_of(runtime).part_path(UUID(where.rsplit("/", 1)[-1]).hex)
    old = clock.now().timestamp() - 7200
    os.utime(path, (old, old))
    await jobs.expire(runtime)
    await jobs.expire(runtime)
    assert not path.exists()
    assert (await anna.head(where, headers=VERSION)).status_code == 404


async def test_unfinished_bytes_have_a_quota(
    anna: httpx.AsyncClient, carl: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "UNFINISHED_BYTES", 100)
    answers = await asyncio.gather(*(begin(anna, 40) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [201, 201, 413, 413, 413]
    problem(next(a for a in answers if a.status_code == 413), 413, "upload-quota")
    first = next(a for a in answers if a.status_code == 201).headers["location"]
    assert (await begin(carl, 40)).status_code == 201
    await anna.delete(first, headers=VERSION)
    assert (await begin(anna, 40)).status_code == 201


async def test_a_full_disk_takes_nothing_back(anna: httpx.AsyncClient, runtime: Runtime) -> None:
    where = await begun(anna, 9 * MIB)
    content = samples.MP4 + bytes(9 * MIB - len(samples.MP4))
    assert (await patch(anna, where, 0, content[:MIB])).status_code == 204
    with file_size_limit(2 * MIB):
        problem(await patch(anna, where, MIB, content[MIB:]), 507, "disk-full")
    assert await stands_at(anna, where) == MIB
    assert (await patch(anna, where, MIB, content[MIB:])).status_code == 204
    assert (await anna.get(where.replace("/tus", "") + "/card")).status_code == 200


async def test_post_stands_in_for_methods_a_network_blocks(anna: httpx.AsyncClient) -> None:
    where = await begun(anna, 5)
    headers = {
        **VERSION,
        "Upload-Offset": "0",
        "Content-Type": "application/offset+octet-stream",
        "X-HTTP-Method-Override": "PATCH",
    }
    assert (await anna.post(where, content=b"12345", headers=headers)).status_code == 204
    problem(await anna.post(where, headers=VERSION), 400, "malformed")


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Tus-Resumable": "0.2.0"}, 412, "tus-version"),
        ({"Upload-Offset": "x"}, 400, "malformed"),
        ({"Content-Type": "text/plain"}, 415, "unsupported-media"),
    ],
)
async def test_other_words_are_refused(
    anna: httpx.AsyncClient, headers: dict[str, str], status: int, code: str
) -> None:
    where = await begun(anna, 5)
    problem(await patch(anna, where, 0, b"12345", **headers), status, code)


async def test_lengths_out_of_bounds(anna: httpx.AsyncClient) -> None:
    problem(await begin(anna, 0), 400, "malformed")
    problem(await begin(anna, tus.MOST_BYTES + 1), 413, "too-large")
    problem(await anna.post("/api/files/tus", headers=VERSION), 400, "malformed")
    problem(await begin(anna, 5, id="nonsense"), 422, "invalid")
    problem(await begin(anna, 5, sha256="nonsense"), 422, "invalid")


async def test_a_cut_between_content_and_row_can_be_finished(
    anna: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = await begun(anna, 4)

    async def dies(*_: object) -> bool:
        raise ConnectionError("the server dies here")

    with monkeypatch.context() as patched:
        patched.setattr(queries, "finish_upload", dies)
        problem(await patch(anna, where, 0, b"text"), 503, "unavailable")
    assert await stands_at(anna, where) == 0
    assert (await patch(anna, where, 0, b"text")).status_code == 204
