"""The audit console's view of the journal: what happened, by whom, within the auditor's sight."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field
from starlette.responses import Response

from kernel.access.actor import Actor, system
from kernel.db import Tx
from kernel.errors import FieldError, Invalid
from kernel.ids import new_id
from kernel.journal import anchors, verify
from kernel.journal.fact import NewFact
from kernel.journal.schemas import Anchors, AuditFact, Verification
from kernel.web import sheet
from kernel.web.answers import Page, gives, gives_sheet
from kernel.web.deps import Read, RuntimeDep, SignedIn

router = APIRouter(prefix="/api/audit", tags=["audit"])
# What a bigint holds; the number of a fact is one.
LAST_SEQ = 2**63 - 1
# Outside these years a time is a mistake, and far outside it overflows when its zone is applied.
FIRST_YEAR, LAST_YEAR = 2000, 2199
# What an office program opens without pause; a whole journal leaves by `wanglou journal export`.
MOST_EXPORTED = 20_000
# The console shows that anchors are taken, not each of them: there is one a minute.
ANCHORS_SHOWN = 20
# What a subject is called, by the first of these its state has.
NAMES = ("number", "call_sign", "username", "name", "zh", "title", "code")
TITLES = (
    "序号",
    "时间",
    "事实",
    "对象",
    "对象编号",
    "版本",
    "操作者",
    "操作者编号",
    "操作者单位编号",
    "前因",
    "演练",
    "摘要值",
)

_SELECT = """
select seq, at, kind, topic, subject, version, about, state, actor, cause,
       nullif(drill, '00000000-0000-0000-0000-000000000000') as drill{more}
from kernel.fact
where (cast(:before as bigint) is null or seq < :before)
  and (cast(:kind as text) is null or kind = :kind or kind like :kind || '.%')
  and (cast(:subject as uuid) is null or subject = :subject
       or about @> array[cast(:subject as uuid)])
  and (cast(:actor as text) is null or actor ->> 'id' = :actor
       or position(lower(:actor) in lower(actor ->> 'name')) > 0)
  and (cast(:since as timestamptz) is null or at >= :since)
  and (cast(:until as timestamptz) is null or at < :until)
order by seq desc limit :most
"""


async def listed(tx: Tx, *, cursor: int | None, limit: int, **filters: Any) -> dict[str, Any]:
    """Return one page of facts, newest first, without restricted parts."""
    rows = await tx.rows(_SELECT.format(more=""), before=cursor, most=limit + 1, **filters)
    items = [row._asdict() for row in rows[:limit]]
    return {"items": items, "next": str(items[-1]["seq"]) if len(rows) > limit else None}


def _in_our_years(value: datetime) -> datetime:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"the year must lie between {FIRST_YEAR} and {LAST_YEAR}")
    return value


Moment = Annotated[AwareDatetime, AfterValidator(_in_our_years)]


class Narrowing(BaseModel):
    """What the facts may be narrowed by; `kind` is whole or the noun before the dot."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    kind: Annotated[str | None, Field(max_length=60)] = None
    actor: Annotated[str | None, Field(max_length=100)] = None
    subject: UUID | None = None
    since: Annotated[Moment | None, Field(alias="from")] = None
    until: Annotated[Moment | None, Field(alias="to")] = None


class Filters(Narrowing):
    """One page of a narrowed list."""

    cursor: Annotated[int | None, Field(ge=0, le=LAST_SEQ)] = None
    limit: Annotated[int, Field(ge=1, le=1000)] = 100


@router.get("", **gives(Page[AuditFact]))
async def audit(read: Read, filters: Annotated[Filters, Query()]) -> dict[str, Any]:
    """List facts by kind, actor, subject and time, newest first."""
    read.actor.require("audit.read")
    return await read(lambda tx: listed(tx, **filters.model_dump()))


@router.get(".csv", **gives_sheet())
async def exported(read: Read, filters: Annotated[Narrowing, Query()]) -> Response:
    """Return facts as CSV, newest first, without states; that it was done is itself a fact."""
    read.actor.require("audit.export")
    zone = read.runtime.city.zone
    async with read.runtime.db.transaction(read.actor) as tx:
        content = await export(tx, read.actor, filters, zone)
    headers = {"Content-Disposition": 'attachment; filename="audit.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


async def export(tx: Tx, actor: Actor, filters: Narrowing, zone: str) -> bytes:
    """Return the facts a narrowing names as a sheet and record what was taken out.

    Raises `Invalid` for more than a sheet holds: a cut sheet would look whole.
    """
    rows = await tx.rows(
        _SELECT.format(more=", encode(digest, 'hex') as digest"),
        before=None,
        most=MOST_EXPORTED + 1,
        **filters.model_dump(),
    )
    if len(rows) > MOST_EXPORTED:
        detail = f"these are more than {MOST_EXPORTED} facts; choose a shorter time"
        raise Invalid(detail, errors=[FieldError("?from", "range", detail)])
    state = {
        "filters": filters.model_dump(mode="json", by_alias=True, exclude_none=True),
        "facts": len(rows),
        "first": rows[-1].seq if rows else None,
        "last": rows[0].seq if rows else None,
    }
    tx.record(NewFact("journal.exported", "journal", new_id(), state, actor.organisation_id))
    return sheet.document(TITLES, (_line(row, zone) for row in rows))


def _line(row: Any, zone: str) -> tuple[Any, ...]:
    actor = row.actor
    return (
        row.seq,
        sheet.local(row.at, zone),
        row.kind,
        _called(row.state or {}),
        row.subject,
        row.version,
        actor.get("name"),
        actor.get("id"),
        actor.get("organisation"),
        row.cause,
        row.drill,
        row.digest,
    )


def _called(state: dict[str, Any]) -> str | None:
    """Return what a state calls its subject; names in two languages are given in Chinese."""
    for name in NAMES:
        value = state.get(name)
        text = value.get("zh") if isinstance(value, dict) else value
        if isinstance(text, str):
            return text
    return None


@router.get("/anchors", **gives(Anchors))
async def anchored(actor: SignedIn, runtime: RuntimeDep) -> dict[str, Any]:
    """Return the head of the journal and its latest anchors, newest first."""
    actor.require("audit.read")
    kept = anchors.read(runtime.settings.home)
    async with runtime.db.reading(system("audit")) as tx:
        head = await tx.row(
            "select seq, at, encode(digest, 'hex') as digest from kernel.fact "
            "order by seq desc limit 1"
        )
    return {
        "head": head._asdict() if head else None,
        "count": len(kept),
        "items": kept[: -ANCHORS_SHOWN - 1 : -1],
    }


@router.get("/verify", **gives(Verification))
async def verified(actor: SignedIn, runtime: RuntimeDep) -> dict[str, Any]:
    """Walk the digest chain and compare it with the anchors."""
    actor.require("audit.read")
    kept = anchors.read(runtime.settings.home)
    async with runtime.db.reading(system("audit")) as tx:
        return (await verify.verify(tx, kept)).document()
