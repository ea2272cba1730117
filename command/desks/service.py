"""Use cases of saved layouts; no fact is written, a layout concerns its owner alone."""

from typing import Any

import orjson

from kernel.api import FieldError, Invalid, NotSignedIn, Tx

# A layout is a list of panels; 32 KB is fifty times a full desk.
LAYOUT_BYTES = 32_768
# Desks, boards and tables one person may arrange.
MOST_LAYOUTS = 50


async def layout(tx: Tx, name: str) -> dict[str, Any]:
    """Return a saved layout, null while nothing was saved under that name."""
    kept = await tx.row(
        "select layout, saved_at from command.desk where account_id = :account and name = :name",
        account=_owner(tx),
        name=name,
    )
    if kept is None:
        return {"name": name, "layout": None, "saved_at": None}
    return {"name": name, "layout": kept.layout, "saved_at": kept.saved_at}


async def save(tx: Tx, name: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """Save a layout under a name, replacing the one before."""
    body = _written(wanted)
    others = await tx.value(
        "select count(*) from command.desk where account_id = :account and name <> :name",
        account=_owner(tx),
        name=name,
    )
    if others >= MOST_LAYOUTS:
        raise Invalid(f"An account keeps {MOST_LAYOUTS} layouts; replace one of them.")
    await tx.run(
        "insert into command.desk values (:account, :name, cast(:layout as jsonb), :now) "
        "on conflict (account_id, name) do update set layout = excluded.layout, "
        "saved_at = excluded.saved_at",
        account=_owner(tx),
        name=name,
        layout=body,
        now=tx.now,
    )
    return {"name": name, "layout": wanted, "saved_at": tx.now}


def _written(wanted: dict[str, Any]) -> str:
    """Return a layout as JSON that the database can hold."""
    try:
        body = orjson.dumps(wanted)
    except orjson.JSONEncodeError as error:
        detail = "numbers up to 64 bits, whole characters, nested at most 250 deep"
        raise _refused("malformed", detail) from error
    if len(body) > LAYOUT_BYTES:
        raise _refused("too-large", f"at most {LAYOUT_BYTES} bytes")
    if b"\\u0000" in body:
        raise _refused("malformed", "NUL characters are not accepted")
    return body.decode()


def _refused(code: str, detail: str) -> Invalid:
    return Invalid(f"/layout: {detail}", errors=[FieldError("/layout", code, detail)])


def _owner(tx: Tx) -> Any:
    if tx.actor.account_id is None:
        raise NotSignedIn("Layouts belong to accounts.")
    return tx.actor.account_id
