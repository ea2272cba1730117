"""What may happen to a report, and when a client-made id means the same report; pure."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from incidents.lifecycle.rules import WrongState
from kernel.api import Conflict, FieldError, Stale, merging

PERSONAL_FIELDS = frozenset({"text", "caller", "address", "extracted"})


class AlreadyTaken(Conflict):
    """Somebody else works on this report."""

    code = "already-taken"
    title = "Somebody else works on this report"


class IdTaken(Conflict):
    """The id made by the client belongs to another record."""

    code = "id-taken"
    title = "This id is in use for another record"


def content_hash(body: dict[str, Any]) -> bytes:
    """Return what two sendings of the same report have in common."""
    content = {name: value for name, value in body.items() if name != "id"}
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).digest()


def check_same(row: Any, principal: str, digest: bytes) -> None:
    """Raise `IdTaken` unless the kept record is the one that is sent again."""
    if row is None or row.principal != principal or bytes(row.content_hash) != digest:
        raise IdTaken("Make a new id (UUIDv7) for a new record.")


def check_link(state: str, present: UUID | None, incident: UUID) -> bool:
    """Say whether a link has to be made; False when it stands already.

    Raises `WrongState` for a report that was rejected or hangs on another incident.
    """
    if present == incident:
        return False
    if state == "linked":
        raise WrongState("It belongs to another incident; unlink it first.", state=state)
    if state == "rejected":
        raise WrongState("It was closed without an incident; restore it first.", state=state)
    return True


def check_state(state: str, wanted: str) -> None:
    """Raise `WrongState` unless a report stands where the step starts."""
    if state != wanted:
        raise WrongState(f"This starts from {wanted}; it stands at {state}.", state=state)


def check_unmoved(present: UUID | None, seen: UUID) -> None:
    """Raise `WrongState` when a report was moved between reading and locking it."""
    if present != seen:
        raise WrongState("It was moved meanwhile; look again.", state="linked")


def check_taker(
    taken_by: UUID | None, taker: UUID | None, taken_name: str | None, *, over: bool
) -> None:
    """Raise `AlreadyTaken` when another account works on it and is not to be relieved."""
    if taken_by is not None and taken_by != taker and not over:
        raise AlreadyTaken(
            f"{taken_name} works on it; send over: true to take it over.",
            taken_by={"id": str(taken_by), "name": taken_name},
        )


def waiting_since(state: str, taken_at: datetime | None, received_at: datetime) -> datetime | None:
    """Return since when a report waits for somebody, None when it does not."""
    return received_at if state == "received" and taken_at is None else None


def moment(text: str) -> datetime:
    """Read a moment of a cursor."""
    return datetime.fromisoformat(text)


def point_of(location: Mapping[str, Any] | None) -> dict[str, float] | None:
    """Return the two numbers of a place as states hold them."""
    if location is None:
        return None
    return {"lon": round(location["lon"], 6), "lat": round(location["lat"], 6)}


def form_view(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return the public values of a state that the form edits, under the form's names."""
    return {
        "title": state.get("title"),
        "kind": (state.get("kind") or {}).get("code"),
        "grade": state.get("grade"),
        "occurred_at": state.get("occurred_at"),
        "location": point_of(state.get("place")),
    }


def check_personal(
    before: Mapping[str, Any], now: Mapping[str, Any], changes: Mapping[str, Any]
) -> None:
    """Raise `Stale` for personal fields that somebody else changed meanwhile."""
    clashes = merging.clashing(before, now, changes)
    if clashes:
        raise Stale(
            "Changed meanwhile: " + ", ".join(clashes),
            errors=[
                FieldError(f"/{name}", "stale", "changed since your version") for name in clashes
            ],
            theirs={name: now.get(name) for name in clashes},
            yours={name: changes[name] for name in clashes},
        )


PRIVATE_COLUMNS = {
    "text": ("text",),
    "caller": ("caller_name", "caller_phone"),
    "address": ("address",),
    "extracted": ("extracted",),
}


def private_names(fields: Collection[str]) -> list[str]:
    """Return the personal columns that a change of these fields writes."""
    return [name for field, names in PRIVATE_COLUMNS.items() if field in fields for name in names]
