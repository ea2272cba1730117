"""Reports through the door: received, suggested, taken, amended, rejected, restored."""

from datetime import timedelta

import pytest

from kernel.api import Database, system
from tests.harness.clock import FakeClock
from tests.incidents.conftest import JINPING_SPOT, As, call, done, fresh, received


async def test_a_report_is_received_with_suggestions(as_: As) -> None:
    operator = await as_("operator")
    answer = await operator.post(
        "/api/reports",
        json=call(caller={"name": "林先生", "phone": "13800001111"}, address="外马路 12 号"),
    )
    assert answer.status_code == 201
    assert answer.headers["etag"] == '"1"'
    body = answer.json()
    report = body["report"]
    assert report["number"].startswith("R-20261122-")
    assert report["state"] == "received"
    assert report["area"]["district"]["code"] == "440511"
    assert report["organisation"]["code"] == "440500"
    assert report["waiting_since"] is not None
    assert report["restricted"]["caller"]["phone"] == "13800001111"
    assert body["suggestions"]["kinds"][0]["code"].startswith("202")
    assert "text" not in {k for k in report if k != "restricted"}


async def test_the_public_state_holds_nothing_personal(as_: As, db: Database) -> None:
    operator = await as_("operator")
    report = await received(
        operator, caller={"name": "林先生", "phone": "13812345678"}, address="外马路 12 号三楼"
    )
    async with db.reading(system("test")) as tx:
        state = await tx.value(
            "select state::text from kernel.fact where subject = :id".replace(
                "state::text", "cast(state as text)"
            ),
            id=report["id"],
        )
    for secret in ("着火", "林先生", "13812345678", "外马路"):
        assert secret not in state


async def test_somebody_without_the_permission_sees_no_personal_part(as_: As) -> None:
    operator, wall = await as_("operator"), await as_("wall")
    report = await received(operator)
    seen = (await wall.get(f"/api/reports/{report['id']}")).json()
    assert seen["id"] == report["id"]
    assert "restricted" not in seen
    found = (await wall.get("/api/reports", params={"q": "东方农贸市场"})).json()
    assert found["items"] == []
    timeline = (await wall.get(f"/api/reports/{report['id']}/timeline")).json()
    assert "restricted" not in timeline["items"][0]


async def test_the_same_report_sent_twice_is_one(as_: As) -> None:
    operator = await as_("operator")
    body = call(id=fresh())
    first = await operator.post("/api/reports", json=body)
    second = await operator.post("/api/reports", json=body)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["report"]["number"] == second.json()["report"]["number"]
    other = await operator.post("/api/reports", json=body | {"text": "别的事"})
    assert (other.status_code, other.json()["code"]) == (409, "id-taken")
    district = await as_("jinping")
    foreign = await district.post("/api/reports", json=body)
    assert (foreign.status_code, foreign.json()["code"]) == (409, "id-taken")


@pytest.mark.parametrize(
    ("fields", "pointer", "code"),
    [
        ({"text": ""}, "/text", "string_too_short"),
        ({"text": "火" * 4001}, "/text", "string_too_long"),
        ({"text": "着火\u0000了"}, "/text", "control-character"),
        ({"text": "着火\u0007了"}, "/text", "control-character"),
        ({"text": "着火\ud800了"}, "/text", "string_unicode"),
        ({"channel": "pigeon"}, "/channel", "unknown-code"),
        ({"location": {"lon": 181, "lat": 23}}, "/location/lon", "less_than_equal"),
        ({"location": {"lon": 116, "lat": -91}}, "/location/lat", "greater_than_equal"),
        ({"location": {"lon": 0, "lat": 0}}, "/location", "no-fix"),
        ({"kind": "99999"}, "/kind", "unknown-code"),
        ({"grade": "V"}, "/grade", "literal_error"),
        ({"id": "00000000-0000-4000-8000-000000000000"}, "/id", "uuid-version"),
        ({"occurred_at": "2026-11-22T08:06:00Z"}, "/occurred_at", "in-future"),
        ({"occurred_at": "2026-10-01T08:00:00Z"}, "/occurred_at", "too-old"),
        ({"occurred_at": "0001-01-01T00:00:00+14:00"}, "/occurred_at", "impossible-year"),
        ({"occurred_at": "2026-11-22T08:00:00"}, "/occurred_at", "timezone_aware"),
        ({"caller": {"phone": "javascript:1"}}, "/caller/phone", "string_pattern_mismatch"),
        ({"state": "linked"}, "/state", "extra_forbidden"),
        ({"attachments": [fresh()]}, "/attachments/0", "unknown"),
        ({"attachments": [fresh() for _ in range(21)]}, "/attachments", "too_long"),
        ({"link_id": fresh()}, "/link_id", "unknown"),
    ],
)
async def test_what_cannot_be_is_refused_with_the_field(
    as_: As, fields: dict, pointer: str, code: str
) -> None:
    operator = await as_("operator")
    body = call(**fields)
    content = __import__("json").dumps(body).encode()
    answer = await operator.post(
        "/api/reports", content=content, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert [(each["pointer"], each["code"]) for each in answer.json()["errors"]] == [
        (pointer, code)
    ]


async def test_not_a_number_is_refused(as_: As) -> None:
    operator = await as_("operator")
    answer = await operator.post(
        "/api/reports",
        content=b'{"channel":"phone","text":"x","location":{"lon":NaN,"lat":Infinity}}',
        headers={"content-type": "application/json"},
    )
    assert answer.status_code in (400, 422)


async def test_nothing_is_kept_of_a_refused_report(as_: As, db: Database) -> None:
    operator = await as_("operator")
    report = fresh()
    answer = await operator.post("/api/reports", json=call(id=report, attachments=[fresh()]))
    assert answer.status_code == 422
    async with db.reading(system("test")) as tx:
        assert (
            await tx.value("select count(*) from incidents.report where id = :id", id=report) == 0
        )
        assert (
            await tx.value("select count(*) from kernel.fact where subject = :id", id=report) == 0
        )


async def test_a_typed_address_is_put_on_the_map_when_it_is_clear(as_: As) -> None:
    operator = await as_("operator")
    clear = await received(operator, location=None, address="东方农贸市场")
    assert clear["place"]["source"] == "address"
    vague = await received(operator, location=None, address="市场")
    assert vague["place"] is None


async def test_two_operators_do_not_work_on_one_report(as_: As) -> None:
    first, second = await as_("operator"), await as_("operator2")
    report = await received(first)
    taken = await done(first, f"/api/reports/{report['id']}/take")
    assert taken["taken_by"]["name"] == "周宁"
    assert taken["waiting_since"] is None
    again = await done(first, f"/api/reports/{report['id']}/take")
    assert again["version"] == taken["version"]
    refused = await second.post(f"/api/reports/{report['id']}/take")
    assert (refused.status_code, refused.json()["code"]) == (409, "already-taken")
    assert refused.json()["taken_by"]["name"] == "周宁"
    over = await done(second, f"/api/reports/{report['id']}/take", {"over": True})
    assert over["taken_by"]["name"] == "方敏"


async def test_a_false_call_is_closed_and_can_be_restored(as_: As) -> None:
    operator = await as_("operator")
    report = await received(operator)
    path = f"/api/reports/{report['id']}"
    rejected = await done(operator, f"{path}/reject", {"reason": "false", "note": "小孩玩电话"})
    assert (rejected["state"], rejected["reject_reason"]) == ("rejected", "false")
    again = await operator.post(f"{path}/reject", json={"reason": "false"})
    assert (again.status_code, again.json()["code"]) == (409, "wrong-state")
    wrong = await operator.post(f"{path}/reject", json={"reason": "boredom"})
    assert wrong.status_code == 422
    restored = await done(operator, f"{path}/restore", {"reason": "真的"})
    assert (restored["state"], restored["reject_reason"]) == ("received", None)


async def test_fields_merge_and_only_a_clash_is_refused(as_: As) -> None:
    first, second = await as_("operator"), await as_("operator2")
    report = await received(first)
    path = f"/api/reports/{report['id']}"
    missing = await first.patch(path, json={"title": "二楼着火"})
    assert missing.status_code == 428
    seen = {"If-Match": '"1"'}
    titled = await first.patch(path, json={"title": "二楼着火"}, headers=seen)
    assert (titled.status_code, titled.headers["etag"]) == (200, '"2"')
    graded = await second.patch(path, json={"grade": "III", "kind": "20201"}, headers=seen)
    assert (graded.status_code, graded.json()["title"]) == (200, "二楼着火")
    clash = await second.patch(path, json={"title": "市场着火"}, headers=seen)
    assert clash.status_code == 412
    assert clash.json()["theirs"] == {"title": "二楼着火"}
    assert clash.json()["yours"] == {"title": "市场着火"}


async def test_personal_fields_merge_too(as_: As) -> None:
    first, second = await as_("operator"), await as_("operator2")
    report = await received(first)
    path, seen = f"/api/reports/{report['id']}", {"If-Match": '"1"'}
    named = await first.patch(path, json={"caller": {"name": "林"}}, headers=seen)
    assert named.json()["restricted"]["caller"]["name"] == "林"
    told = await second.patch(path, json={"text": "三楼也着了"}, headers=seen)
    assert told.json()["restricted"]["text"] == "三楼也着了"
    assert told.json()["restricted"]["caller"]["name"] == "林"
    clash = await second.patch(path, json={"caller": {"name": "陈"}}, headers=seen)
    assert clash.status_code == 412
    assert clash.json()["errors"][0]["pointer"] == "/caller"


async def test_the_list_pages_and_filters(as_: As, clock: FakeClock) -> None:
    operator = await as_("operator")
    clock.advance(hours=1)
    start = clock.now()
    numbers = []
    for _ in range(5):
        clock.advance(seconds=1)
        numbers.append((await received(operator))["number"])
    seen, cursor = [], None
    while True:
        params = {"limit": 2, "from": start.isoformat(), **({"cursor": cursor} if cursor else {})}
        page = (await operator.get("/api/reports", params=params)).json()
        seen += [item["number"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == numbers[::-1]
    found = (await operator.get("/api/reports", params={"q": numbers[0]})).json()["items"]
    assert [item["number"] for item in found] == [numbers[0]]
    for bad in ({"limit": 1001}, {"state": "lost"}, {"from": "yesterday"}, {"colour": "red"}):
        assert (await operator.get("/api/reports", params=bad)).status_code == 422
    assert (await operator.get("/api/reports", params={"cursor": "zzz"})).status_code == 400


async def test_numbers_start_anew_each_local_day(as_: As, clock: FakeClock) -> None:
    operator = await as_("operator")
    clock.set(clock.now().replace(hour=15, minute=59) + timedelta(days=3))
    before = await received(operator)
    clock.advance(minutes=2)
    after = await received(operator)
    assert before["number"].startswith("R-20261125-")
    assert after["number"] == "R-20261126-0001"


async def test_suggest_stores_nothing_and_explains(as_: As, db: Database) -> None:
    operator = await as_("operator")
    text = "称水从堤脚往外冒，带泥沙，家里两个老人一个小孩出不来"
    answer = await done(operator, "/api/reports/suggest", {"text": text})
    kind = answer["kinds"][0]
    span = kind["phrases"][0]
    assert text[span["start"] : span["end"]] == span["text"]
    assert kind["code"] == "10104"
    assert {item["field"] for item in answer["extracted"]} >= {"elderly", "children"}


async def test_a_district_does_not_see_what_the_city_received(as_: As) -> None:
    operator, district = await as_("operator"), await as_("jinping")
    report = await received(operator)
    path = f"/api/reports/{report['id']}"
    assert (await district.get(path)).status_code == 404
    assert (await district.get(f"{path}/timeline")).status_code == 404
    listed = (await district.get("/api/reports", params={"q": report["number"]})).json()
    assert listed == {"items": [], "next": None}
    for verb, body in (
        ("take", {}),
        ("reject", {"reason": "false"}),
        ("restore", {"reason": "x"}),
        ("unlink", {"reason": "x"}),
        ("link", {"incident_id": fresh()}),
    ):
        answer = await district.post(f"{path}/{verb}", json=body)
        assert answer.status_code == 404, (verb, answer.text)
    patch = await district.patch(path, json={"title": "x"}, headers={"If-Match": '"1"'})
    assert patch.status_code == 404


async def test_the_city_sees_what_a_district_received(as_: As) -> None:
    operator, district = await as_("operator"), await as_("jinping")
    report = await received(district)
    assert report["organisation"]["code"] == "440511"
    assert (await operator.get(f"/api/reports/{report['id']}")).status_code == 200


async def test_administrators_have_no_business_with_reports(as_: As) -> None:
    for username in ("sysadmin", "secadmin", "auditor"):
        client = await as_(username)
        assert (await client.post("/api/reports", json=call())).status_code == 403
        assert (await client.get("/api/reports")).status_code == 403


async def test_nobody_is_let_in_without_signing_in(stranger) -> None:
    assert (await stranger.get("/api/reports")).status_code == 401
    assert (await stranger.post("/api/reports", json=call())).status_code == 401
    assert (await stranger.get("/api/codes")).status_code == 401


async def test_replayed_key_gives_the_same_answer(as_: As) -> None:
    operator = await as_("operator")
    key, body = {"Idempotency-Key": fresh()}, call()
    first = await operator.post("/api/reports", json=body, headers=key)
    second = await operator.post("/api/reports", json=body, headers=key)
    assert first.json()["report"]["id"] == second.json()["report"]["id"]
    other = await operator.post("/api/reports", json=call(), headers=key)
    assert other.status_code == 409


async def test_codes_carry_both_names(as_: As) -> None:
    operator = await as_("operator")
    codes = (await operator.get("/api/codes")).json()
    assert len(codes["kinds"]) >= 60
    assert {row["class"] for row in codes["kinds"]} == {1, 2, 3, 4}
    for name in ("grades", "report_channels", "reject_reasons", "incident_states", "unit_statuses"):
        assert all(row["zh"] and row["en"] for row in codes[name])


async def test_a_place_outside_the_city_has_no_area(as_: As) -> None:
    operator = await as_("operator")
    report = await received(operator, location={**JINPING_SPOT, "lon": 120.0})
    assert report["area"] == {"district": None, "town": None}
