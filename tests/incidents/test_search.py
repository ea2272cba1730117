"""Lists, counts and the export: filters, pages, sight, cells that no program runs."""

import csv
import io

import pytest

from kernel.api import sheet
from tests.harness.clock import FakeClock
from tests.incidents.conftest import JINPING_SPOT, LONGHU_SPOT, As, done, opened


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "\r=1"])
def test_a_cell_is_never_a_formula(text: str) -> None:
    assert sheet.cell(text).startswith("'")


@pytest.mark.parametrize(("value", "text"), [(-1.5, "-1.5"), (3, "3"), (None, ""), ("火", "火")])
def test_numbers_and_words_stay(value: object, text: str) -> None:
    assert sheet.cell(value) == text


async def test_the_export_is_a_sheet_of_what_one_sees(as_: As) -> None:
    commander, jinping = await as_("commander"), await as_("jinping")
    mine = await opened(commander, title="=HYPERLINK(1)", summary="+86")
    foreign = await opened(commander, title="龙湖的事", location=LONGHU_SPOT)
    answer = await jinping.get("/api/incidents.csv", params={"state": "open"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    row = next(row for row in rows if row["编号"] == mine["number"])
    assert (row["标题"], row["摘要"]) == ("'=HYPERLINK(1)", "'+86")
    assert row["发生时间"].endswith("+08:00")
    assert foreign["number"] not in answer.text


async def test_filters_narrow_and_pages_hold_all(as_: As, clock: FakeClock) -> None:
    operator = await as_("operator")
    clock.advance(days=1)
    start = clock.now().isoformat()
    made = []
    for number in range(5):
        clock.advance(minutes=1)
        made.append(await opened(operator, title=f"筛选{number}", grade="IV"))
    await done(operator, f"/api/incidents/{made[0]['id']}/close")
    await opened(operator, title="别处", location=LONGHU_SPOT, kind="20301", grade="II")

    async def numbers(**params: object) -> list[str]:
        found, cursor = [], None
        while True:
            query = {"from": start, "limit": 2, **params, **({"cursor": cursor} if cursor else {})}
            page = (await operator.get("/api/incidents", params=query)).json()
            found += [item["number"] for item in page["items"]]
            cursor = page["next"]
            if cursor is None:
                return found

    ours = [each["number"] for each in made[::-1]]
    assert await numbers(q="筛选") == ours
    assert await numbers(q="筛选", state="open") == ours[:-1]
    assert await numbers(q="筛选", state="closed") == ours[-1:]
    assert await numbers(kind="202", grade="IV") == ours
    assert await numbers(kind="3") == []
    west, south = JINPING_SPOT["lon"] - 0.01, JINPING_SPOT["lat"] - 0.01
    assert await numbers(bbox=f"{west},{south},{west + 0.02},{south + 0.02}") == ours
    assert await numbers(organisation=made[0]["organisation"]["id"]) == ours
    for bad in (
        {"bbox": "1,2,3"},
        {"bbox": "181,0,182,1"},
        {"kind": "x"},
        {"limit": 0},
        {"unknown": "1"},
        {"cursor": "x"},
    ):
        answer = await operator.get("/api/incidents", params=bad)
        assert answer.status_code in (400, 422), bad


async def test_percent_and_underscore_are_plain_letters(as_: As) -> None:
    operator = await as_("operator")
    await opened(operator, title="一二三")
    for words in ("%", "_", "'; drop table x; --"):
        page = (await operator.get("/api/incidents", params={"q": words})).json()
        assert page["items"] == []


async def test_counts_are_over_what_one_sees(as_: As) -> None:
    operator, jinping = await as_("operator"), await as_("jinping")

    async def totals(client) -> tuple[int, dict]:
        counts = (await client.get("/api/incidents/counts", params={"state": "open"})).json()
        return counts["total"], counts["by_district"]

    city, mine = await totals(operator), await totals(jinping)
    await opened(operator, location=LONGHU_SPOT)
    after_city, after_mine = await totals(operator), await totals(jinping)
    assert after_city[0] == city[0] + 1
    assert after_mine == mine
    assert "440507" not in after_mine[1]
