"""The audit console's doors: the list, the sheet and what it leaves behind, the anchors."""

import csv
import io
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest

from kernel.api import Actor, Database, NewFact, Settings, new_id, system
from kernel.journal import anchors, audit
from kernel.journal.upkeep import feature
from tests.harness.clock import FakeClock
from tests.kernel.conftest import TwoOrganisations, person
from tests.kernel.doors import WHO, app_of, client_of, runtime_on

BOM = "\ufeff"


@pytest.fixture
async def auditor(
    settings: Settings, clock: FakeClock, db: Database, two: TwoOrganisations
) -> AsyncIterator[httpx.AsyncClient]:
    """The eastern auditor; `reader` may look and not take out, `plain` neither."""
    actors = {
        "auditor": replace(person(two.east, "audit.read", "audit.export"), name="auditor"),
        "reader": person(two.east, "audit.read"),
        "plain": person(two.east),
    }
    async with (
        runtime_on(settings, clock, db) as runtime,
        client_of(app_of(runtime, feature, actors), "auditor") as client,
    ):
        yield client


async def planted(db: Database, actor: Actor, *names: str) -> None:
    """Record one fact of the actor's organisation for each name."""
    for name in names:
        async with db.transaction(actor) as tx:
            state = {"name": name}
            tx.record(NewFact("thing.changed", "things", new_id(), state, actor.organisation_id))


def table(answer: httpx.Response) -> list[dict[str, str]]:
    """Return the lines of a sheet by title."""
    assert answer.status_code == 200, answer.text
    text = answer.content.decode()
    assert text.startswith(BOM)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM))))


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_a_sheet_holds_what_one_sees_and_is_a_fact(
    auditor: httpx.AsyncClient, db: Database, two: TwoOrganisations
) -> None:
    await planted(db, two.east_actor, "=SUM(A1)", "plain")
    await planted(db, two.west_actor, "foreign")
    lines = table(await auditor.get("/api/audit.csv", params={"kind": "thing"}))
    assert [line["对象"] for line in lines] == ["plain", "'=SUM(A1)"]
    assert all(len(line["摘要值"]) == 64 for line in lines)
    (told,) = (await auditor.get("/api/audit", params={"kind": "journal"})).json()["items"]
    assert told["kind"] == "journal.exported"
    assert told["state"] == {
        "filters": {"kind": "thing"},
        "facts": 2,
        "first": int(lines[1]["序号"]),
        "last": int(lines[0]["序号"]),
    }
    assert told["actor"]["name"] == "auditor"


async def test_whoever_did_it_is_found_by_a_part_of_the_name(
    auditor: httpx.AsyncClient, db: Database, two: TwoOrganisations
) -> None:
    await planted(db, replace(two.east_actor, name="Wang Li"), "by-wang")
    for wanted, found in (("ang l", ["by-wang"]), ("nobody", []), ("%", [])):
        answer = await auditor.get("/api/audit", params={"actor": wanted, "kind": "thing"})
        assert [each["state"]["name"] for each in answer.json()["items"]] == found


async def test_reading_is_not_taking_out(auditor: httpx.AsyncClient) -> None:
    for path in ("/api/audit", "/api/audit/verify", "/api/audit/anchors"):
        assert (await auditor.get(path, headers={WHO: "reader"})).status_code == 200
        assert code(await auditor.get(path, headers={WHO: "plain"})) == (403, "forbidden")
    answer = await auditor.get("/api/audit.csv", headers={WHO: "reader"})
    assert code(answer) == (403, "forbidden")


async def test_a_cut_sheet_is_refused_not_made(
    auditor: httpx.AsyncClient, db: Database, two: TwoOrganisations, monkeypatch: Any
) -> None:
    await planted(db, two.east_actor, "one", "two", "three")
    monkeypatch.setattr(audit, "MOST_EXPORTED", 2)
    answer = await auditor.get("/api/audit.csv", params={"kind": "thing"})
    assert code(answer) == (422, "invalid")
    assert answer.json()["errors"][0]["pointer"] == "?from"
    assert (await auditor.get("/api/audit", params={"kind": "journal"})).json()["items"] == []


async def test_anchors_are_shown_newest_first(
    auditor: httpx.AsyncClient, db: Database, two: TwoOrganisations, settings: Settings
) -> None:
    before = (await auditor.get("/api/audit/anchors")).json()["count"]
    for name in ("one", "two"):
        await planted(db, two.east_actor, name)
        async with db.reading(system("test")) as tx:
            await anchors.take(tx, settings.home)
    told = (await auditor.get("/api/audit/anchors")).json()
    assert told["count"] == before + 2
    assert told["items"][0]["seq"] == told["head"]["seq"] == told["items"][1]["seq"] + 1
    assert told["items"][0]["digest"] == told["head"]["digest"]
