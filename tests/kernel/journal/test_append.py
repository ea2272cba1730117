"""Facts: order, projection, sight, all or nothing."""

import asyncio
from itertools import pairwise
from uuid import UUID

import asyncpg
import pytest

from kernel.api import (
    Database,
    NewFact,
    NotFound,
    Tx,
    Unavailable,
    journal,
    new_id,
    scopes,
    system,
)
from kernel.journal.append import StateTooLarge
from kernel.journal.rebuild import rebuild
from tests.harness.clock import FakeClock
from tests.harness.servers import DatabaseUrls
from tests.kernel.conftest import TwoOrganisations, person


def fact(subject: UUID, scope: UUID | None, **state: object) -> NewFact:
    return NewFact("thing.changed", "things", subject, state, scope)


async def record(db: Database, *facts: NewFact) -> None:
    async with db.transaction(system("test")) as tx:
        for item in facts:
            tx.record(item)


async def test_seq_has_no_gap_and_time_rises_under_parallel_writers(
    db: Database, two: TwoOrganisations
) -> None:
    subjects = [new_id() for _ in range(8)]

    async def write(subject: UUID) -> None:
        for number in range(10):
            await record(db, fact(subject, two.east, number=number))

    await asyncio.gather(*(write(subject) for subject in subjects))
    async with db.reading(system("test")) as tx:
        rows = await tx.rows("select seq, at, version, subject from kernel.fact order by seq")
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert all(before.at < after.at for before, after in pairwise(rows))
    for subject in subjects:
        assert [row.version for row in rows if row.subject == subject] == list(range(1, 11))


async def test_a_failed_use_case_leaves_no_fact(db: Database, two: TwoOrganisations) -> None:
    subject = new_id()

    async def fails_halfway(tx: Tx) -> None:
        tx.record(fact(subject, two.east))
        raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        await db.run(system("test"), fails_halfway)
    async with db.reading(system("test")) as tx:
        assert await journal.version_of(tx, subject) is None


async def test_a_fact_that_cannot_be_written_undoes_the_change(
    db: Database, two: TwoOrganisations
) -> None:
    scope = new_id()

    async def too_large(tx: Tx) -> None:
        await scopes.create(tx, [two.east], scope_id=scope)
        tx.record(fact(new_id(), two.east, text="x" * 20_000))

    with pytest.raises(StateTooLarge):
        await db.run(system("test"), too_large)
    async with db.reading(system("test")) as tx:
        assert not await tx.rows("select 1 from kernel.scope where id = :id", id=scope)


async def test_a_clock_that_goes_back_does_not_reorder(
    db: Database, two: TwoOrganisations, clock: FakeClock
) -> None:
    subject = new_id()
    await record(db, fact(subject, two.east, n=1))
    clock.advance(hours=-1)
    await record(db, fact(subject, two.east, n=2))
    async with db.reading(system("test")) as tx:
        first, second = await tx.rows(
            "select at from kernel.fact where subject = :subject order by seq", subject=subject
        )
    assert first.at < second.at


async def test_sight_follows_the_present_scope(db: Database, two: TwoOrganisations) -> None:
    subject, scope = new_id(), new_id()
    async with db.transaction(two.east_actor) as tx:
        await scopes.create(tx, [two.east], scope_id=scope)
        tx.record(fact(subject, scope, n=1))

    async def versions(tx: Tx) -> list[int]:
        rows = await tx.rows(
            "select version from kernel.fact where subject = :subject order by 1", subject=subject
        )
        return [row.version for row in rows]

    assert await db.run(two.east_actor, versions) == [1]
    assert await db.run(two.west_actor, versions) == []
    async with db.transaction(two.east_actor) as tx:
        await scopes.change(tx, scope, label="internal", sight=[two.west])
    assert await db.run(two.east_actor, versions) == []
    assert await db.run(two.west_actor, versions) == [1]


async def test_nobody_changes_a_scope_they_do_not_see(db: Database, two: TwoOrganisations) -> None:
    with pytest.raises(NotFound):
        async with db.transaction(two.west_actor) as tx:
            await scopes.change(tx, two.east, label="internal", sight=[two.west])


async def test_restricted_scopes_open_to_named_posts_only(
    db: Database, two: TwoOrganisations
) -> None:
    subject, scope, post = new_id(), new_id(), new_id()
    async with db.transaction(system("test")) as tx:
        await scopes.create(tx, [two.east], label="restricted", named=[post], scope_id=scope)
        tx.record(fact(subject, scope))
    named = person(two.west, posts=frozenset({post}))
    async with db.reading(named) as tx:
        assert await journal.version_of(tx, subject) == 1
    async with db.reading(two.east_actor) as tx:
        assert await journal.version_of(tx, subject) is None


async def test_the_restricted_part_needs_its_permission(
    db: Database, two: TwoOrganisations
) -> None:
    subject = new_id()
    await record(
        db, NewFact("thing.changed", "things", subject, {}, two.east, restricted={"phone": "1"})
    )

    async def bodies(tx: Tx) -> int:
        return len(
            await tx.rows(
                "select r.body from kernel.fact_restricted r join kernel.fact f using (seq) "
                "where f.subject = :subject",
                subject=subject,
            )
        )

    assert await db.run(two.east_actor, bodies) == 0
    assert await db.run(person(two.east, "personal.read"), bodies) == 1
    assert await db.run(person(two.west, "personal.read"), bodies) == 0


async def test_the_application_role_cannot_touch_the_journal(
    db: Database, two: TwoOrganisations, database_urls: DatabaseUrls
) -> None:
    await record(db, fact(new_id(), two.east))
    connection = await asyncpg.connect(database_urls.app)
    try:
        for statement in (
            "update kernel.fact set kind = 'x'",
            "delete from kernel.fact",
            "insert into kernel.fact_restricted values (1, '', '')",
            "update kernel.subject_state set state = null",
            "truncate kernel.subject_span",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
    finally:
        await connection.close()


async def test_the_projection_can_be_rebuilt(
    db: Database, two: TwoOrganisations, owner: asyncpg.Connection
) -> None:
    subject = new_id()
    await record(db, fact(subject, two.east, n=1))
    await record(db, fact(subject, two.east, n=2), fact(new_id(), two.west))
    await record(db, NewFact("thing.cleared", "things", subject, None, two.east))
    before = await projection(owner)
    await rebuild(owner)
    assert await projection(owner) == before


async def projection(owner: asyncpg.Connection) -> list[list[str]]:
    """Return both tables as sorted text."""
    tables = ("kernel.subject_state", "kernel.subject_span")
    return [sorted(str(row) for row in await owner.fetch(f"table {name}")) for name in tables]


async def test_a_reading_writes_nothing(db: Database) -> None:
    with pytest.raises(Unavailable):  # as of a server that only reads
        async with db.reading(system("test")) as tx:
            await tx.run("insert into kernel.cursor (name, seq) values ('x', 1)")
    async with db.transaction(system("test")) as tx:
        await tx.run("insert into kernel.cursor (name, seq) values ('x', 1)")
