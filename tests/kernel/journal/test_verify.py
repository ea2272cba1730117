"""Verification finds every kind of tampering; erasing by retention keeps the chain whole."""

from datetime import timedelta
from pathlib import Path

import asyncpg
import orjson
import pytest

from kernel.api import Database, NewFact, new_id, system
from kernel.journal import anchors, export
from kernel.journal.verify import Report, verify
from tests.harness.clock import FakeClock
from tests.kernel.conftest import TwoOrganisations

FACTS = 20


@pytest.fixture
async def anchored(db: Database, two: TwoOrganisations, tmp_path: Path) -> int:
    """Twenty facts, the last of them anchored; return the first one's seq."""
    async with db.transaction(system("test")) as tx:
        first = (await tx.value("select coalesce(max(seq), 0) from kernel.fact")) + 1
    for number in range(FACTS):
        async with db.transaction(system("test")) as tx:
            tx.record(
                NewFact(
                    "thing.changed",
                    "things",
                    new_id(),
                    {"n": number},
                    two.east,
                    restricted={"phone": f"1380000{number:04}"},
                )
            )
    async with db.reading(system("test")) as tx:
        assert await anchors.take(tx, tmp_path) is not None
    return int(first)


async def verified(db: Database, home: Path) -> Report:
    async with db.reading(system("test")) as tx:
        return await verify(tx, anchors.read(home))


async def test_an_untouched_journal_is_whole(db: Database, anchored: int, tmp_path: Path) -> None:
    report = await verified(db, tmp_path)
    assert report.ok
    assert report.checked == anchored + FACTS - 1
    assert report.anchors == 1


TAMPERING = {
    "a changed state": "update kernel.fact set state = '{{\"n\": 99}}' where seq = {middle}",
    "a changed actor": "update kernel.fact set actor = '{{}}' where seq = {middle}",
    "a changed scope": "update kernel.fact set scope_id = null where seq = {middle}",
    "a removed fact": "delete from kernel.fact where seq = {middle}",
    "a cut tail": "delete from kernel.fact where seq > {middle}",
    "an exchanged restricted part": (
        "update kernel.fact_restricted set body = '{{}}' where seq = {middle}"
    ),
    "an inserted fact": (
        "update kernel.fact set seq = seq + 1000000 where seq > {middle}; "
        "insert into kernel.fact select {middle} + 1, at, kind, topic, subject, version, about, "
        "state, null, scope_id, scope_was, scope_moved, actor, cause, drill, digest "
        "from kernel.fact where seq = {middle}; "
        "update kernel.fact set seq = seq - 999999 where seq > 1000000"
    ),
    "everything rewritten from one fact on": """
        do $$ declare f kernel.fact; before bytea; begin
            update kernel.fact set state = '{{}}' where seq = {middle};
            select digest into before from kernel.fact where seq = {middle} - 1;
            for f in select * from kernel.fact where seq >= {middle} order by seq loop
                before := sha256(before || kernel.canonical(f));
                update kernel.fact set digest = before where seq = f.seq;
            end loop;
        end $$""",
}


@pytest.mark.parametrize("deed", TAMPERING)
async def test_tampering_is_found(
    db: Database, anchored: int, owner: asyncpg.Connection, tmp_path: Path, deed: str
) -> None:
    transaction = owner.transaction()
    await transaction.start()
    saved = [await owner.fetch(f"table kernel.{name}") for name in ("fact", "fact_restricted")]
    await transaction.rollback()
    await owner.execute(TAMPERING[deed].format(middle=anchored + FACTS // 2))
    report = await verified(db, tmp_path)
    assert not report.ok, deed
    await owner.execute("truncate kernel.fact, kernel.fact_restricted")
    for name, rows in zip(("fact", "fact_restricted"), saved, strict=True):
        await owner.copy_records_to_table(name, schema_name="kernel", records=rows)
    assert (await verified(db, tmp_path)).ok


async def test_erasing_personal_parts_keeps_the_chain(
    db: Database, anchored: int, tmp_path: Path, clock: FakeClock
) -> None:
    clock.advance(days=200)
    async with db.transaction(system("retention")) as tx:
        gone = await tx.value(
            "select kernel.erase_restricted(:older, 1000)", older=tx.now - timedelta(days=180)
        )
    assert len(gone) >= FACTS
    report = await verified(db, tmp_path)
    assert report.ok
    assert report.erased >= FACTS
    async with db.reading(system("test")) as tx:
        left = await tx.value(
            "select count(*) from kernel.fact_restricted where seq >= :first", first=anchored
        )
    assert left == 0


async def test_a_torn_anchor_line_is_passed_over(
    db: Database, anchored: int, tmp_path: Path
) -> None:
    with anchors.path(tmp_path).open("ab") as stream:
        stream.write(b'{"seq": 1, "dig')
    assert (await verified(db, tmp_path)).ok


async def test_an_export_carries_the_chain(db: Database, anchored: int, tmp_path: Path) -> None:
    last = anchored + FACTS - 1
    async with db.reading(system("test")) as tx:
        manifest = await export.export(tx, tmp_path / "facts.jsonl", anchored, last)
    lines = [orjson.loads(line) for line in (tmp_path / "facts.jsonl").read_bytes().splitlines()]
    assert [line["seq"] for line in lines] == list(range(anchored, last + 1))
    assert manifest["digest"] == lines[-1]["digest"]
    assert not (tmp_path / "facts.jsonl.part").exists()
    assert b"1380000" not in (tmp_path / "facts.jsonl").read_bytes()
