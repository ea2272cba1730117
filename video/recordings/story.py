"""What happened while something was recorded: the journal's facts and what was written."""

from typing import Any

from kernel.api import Tx
from messages.api import MessageFilter, talks
from video.recordings import chapters, queries
from video.rooms import whiteboard_queries
from video.rooms.whiteboard_state import object_state, whiteboard_state

Answer = dict[str, Any]
# A day of a busy room.
MOST_FACTS = 5_000
MOST_WORDS = 1_000
# What ever stood on one whiteboard.
MOST_DRAWN = 5_000
_WHITEBOARD = ("id", "ground", "box", "opened_by", "opened_at", "closed_at")


async def chapters_of(tx: Tx, row: Any) -> list[Answer]:
    """Return what happened while it was recorded."""
    until = row.ended_at or tx.now
    kinds = sorted(chapters.KINDS)
    told = [_told(each) for each in await queries.facts(tx, row, kinds, MOST_FACTS)]
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


async def whiteboards_of(tx: Tx, row: Any) -> list[Answer]:
    """Return the whiteboards of the room while it was recorded, with what stood on them."""
    if row.room_id is None:
        return []
    span = (row.started_at, row.ended_at or tx.now)
    found = []
    for sheet in await whiteboard_queries.between(tx, row.room_id, *span):
        drawn = await whiteboard_queries.drawn_between(tx, sheet.id, *span, most=MOST_DRAWN)
        state = whiteboard_state(sheet)
        objects = [object_state(each) | {"erased_at": each.erased_at} for each in drawn]
        found.append({name: state[name] for name in _WHITEBOARD} | {"objects": objects})
    return found
