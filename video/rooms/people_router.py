"""`/api/video/rooms/{room}/…`: whoever is in a room; guests by one-time links."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from kernel.api import (
    LINK_COOKIE,
    Page,
    Read,
    RuntimeDep,
    Write,
    check_origin,
    gives,
    link_answer,
    system,
)
from video.rooms import guests, people
from video.rooms.following import Follow
from video.rooms.schemas import (
    EnterIn,
    ExchangeIn,
    Guest,
    GuestIn,
    GuestRoom,
    NewGuest,
    OwnIn,
    PageIn,
    Participant,
    RollCall,
    RoomView,
    SteerIn,
)

router = APIRouter(prefix="/api/video", tags=["video"])


@router.post("/rooms/{room}/enter", **gives(RoomView))
async def enter(room: UUID, body: EnterIn, write: Write) -> Response:
    """Enter a room or return to it."""
    return await write(lambda tx: people.enter(tx, room, body))


@router.post("/rooms/{room}/leave", **gives(Participant))
async def leave(room: UUID, body: PageIn, write: Write, then: Follow) -> Response:
    """Leave a room."""
    answer = await write(lambda tx: people.leave(tx, room, body.page))
    return await then(room, answer)


@router.post("/rooms/{room}/me", **gives(Participant))
async def change_own(room: UUID, body: OwnIn, write: Write) -> Response:
    """Say what one's own microphone, camera, screen and hand do."""
    return await write(lambda tx: people.change_own(tx, room, body))


@router.post("/rooms/{room}/answer", **gives(RollCall))
async def answer(room: UUID, body: PageIn, write: Write) -> Response:
    """Answer the roll call for one's venue."""
    return await write(lambda tx: people.answer_call(tx, room, body.page))


@router.post("/rooms/{room}/silence", **gives(RoomView))
async def silence(room: UUID, write: Write, then: Follow) -> Response:
    """Silence everybody but the chairs."""
    return await then(room, await write(lambda tx: people.silence(tx, room)))


@router.post("/rooms/{room}/participants/{participant}", **gives(Participant))
async def steer(
    room: UUID, participant: UUID, body: SteerIn, write: Write, *, then: Follow
) -> Response:
    """Give a role, silence, let speak, send out, let back in; the chair."""
    answer = await write(lambda tx: people.steer(tx, room, participant, body))
    return await then(room, answer)


@router.get("/rooms/{room}/guests", **gives(Page[Guest]))
async def listed(room: UUID, read: Read) -> dict[str, Any]:
    """List the guests of a room."""
    return await read(lambda tx: guests.find_many(tx, room))


@router.post("/rooms/{room}/guests", **gives(NewGuest, 201))
async def invite(room: UUID, body: GuestIn, write: Write) -> Response:
    """Make a one-time link for a guest; its address is shown once."""
    return await write(lambda tx: guests.invite(tx, room, body), status=201, secret=("url",))


@router.delete("/rooms/{room}/guests/{guest}", **gives(Guest))
async def withdraw(room: UUID, guest: UUID, write: Write, then: Follow) -> Response:
    """End a guest's link before its time; the guest is out."""
    return await then(room, await write(lambda tx: guests.withdraw(tx, room, guest)))


@router.post("/guests/exchange", status_code=204)
async def exchange(body: ExchangeIn, request: Request, runtime: RuntimeDep) -> Response:
    """Exchange the secret of the address for a cookie that is bound to this device."""
    check_origin(request, runtime)
    held = request.cookies.get(LINK_COOKIE)
    async with runtime.db.transaction(system("guest")) as tx:
        opened = await guests.exchange(tx, body.token, held)
    return link_answer(opened, secure=runtime.settings.secure_cookies)


@router.get("/guests/current", **gives(GuestRoom))
async def current(read: Read) -> dict[str, Any]:
    """Return into which room this link lets, and as whom."""
    return await read(guests.current)
