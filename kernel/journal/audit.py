"""The audit console's view of the journal: what happened, by whom, within the auditor's sight."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from kernel.access.actor import system
from kernel.db import Tx
from kernel.journal import anchors, verify
from kernel.web.deps import Read, RuntimeDep, SignedIn

router = APIRouter(prefix="/api/audit", tags=["audit"])
# What a bigint holds; the number of a fact is one.
LAST_SEQ = 2**63 - 1
# Outside these years a time is a mistake, and far outside it overflows when its zone is applied.
FIRST_YEAR, LAST_YEAR = 2000, 2199

_SELECT = """
select seq, at, kind, topic, subject, version, about, state, actor, cause,
       nullif(drill, '00000000-0000-0000-0000-000000000000') as drill
from kernel.fact
where (cast(:before as bigint) is null or seq < :before)
  and (cast(:kind as text) is null or kind = :kind or kind like :kind || '.%')
  and (cast(:subject as uuid) is null or subject = :subject
       or about @> array[cast(:subject as uuid)])
  and (cast(:actor as text) is null or actor ->> 'id' = :actor or actor ->> 'name' = :actor)
  and (cast(:since as timestamptz) is null or at >= :since)
  and (cast(:until as timestamptz) is null or at < :until)
order by seq desc limit :most
"""


async def listed(tx: Tx, *, cursor: int | None, limit: int, **filters: Any) -> dict[str, Any]:
    """Return one page of facts, newest first, without restricted parts."""
    rows = await tx.rows(_SELECT, before=cursor, most=limit + 1, **filters)
    items = [row._asdict() for row in rows[:limit]]
    return {"items": items, "next": str(items[-1]["seq"]) if len(rows) > limit else None}


def _in_our_years(value: datetime) -> datetime:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"the year must lie between {FIRST_YEAR} and {LAST_YEAR}")
    return value


Moment = Annotated[AwareDatetime, AfterValidator(_in_our_years)]


class Filters(BaseModel):
    """What the audit list may be narrowed by; `kind` is whole or the noun before the dot."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    kind: Annotated[str | None, Field(max_length=60)] = None
    actor: Annotated[str | None, Field(max_length=100)] = None
    subject: UUID | None = None
    since: Annotated[Moment | None, Field(alias="from")] = None
    until: Annotated[Moment | None, Field(alias="to")] = None
    cursor: Annotated[int | None, Field(ge=0, le=LAST_SEQ)] = None
    limit: Annotated[int, Field(ge=1, le=1000)] = 100


@router.get("")
async def audit(read: Read, filters: Annotated[Filters, Query()]) -> dict[str, Any]:
    """List facts by kind, actor, subject and time, newest first."""
    read.actor.require("audit.read")
    return await read(lambda tx: listed(tx, **filters.model_dump()))


@router.get("/verify")
async def verified(actor: SignedIn, runtime: RuntimeDep) -> dict[str, Any]:
    """Walk the digest chain and compare it with the anchors."""
    actor.require("audit.read")
    kept = anchors.read(runtime.settings.home)
    async with runtime.db.reading(system("audit")) as tx:
        return (await verify.verify(tx, kept)).document()
