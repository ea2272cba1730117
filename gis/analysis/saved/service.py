"""Use cases of saved answers: keep, list, read, export, take away, bring back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson

from gis.analysis import service as questions
from gis.analysis.saved import queries
from gis.analysis.saved.schemas import SavedFilter, SaveIn
from gis.subjects import about_incident
from kernel.api import (
    FieldError,
    Forbidden,
    NewFact,
    NotFound,
    TooLarge,
    Tx,
    journal,
    new_id,
    paging,
    sheet,
)
from registry.api import instant, organisations

TOPIC = "analyses"
READ, SAVE = "layers.read", "analysis.save"
# A screen draws it in one go; larger answers are layers.
MOST_BYTES = 4_000_000
# Of these the card and the timeline tell; the rest stands in the answer.
MOST_FIGURES = 12
Answer = dict[str, Any]
PLAIN = ("id", "kind", "title", "fictional", "detail", "incident_id", "saved_by", "created_at")


class ForeignAnalysis(Forbidden):
    """The answer may be read, but another organisation kept it."""

    code = "foreign-analysis"
    title = "Another organisation saved this analysis"


async def save(tx: Tx, body: SaveIn) -> Answer:
    """Answer a question now and keep the answer, for an incident on demand."""
    tx.actor.require(SAVE)
    organisation = tx.actor.organisation_id
    if organisation is None:
        raise Forbidden("Answers are kept by somebody of an organisation.")
    about = await about_incident(tx, body.incident_id)
    answer = await questions.answer(tx, body.input)
    content = orjson.dumps(answer, option=orjson.OPT_UTC_Z)
    if len(content) > MOST_BYTES:
        detail = f"over {MOST_BYTES // 1_000_000} MB; ask for a smaller area"
        raise TooLarge(detail, errors=[FieldError("/input", "too-large", detail)])
    scope = organisation if body.sight == "internal" else None
    analysis = new_id()
    values = {
        "id": analysis,
        "kind": body.input.kind,
        "title": body.title,
        "input": orjson.dumps(answer["input"]).decode(),
        "result": content.decode(),
        "organisation_id": organisation,
        "scope_id": about.scope if about.incident else scope,
        "incident_id": about.incident,
        "saved_by": orjson.dumps({"id": tx.actor.card()["id"], "name": tx.actor.name}).decode(),
    }
    await queries.insert(tx, values)
    return await _record(tx, analysis, "analysis.saved")


async def find_many(tx: Tx, wanted: SavedFilter) -> Answer:
    """Return a page of the saved answers within sight, newest first, without their shapes."""
    tx.actor.require(READ)
    key = paging.key_of(wanted.cursor, instant, UUID)
    rows = await queries.listed(
        tx,
        filters=wanted.model_dump(include={"kind", "incident"}),
        removed=wanted.removed,
        after=(key[0], key[1]) if key else None,
        limit=wanted.limit,
    )
    items = await _cards(tx, rows)
    return paging.page(items, wanted.limit, lambda item: (item["created_at"], item["id"]))


async def show(tx: Tx, analysis: UUID) -> Answer:
    """Return a saved answer in full."""
    tx.actor.require(READ)
    row = await queries.card(tx, analysis)
    found = await queries.result(tx, analysis)
    if row is None or found is None:
        raise NotFound
    return {"card": (await _cards(tx, [row]))[0], "result": found.result}


async def geojson(tx: Tx, analysis: UUID) -> Answer:
    """Return the shapes of a saved answer."""
    shapes: Answer = (await _result(tx, analysis))["shapes"]
    return shapes


async def csv(tx: Tx, analysis: UUID) -> bytes:
    """Return the table of a saved answer as CSV, titles in both languages."""
    table = (await _result(tx, analysis))["table"]
    titles = [
        f"{each['zh']} {each['en']}" + (f" ({each['unit']})" if each.get("unit") else "")
        for each in table["columns"]
    ]
    return sheet.document(titles, table["rows"])


async def _result(tx: Tx, analysis: UUID) -> Mapping[str, Any]:
    tx.actor.require(READ)
    found = await queries.result(tx, analysis)
    if found is None:
        raise NotFound
    result: Mapping[str, Any] = found.result
    return result


async def remove(tx: Tx, analysis: UUID) -> None:
    """Take a saved answer away; `restore` brings it back."""
    row = await _locked(tx, analysis)
    if row.removed_at is None:
        await queries.set_removed(tx, analysis, removed=True)
        await _record(tx, analysis, "analysis.removed")


async def restore(tx: Tx, analysis: UUID) -> Answer:
    """Bring back a saved answer; one that is there stays as it is."""
    row = await _locked(tx, analysis)
    if row.removed_at is None:
        return (await _cards(tx, [row]))[0]
    await queries.set_removed(tx, analysis, removed=False)
    return await _record(tx, analysis, "analysis.restored")


async def _locked(tx: Tx, analysis: UUID) -> Any:
    tx.actor.require(SAVE)
    row = await queries.card(tx, analysis, lock=True)
    if row is None:
        raise NotFound
    if not organisations.sees(tx.actor, row.organisation_id):
        detail = "its own organisation, or one above it, removes it"
        raise ForeignAnalysis(detail, errors=[FieldError("", "foreign-analysis", detail)])
    return row


async def _cards(tx: Tx, rows: list[Any]) -> list[Answer]:
    owners = await organisations.refs(tx, {row.organisation_id for row in rows})
    return [_card(row, owners) for row in rows]


def _card(row: Any, owners: Mapping[UUID, Answer]) -> Answer:
    inside = "internal" if row.scope_id else "open"
    return {name: getattr(row, name) for name in PLAIN} | {
        "figures": row.figures[:MOST_FIGURES],
        "organisation": owners[row.organisation_id],
        "sight": "incident" if row.incident_id else inside,
        "removed_at": row.removed_at,
    }


async def _record(tx: Tx, analysis: UUID, kind: str) -> Answer:
    row = await queries.card(tx, analysis)
    if row is None:
        raise Forbidden("This would hide the analysis from yourself.")
    (state,) = await _cards(tx, [row])
    told = state if row.removed_at is None else None
    about = [row.incident_id] if row.incident_id else []
    tx.record(NewFact(kind, TOPIC, analysis, told, row.scope_id, about=about))
    return state | {"version": await journal.version_after(tx, analysis)}
