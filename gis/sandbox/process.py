"""Starts a child of the sandbox and talks with it; ends it for certain, with all it may have."""

import asyncio
import contextlib
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from gis.sandbox import frames
from gis.sandbox.frames import BadFrame

PROGRAM = "gis.sandbox.child"
ROOT = Path(__file__).parents[2]
# What a child may print to standard error before it is cut off; only the end is logged.
MOST_STDERR = 64 * 1024
# The child reads nothing from the environment but how many threads mathematics may use: none more.
ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PROJ_NETWORK": "OFF",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "none",
}


class ChildEnded(Exception):
    """The child ended without its last word: killed by a limit, or broken."""

    def __init__(self, code: int | None, told: str) -> None:
        super().__init__(f"exit {code}: {told[-500:]}")
        self.code = code
        self.told = told

    @property
    def limit(self) -> bool:
        """True when a ceiling of the sandbox ended it: memory, processor time, file size."""
        reached = {-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGXFSZ, -signal.SIGABRT}
        return self.code in reached or "MemoryError" in self.told or "bad_alloc" in self.told


class Child:
    """One running child: orders go in as frames, answers come out as frames."""

    def __init__(self, process: asyncio.subprocess.Process, folder: Path) -> None:
        self.folder = folder
        self._process = process
        self._stderr = asyncio.create_task(_last_words(process), name="sandbox-stderr")

    @property
    def pid(self) -> int:
        """The process id, for tests that kill."""
        return self._process.pid

    async def send(self, document: Any, parts: Iterable[bytes] = ()) -> None:
        """Give the child one frame; raise `ChildEnded` when it is gone."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(frames.packed(document, parts))
            await self._process.stdin.drain()
        except (BrokenPipeError, ConnectionResetError) as error:
            raise await self._ended() from error

    async def receive(self) -> tuple[dict[str, Any], bytes]:
        """Return the next frame; raise `ChildEnded` when there is none, or none we can read."""
        assert self._process.stdout is not None
        try:
            header = await self._process.stdout.readexactly(frames.HEADER_BYTES)
            text, blob = frames.lengths(header)
            document = frames.unpacked(await self._process.stdout.readexactly(text))
            rest = await self._process.stdout.readexactly(blob)
        except (asyncio.IncompleteReadError, BadFrame) as error:
            raise await self._ended() from error
        if not isinstance(document, dict):
            raise await self._ended()
        return document, rest

    async def _ended(self) -> ChildEnded:
        self.kill()
        code = await self._process.wait()
        return ChildEnded(code, await self._stderr)

    def kill(self) -> None:
        """Kill the child and whatever is in its group."""
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    async def close(self) -> None:
        """End it and take its last words."""
        self.kill()
        await self._process.wait()
        await self._stderr


async def _last_words(process: asyncio.subprocess.Process) -> str:
    assert process.stderr is not None
    kept = b""
    while piece := await process.stderr.read(8_192):
        kept = (kept + piece)[-MOST_STDERR:]
    return kept.decode("utf-8", "replace")


@asynccontextmanager
async def child(folder: Path | None = None, program: str = PROGRAM) -> AsyncIterator[Child]:
    """Run one child, of a module with `main`, in a private folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="wanglou-child-", dir=folder) as private:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-I", "-X", "utf8", "-c", _start(program), private),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=private,
            # Databases spill there what memory does not hold; nowhere else is open to them.
            env=ENVIRONMENT | {"TMPDIR": private, "SQLITE_TMPDIR": private},
            start_new_session=True,
            limit=2**20,
        )
        running = Child(process, Path(private))
        try:
            yield running
        finally:
            await running.close()


def _start(program: str) -> str:
    """Return the first line the child runs: isolated Python knows our folder by it alone."""
    return f"import sys; sys.path.append({str(ROOT)!r}); from {program} import main; main()"
