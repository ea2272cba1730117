"""Possible duplicates: recall and prompts on planted calls, others' secrets, speed among 20,000."""

import asyncio
import time
from collections.abc import Sequence
from datetime import timedelta

import pytest

from gis.api import Gazetteer, distance_m
from gis.load import GAZETTEER, _gazetteer_rows, place_from
from incidents.codes.phrases import lexicon
from incidents.duplicates import rules, words
from incidents.duplicates.sites import agreement, sites_of
from kernel.api import Database, Settings, system
from tests.harness.clock import START, FakeClock
from tests.incidents.conftest import (
    CITY,
    JINPING_SPOT,
    LONGHU_SPOT,
    As,
    call,
    done,
    opened,
    received,
)
from tests.incidents.crowd import fill
from tests.incidents.duplicate_calls import Call, background, planted

# Seeds of the tests; the weights were fitted on 201 to 208.
SEEDS = (1, 2, 3)


@pytest.fixture(scope="module")
def book() -> Gazetteer:
    return Gazetteer(place_from(row) for row in _gazetteer_rows(CITY / GAZETTEER))


def ranked(
    told: words.Features, one: Call, earlier: Sequence[tuple[Call, words.Features]]
) -> list[tuple[float, Call]]:
    """Return what the search shows as likely for a call among earlier ones."""
    found = []
    for other, features in earlier:
        metres = distance_m((one.lon, one.lat), (other.lon, other.lat))
        minutes = (one.at_s - other.at_s) / 60
        if metres <= rules.WORDS_WITHIN_M and minutes <= rules.WINDOW_MINUTES:
            weighed = rules.weigh(told, features, distance_m=metres, minutes=minutes)
            found.append((weighed.score, other))
    found.sort(key=lambda pair: -pair[0])
    return [pair for pair in found[: rules.MOST_LIKELY] if pair[0] >= rules.LIKELY_SCORE]


def judged(calls: Sequence[Call], book: Gazetteer, *, kind: bool) -> dict[str, float]:
    """Play calls in order and count what is found; a call knows nothing of truth or role."""
    earlier: list[tuple[Call, words.Features]] = []
    shown: dict[str, list[Call]] = {}
    for one in calls:
        told = words.features(
            one.text, book, near=(one.lon, one.lat), kind=one.kind if kind else None
        )
        if one.role != "background":
            shown[one.id] = [other for _, other in ranked(told, one, earlier)]
        earlier.append((one, told))
    planted_calls = [one for one in calls if one.role != "background"]
    repeats = [one for one in planted_calls if one.role in ("repeat", "paraphrase")]
    hit = [one for one in repeats if any(o.truth == one.truth for o in shown[one.id])]
    return {
        "recall": len(hit) / len(repeats),
        "prompts": sum(map(len, shown.values())) / len(planted_calls),
        "most": max(map(len, shown.values())),
    }


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", [False, True], ids=["words-only", "kind-chosen"])
def test_planted_repeats_are_found_at_few_prompts(book: Gazetteer, seed: int, kind: bool) -> None:
    figures = judged(planted(seed), book, kind=kind)
    assert figures["recall"] >= 0.95 if kind else figures["recall"] >= 0.9
    assert figures["prompts"] <= 2
    assert figures["most"] <= 2


def test_planted_repeats_are_found_among_the_calls_of_a_busy_day(book: Gazetteer) -> None:
    calls = sorted([*planted(4), *background(4, 6000)], key=lambda one: one.at_s)
    figures = judged(calls, book, kind=False)
    assert figures["recall"] >= 0.9
    assert figures["prompts"] <= 2


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
def crowded(city: Settings) -> Settings:
    """Twenty thousand reports of the last six hours: a storm over the whole city."""

    async def filled() -> None:
        db = Database(city.database_url, FakeClock())
        try:
            await fill(db, background(7), START + timedelta(days=10), hours=6)
        finally:
            await db.close()

    asyncio.run(filled())
    return city


async def test_the_search_takes_less_than_100_ms_among_20000(
    crowded: Settings, as_: As, clock: FakeClock
) -> None:
    clock.set(START + timedelta(days=10))
    operator = await as_("operator")
    drafts = [
        {"text": one.text, "location": {"lon": one.lon, "lat": one.lat}} for one in planted(5)[:30]
    ]
    await done(operator, "/api/reports/duplicates", drafts[0])
    took = []
    for draft in drafts:
        started = time.perf_counter()
        answer = await done(operator, "/api/reports/duplicates", draft)
        took.append((answer["elapsed_ms"], (time.perf_counter() - started) * 1000))
    median = sorted(inner for inner, _ in took)[len(took) // 2]
    assert median <= 100, took
