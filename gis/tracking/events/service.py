"""Use cases of what devices say of their units: set its status, call for help."""

from typing import Any, Literal, cast
from uuid import UUID

from gis.tracking.devices.model import Device
from gis.tracking.events import queries, rules
from kernel.api import Actor, AlarmCause, Problem, Runtime, Tx, Unavailable, alarms
from registry.api import HelpIn, Status, StatusIn, crews, units

# Why a change of status was not taken, beside the reasons positions are refused for.
Refusal = Literal["event-unknown", "event-without-unit", "event-refused"]


async def take_event(runtime: Runtime, device: Device, kind: int, body: bytes) -> Refusal | None:
    """Do what a message of a terminal means; return why not. Raises `Unavailable`.

    It is committed, or counted as refused, when this returns: then the terminal may be answered.
    The usual ways between states hold.
    """
    refused: Refusal | None
    try:
        async with runtime.db.transaction(actor_of(device)) as tx:
            refused = await _do(tx, device, kind, body)
    except Unavailable:
        raise
    except Problem:
        refused = "event-refused"
    if refused is not None:
        async with runtime.db.transaction(actor_of(device)) as tx:
            await queries.refuse(tx, device.number, refused)
    return refused


async def call_help(runtime: Runtime, device: Device) -> None:
    """Raise the alarm of whoever carries a device. Raises `Unavailable`."""
    async with runtime.db.transaction(actor_of(device)) as tx:
        row = await queries.device(tx, device.id)
        if row is not None:
            await _help(tx, row)


def actor_of(device: Device) -> Actor:
    """Return a device as the one who acts, for its own unit alone."""
    return Actor(kind="system", name=f"system:device {device.identifier}", organisations=None)


async def _do(tx: Tx, device: Device, kind: int, body: bytes) -> Refusal | None:
    row = await queries.device(tx, device.id)
    does = rules.meaning(row.maker, kind, body) if row is not None else None
    if row is None or does is None:
        return "event-unknown"
    if does == rules.HELP:
        await _help(tx, row)
    elif row.unit_id is None:
        return "event-without-unit"
    else:
        await units.report_status(tx, row.unit_id, StatusIn(status=cast("Status", does)))
    return None


async def _help(tx: Tx, device: Any) -> UUID:
    if device.unit_id is not None:
        called = await crews.call_help(tx, device.unit_id, HelpIn())
        return UUID(str(called["alarm_id"]))
    name = {"name": device.name or device.plate or device.identifier}
    cause = AlarmCause(
        crews.HELP,
        str(device.id),
        zh=name,
        en=name,
        subject_text=name["name"],
        about=(device.id,),
        organisation_id=device.organisation_id,
        scope_id=device.scope_id,
    )
    return await alarms.raise_alarm(tx, cause)
