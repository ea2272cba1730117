"""What happened while something was recorded: the journal's facts and what was written."""

from typing import Any

from kernel.api import Tx
from messages.api import MessageFilter, talks
from video.recordings import chapters, queries

Answer = dict[str, Any]
# A day of a busy room.
MOST_FACTS = 5_000
MOST_WORDS = 1_000


async def chapters_of(tx: Tx, row: Any) -> list[Answer]:
    """Return what happened while it was recorded."""
    until = row.ended_at or tx.now
    told = [_told(each) for each in await queries.facts(tx, row, MOST_FACTS)]
    if row.room_id is None:
        return chapters.chapters([], told)
    before = [_told(each) for each in await queries.before(tx, row)]
    found = chapters.chapters(before, told)
    wanted = MessageFilter(about=row.room_id, limit=MOST_WORDS)
    for each in (await talks.listed(tx, wanted))["items"]:
        if row.started_at <= each["sent_at"] <= until:
            name = each["sender"]["name"]
            found.append(chapters.chapter(each["sent_at"], "message", name=name, text=each["text"]))
    return sorted(found, key=lambda each: each["at"])


def _told(row: Any) -> chapters.Told:
    return chapters.Told(row.at, row.kind, str(row.subject), row.state)
