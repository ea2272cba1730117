"""The doors: the socket itself, and tickets for programs that open it without a cookie."""

from typing import Any

from fastapi import APIRouter, WebSocket

from kernel.live import tickets
from kernel.live.schemas import Ticket
from kernel.web.answers import gives
from kernel.web.deps import RuntimeDep, SignedIn

router = APIRouter(prefix="/api/live", tags=["live"])


@router.post("/ticket", **gives(Ticket))
async def ticket(actor: SignedIn, runtime: RuntimeDep) -> dict[str, Any]:
    """Give a ticket that opens one socket within 30 s."""
    return {"ticket": await tickets.issue(runtime.redis, actor), "expires_in": tickets.LIVES_S}


@router.websocket("")
async def live(websocket: WebSocket) -> None:
    """Serve boards to one screen (`docs/reference/live.md`)."""
    await websocket.app.state.live.serve(websocket)
