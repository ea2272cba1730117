"""`/api/tasks`: orders, their receipts, reminders, taking them back."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from command.tasks import ordering, service
from command.tasks.schemas import Ordered, ReceiptIn, Task, TaskFilter, TaskIn, WithdrawIn
from kernel.api import Page, Read, Write, gives

router = APIRouter(prefix="/api/tasks", tags=["tasks"])


@router.get("", **gives(Page[Task]))
async def find_many(read: Read, wanted: Annotated[TaskFilter, Query()]) -> dict[str, Any]:
    """List the orders within sight, the newest first."""
    return await read(lambda tx: service.find_many(tx, wanted))


@router.post("", **gives(Ordered, 201))
async def order(body: TaskIn, write: Write) -> Response:
    """Order something of units and organisations; recipients that see too little are called in."""
    return await write(lambda tx: ordering.order(tx, body), status=201)


@router.get("/{task}", **gives(Task))
async def find(task: UUID, read: Read) -> dict[str, Any]:
    """Return one order with its version."""
    return await read(lambda tx: service.find(tx, task))


@router.post("/{task}/receipts", **gives(Task, etag=True))
async def give(task: UUID, body: ReceiptIn, write: Write) -> Response:
    """Give a receipt; a later one implies those before it, and none goes backwards."""
    return await write(lambda tx: service.give(tx, task, body))


@router.post("/{task}/remind", **gives(Task, etag=True))
async def remind(task: UUID, write: Write) -> Response:
    """Remind the recipient of an open order."""
    return await write(lambda tx: service.remind(tx, task))


@router.post("/{task}/withdraw", **gives(Task, etag=True))
async def withdraw(task: UUID, body: WithdrawIn, write: Write) -> Response:
    """Take an order back."""
    return await write(lambda tx: service.withdraw(tx, task, body))
