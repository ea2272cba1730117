"""Use cases of devices: register, let in, turn away, bind to a unit."""

from typing import Any
from uuid import UUID

from gis.tracking.devices import queries
from gis.tracking.devices.live import SECRET_IDS, TOPIC, state_of, told
from gis.tracking.devices.model import DeviceState, Protocol
from gis.tracking.devices.schemas import DeviceFilter, DeviceIn, DevicePatch
from kernel.api import (
    Actor,
    Conflict,
    FieldError,
    Forbidden,
    Invalid,
    NewFact,
    NotFound,
    ReadFact,
    Tx,
    journal,
    merging,
    new_id,
    paging,
    secrets,
)
from registry.api import instant, organisations, units

MANAGE, READ = "devices.manage", "units.read"
# Cities have thousands of vehicles; a flood of made-up terminal numbers ends here.
MOST_DEVICES = 100_000
# Terminals keep a code of some twenty characters: these have more than 128 bits.
TERMINAL_CODE = 22
Answer = dict[str, Any]
NOTHING = {"name": None, "secret_hash": None, "maker": None, "model": None, "plate": None}


class DeviceTaken(Conflict):
    """Another device of this protocol has this identifier."""

    code = "device-taken"
    title = "This device is registered already"


class TooManyDevices(Conflict):
    """There are as many devices as one installation listens to."""

    code = "too-many-devices"
    title = "Too many devices"


class NoSecret(Conflict):
    """A device of this protocol shows no secret."""

    code = "no-secret"
    title = "This device has no secret"


async def find_many(tx: Tx, wanted: DeviceFilter) -> Answer:
    """Return a page of the devices within sight, the newest first."""
    _check_reader(tx.actor)
    key = paging.key_of(wanted.cursor, instant, UUID)
    rows = await queries.listed(
        tx,
        filters=wanted.model_dump(include={"state", "protocol", "unit", "online", "q"}),
        after=(key[0], key[1]) if key else None,
        limit=wanted.limit,
    )
    items = await _answers(tx, rows)
    return paging.page(items, wanted.limit, lambda item: (item["registered_at"], item["id"]))


async def find(tx: Tx, device: UUID) -> Answer:
    """Return one device within sight."""
    _check_reader(tx.actor)
    row = await queries.one(tx, device)
    if row is None:
        raise NotFound
    (answer,) = await _answers(tx, [row])
    return answer | {"version": await journal.version_of(tx, device)}


async def register(tx: Tx, body: DeviceIn) -> Answer:
    """Add a device; a secret identifier or token is made here and answered once."""
    tx.actor.require(MANAGE)
    secret = secrets.new_secret() if body.protocol in SECRET_IDS else None
    if (body.identifier is None) == (secret is None):
        detail = "made here" if secret else "say what the device calls itself"
        raise Invalid(
            f"identifier: {detail}", errors=[FieldError("/identifier", "identifier", detail)]
        )
    owner = await _owner(tx, body.unit_id)
    values = NOTHING | body.model_dump() | owner | {"id": new_id(), "state": "active"}
    values["identifier"] = identifier_of(body.protocol, body.identifier or secret or "")
    if not await _insert(tx, values):
        raise DeviceTaken("Another device of this protocol has this identifier.")
    answer = await _record(tx, "device.registered", values["id"])
    return answer | ({"secret": secret} if secret else {})


async def meet(
    tx: Tx, protocol: Protocol, identifier: str, state: DeviceState, **told_of: str | None
) -> bool:
    """Register a device that came by itself, under the top organisation; say if it was new."""
    top = UUID(str((await organisations.root(tx))["id"]))
    device = new_id()
    values = NOTHING | {
        "id": device,
        "protocol": protocol,
        "identifier": identifier,
        "unit_id": None,
        "organisation_id": top,
        "scope_id": top,
        "datum": "wgs84",
        "state": state,
    }
    if not await _insert(tx, values | told_of):
        return False
    await _record(tx, "device.registered", device)
    return True


async def give_code(tx: Tx, device: UUID, code: str, **told_of: str | None) -> None:
    """Give a terminal that registers itself a new authentication code; keep only its hash."""
    await queries.set_secret(tx, device, {"secret_hash": secrets.digest(code), **told_of})


async def change(tx: Tx, device: UUID, body: DevicePatch, seen: int | None) -> Answer:
    """Bind a device to a unit or to none, let it in or turn it away, name it."""
    tx.actor.require(MANAGE)
    row = await queries.lock(tx, device)
    if row is None:
        raise NotFound
    changes = body.changes()
    await merging.check_base(tx, device, seen, changes)
    fields = ("name", "unit_id", "organisation_id", "scope_id", "datum", "state", "secret_hash")
    values = {name: getattr(row, name) for name in fields} | changes
    if values["unit_id"] != row.unit_id:
        values |= await _owner(tx, values["unit_id"])
    if values["state"] == "refused":
        values["secret_hash"] = None
    await queries.update(tx, device, values)
    return await _record(tx, "device.changed", device)


async def renew(tx: Tx, device: UUID) -> Answer:
    """Give a device a new secret, answered once; the old one opens nothing any more.

    That is the code of a terminal, the id of an OsmAnd client, the token of a receiver.
    Raises `NoSecret`, `NotFound`.
    """
    tx.actor.require(MANAGE)
    row = await queries.lock(tx, device)
    if row is None:
        raise NotFound
    if row.protocol not in SECRET_IDS and row.protocol != "jt808":
        raise NoSecret("It is known by what it calls itself; turn it away if need be.")
    secret = secrets.new_secret()
    if row.protocol == "jt808":
        secret = secret[:TERMINAL_CODE]
        await queries.set_identity(tx, device, row.identifier, secrets.digest(secret))
    else:
        await queries.set_identity(tx, device, identifier_of(row.protocol, secret), None)
    return await _record(tx, "device.renewed", device) | {"secret": secret}


async def follow_unit(tx: Tx, fact: ReadFact) -> None:
    """Let the devices of a unit go with it to another organisation (a reaction, never a person).

    Who sees a unit must also see when its devices were with others: tracks are cut by that.
    """
    for row in await queries.astray(tx, fact.subject):
        await queries.set_owner(tx, row.id, row.organisation_id, row.scope_id)
        await _record(tx, "device.changed", row.id)


async def track_added(tx: Tx, device: UUID) -> None:
    """Tell the journal that somebody brought history of a device in."""
    await _record(tx, "device.track_added", device)


def identifier_of(protocol: Protocol, told_name: str) -> str:
    """Return the identifier a device is kept under.

    Terminal numbers come with 12 or 20 digits and leading zeros; an NMEA token is kept as a digest.
    """
    if protocol == "jt808":
        return told_name.lstrip("0").lower() or "0"
    if protocol == "nmea":
        return secrets.digest(told_name).hex()
    return told_name


async def _insert(tx: Tx, values: Answer) -> bool:
    if await queries.standing(tx) >= MOST_DEVICES:
        raise TooManyDevices(f"{MOST_DEVICES} are registered already.")
    return await queries.insert(tx, values)


async def _owner(tx: Tx, unit: UUID | None) -> Answer:
    """Return organisation and scope: those of the unit, without one of whoever registers."""
    if unit is not None:
        try:
            row = await units.locked(tx, unit)
        except NotFound as error:
            raise Invalid(
                "There is no such unit within your sight.",
                errors=[FieldError("/unit_id", "unknown", "a unit you may see")],
            ) from error
        return {"organisation_id": row.organisation_id, "scope_id": row.scope_id}
    organisation = tx.actor.organisation_id
    if organisation is None:
        raise Forbidden("Only somebody of an organisation keeps devices.")
    return {"organisation_id": organisation, "scope_id": organisation}


async def _record(tx: Tx, kind: str, device: UUID) -> Answer:
    row = await queries.one(tx, device)
    assert row is not None
    state = state_of(row, await organisations.refs(tx, [row.organisation_id]))
    about = [row.unit_id] if row.unit_id else []
    tx.record(NewFact(kind, TOPIC, device, state, row.scope_id, about=about))
    return state | {"version": await journal.version_after(tx, device)}


async def _answers(tx: Tx, rows: list[Any]) -> list[Answer]:
    names = await organisations.refs(tx, {row.organisation_id for row in rows})
    refused: dict[int, list[Any]] = {}
    for entry in await queries.refusals(tx, [row.number for row in rows]):
        refused.setdefault(entry.device, []).append(entry)
    return [state_of(row, names) | told(row, refused.get(row.number, [])) for row in rows]


def _check_reader(actor: Actor) -> None:
    if not actor.may(MANAGE):
        actor.require(READ)
