"""Incidents through the door: opened from reports, stepped on, changed, merged, shared, moved."""

from typing import Any
from uuid import UUID

import pytest

from kernel.api import Database, system
from tests.harness.clock import FakeClock
from tests.incidents.conftest import LONGHU_SPOT, As, done, fresh, opened, received


async def test_an_incident_takes_place_time_and_kind_from_its_reports(as_: As) -> None:
    operator = await as_("operator")
    reports = [
        await received(operator, kind="20201", occurred_at="2026-11-22T07:50:00Z"),
        await received(operator, occurred_at="2026-11-22T07:40:00Z"),
    ]
    body = {"title": "市场二楼着火", "reports": [each["id"] for each in reports]}
    incident = await done(operator, "/api/incidents", body)
    assert incident["number"].startswith("SJ-20261122-")
    assert incident["kind"]["code"] == "20201"
    assert incident["occurred_at"] == "2026-11-22T07:40:00+00:00"
    assert incident["place"]["lon"] == pytest.approx(116.66117)
    assert incident["area"]["district"]["code"] == "440511"
    # The city stands above the district of the place, so the district answers for it.
    assert incident["organisation"]["code"] == "440511"
    assert incident["reports"] == 2
    assert set(incident["report_ids"]) == {each["id"] for each in reports}
    linked = (await operator.get(f"/api/reports/{reports[0]['id']}")).json()
    assert (linked["state"], linked["incident_id"]) == ("linked", incident["id"])


async def test_opening_the_same_incident_twice_is_one(as_: As) -> None:
    operator = await as_("operator")
    incident = fresh()
    first = await opened(operator, id=incident)
    assert (await opened(operator, id=incident))["number"] == first["number"]
    other = await operator.post("/api/incidents", json={"id": incident, "title": "别的"})
    assert (other.status_code, other.json()["code"]) == (409, "id-taken")


async def test_the_steps_of_a_life_leave_milestones(as_: As, clock: FakeClock) -> None:
    operator = await as_("operator")
    incident = await opened(operator)
    path = f"/api/incidents/{incident['id']}"
    for verb, state in (
        ("confirm", "confirmed"),
        ("respond", "responding"),
        ("control", "controlled"),
        ("close", "closed"),
    ):
        clock.advance(minutes=1)
        stepped = await done(operator, f"{path}/{verb}", {"reason": "现场核实"})
        assert stepped["state"] == state
        assert stepped["milestones"][state] == clock.now().isoformat()
    again = await operator.post(f"{path}/confirm", json={})
    assert (again.status_code, again.json()["code"]) == (409, "wrong-state")
    silent = await operator.post(f"{path}/reopen", json={})
    assert (silent.status_code, silent.json()["errors"][0]["pointer"]) == (422, "/reason")
    back = await done(operator, f"{path}/reopen", {"reason": "复燃"})
    assert (back["state"], back["milestones"]["closed"]) == ("responding", None)
    facts = (await operator.get(f"{path}/timeline")).json()["items"]
    kinds = [fact["kind"] for fact in facts]
    assert kinds == [
        "incident.reopened",
        "incident.closed",
        "incident.controlled",
        "incident.responding",
        "incident.confirmed",
        "incident.reported",
    ]
    assert facts[0]["state"]["reason"] == "复燃"
    assert facts[0]["actor"]["name"] == "周宁"


async def test_a_step_needs_no_body(as_: As) -> None:
    operator = await as_("operator")
    incident = await opened(operator)
    answer = await operator.post(f"/api/incidents/{incident['id']}/confirm")
    assert answer.status_code == 200


async def test_a_stale_step_is_refused(as_: As) -> None:
    operator = await as_("operator")
    incident = await opened(operator)
    path, seen = f"/api/incidents/{incident['id']}", {"If-Match": f'"{incident["version"]}"'}
    await done(operator, f"{path}/confirm")
    answer = await operator.post(f"{path}/respond", json={}, headers=seen)
    assert answer.status_code == 412
    assert answer.json()["theirs"] == {"state": "confirmed"}


async def test_fields_of_a_form_merge_one_by_one(as_: As) -> None:
    first, second = await as_("operator"), await as_("operator2")
    incident = await opened(first, figures={"trapped": 2})
    path, seen = f"/api/incidents/{incident['id']}", {"If-Match": f'"{incident["version"]}"'}
    assert (await first.patch(path, json={"title": "x"})).status_code == 428
    one = await first.patch(path, json={"figures": {"trapped": 3}}, headers=seen)
    assert one.json()["figures"] == {"trapped": 3}
    two = await second.patch(
        path, json={"figures": {"injured": 1}, "summary": "二楼餐馆"}, headers=seen
    )
    assert two.status_code == 200
    assert two.json()["figures"] == {"trapped": 3, "injured": 1}
    clash = await second.patch(path, json={"figures": {"trapped": 5}}, headers=seen)
    assert clash.status_code == 412
    assert clash.json()["errors"][0]["pointer"] == "/figures/trapped"
    same = await second.patch(path, json={"figures": {"trapped": 3}}, headers=seen)
    assert same.status_code == 200
    moved = await second.patch(path, json={"location": LONGHU_SPOT, "grade": "III"}, headers=seen)
    assert moved.json()["area"]["district"]["code"] == "440507"
    assert moved.json()["organisation"]["code"] == "440511"


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"title": ""}, "/title"),
        ({"title": "一\n二"}, "/title"),
        ({"title": None}, "/title"),
        ({"kind": "1234"}, "/kind"),
        ({"figures": {"trapped": -1}}, "/figures/trapped"),
        ({"figures": {"Trapped!": 1}}, "/figures/Trapped!/[key]"),
        ({"organisation_id": fresh()}, "/organisation_id"),
        ({"assigned": [fresh()]}, "/assigned/0"),
        ({"posts": [fresh()]}, "/posts/0"),
        ({"reports": [fresh()]}, "/reports/0"),
        ({"label": "secret"}, "/label"),
        ({"scope_id": fresh()}, "/scope_id"),
    ],
)
async def test_what_cannot_be_is_refused_with_the_field(
    as_: As, fields: dict[str, Any], pointer: str
) -> None:
    operator = await as_("operator")
    answer = await operator.post("/api/incidents", json={"title": "着火", **fields})
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer


async def test_a_foreign_organisation_and_none_look_alike(
    as_: As, organisations: dict[str, UUID]
) -> None:
    district = await as_("jinping")
    answers = []
    for organisation in (str(organisations["440507"]), fresh()):
        body = {"title": "着火", "organisation_id": organisation}
        answer = await district.post("/api/incidents", json=body)
        document = answer.json()
        answers.append((answer.status_code, document["errors"], document["detail"]))
    assert answers[0] == answers[1]


async def test_a_report_belongs_to_one_incident(as_: As) -> None:
    operator = await as_("operator")
    report = await received(operator)
    one = await opened(operator, reports=[report["id"]])
    two = await opened(operator)
    taken = await operator.post("/api/incidents", json={"title": "又", "reports": [report["id"]]})
    assert (taken.status_code, taken.json()["code"]) == (409, "wrong-state")
    path = f"/api/reports/{report['id']}"
    other = await operator.post(f"{path}/link", json={"incident_id": two["id"]})
    assert (other.status_code, other.json()["code"]) == (409, "wrong-state")
    await done(operator, f"{path}/link", {"incident_id": one["id"]})
    freed = await done(operator, f"{path}/unlink", {"reason": "不是一回事"})
    assert (freed["state"], freed["incident_id"]) == ("received", None)
    seen = (await operator.get(f"/api/incidents/{one['id']}")).json()
    assert (seen["reports"], seen["report_ids"]) == (0, [])
    await done(operator, f"{path}/link", {"incident_id": two["id"]})
    seen = (await operator.get(f"/api/incidents/{two['id']}")).json()
    assert seen["reports"] == 1


async def test_merging_is_a_link_and_nothing_is_lost(as_: As) -> None:
    operator = await as_("operator")
    reports = [await received(operator) for _ in range(3)]
    one = await opened(operator, reports=[reports[0]["id"]])
    two = await opened(operator, reports=[reports[1]["id"]], title="市场冒烟")
    path = f"/api/incidents/{one['id']}"
    merged = await done(operator, f"{path}/merge", {"into": two["id"], "reason": "同一处"})
    assert (merged["state"], merged["merged_into"]) == ("merged", two["id"])
    survivor = (await operator.get(f"/api/incidents/{two['id']}")).json()
    assert (survivor["reports"], survivor["merged_from"]) == (2, [one["id"]])
    # A report that is linked to the merged one goes to the survivor.
    late = await done(operator, f"/api/reports/{reports[2]['id']}/link", {"incident_id": one["id"]})
    assert late["incident_id"] == two["id"]
    listed = (await operator.get("/api/reports", params={"incident": two["id"]})).json()["items"]
    assert {each["id"] for each in listed} == {each["id"] for each in reports}
    timeline = (await operator.get(f"/api/incidents/{two['id']}/timeline")).json()["items"]
    assert {"incident.merged", "report.linked"} <= {fact["kind"] for fact in timeline}
    assert reports[0]["id"] in {fact["subject"] for fact in timeline}
    refused = await operator.post(f"{path}/confirm", json={})
    assert refused.status_code == 409
    loop = await operator.post(f"/api/incidents/{two['id']}/merge", json={"into": one["id"]})
    assert (loop.status_code, loop.json()["code"]) == (409, "cannot-merge")
    apart = await done(operator, f"{path}/unmerge", {"reason": "两处"})
    assert (apart["state"], apart["merged_into"], apart["reports"]) == ("reported", None, 1)
    survivor = (await operator.get(f"/api/incidents/{two['id']}")).json()
    assert (survivor["reports"], survivor["merged_from"]) == (2, [])
    again = await operator.post(f"{path}/unmerge", json={"reason": "x"})
    assert again.status_code == 409


async def test_a_chain_of_merges_ends_at_one_survivor(as_: As) -> None:
    operator = await as_("operator")
    a, b, c = [await opened(operator, title=name) for name in "甲乙丙"]
    report = await received(operator)
    await done(operator, f"/api/incidents/{a['id']}/merge", {"into": b["id"]})
    await done(operator, f"/api/incidents/{b['id']}/merge", {"into": c["id"]})
    linked = await done(operator, f"/api/reports/{report['id']}/link", {"incident_id": a["id"]})
    assert linked["incident_id"] == c["id"]
    loop = await operator.post(f"/api/incidents/{c['id']}/merge", json={"into": a["id"]})
    assert loop.json()["code"] == "cannot-merge"
    await done(operator, f"/api/incidents/{b['id']}/unmerge", {"reason": "分开"})
    other = await received(operator)
    linked = await done(operator, f"/api/reports/{other['id']}/link", {"incident_id": a["id"]})
    assert linked["incident_id"] == b["id"]


async def test_whoever_sees_only_the_merged_incident_keeps_seeing_it(
    as_: As, organisations: dict[str, UUID]
) -> None:
    operator, jinping = await as_("operator"), await as_("jinping")
    one = await opened(operator)
    two = await opened(operator, location=LONGHU_SPOT)
    await done(operator, f"/api/incidents/{one['id']}/merge", {"into": two["id"]})
    seen = (await jinping.get(f"/api/incidents/{one['id']}")).json()
    assert (seen["state"], seen["merged_into"]) == ("merged", two["id"])
    assert (await jinping.get(f"/api/incidents/{two['id']}")).status_code == 404


async def test_a_moved_incident_appears_there_and_leaves_here(
    as_: As, organisations: dict[str, UUID]
) -> None:
    operator, jinping, longhu = await as_("operator"), await as_("jinping"), await as_("longhu")
    report = await received(operator)
    incident = await opened(operator, reports=[report["id"]])
    path = f"/api/incidents/{incident['id']}"
    assert (await jinping.get(path)).status_code == 200
    assert (await longhu.get(path)).status_code == 404
    body = {"organisation_id": str(organisations["440507"]), "reason": "在龙湖"}
    moved = await done(jinping, f"{path}/move", body)
    assert moved["organisation"]["code"] == "440507"
    assert (await longhu.get(path)).status_code == 200
    assert (await longhu.get(f"/api/reports/{report['id']}")).status_code == 200
    for url in (path, f"{path}/timeline", f"{path}/attachments", f"/api/reports/{report['id']}"):
        assert (await jinping.get(url)).status_code == 404, url


async def test_organisations_are_called_in_and_released(
    as_: As, organisations: dict[str, UUID]
) -> None:
    operator, fire = await as_("operator"), await as_("fire")
    incident = await opened(operator)
    path, who = f"/api/incidents/{incident['id']}", str(organisations["fire"])
    assert (await fire.get(path)).status_code == 404
    called = await done(operator, f"{path}/assign", {"add": [who], "reason": "要高喷车"})
    assert [ref["code"] for ref in called["assigned"]] == ["fire"]
    assert (await fire.get(path)).status_code == 200
    responsible = await operator.post(
        f"{path}/assign", json={"remove": [str(organisations["440511"])]}
    )
    assert responsible.json()["errors"][0]["code"] == "responsible"
    await done(operator, f"{path}/assign", {"remove": [who]})
    assert (await fire.get(path)).status_code == 404


async def test_a_restricted_incident_is_seen_by_its_posts_alone(as_: As, db: Database) -> None:
    commander, operator = await as_("commander"), await as_("operator")
    incident = await opened(operator, label="internal")
    path = f"/api/incidents/{incident['id']}"
    async with db.reading(system("test")) as tx:
        post = str(await tx.value("select id from registry.post where code = '440500.commander'"))
    body = {"label": "restricted", "posts": [post], "reason": "涉密"}
    assert (await operator.post(f"{path}/label", json=body)).status_code == 403
    nobody = await commander.post(f"{path}/label", json={"label": "restricted", "reason": "x"})
    assert nobody.json()["errors"][0]["pointer"] == "/posts"
    labelled = await done(commander, f"{path}/label", body)
    assert labelled["label"] == "restricted"
    assert (await commander.get(path)).status_code == 200
    for username in ("operator", "jinping"):
        assert (await (await as_(username)).get(path)).status_code == 404
    opened_again = await done(commander, f"{path}/label", {"label": "open", "reason": "解密"})
    assert opened_again["posts"] == []
    assert (await (await as_("longhu")).get(path)).status_code == 200


async def test_notes_and_clocks(as_: As, clock: FakeClock) -> None:
    operator = await as_("operator")
    incident = await opened(operator, grade="II")
    path = f"/api/incidents/{incident['id']}"
    clocks = {each["code"]: each for each in incident["clocks"]}
    assert clocks["phone-report"]["due_at"] == "2026-11-22T08:15:00+00:00"
    assert clocks["first-report"]["due_at"] == "2026-11-22T08:35:00+00:00"
    clock.advance(minutes=5)
    told = await done(operator, f"{path}/clocks/phone-report/done", {"note": "已电话报省厅"})
    clocks = {each["code"]: each for each in told["clocks"]}
    assert clocks["phone-report"]["done_at"] == clock.now().isoformat()
    assert told["last_note"]["text"] == "已电话报省厅"
    unknown = await operator.post(f"{path}/clocks/tea/done", json={})
    assert unknown.status_code == 422
    noted = await done(operator, f"{path}/notes", {"text": "二楼已清空"})
    assert noted["last_note"] == {
        "at": clock.now().isoformat(),
        "by": "周宁",
        "text": "二楼已清空",
    }


async def test_a_foreign_district_reaches_nothing_of_an_incident(
    as_: As, organisations: dict[str, UUID]
) -> None:
    operator, longhu = await as_("operator"), await as_("longhu")
    incident = await opened(operator)
    mine = await opened(longhu, location=LONGHU_SPOT)
    path = f"/api/incidents/{incident['id']}"
    for url in (path, f"{path}/timeline", f"{path}/attachments", f"{path}/nearby?what=units"):
        answer = await longhu.get(url)
        assert (answer.status_code, incident["number"] in answer.text) == (404, False), url
    organisation = str(organisations["440507"])
    for verb, body in (
        *((verb, {}) for verb in ("confirm", "respond", "control", "close")),
        ("reopen", {"reason": "x"}),
        ("merge", {"into": mine["id"]}),
        ("unmerge", {"reason": "x"}),
        ("move", {"organisation_id": organisation, "reason": "x"}),
        ("assign", {"add": [organisation]}),
        ("notes", {"text": "x"}),
        ("clocks/phone-report/done", {}),
        ("attachments", {"file_id": fresh()}),
    ):
        answer = await longhu.post(f"{path}/{verb}", json=body)
        assert (answer.status_code, incident["number"] in answer.text) == (404, False), verb
    answer = await longhu.patch(path, json={"title": "x"}, headers={"If-Match": '"1"'})
    assert answer.status_code == 404
    into = await longhu.post(f"/api/incidents/{mine['id']}/merge", json={"into": incident["id"]})
    assert into.json()["errors"][0] == {
        "pointer": "/into",
        "code": "unknown",
        "detail": "no such incident among yours",
    }
    report = await received(longhu)
    link = await longhu.post(
        f"/api/reports/{report['id']}/link", json={"incident_id": incident["id"]}
    )
    assert link.status_code == 404
    listed = await longhu.get("/api/incidents", params={"limit": 1000})
    assert incident["id"] not in listed.text
    listed = await longhu.get("/api/reports", params={"incident": incident["id"]})
    assert listed.json() == {"items": [], "next": None}


async def test_what_a_role_may_not_do(as_: As) -> None:
    operator, wall, field = await as_("operator"), await as_("wall"), await as_("field01")
    incident = await opened(operator)
    path = f"/api/incidents/{incident['id']}"
    assert (await wall.get(path)).status_code == 200
    for client in (wall, field):
        assert (await client.post("/api/incidents", json={"title": "x"})).status_code == 403
        assert (await client.post(f"{path}/confirm", json={})).status_code == 403
    assert (await operator.get("/api/incidents.csv")).status_code == 403


async def test_units_that_are_sent_show_on_the_incident(as_: As, db: Database) -> None:
    operator = await as_("operator")
    incident = await opened(operator)
    units = (await operator.get("/api/units")).json()["items"]
    unit = next(each for each in units if each["status"] == "available")
    await done(
        operator,
        f"/api/units/{unit['id']}/status",
        {"status": "assigned", "incident_id": incident["id"]},
    )
    near = (await operator.get(f"/api/incidents/{incident['id']}/nearby?what=units")).json()
    assert near["items"] == sorted(near["items"], key=lambda each: each["distance_m"])
    cameras = await operator.get(f"/api/incidents/{incident['id']}/nearby?what=cameras")
    assert cameras.status_code == 200
    assert (await operator.get(f"/api/incidents/{incident['id']}/nearby")).status_code == 422


async def test_an_open_incident_is_read_by_all_and_worked_on_by_its_own(
    as_: As, organisations: dict[str, UUID]
) -> None:
    commander, longhu, fire = await as_("commander"), await as_("longhu"), await as_("fire")
    report = await received(commander)
    incident = await opened(commander, label="open", reports=[report["id"]])
    path = f"/api/incidents/{incident['id']}"
    assert (await longhu.get(path)).status_code == 200
    mine = await opened(longhu, location=LONGHU_SPOT)
    for url, body in (
        (f"{path}/confirm", {}),
        (f"{path}/notes", {"text": "x"}),
        (f"{path}/merge", {"into": mine["id"]}),
        (f"/api/incidents/{mine['id']}/merge", {"into": incident["id"]}),
        (f"/api/reports/{report['id']}/unlink", {"reason": "x"}),
    ):
        answer = await longhu.post(url, json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "not-yours"), url
    patch = await longhu.patch(path, json={"title": "x"}, headers={"If-Match": '"1"'})
    assert patch.json()["code"] == "not-yours"
    await done(commander, f"{path}/assign", {"add": [str(organisations["fire"])]})
    await done(fire, f"{path}/confirm")
    away = {"organisation_id": str(organisations["fire"]), "reason": "x"}
    assert (await fire.post(f"{path}/move", json=away)).json()["code"] == "not-yours"
