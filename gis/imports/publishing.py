"""The last step of an import: one short transaction brings staged features into their layer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from gis.features import queries as features
from gis.imports import queries, rules, service
from gis.layers import service as layers
from gis.layers.policies import EDIT, PUBLISH
from gis.layers.schemas import LayerIn
from kernel.api import Actor, Forbidden, Runtime, Tx, system
from registry.api import organisations

# Long enough to notice a wrong file after a weekend; what was replaced takes room meanwhile.
UNDO = timedelta(days=7)


@asynccontextmanager
async def as_owner(runtime: Runtime, row: Any) -> AsyncIterator[Tx]:
    """Open a transaction with the present rights of whoever asked. Raises `Forbidden`."""
    actor: Actor | None = system(row.owner.removeprefix("system:system:"))
    if row.account_id is not None:
        async with runtime.db.reading(system("imports")) as tx:
            actor = await runtime.directory.actor(tx, row.account_id)
    if actor is None:
        raise Forbidden("The account that asked for this is gone or disabled.")
    async with runtime.db.transaction(actor) as tx:
        yield tx


async def publish(runtime: Runtime, row: Any) -> None:
    """Bring the staged features into their layer and close the import, in one transaction."""
    async with as_owner(runtime, row) as tx:
        present = await queries.TASKS.one(tx, row.id, lock=True)
        if present is None or present.state != "running":
            return
        await tx.run(queries.PUBLISH_TIMEOUT)
        choices = service.choices_of(row)
        values = await _MODES[choices.into](tx, row)
        await queries.drop_staged(tx, row.id)
        await queries.change(
            tx, row.id, state="done", done=row.total, undo_until=tx.now + UNDO, **values
        )


async def _new(tx: Tx, row: Any) -> dict[str, Any]:
    choices = service.choices_of(row)
    columns = rules.columns_of(choices, row.preview)
    form = rules.layer_form(choices, row.preview, row.name, columns)
    if form.organisation_id is None and tx.actor.organisation_id is None:
        root = (await organisations.root(tx))["id"]
        form = form.model_copy(update={"organisation_id": root})
    layer = (await _made(tx, form, proposed=choices.code is None))["id"]
    return await _filled(tx, row, await layers.locked(tx, layer, PUBLISH))


async def _made(tx: Tx, form: LayerIn, *, proposed: bool) -> dict[str, Any]:
    """Make the layer; a code that only its file's name proposed gives way to another layer's."""
    try:
        return await layers.publish(tx, form)
    except layers.LayerCodeTaken:
        if not proposed:
            raise
        return await layers.publish(tx, form.model_copy(update={"code": None}))


async def _replace(tx: Tx, row: Any) -> dict[str, Any]:
    choices = service.choices_of(row)
    assert choices.layer_id is not None
    layer = await layers.locked(tx, choices.layer_id, PUBLISH)
    names = ("attributes", "geometry", "srid", "datum", "source", "licence")
    before = {name: getattr(layer, name) for name in names}
    await queries.keep(tx, row.id, layer.id)
    await features.delete_all(tx, layer.id)
    columns = rules.columns_of(choices, row.preview)
    after = rules.contents(choices, row.preview, columns)
    after |= {name: after[name] or before[name] for name in ("source", "licence")}
    await queries.set_contents(tx, layer.id, after)
    return await _filled(tx, row, layer) | {"before": before}


async def _append(tx: Tx, row: Any) -> dict[str, Any]:
    choices = service.choices_of(row)
    assert choices.layer_id is not None
    return await _filled(tx, row, await layers.locked(tx, choices.layer_id, EDIT))


async def _filled(tx: Tx, row: Any, layer: Any) -> dict[str, Any]:
    choices = service.choices_of(row)
    during = (choices.since, choices.until) if choices.since and choices.until else None
    made = await queries.publish(tx, row.id, layer.id, during)
    answer = await layers.touched(tx, layer, kind="layer.edited")
    return {
        "layer_id": layer.id,
        "layer_version": answer["version"],
        "first_feature": made.first,
        "last_feature": made.last,
    }


_MODES = {"new": _new, "replace": _replace, "append": _append}
