"""Background steps of the journal: anchors, room for new facts, erasing personal parts."""

from datetime import timedelta

from kernel.access import sessions
from kernel.access.actor import system
from kernel.feature import Feature, Job
from kernel.ids import new_id
from kernel.journal import anchors
from kernel.journal.audit import router
from kernel.journal.fact import NewFact
from kernel.runtime import Runtime

# One erasing transaction stays short: it holds the journal lock only to record what it erased.
ERASE_AT_MOST = 500
KEEP_ANSWERS = timedelta(days=2)


async def anchor(runtime: Runtime) -> None:
    """Write the head of the journal down outside the database."""
    async with runtime.db.reading(system("anchor")) as tx:
        await anchors.take(tx, runtime.settings.home)


async def make_room(runtime: Runtime) -> None:
    """Create the next part of the journal ahead of need."""
    async with runtime.db.transaction(system("journal")) as tx:
        await tx.value("select kernel.extend_journal()")


async def erase_personal(runtime: Runtime) -> None:
    """Erase restricted parts past their retention; which facts were touched is itself a fact."""
    age = timedelta(days=runtime.settings.erase_personal_after_days)
    async with runtime.db.transaction(system("retention")) as tx:
        gone = await tx.value(
            "select kernel.erase_restricted(:older, :most)", older=tx.now - age, most=ERASE_AT_MOST
        )
        if gone:
            state = {"first": gone[0], "last": gone[-1], "facts": len(gone)}
            tx.record(NewFact("journal.erased", "journal", new_id(), state, None))


async def forget(runtime: Runtime) -> None:
    """Delete ended sessions and answers kept for repeated keys."""
    async with runtime.db.transaction(system("upkeep")) as tx:
        await sessions.sweep(tx)
        await tx.run(
            "delete from kernel.idempotency where created_at < :old", old=tx.now - KEEP_ANSWERS
        )
        await tx.run(
            "delete from kernel.lockout where first_at < :old and "
            "(locked_until is null or locked_until < :now)",
            old=tx.now - KEEP_ANSWERS,
            now=tx.now,
        )


feature = Feature(
    name="journal",
    routers=(router,),
    permissions={"audit.read": "read the journal", "audit.export": "export the journal"},
    jobs=(
        Job("journal-anchor", timedelta(seconds=60), anchor),
        Job("journal-room", timedelta(hours=1), make_room),
        Job("retention", timedelta(minutes=10), erase_personal),
        Job("upkeep", timedelta(minutes=10), forget),
    ),
)
