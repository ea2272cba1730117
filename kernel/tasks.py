"""Ends background tasks for certain."""

import asyncio
from collections.abc import Iterable

# A client library may swallow a cancellation that meets its own time-out; then it is asked again.
AGAIN_S = 1.0


async def ended(tasks: Iterable[asyncio.Task[None] | None]) -> None:
    """Cancel tasks, again and again if need be, until each is done; their errors are seen here."""
    left = {task for task in tasks if task is not None}
    while running := {task for task in left if not task.done()}:
        for task in running:
            task.cancel()
        await asyncio.wait(running, timeout=AGAIN_S)
    await asyncio.gather(*left, return_exceptions=True)
