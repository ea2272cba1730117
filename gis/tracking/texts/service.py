"""Use cases of texts to devices: write, send, hear the answer, give up."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import orjson

from gis.subjects import check_end
from gis.tracking.devices import queries as devices
from gis.tracking.texts import queries
from gis.tracking.texts.live import TOPIC, shown, state_of
from gis.tracking.texts.schemas import Text, TextFilter, TextIn
from kernel.api import Conflict, FieldError, Invalid, NewFact, NotFound, Tx, new_id, paging
from registry.api import instant

COMMAND, MANAGE = "devices.command", "devices.manage"
# The protocols that bring a text to a screen in the vehicle.
ABLE = ("jt808",)
WORTH, MOST_WORTH = timedelta(hours=1), timedelta(days=7)
# What a text may have; a device shows as much of it as its protocol allows.
LONGEST = 2_000
# A screen in a vehicle shows a text at a time; somebody who sends more means something else.
MOST_OPEN = 20
# What a try waits for its answer: longer each time, as on a bad network more makes it worse.
WAITS = tuple(timedelta(seconds=each) for each in (10, 20, 40, 60))
# Of a general answer.
DONE, UNSUPPORTED = 0, 3
Ending = Literal["answered", "refused", "unsupported", "expired"]


class CannotShow(Conflict):
    """The device is not let in, or shows no texts."""

    code = "no-texts"
    title = "This device takes no texts"


class TooManyTexts(Conflict):
    """As many texts wait for the device as it may have."""

    code = "too-many-texts"
    title = "Too many texts wait for this device"


async def send_text(
    tx: Tx, unit: UUID, text: str, *, cause: UUID | None, urgent: bool, until: datetime
) -> list[UUID]:
    """Have a text sent to every device of a unit that shows texts; return the ids of the texts.

    It leaves after the caller's commit, when the device is on line, and is sent again until the
    device answers or `until` is over. `cause` is the id of what it is about. Devices for which too
    many such texts wait are left out; a unit without such devices has none. In a drill the device
    shows it as one. Whoever calls has checked that the actor may.
    """
    able = await queries.able_of_unit(tx, unit, ABLE)
    waiting = await queries.waiting_of(tx, [row.id for row in able], caused=cause is not None)
    values = {"body": text[:LONGEST], "urgent": urgent, "cause": cause, "until": until}
    return [
        (await _write(tx, row, values)).id for row in able if waiting.get(row.id, 0) < MOST_OPEN
    ]


async def write(tx: Tx, device: UUID, body: TextIn) -> Text:
    """Have a text sent to one device. Raises `CannotShow`, `TooManyTexts`, `NotFound`."""
    tx.actor.require(COMMAND)
    row = await devices.lock(tx, device)
    if row is None:
        raise NotFound
    if row.protocol not in ABLE or row.state != "active":
        raise CannotShow("Texts go to JT/T 808 terminals that were let in.")
    waiting = await queries.waiting_of(tx, [device], caused=False)
    if waiting.get(device, 0) >= MOST_OPEN:
        raise TooManyTexts(f"{MOST_OPEN} texts wait for this device already.")
    until = body.until or tx.now + WORTH
    check_end(until, tx.now)
    if until > tx.now + MOST_WORTH:
        detail = f"at most {MOST_WORTH.days} days from now"
        raise Invalid(f"/until: {detail}", errors=[FieldError("/until", "range", detail)])
    values = {"body": body.text, "urgent": body.urgent, "cause": None, "until": until}
    return shown(await _write(tx, row, values))


async def find_many(tx: Tx, device: UUID, wanted: TextFilter) -> dict[str, Any]:
    """Return a page of the texts to a device, the newest first."""
    if not tx.actor.may(MANAGE):
        tx.actor.require(COMMAND)
    if await devices.one(tx, device) is None:
        raise NotFound
    key = paging.key_of(wanted.cursor, instant, UUID)
    after = (key[0], key[1]) if key else None
    rows = await queries.listed(tx, device, after=after, limit=wanted.limit)
    items = [shown(row) for row in rows]
    return paging.page(items, wanted.limit, lambda item: (item["written_at"], item["id"]))


async def take(tx: Tx, texts: Collection[UUID]) -> list[Any]:
    """Take texts to send them now; return those that nobody else took, with `number`.

    The transaction is of the drill they belong to.
    """
    rows = await queries.claim(tx, texts, WAITS)
    for row in rows:
        if row.tries == 1:
            _record(tx, "text.sent", row)
    return rows


async def end(tx: Tx, endings: Mapping[UUID, Ending]) -> None:
    """Note how texts ended; what has ended already stays as it is."""
    for ending in sorted(set(endings.values())):
        those = [text for text, how in endings.items() if how == ending]
        answered = ending == "answered"
        state = "answered" if answered else "failed"
        for row in await queries.end(tx, those, state, None if answered else ending):
            _record(tx, f"text.{state}", row)


def ending_of(result: int) -> Ending:
    """Return what an answer of a device makes of a text."""
    if result == DONE:
        return "answered"
    return "unsupported" if result == UNSUPPORTED else "refused"


async def _write(tx: Tx, device: Any, values: dict[str, Any]) -> Any:
    row = await queries.insert(
        tx,
        values
        | {
            "id": new_id(),
            "device_id": device.id,
            "written_by": orjson.dumps(tx.actor.card()).decode(),
        },
    )
    _record(tx, "text.written", row, {"text": row.body})
    return row


def _record(tx: Tx, kind: str, row: Any, restricted: dict[str, str] | None = None) -> None:
    about = [each for each in (row.unit_id, row.cause) if each is not None]
    fact = NewFact(kind, TOPIC, row.id, state_of(row), row.scope_id, about, restricted)
    tx.record(fact)
