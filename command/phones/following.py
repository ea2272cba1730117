"""What a link shows goes where the link goes, and ends with it."""

from datetime import timedelta

from incidents.api import links
from kernel.api import Job, Reaction, ReadFact, Runtime, Tx, system
from video.api import phone_jobs, phones

ACTOR = system("link-phones")


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


async def look(runtime: Runtime) -> None:
    """End what a link shows that is no longer good, however it came to show again."""
    async with runtime.db.transaction(ACTOR) as tx:
        rows = {row.sender_id: row.source_id for row in await phones.of_links(tx)}
        ended = [rows[link] for link in await links.over(tx, list(rows))]
        for source in ended:
            await phones.end(tx, source, "link")
    for source in ended:
        await phone_jobs.let_go(runtime, source)


phones_look = Job("phones-of-links", timedelta(seconds=5), look)
