"""Use cases of one-time links: make, exchange, use, withdraw.

The secret stands in the part of the address that browsers keep to themselves; the page sends it by
POST and gets a cookie for this phone alone. Position and phone number are personal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from incidents.fields import refused
from incidents.intake import linking
from incidents.intake import queries as reports
from incidents.intake.schemas import ReportIn
from incidents.intake.state import record as record_report
from incidents.lifecycle import queries as incidents
from incidents.lifecycle import service as lifecycle
from incidents.links import queries, rules
from incidents.links.schemas import LinkIn, PhonePositionIn
from incidents.links.state import link_state, personal_part, record
from incidents.organisations import own, refs
from kernel.api import Forbidden, NotFound, NotSignedIn, Tx, new_id, secrets

PAGE = "/r/#"
# What a link may carry is counted by its reports: a phone sends notes, not a novel.
MAY = ("position", "report", "photo", "live")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a link is for, who sees what comes by it, and until when it is good."""

    id: UUID
    organisation_id: UUID
    incident_id: UUID | None
    report_id: UUID | None
    scope_id: UUID
    expires_at: datetime


async def make(tx: Tx, body: LinkIn) -> dict[str, Any]:
    """Make a link; its address stands in the answer and nowhere else."""
    tx.actor.require("links.create")
    if body.incident_id and body.report_id:
        raise refused("/report_id", "one-of", "a link hangs on a report or on an incident")
    link, secret = new_id(), secrets.new_secret()
    values = body.model_dump(include={"incident_id", "report_id", "purpose", "phone"})
    values |= {
        "id": link,
        "token_hash": secrets.digest(secret),
        "organisation_id": await own(tx, tx.actor),
        "created_by": tx.actor.account_id,
        "expires_at": tx.now + timedelta(minutes=body.minutes),
        "scope_id": await _scope(tx, body),
    }
    await queries.insert(tx, values)
    state = await record(tx, "link.created", link)
    return {"id": link, "url": f"{PAGE}{secret}", "expires_at": values["expires_at"], "link": state}


async def _scope(tx: Tx, body: LinkIn) -> UUID:
    if body.report_id is not None:
        row = await reports.one(tx, body.report_id)
    elif body.incident_id is not None:
        row = await incidents.one(tx, body.incident_id)
    else:
        return await own(tx, tx.actor)
    if row is None:
        pointer = "/report_id" if body.report_id else "/incident_id"
        raise refused(pointer, "unknown", "nothing of this id among yours")
    scope: UUID = row.scope_id
    return scope


async def bind(tx: Tx, link: UUID, report: UUID) -> None:
    """Hang a link that was made while a call was taken on the report that came of it."""
    row = await queries.one(tx, link, lock=True)
    if row is None or row.incident_id is not None:
        raise refused("/link_id", "unknown", "no such link among yours")
    await queries.set_fields(tx, link, {"report_id": report})
    await record(tx, "link.bound", link)


async def exchange(tx: Tx, token: str, cookie: str | None) -> tuple[str, timedelta] | None:
    """Bind a link to the phone that opens it first.

    Returns the cookie and how long it lives, None if the phone has it already.

    Runs as the system: nobody is signed in yet. Raises `LinkGone` and `LinkUsed`.
    """
    row = await queries.by_token(tx, secrets.digest(token))
    held = secrets.digest(cookie) if cookie else None
    if not rules.check_exchange(row, held, tx.now):
        return None
    assert row is not None
    secret = secrets.new_secret()
    values = {"cookie_hash": secrets.digest(secret), "opened_at": tx.now}
    await queries.set_fields(tx, row.id, values)
    await record(tx, "link.opened", row.id)
    return secret, row.expires_at - tx.now


async def sender(tx: Tx, *, lock: bool = False) -> Any | None:
    """Return the good link that acts, None when it is somebody with an account.

    Locked it is neither withdrawn nor given another sight before this transaction ends.
    """
    if tx.actor.kind != "link":
        return None
    link = tx.actor.credential_id
    row = await queries.one(tx, link, lock=lock) if link else None
    if row is None or not rules.good(row.expires_at, row.withdrawn_at, tx.now):
        raise NotSignedIn("The link has expired; ask the desk for a new one.")
    return row


async def current(tx: Tx) -> dict[str, Any]:
    """Return what the page of a link may do and for whom."""
    row = await _acting(tx)
    known = await refs(tx, [row.organisation_id])
    return {
        "id": row.id,
        "expires_at": row.expires_at,
        "purpose": row.purpose,
        "organisation": known.get(row.organisation_id),
        "may": MAY,
        "position_at": row.position_at,
        "position_accuracy_m": row.position_accuracy_m,
        "photos": row.photos,
        "server_time": tx.now,
    }


async def _acting(tx: Tx) -> Any:
    row = await sender(tx)
    if row is None:
        raise Forbidden("This page is for one-time links.")
    return row


async def position(tx: Tx, body: PhonePositionIn) -> dict[str, Any]:
    """Keep where the phone was when it measured, and tell the desk; the latest measurement counts.

    A phone without a network sends late, and its clock may run ahead.
    """
    row = await _acting(tx)
    at = min(body.at or tx.now, tx.now)
    if row.position_at is None or at >= row.position_at:
        values = body.model_dump(include={"lon", "lat", "accuracy_m"}) | {"at": at}
        await queries.set_position(tx, row.id, values)
        await record(tx, "link.positioned", row.id)
    return {"received_at": tx.now}


async def arrived(tx: Tx, report: UUID, body: ReportIn, link: Any | None) -> dict[str, Any] | None:
    """Hang what a link sent where the link hangs; `following` does it where it sees nothing.

    It has the sight of what the link is for already.
    """
    if link is None:
        return None
    await queries.set_fields(tx, link.id, {"photos": link.photos + len(body.attachments)})
    since = tx.now - rules.REPORTS_WITHIN
    rules.check_pace(await queries.reports_since(tx, tx.actor.principal, since))
    await record(tx, "link.used", link.id, more=(report,))
    incident = await incident_of(tx, link)
    if incident is None or not await incidents.lock(tx, incident):
        return None
    await linking.hang(tx, report, incident)
    kept = await record_report(tx, "report.linked", report)
    await lifecycle.record(tx, "incident.changed", incident, about=(report,))
    return kept


async def incident_of(tx: Tx, link: Any) -> UUID | None:
    """Return the incident a link hangs on, by its report too, as far as that is visible."""
    if link.report_id is None:
        found: UUID | None = link.incident_id
        return found
    row = await reports.one(tx, link.report_id)
    return row.incident_id if row else None


async def over(tx: Tx, links: Sequence[UUID]) -> list[UUID]:
    """Return which of these links are no longer good. For the system."""
    rows = await queries.several(tx, links)
    good = {row.id for row in rows if rules.good(row.expires_at, row.withdrawn_at, tx.now)}
    return [link for link in links if link not in good]


async def standing(tx: Tx, link: UUID) -> Standing | None:
    """Return what a link is for now, None when it is no longer good. For the system."""
    row = await queries.one(tx, link)
    if row is None or not rules.good(row.expires_at, row.withdrawn_at, tx.now):
        return None
    incident = await incident_of(tx, row)
    return Standing(
        row.id, row.organisation_id, incident, row.report_id, row.scope_id, row.expires_at
    )


async def place_of(tx: Tx, link: UUID) -> dict[str, Any] | None:
    """Return where the phone of a link said it is, to those who may read personal data."""
    row = await queries.one(tx, link) if tx.actor.personal else None
    return personal_part(row)["place"] if row is not None else None


def receipt(report: dict[str, Any]) -> dict[str, Any]:
    """Return what a link learns of what it sent."""
    shown = {name: report[name] for name in ("id", "number", "received_at", "attachments")}
    # What happened to it since is not for a link that sees nothing else of it.
    return {"report": shown, "version": report["version"] or 1}


async def withdraw(tx: Tx, link: UUID) -> dict[str, Any]:
    """End a link before its time."""
    tx.actor.require("links.create")
    row = await queries.one(tx, link, lock=True)
    if row is None:
        raise NotFound
    if row.withdrawn_at is None:
        await queries.set_fields(tx, link, {"withdrawn_at": tx.now})
    return await record(tx, "link.withdrawn", link)


async def listed(tx: Tx, *, report: UUID | None, incident: UUID | None) -> list[dict[str, Any]]:
    """Return the links of a report or an incident, newest first."""
    tx.actor.require("reports.read")
    rows: Sequence[Any] = []
    if report is not None:
        rows = await queries.of_report(tx, report)
    elif incident is not None:
        rows = await queries.of_incident(tx, incident)
    return [link_state(tx, row) | _personal_of(tx, row) for row in rows]


def _personal_of(tx: Tx, row: Any) -> dict[str, Any]:
    return {"restricted": personal_part(row)} if tx.actor.personal else {}
