"""Possible duplicates: recall and prompts on planted calls, others' secrets, speed among 20,000."""

import asyncio
from datetime import timedelta

import pytest

from gis.api import Gazetteer
from incidents.codes.phrases import lexicon
from incidents.duplicates import words
from incidents.duplicates.sites import agreement, sites_of
from kernel.api import Actor, Database, Settings, system
from tests.harness.clock import START, FakeClock
from tests.incidents.conftest import (
    JINPING_SPOT,
    LONGHU_SPOT,
    As,
    call,
    done,
    opened,
    received,
)
from tests.incidents.crowd import fill
from tests.incidents.duplicate_calls import background, planted
from tests.incidents.judging import gazetteer, judged

# Seeds of the tests; the weights were fitted on 201 to 208.
SEEDS = (1, 2, 3)


@pytest.fixture(scope="module")
def book() -> Gazetteer:
    return gazetteer()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", [False, True], ids=["words-only", "kind-chosen"])
def test_planted_repeats_are_found_at_few_prompts(book: Gazetteer, seed: int, kind: bool) -> None:
    figures = judged(planted(seed), book, kind=kind)
    assert figures.recall >= (0.95 if kind else 0.9)
    assert figures.prompts <= 2
    assert figures.most <= 2


def test_planted_repeats_are_found_among_the_calls_of_a_busy_day(book: Gazetteer) -> None:
    calls = sorted([*planted(4), *background(4, 6000)], key=lambda one: one.at_s)
    figures = judged(calls, book, kind=False)
    assert figures.recall >= 0.9
    assert figures.prompts <= 2


@pytest.mark.parametrize(
    ("first", "second", "least", "most"),
    [
        ("东方农贸市场门口着火", "东方农贸市场旁边起火了", 1.0, 1.0),
        ("东方农贸市场门口着火", "东方农贸市场往北走3百米", 1.0, 1.0),
        ("东方农贸市场着火", "岐山卫生院着火", -1.0, -1.0),
        ("着火了", "岐山卫生院着火", 0.0, 0.0),
    ],
)
def test_narratives_agree_or_not_on_the_place(
    book: Gazetteer, first: str, second: str, least: float, most: float
) -> None:
    near = (116.66117, 23.40455)
    value = agreement(sites_of(first, book, near), sites_of(second, book, near))
    assert least <= value <= most


def test_figures_and_concepts_speak_against() -> None:
    assert words.contradicted({"floor": 7.0}, {"floor": 9.0})
    assert not words.contradicted({"floor": 7.0}, {"floor": 7.0})
    assert not words.contradicted({"floor": 7.0}, {})


def test_negated_phrases_do_not_count() -> None:
    assert lexicon().matches("没有着火，只是冒白气") == []


def test_shared_words_are_shown(book: Gazetteer) -> None:
    first = words.features("东方农贸市场二楼着火", book, near=None, kind=None)
    second = words.features("东方农贸市场那边着火了", book, near=None, kind=None)
    assert words.shared_words(first, second)[0] == "东方农贸市场"


async def test_a_second_call_is_shown_beside_the_first(as_: As, clock: FakeClock) -> None:
    operator = await as_("operator")
    report = await received(operator, text="东方农贸市场二楼着火，浓烟往外冒")
    clock.advance(minutes=4)
    draft = {
        "text": "东方农贸市场那边起火了，黑烟滚滚",
        "location": {"lon": JINPING_SPOT["lon"] + 0.002, "lat": JINPING_SPOT["lat"]},
    }
    answer = await done(operator, "/api/reports/duplicates", draft)
    found = {item.get("id"): item for item in answer["items"]}[report["id"]]
    assert found["target"] == "report"
    assert found["likely"]
    assert found["distance_m"] == pytest.approx(204, abs=3)
    assert found["minutes"] == 4
    assert "东方农贸市场" in found["matched"]
    incident = await opened(operator, reports=[report["id"]])
    answer = await done(operator, "/api/reports/duplicates", draft)
    found = {item.get("id"): item for item in answer["items"]}[incident["id"]]
    assert (found["target"], found["number"]) == ("incident", incident["number"])
    assert report["id"] not in {item.get("id") for item in answer["items"]}
    whole = await operator.post("/api/reports", json={"channel": "phone", **draft})
    body = whole.json()
    assert incident["id"] in {item.get("id") for item in body["duplicates"]}
    assert body["report"]["id"] not in {item.get("id") for item in body["duplicates"]}


async def test_a_placed_draft_finds_the_same_words_without_a_place(as_: As) -> None:
    operator = await as_("operator")
    words = "仓库三楼冒黑烟，闻到刺鼻的塑料味，门口停着一辆红色货车"
    earlier = await received(operator, text=words, kind="20201", location=None)
    assert earlier["place"] is None
    draft = {"text": words + "。快来", "kind": "20201", "location": {"lon": 116.6, "lat": 23.5}}
    found = (await operator.post("/api/reports/duplicates", json=draft)).json()["items"]
    assert earlier["id"] in [each["id"] for each in found]


async def test_a_draft_without_anything_finds_nothing(as_: As) -> None:
    operator = await as_("operator")
    assert (await done(operator, "/api/reports/duplicates", {}))["items"] == []


async def test_of_others_only_desk_distance_and_minutes_are_told(as_: As, clock: FakeClock) -> None:
    clock.advance(hours=10)
    longhu, jinping = await as_("longhu"), await as_("jinping")
    secret = await received(longhu, text="龙湖机密冷库氨气泄漏", location=LONGHU_SPOT, title="冷库")
    clock.advance(minutes=4)
    near = {"lon": LONGHU_SPOT["lon"] + 0.0028, "lat": LONGHU_SPOT["lat"]}
    answer = await jinping.post(
        "/api/reports/duplicates", json={"text": "闻到氨气味", "location": near}
    )
    others = [item for item in answer.json()["items"] if item["target"] == "other"]
    assert len(others) == 1
    assert set(others[0]) == {"target", "organisation", "distance_m", "minutes"}
    assert others[0]["organisation"]["code"] == "440507"
    assert (others[0]["distance_m"], others[0]["minutes"]) == (300, 4)
    for told in (secret["id"], secret["number"], "冷库"):
        assert told not in answer.text


async def test_restricted_incidents_of_others_are_not_even_hinted_at(
    as_: As, db: Database, clock: FakeClock
) -> None:
    clock.advance(hours=20)
    commander, jinping = await as_("commander"), await as_("jinping")
    async with db.reading(system("test")) as tx:
        post = await tx.value("select id from registry.post where code = '440500.commander'")
    await opened(commander, label="restricted", posts=[str(post)], location=LONGHU_SPOT)
    answer = await done(
        jinping, "/api/reports/duplicates", {"text": "着火", "location": LONGHU_SPOT}
    )
    assert [item for item in answer["items"] if item["target"] == "other"] == []


async def test_without_the_permission_words_of_others_are_not_compared(as_: As) -> None:
    operator = await as_("operator")
    liaison = await as_("wall")
    await received(operator)
    assert (await liaison.post("/api/reports/duplicates", json=call())).status_code in (403, 422)


async def test_a_field_unit_learns_nothing_of_other_reports(as_: As) -> None:
    operator, field = await as_("operator"), await as_("field01")
    await received(operator)
    refused = await field.post("/api/reports/duplicates", json={"text": "着火"})
    assert refused.status_code == 403
    answer = await field.post("/api/reports", json=call(channel="field"))
    assert answer.status_code == 201
    assert answer.json()["duplicates"] == []


@pytest.fixture(scope="module")
def crowded(settings: Settings) -> Settings:
    """Twenty thousand reports of the last six hours: a storm over the whole city."""

    async def filled() -> None:
        db = Database(settings.database_url, FakeClock())
        try:
            await fill(db, background(7), START + timedelta(days=10), hours=6)
        finally:
            await db.close()

    asyncio.run(filled())
    return settings


async def test_the_search_takes_less_than_100_ms_among_20000(
    crowded: Settings, as_: As, clock: FakeClock
) -> None:
    clock.set(START + timedelta(days=10))
    operator = await as_("operator")
    drafts = [
        {"text": one.text, "location": {"lon": one.lon, "lat": one.lat}} for one in planted(5)[:30]
    ]
    await done(operator, "/api/reports/duplicates", drafts[0])
    medians = []
    for _ in range(3):  # the best of three rounds: the machine may be busy with others
        took = [
            (await done(operator, "/api/reports/duplicates", draft))["elapsed_ms"]
            for draft in drafts
        ]
        medians.append(sorted(took)[len(took) // 2])
    assert min(medians) <= 100, medians


async def test_the_search_stands_on_its_index_below_row_security(
    crowded: Settings, db: Database
) -> None:
    assert crowded
    async with db.reading(system("test")) as tx:
        district = await tx.value("select id from registry.organisation where code = '440511'")
    actor = Actor(
        kind="account", name="x", organisation_id=district, organisations=frozenset({district})
    )
    async with db.reading(actor) as tx:
        plan = await tx.rows(
            "explain select r.id from incidents.report r where r.place && "
            "st_makeenvelope(116.65, 23.39, 116.67, 23.41, 4326) and r.occurred_at between "
            ":since and :until and r.state <> 'rejected'",
            since=START + timedelta(days=10, hours=-1),
            until=START + timedelta(days=10),
        )
    told = "\n".join(row[0] for row in plan)
    assert "report_place" in told
    assert "Seq Scan on report" not in told
