"""Uploads over a real socket: a connection cut in the middle of a part."""

import asyncio
import hashlib
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from kernel.api import Runtime
from tests.kernel.doors import WHO
from tests.kernel.files.test_tus import CLIP, MIB, VERSION, begun, patch, stands_at

WAIT_S = 10


@pytest.fixture
async def port(app: FastAPI) -> AsyncIterator[int]:
    """A real server on a free port."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(app, lifespan="off", log_level="warning", ws="none", access_log=False)
    )
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    yield listener.getsockname()[1]
    server.should_exit = True
    await serving


async def cut(port: int, head: str, body: bytes) -> None:
    """Send a request that announces more than it sends, then vanish."""
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head.encode() + body)
    await writer.drain()
    await asyncio.sleep(0.2)
    writer.transport.abort()


async def test_a_cut_connection_keeps_what_came_and_goes_on(port: int, runtime: Runtime) -> None:
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}", headers={WHO: "anna"}, trust_env=False
    ) as anna:
        where = await begun(anna, len(CLIP))
        offset = 0
        for _ in range(3):
            head = (
                f"PATCH {where} HTTP/1.1\r\nHost: x\r\n{WHO}: anna\r\nTus-Resumable: 1.0.0\r\n"
                f"Upload-Offset: {offset}\r\nContent-Type: application/offset+octet-stream\r\n"
                f"Content-Length: {len(CLIP) - offset}\r\n\r\n"
            )
            await cut(port, head, CLIP[offset : offset + 2 * MIB])
            for _ in range(WAIT_S * 20):
                if await stands_at(anna, where) > offset:
                    break
                await asyncio.sleep(0.05)
            assert await stands_at(anna, where) > offset
            offset = await stands_at(anna, where)
        answer = await patch(anna, where, offset, CLIP[offset:])
        assert answer.status_code == 204, answer.text
        card = (await anna.get(where.replace("/tus", "") + "/card", headers=VERSION)).json()
        assert card["received_sha256"] == hashlib.sha256(CLIP).hexdigest()


async def test_a_cut_form_leaves_nothing(port: int, runtime: Runtime) -> None:
    drafts = runtime.settings.home / "files" / "drafts"
    head = (
        f"POST /api/files HTTP/1.1\r\nHost: x\r\n{WHO}: anna\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000000\r\n\r\n"
        '--b\r\nContent-Disposition: form-data; name="file"; filename="x.mp4"\r\n\r\n'
    )
    await cut(port, head, CLIP[:MIB])
    for _ in range(WAIT_S * 20):
        if drafts.is_dir() and not list(drafts.iterdir()):
            break
        await asyncio.sleep(0.05)
    assert not list(drafts.iterdir())
