"""What a link shows goes where the link goes, and ends with it."""

from incidents.api import links
from kernel.api import Reaction, ReadFact, Tx
from video.api import phones


async def follow_link(tx: Tx, fact: ReadFact) -> None:
    """Move what a link shows to the incident it hangs on now; end it when the link has ended."""
    row = await phones.of_sender(tx, fact.subject, None)
    if row is None:
        return
    now = await links.standing(tx, fact.subject)
    if now is not None:
        await phones.follow(tx, fact.subject, (now.incident_id, now.report_id), now.scope_id)
    elif row.ended_at is None:
        await phones.end(tx, row.source_id, "link")


phones_follow = Reaction("link-phones", frozenset({"link.bound", "link.withdrawn"}), follow_link)
