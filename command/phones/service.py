"""Joins links and incidents with phones: who may show what, to whom, and who may end it.

What a link is for is looked up as the system: the page of a caller may show an incident its desk's
organisation does not see, and learns nothing of it but who looks.
"""

import contextlib
from typing import Any
from uuid import UUID

from command.phones.schemas import PhoneIn
from incidents.api import check_among, incidents, links
from kernel.api import (
    Actor,
    FieldError,
    Invalid,
    NotFound,
    NotSignedIn,
    Problem,
    Runtime,
    Tx,
    system,
)
from registry.api import organisations
from video.api import CREW_LASTS, PUBLISH, WATCH, Showing, engine_of, phone_jobs, phones

ACTOR = system("phones")
# Who may end what others show: the desk that hands out links, and whoever leads incidents.
ENDERS = ("links.create", "incidents.manage")
Answer = dict[str, Any]


async def start(runtime: Runtime, actor: Actor, body: PhoneIn) -> Answer:
    """Begin to show, or go on.

    Raises `Forbidden`, `Invalid`, `NotSignedIn`, `PhoneEnded`, `RateLimited`.
    """
    what = await _showing(runtime, actor, body.incident_id)
    async with runtime.db.transaction(actor) as tx:
        # Locked: a link that is withdrawn now is withdrawn after this, and ends what it began.
        await links.sender(tx, lock=True)
        await phones.start(tx, what, body.take)
    return await _mine(runtime, what)


async def mine(runtime: Runtime, actor: Actor, incident: UUID | None) -> Answer:
    """Return how the asker's own live picture stands, also before it was ever shown."""
    return await _mine(runtime, await _showing(runtime, actor, incident))


async def stop(runtime: Runtime, actor: Actor, incident: UUID | None) -> None:
    """Show no more."""
    what = await _showing(runtime, actor, incident)
    async with runtime.db.transaction(actor) as tx:
        row = await phones.of_sender(tx, what.sender_id, what.incident_id)
        if row is None:
            return
        await phones.end(tx, row.source_id, "sender")
    await phone_jobs.let_go(runtime, row.source_id)


async def live(tx: Tx, incident: UUID | None, report: UUID | None) -> Answer:
    """Return the phones that show an incident, or came of a report, the newest first.

    What shows an incident that was merged into it shows it too, to whoever may see that one.
    """
    tx.actor.require(WATCH)
    if (incident is None) == (report is None):
        detail = "an incident or a report"
        raise Invalid(detail, errors=[FieldError("?incident_id", "one-of", detail)])
    family = await incidents.family(tx, incident) if incident is not None else []
    found = await phones.live(tx, incidents=family, report=report)
    return {"items": [await _card(tx, row, source) for row, source in found], "next": None}


async def end(runtime: Runtime, actor: Actor, source: UUID) -> None:
    """End what a phone shows, for the desk. Raises `Forbidden`, `NotFound`, `NotYours`."""
    if not any(actor.may(each) for each in ENDERS):
        actor.require(ENDERS[0])
    async with runtime.db.transaction(actor) as tx:
        row = await phones.seen(tx, source)
        await _check_ends(tx, row)
        await phones.end(tx, source, "desk")
    await phone_jobs.let_go(runtime, source)


async def _showing(runtime: Runtime, actor: Actor, incident: UUID | None) -> Showing:
    if actor.kind == "link" and actor.credential_id is not None:
        return await _of_link(runtime, actor.credential_id, incident)
    return await _of_crew(runtime, actor, incident)


async def _of_link(runtime: Runtime, link: UUID, incident: UUID | None) -> Showing:
    if incident is not None:
        detail = "a link shows what it was sent for"
        raise Invalid(detail, errors=[FieldError("/incident_id", "excludes", detail)])
    async with runtime.db.reading(ACTOR) as tx:
        row = await links.standing(tx, link)
    if row is None:
        raise NotSignedIn("The link has expired; ask the desk for a new one.")
    mark = str(link)[-4:].upper()
    return Showing(
        "link", link, f"求助人手机 {mark}", f"Caller’s phone {mark}", row.incident_id,
        row.report_id, row.organisation_id, row.scope_id, row.expires_at,
    )  # fmt: skip


async def _of_crew(runtime: Runtime, actor: Actor, incident: UUID | None) -> Showing:
    actor.require(PUBLISH)
    account, organisation = actor.account_id, actor.organisation_id
    async with runtime.db.reading(actor) as tx:
        row = None
        with contextlib.suppress(NotFound):
            row = await incidents.seen(tx, incident) if incident is not None else None
        if row is None or account is None or organisation is None:
            detail = "an incident you see"
            raise Invalid(detail, errors=[FieldError("/incident_id", "unknown", detail)])
        unit = (await runtime.directory.card(tx, actor))["unit"]
        name = unit["call_sign"] if unit else actor.name
        return Showing(
            "account", account, f"{name} 手机", f"{name}, phone", row.id, None,
            organisation, row.scope_id, tx.now + CREW_LASTS,
        )  # fmt: skip


async def _mine(runtime: Runtime, what: Showing) -> Answer:
    async with runtime.db.reading(ACTOR) as tx:
        row = await phones.of_sender(tx, what.sender_id, what.incident_id)
        incident = await incidents.seen(tx, what.incident_id) if what.incident_id else None
        restricted = incident is not None and incident.label == "restricted"
        sees = [what.organisation_id]
        # Who works on a restricted incident is not told to a caller.
        if incident is not None and not (restricted and what.sender == "link"):
            sees += [incident.organisation_id, *incident.assigned]
        found = await organisations.refs(tx, list(dict.fromkeys(sees)))
        used = await phones.use(tx, row.source_id) if row is not None else {}
    shown: Answer = {"on": False, "source_id": None, "take": None, "started_at": None}
    shown |= {"arrives": False, "watching": 0, "in_meeting": False, "recorded": False}
    shown |= {"ends_at": what.ends_at}
    if row is not None:
        shown |= {name: getattr(row, name) for name in ("source_id", "take", "started_at")}
        if row.ended_at is None:
            arrives, watching = await _at_engine(runtime, row.source_id)
            shown |= {"on": True, "arrives": arrives, "watching": watching, **used}
            shown |= {"ends_at": row.ends_at}
    return shown | {
        "why_ended": row.why_ended if row is not None else None,
        "sees": list(found.values()),
        "restricted": restricted,
    }


async def _at_engine(runtime: Runtime, source: UUID) -> tuple[bool, int]:
    """Say whether pictures arrive and how many watch; nobody knows while no engine answers."""
    try:
        stats = await engine_of(runtime).stats(source)
    except Problem:
        return False, 0
    arrives = any(each.connected and (each.layers or each.audio_kbps) for each in stats.sources)
    return arrives, sum(each.connected for each in stats.viewers)


async def _card(tx: Tx, row: Any, source: Answer) -> Answer:
    place = await links.place_of(tx, row.sender_id) if row.sender == "link" else None
    return {
        "source": source,
        "sender": row.sender,
        "sender_id": row.sender_id,
        "started_at": row.started_at,
        "ends_at": row.ends_at,
        "place": place and {"lon": place["lon"], "lat": place["lat"]},
        "may_end": await _may_end(tx, row),
    }


async def _may_end(tx: Tx, row: Any) -> bool:
    if not any(tx.actor.may(each) for each in ENDERS):
        return False
    try:
        await _check_ends(tx, row)
    except Problem:
        return False
    return True


async def _check_ends(tx: Tx, row: Any) -> None:
    """Raise `NotYours` unless the asker's organisations lead the incident, or keep the phone."""
    owners = {row.organisation_id}
    for each in await incidents.merged_into(tx, row.incident_id) if row.incident_id else ():
        with contextlib.suppress(NotFound):
            incident = await incidents.seen(tx, each)
            if incident.label == "restricted":
                return
            owners |= {incident.organisation_id, *incident.assigned}
    check_among(tx.actor, owners)
