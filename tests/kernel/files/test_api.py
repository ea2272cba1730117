"""The file doors over HTTP on a real database: what is taken, what is refused, who may read."""

import asyncio
import hashlib
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from kernel.api import Conflict, Database, NotFound, Runtime, journal, new_id, scopes, system
from kernel.files import multipart, service
from kernel.files.errors import FileAttached
from kernel.ids import LOOSE
from tests.kernel.doors import client_of
from tests.kernel.files import samples
from tests.kernel.files.conftest import People

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")
PHOTO = samples.photo_with_secrets()


async def send(
    client: httpx.AsyncClient, content: bytes, name: str = "p.jpg", **fields: Any
) -> httpx.Response:
    headers = {"Idempotency-Key": fields.pop("key")} if "key" in fields else {}
    data = {field: str(value) for field, value in fields.items()}
    return await client.post(
        "/api/files", files={"file": (name, content)}, data=data, headers=headers
    )


async def sent(client: httpx.AsyncClient, content: bytes = PHOTO) -> UUID:
    answer = await send(client, content)
    assert answer.status_code == 201, answer.text
    return UUID(answer.json()["id"])


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["code"]) == (status, code), body
    return body


async def test_a_photo_is_taken_in_and_handed_out_clean(anna: httpx.AsyncClient) -> None:
    answer = await send(anna, PHOTO, "../../现场.JPG")
    card = answer.json()
    assert answer.status_code == 201
    assert card["name"] == "现场.JPG"
    assert (card["media_type"], card["width"], card["height"]) == ("image/jpeg", 40, 60)
    assert card["received_sha256"] == hashlib.sha256(PHOTO).hexdigest()
    assert card["state"] == "ready"
    got = await anna.get(f"/api/files/{card['id']}")
    assert got.status_code == 200
    assert b"SECRET" not in got.content
    assert hashlib.sha256(got.content).hexdigest() == card["sha256"]
    assert got.headers["content-type"] == "image/jpeg"
    assert got.headers["content-disposition"].startswith("attachment; ")
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-security-policy"].startswith("sandbox")
    assert got.headers["cache-control"] == "private, no-cache"
    again = await anna.get(
        f"/api/files/{card['id']}", headers={"If-None-Match": got.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    small = await anna.get(f"/api/files/{card['id']}/preview")
    assert small.headers["content-type"] == "image/jpeg"
    assert (await anna.get(f"/api/files/{card['id']}/card")).json() == card


async def test_ranges(anna: httpx.AsyncClient) -> None:
    file_id = await sent(anna, b"0123456789")
    part = await anna.get(f"/api/files/{file_id}", headers={"Range": "bytes=2-4"})
    assert (part.status_code, part.content) == (206, b"234")
    assert part.headers["content-range"] == "bytes 2-4/10"
    assert part.headers["content-length"] == "3"
    past = await anna.get(f"/api/files/{file_id}", headers={"Range": "bytes=10-"})
    problem(past, 416, "range-impossible")
    assert past.headers["content-range"] == "bytes */10"
    stale = await anna.get(
        f"/api/files/{file_id}", headers={"Range": "bytes=2-4", "If-Range": '"old"'}
    )
    assert (stale.status_code, len(stale.content)) == (200, 10)


async def test_no_preview_of_a_text(anna: httpx.AsyncClient) -> None:
    file_id = await sent(anna, b"text")
    problem(await anna.get(f"/api/files/{file_id}/preview"), 404, "not-found")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (samples.SVG, "svg"),
        (samples.EXE, "executable"),
        (samples.picture() + samples.docx(), "polyglot"),
        (samples.bomb(), "zip-bomb"),
        (samples.slip("../x"), "zip-slip"),
        (samples.png_header_only(30_000, 30_000), "pixels"),
        (b"", "empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_bad_content_is_refused_with_its_reason(
    anna: httpx.AsyncClient, runtime: Runtime, content: bytes, reason: str
) -> None:
    body = problem(await send(anna, content), 415, "file-refused")
    assert body["reason"] == reason
    assert not list((runtime.settings.home / "files" / "drafts").iterdir())


async def test_the_same_id_and_content_is_the_same_file(
    anna: httpx.AsyncClient, carl: httpx.AsyncClient
) -> None:
    file_id = new_id()
    first = await send(anna, PHOTO, id=file_id)
    again = await send(anna, PHOTO, id=file_id)
    assert first.json() == again.json()
    assert first.json()["id"] == str(file_id)
    problem(await send(anna, b"other", id=file_id), 409, "file-taken")
    problem(await send(carl, PHOTO, id=file_id), 409, "file-taken")


async def test_at_once_the_same_id_makes_one_file(anna: httpx.AsyncClient, db: Database) -> None:
    file_id = new_id()
    answers = await asyncio.gather(*(send(anna, PHOTO, id=file_id) for _ in range(6)))
    assert {answer.status_code for answer in answers} == {201}
    async with db.reading(system("test")) as tx:
        assert await journal.version_of(tx, file_id) == 1


async def test_idempotency_key(anna: httpx.AsyncClient) -> None:
    first = await send(anna, PHOTO, key="k1")
    again = await send(anna, PHOTO, key="k1")
    assert first.json() == again.json()
    assert again.headers["idempotent-replayed"] == "true"
    problem(await send(anna, b"other", key="k1"), 409, "idempotency-key-reused")


@pytest.mark.parametrize("bad", ["x", "00000000-0000-0000-0000-000000000000", str(LOOSE)])
async def test_an_id_must_be_a_uuid7(anna: httpx.AsyncClient, bad: str) -> None:
    body = problem(await send(anna, PHOTO, id=bad), 422, "invalid")
    assert body["errors"][0]["pointer"] == "/id"


async def test_a_named_hash_is_checked(anna: httpx.AsyncClient) -> None:
    right = hashlib.sha256(PHOTO).hexdigest()
    assert (await send(anna, PHOTO, sha256=right)).status_code == 201
    body = problem(await send(anna, PHOTO, sha256="0" * 64), 422, "invalid")
    assert body["errors"][0]["pointer"] == "/sha256"


async def test_too_large_is_refused_before_and_while_it_comes(
    anna: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem(await send(anna, bytes(multipart.MOST_BYTES + 100_000)), 413, "too-large")

    async def stream() -> Any:
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'
        for _ in range(22):
            yield bytes(1024 * 1024)
        yield b"\r\n--b--\r\n"

    answer = await anna.post(
        "/api/files",
        content=stream(),
        headers={"Content-Type": "multipart/form-data; boundary=b"},
    )
    problem(answer, 413, "too-large")


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/json", b"{}", 400),
        ("multipart/form-data", b"x", 400),
        ("multipart/form-data; boundary=b", b"garbage", 400),
        ("multipart/form-data; boundary=b", b"--b\r\n", 400),
        ("multipart/form-data; boundary=b", b"--b--\r\n", 422),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n--b--\r\n',
            422,
        ),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n'
            + bytes(5000)
            + b"\r\n--b--\r\n",
            400,
        ),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n123',
            400,
        ),
        ("multipart/form-data; boundary=b", b"--b\r\nX: " + b"y" * 70_000, 400),
    ],
)
async def test_broken_bodies(
    anna: httpx.AsyncClient, runtime: Runtime, content_type: str, body: bytes, status: int
) -> None:
    answer = await anna.post("/api/files", content=body, headers={"Content-Type": content_type})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert not list((runtime.settings.home / "files" / "drafts").iterdir())


async def test_who_may_send(app: FastAPI) -> None:
    for who, status in (("guest", 403), ("link", 201), ("nobody", 401)):
        async with client_of(app, who) as client:
            assert (await send(client, b"text")).status_code == status


# Sight --------------------------------------------------------------------------------------------


async def readable(client: httpx.AsyncClient, file_id: UUID) -> bool:
    answers = [await client.get(f"/api/files/{file_id}{end}") for end in ("", "/preview", "/card")]
    assert len({answer.status_code for answer in answers}) == 1
    if answers[0].status_code != 200:
        problem(answers[0], 404, "not-found")
    return answers[0].status_code == 200


async def test_a_fresh_file_is_its_uploaders_alone(
    app: FastAPI, anna: httpx.AsyncClient, bela: httpx.AsyncClient, db: Database, people: People
) -> None:
    file_id = await sent(anna)
    assert await readable(anna, file_id)
    assert not await readable(bela, file_id)
    async with client_of(app, "link") as link:
        assert not await readable(link, file_id)
    async with db.reading(people.bela) as tx:
        assert await service.card(tx, file_id) is None
        assert await service.cards(tx, [file_id]) == {}
        assert not await tx.rows("select 1 from kernel.fact where subject = :id", id=file_id)
    with pytest.raises(NotFound):
        await db.run(people.bela, lambda tx: service.attach(tx, file_id, people.east))


async def test_an_attached_file_follows_its_subject(
    anna: httpx.AsyncClient,
    bela: httpx.AsyncClient,
    carl: httpx.AsyncClient,
    db: Database,
    people: People,
) -> None:
    file_id, subject = await sent(anna), new_id()
    scope = new_id()
    async with db.transaction(people.anna) as tx:
        await scopes.create(tx, [people.east], scope_id=scope)
        card = await service.attach(tx, file_id, scope, about=[subject])
        assert card["id"] == file_id
    async with db.transaction(people.anna) as tx:
        await service.attach(tx, file_id, scope, about=[subject])  # again is no news
    assert await readable(anna, file_id)
    assert await readable(bela, file_id)
    assert not await readable(carl, file_id)
    async with db.reading(people.bela) as tx:
        facts = await tx.rows(
            "select kind, state from kernel.fact where about @> array[:id]::uuid[]", id=subject
        )
        assert [fact.kind for fact in facts] == ["file.attached"]
        assert "name" not in facts[0].state
    async with db.transaction(people.anna) as tx:  # the subject moves to the west
        await scopes.change(tx, scope, label="internal", sight=[people.west])
    assert not await readable(anna, file_id)
    assert not await readable(bela, file_id)
    assert await readable(carl, file_id)


async def test_personal_files_need_the_permission(
    anna: httpx.AsyncClient, db: Database, people: People
) -> None:
    from dataclasses import replace

    blind = replace(people.bela, permissions=frozenset())
    kept, shown = await sent(anna), await sent(anna)
    async with db.transaction(people.anna) as tx:
        await service.attach(tx, kept, people.east)
        await service.attach(tx, shown, people.east, personal=False)
    async with db.reading(blind) as tx:
        assert list(await service.cards(tx, [kept, shown])) == [shown]
    await db.run(blind, lambda tx: service.move(tx, kept, people.east))  # its subject moved
    async with db.reading(replace(people.anna, permissions=frozenset())) as tx:
        assert len(await service.cards(tx, [kept, shown])) == 2


async def test_a_file_is_attached_once_and_by_its_uploader(
    anna: httpx.AsyncClient, db: Database, people: People
) -> None:
    file_id = await sent(anna)
    with pytest.raises(FileAttached):
        await db.run(system("reaction"), lambda tx: service.attach(tx, file_id, people.east))
    with pytest.raises(Conflict):  # not into a scope she does not see
        await db.run(people.anna, lambda tx: service.attach(tx, file_id, people.west))
    await db.run(people.anna, lambda tx: service.attach(tx, file_id, people.east))
    other = new_id()
    async with db.transaction(people.bela) as tx:
        await scopes.create(tx, [people.east], scope_id=other)
        with pytest.raises(FileAttached):
            await service.attach(tx, file_id, other)
        await service.move(tx, file_id, other)
    with pytest.raises(NotFound):
        await db.run(people.carl, lambda tx: service.move(tx, file_id, people.west))


async def test_a_link_reads_what_it_sent_and_nothing_else(
    app: FastAPI, anna: httpx.AsyncClient, db: Database, people: People
) -> None:
    async with client_of(app, "link") as link, client_of(app, "other_link") as other:
        own, foreign = await sent(link), await sent(anna)
        for hung in (False, True):
            if hung:
                await db.run(people.link, lambda tx: service.attach(tx, own, people.east))
                await db.run(people.anna, lambda tx: service.attach(tx, foreign, people.east))
            assert await readable(link, own)
            assert not await readable(link, foreign)
            assert not await readable(other, own)
        with pytest.raises(NotFound):
            await db.run(people.other_link, lambda tx: service.attach(tx, own, people.west))
    assert await readable(anna, own)


async def test_a_link_has_an_allowance(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "LINK_FILES", 2)
    async with client_of(app, "link") as link:
        await sent(link)
        await sent(link)
        problem(await send(link, PHOTO), 413, "link-allowance")


async def test_an_erased_file_is_gone_with_its_name(
    anna: httpx.AsyncClient, db: Database, people: People, runtime: Runtime
) -> None:
    file_id = await sent(anna)
    await db.run(people.anna, lambda tx: service.attach(tx, file_id, people.east))
    await db.run(system("files"), lambda tx: service.erase(tx, file_id))
    problem(await anna.get(f"/api/files/{file_id}"), 410, "file-gone")
    async with db.reading(people.anna) as tx:
        assert await service.card(tx, file_id) is None
        assert await tx.value("select name from kernel.file where id = :id", id=file_id) == "erased"


async def test_lost_content_is_said(anna: httpx.AsyncClient, runtime: Runtime) -> None:
    answer = await send(anna, b"soon lost " + new_id().bytes.hex().encode())
    service.store_of(runtime).path(answer.json()["sha256"]).unlink()
    problem(await anna.get(f"/api/files/{answer.json()['id']}"), 410, "file-gone")


async def test_a_full_disk_is_an_orderly_stop(anna: httpx.AsyncClient, runtime: Runtime) -> None:
    from tests.kernel.files.test_store import file_size_limit

    with file_size_limit(300_000):
        body = problem(await send(anna, b"x" * 600_000), 507, "disk-full")
    assert "nothing" in body["detail"]
    assert not list((runtime.settings.home / "files" / "drafts").iterdir())
    assert (await send(anna, b"x" * 600_000)).status_code == 201
