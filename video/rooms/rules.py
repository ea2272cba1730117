"""Who may enter, chair and be called in a room; pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kernel.api import Actor, Conflict, Forbidden, Problem

# A city has 60 venues; field phones and guests come beside them. More is a broadcast.
MOST_PRESENT = 120
# Beside the venues; each costs a connection to its camera, and every page decodes it.
MOST_SOURCES = 8
# A page that reconnects is back within some seconds; whoever the media engine has not had for so
# long is gone.
GONE_AFTER = timedelta(seconds=12)
# Between entering and the first media a page asks for camera and microphone, and people hesitate.
FIRST_MEDIA_WITHIN = timedelta(seconds=90)
# Whoever is called answers within this time or is absent.
ROLL_CALL_LASTS = timedelta(minutes=5)
# A room nobody is in any more, or only walls that listen, is over by then, also one that people
# left without closing it.
EMPTY_FOR = timedelta(hours=4)
# A call the engine missed is made up for so long after a room was used or closed.
TOLD_FOR = timedelta(minutes=2)
# Venues may look into a planned room so long before the meeting begins.
OPENS_BEFORE = timedelta(minutes=30)


class RoomLocked(Conflict):
    """The chair has locked the room: only those who were in it come back."""

    code = "room-locked"
    title = "The room is locked; ask the chair"


class RoomNotOpen(Conflict):
    """The meeting has not begun: the room opens when the chair enters."""

    code = "room-not-open"
    title = "The room is not open yet; it opens when the chair enters"


class RoomOver(Conflict):
    """The room was closed."""

    code = "room-over"
    title = "This meeting is over"


class RoomFull(Conflict):
    """As many are in the room as it takes."""

    code = "room-full"
    title = "The room is full"


class RoomSourcesFull(Conflict):
    """As many cameras are shown in the room as it takes."""

    code = "room-sources-full"
    title = "The room shows as many cameras as it takes; take one out first"


class Barred(Forbidden):
    """The chair has sent this person out."""

    code = "room-barred"
    title = "The chair has sent you out of this room"


class NotInRoom(Conflict):
    """Only who is in the room may do this, from the page that entered last."""

    code = "not-in-room"
    title = "Enter the room first"


class NotChair(Forbidden):
    """Only the chair may do this."""

    code = "not-chair"
    title = "Only the chair may do this"


class NoRollCall(Conflict):
    """No roll call is running, or it does not call this venue."""

    code = "no-roll-call"
    title = "No roll call is waiting for an answer from you"


class RollCallRunning(Conflict):
    """A roll call is running already."""

    code = "roll-call-running"
    title = "A roll call is running already"


class GuestGone(Problem):
    """The guest's link expired, was withdrawn, or never was."""

    code = "guest-gone"
    status = 410
    title = "This invitation is no longer good; ask the chair for a new one"


class GuestUsed(Conflict):
    """The guest's link was opened on another phone before."""

    code = "guest-used"
    title = "This invitation was opened on another device; ask the chair for a new one"


def check_enter(room: Any, before: Any | None, *, chairs: bool, present: int) -> None:
    """Raise unless somebody may enter a room now; `before` is who they were in it, if anybody."""
    if room.state == "closed":
        raise RoomOver
    if before is not None and before.barred:
        raise Barred
    if chairs:
        return
    if room.state == "planned":
        raise RoomNotOpen
    if room.locked and before is None:
        raise RoomLocked
    if present >= MOST_PRESENT:
        raise RoomFull(f"{MOST_PRESENT} are in the room, as many as it takes.")


def check_guest(row: Any, cookie_hash: bytes | None, now: datetime) -> bool:
    """Say whether a guest's phone has to be bound; False when it opened the link before.

    Raises `GuestGone` (also for a token that never was) and `GuestUsed`.
    """
    if row is None or not good(row, now):
        raise GuestGone
    if row.cookie_hash is None:
        return True
    if cookie_hash is None or bytes(row.cookie_hash) != cookie_hash:
        raise GuestUsed
    return False


def good(guest: Any, now: datetime) -> bool:
    """Say whether a guest's link may be used now."""
    return guest.withdrawn_at is None and now < guest.expires_at


def role_of(actor: Actor, room: Any, before: Any | None, wanted: str) -> str:
    """Return as what somebody enters: as the chair made them, else as they wish."""
    if actor.account_id is not None and actor.account_id == room.chair_account:
        return "chair"
    if before is not None and before.role in ("chair", "recorder", "listener"):
        return str(before.role)
    return wanted


def expected(venues: Sequence[UUID], present: Collection[UUID], own: UUID) -> dict[UUID, bool]:
    """Return the organisations a roll call calls, each with whether it is there now.

    These are the venues invited, then whoever else is there; not the one that calls.
    """
    called = dict.fromkeys([*venues, *sorted(present)])
    return {each: each in present for each in called if each != own}


def gone(present: Sequence[Any], seen: Mapping[UUID, datetime], now: datetime) -> list[UUID]:
    """Return those who left without saying so: the media engine lost or never had them."""
    found = []
    for row in present:
        last = max(row.seen_at, seen.get(row.id, row.seen_at))
        patience = GONE_AFTER if last > row.entered_at else FIRST_MEDIA_WITHIN
        if now - last > patience:
            found.append(row.id)
    return found


def next_main(present: Sequence[Any]) -> UUID | None:
    """Return whose picture stands on the big screen when the one that did has left.

    The chair's, else that of whoever came first and may speak.
    """
    for roles in (("chair",), ("speaker", "recorder")):
        for row in present:
            if row.role in roles:
                found: UUID = row.id
                return found
    return None
