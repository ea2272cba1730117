"""A foreign service of our own: it answers well, slowly, hugely, wrongly, as a test says."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kernel.api import Settings

DATA = Path(__file__).resolve().parents[2] / "data" / "feeds"
Answer = Callable[[asyncio.StreamWriter, str], Awaitable[None]]


async def said(writer: asyncio.StreamWriter, status: str, body: bytes, *headers: str) -> None:
    """Answer with a status, headers and a body."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    writer.write("\r\n".join([*lines, "", ""]).encode() + body)
    await writer.drain()


@dataclass
class Service:
    """The other side; `answer` is what it does next, `heads` are the requests it got."""

    port: int = 0
    heads: list[str] = field(default_factory=list)
    answer: Answer | None = None

    def url(self, path: str = "/feed") -> str:
        """Return an address of it."""
        return f"http://127.0.0.1:{self.port}{path}"

    def says(self, body: bytes, *headers: str, status: str = "200 OK") -> None:
        """Answer alike from now on."""

        async def answer(writer: asyncio.StreamWriter, _head: str) -> None:
            await said(writer, status, body, *headers)

        self.answer = answer

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one request."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            self.heads.append(head)
            if self.answer is not None:
                await self.answer(writer, head)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving(service: Service) -> AsyncIterator[Service]:
    """Serve on a free port of this machine."""
    server = await asyncio.start_server(service.take, "127.0.0.1", 0)
    service.port = server.sockets[0].getsockname()[1]
    try:
        yield service
    finally:
        server.close()


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    """A foreign service."""
    async with serving(Service()) as found:
        yield found


@pytest.fixture(scope="module")
def settings(settings: Settings) -> Settings:
    """Settings that let this machine be asked."""
    return settings.model_copy(update={"feed_hosts": "127.0.0.1, localhost"})
