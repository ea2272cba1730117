"""Rebuilds the projection (present states and spans) from the journal, as the owner role.

Used after a restore and by the test that proves the projection holds nothing of its own.
"""

import asyncpg

_REBUILD = """
truncate kernel.subject_state, kernel.subject_span;
insert into kernel.subject_state
        (drill, subject, topic, kind, seq, version, since, about, state, scope_id)
    select distinct on (drill, subject)
           drill, subject, topic, kind, seq, version, at, about, state, scope_id
    from kernel.fact order by drill, subject, version desc;
insert into kernel.subject_span (drill, subject, topic, seq, version, period)
    select drill, subject, topic, seq, version, tstzrange(at, ended) from (
        select drill, subject, topic, seq, version, at, state,
               lead(at) over (partition by drill, subject order by version) as ended
        from kernel.fact) f
    where state is not null and ended is not null;
"""


async def rebuild(owner: asyncpg.Connection) -> None:
    """Replace the projection by what the journal says, in one transaction."""
    async with owner.transaction():
        await owner.execute("select pg_advisory_xact_lock(kernel.journal_lock())")
        await owner.execute(_REBUILD)
