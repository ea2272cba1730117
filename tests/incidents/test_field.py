"""Reports of crews: their own list, and hanging on the incident they work for."""

from tests.incidents.conftest import As, call, done, opened


async def test_a_crew_sees_what_became_of_its_own_reports(as_: As) -> None:
    crew, operator = await as_("field01"), await as_("operator")
    assert (await crew.get("/api/reports")).status_code == 403
    sent = (await crew.post("/api/reports", json=call(channel="field"))).json()["report"]
    await operator.post("/api/reports", json=call())
    mine = (await crew.get("/api/reports/mine")).json()["items"]
    assert mine[0]["id"] == sent["id"]
    assert {item["channel"] for item in mine} == {"field"}
    assert "restricted" not in mine[0]
    await done(operator, f"/api/reports/{sent['id']}/reject", {"reason": "other"})
    mine = (await crew.get("/api/reports/mine", params={"limit": 1})).json()["items"]
    assert [(item["id"], item["state"]) for item in mine] == [(sent["id"], "rejected")]
    wall = await as_("wall")
    assert (await wall.get("/api/reports/mine")).status_code == 403


async def test_a_report_hangs_on_the_incident_its_crew_works_for(as_: As) -> None:
    crew, operator = await as_("field01"), await as_("operator")
    incident = await opened(operator)
    fire = (await crew.get("/api/session")).json()["organisation"]["id"]
    await done(operator, f"/api/incidents/{incident['id']}/assign", {"add": [fire]})
    body = call(channel="field", incident_id=incident["id"])
    sent = (await crew.post("/api/reports", json=body)).json()["report"]
    assert (sent["state"], sent["incident_id"]) == ("linked", incident["id"])
    seen = (await crew.get(f"/api/incidents/{incident['id']}")).json()
    assert sent["id"] in seen["report_ids"]


async def test_an_unseen_incident_leaves_the_report_to_its_desk(as_: As) -> None:
    crew, operator = await as_("field01"), await as_("operator")
    hidden = await opened(operator)
    for incident in (hidden["id"], "01a20000-0000-7000-8000-000000000000"):
        body = call(channel="field", incident_id=incident)
        answer = await crew.post("/api/reports", json=body)
        assert answer.status_code == 201
        report = answer.json()["report"]
        assert (report["state"], report["incident_id"]) == ("received", None)
