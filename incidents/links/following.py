"""Hangs what links sent where they could not do it themselves."""

from incidents.intake import linking
from incidents.intake.state import record as record_report
from incidents.lifecycle import queries as incidents
from incidents.lifecycle import service as lifecycle
from incidents.links import queries
from incidents.links.service import incident_of
from kernel.api import Reaction, ReadFact, Tx


async def follow_used(tx: Tx, fact: ReadFact) -> None:
    """Hang what a link sent on an incident that the link's desk does not see as a whole."""
    link = await queries.one(tx, fact.subject)
    incident = await incident_of(tx, link) if link is not None else None
    if incident is None or not await incidents.lock(tx, incident):
        return
    for report in await queries.unhung(tx, fact.subject, fact.about):
        await linking.hang(tx, report, incident)
        await record_report(tx, "report.linked", report)
        await lifecycle.record(tx, "incident.changed", incident, about=(report,))


links_follow = Reaction("link-reports", frozenset({"link.used"}), follow_used)
