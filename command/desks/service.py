"""Use cases of saved layouts; no fact is written, a layout concerns its owner alone."""

from typing import Any

import orjson

from kernel.api import FieldError, Invalid, NotFound, NotSignedIn, Tx

# A layout is a list of panels; 32 KB is fifty times a full desk.
LAYOUT_BYTES = 32_768
# Desks, boards and tables one person may arrange.
MOST_LAYOUTS = 50


async def layout(tx: Tx, name: str) -> dict[str, Any]:
    """Return a saved layout; raises `NotFound` when nothing was saved under that name."""
    kept = await tx.row(
        "select layout, saved_at from command.desk where account_id = :account and name = :name",
        account=_owner(tx),
        name=name,
    )
    if kept is None:
        raise NotFound("Nothing was saved under this name.")
    return {"name": name, "layout": kept.layout, "saved_at": kept.saved_at}


async def save(tx: Tx, name: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """Save a layout under a name, replacing the one before."""
    body = orjson.dumps(wanted)
    if len(body) > LAYOUT_BYTES:
        raise Invalid(
            f"A layout may have {LAYOUT_BYTES} bytes.",
            errors=[FieldError("/layout", "too-large", f"{len(body)} bytes")],
        )
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
        layout=body.decode(),
        now=tx.now,
    )
    return {"name": name, "layout": wanted, "saved_at": tx.now}


def _owner(tx: Tx) -> Any:
    if tx.actor.account_id is None:
        raise NotSignedIn("Layouts belong to accounts.")
    return tx.actor.account_id
