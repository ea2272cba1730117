"""Files on reports and incidents: seen by whoever sees what they hang on."""

import io

from PIL import Image

from tests.incidents.conftest import LONGHU_SPOT, As, Client, done, fresh, opened, received


def picture(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return out.getvalue()


async def uploaded(client: Client, colour: str = "red") -> str:
    answer = await client.post(
        "/api/files", files={"file": ("现场.png", picture(colour), "image/png")}
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_a_photo_of_a_report_follows_it_into_the_incident(as_: As) -> None:
    operator, jinping, longhu = await as_("operator"), await as_("jinping"), await as_("longhu")
    file = await uploaded(operator)
    report = await received(operator, attachments=[file, file])
    assert report["attachments"] == 1
    assert (await jinping.get(f"/api/files/{file}")).status_code == 404
    incident = await opened(operator, reports=[report["id"]])
    assert incident["attachments"] == 1
    assert (await jinping.get(f"/api/files/{file}")).status_code == 200
    assert (await longhu.get(f"/api/files/{file}")).status_code == 404
    items = (await jinping.get(f"/api/incidents/{incident['id']}/attachments")).json()["items"]
    assert [(each["file"]["id"], each["report_id"]) for each in items] == [(file, report["id"])]
    # The wall may not see what belongs to the personal part of a report.
    wall = await as_("wall")
    items = (await wall.get(f"/api/incidents/{incident['id']}/attachments")).json()["items"]
    assert items == []
    await done(operator, f"/api/reports/{report['id']}/unlink", {"reason": "另一起"})
    assert (await jinping.get(f"/api/files/{file}")).status_code == 404


async def test_a_file_hangs_on_an_incident(as_: As) -> None:
    operator, jinping = await as_("operator"), await as_("jinping")
    incident = await opened(operator)
    path = f"/api/incidents/{incident['id']}/attachments"
    file = await uploaded(jinping, "blue")
    added = await jinping.post(path, json={"file_id": file, "caption": "二楼北侧"})
    assert added.status_code == 201
    again = await jinping.post(path, json={"file_id": file})
    assert again.status_code == 201
    seen = (await operator.get(f"/api/incidents/{incident['id']}")).json()
    assert seen["attachments"] == 1
    unknown = await operator.post(path, json={"file_id": fresh()})
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "/file_id")
    foreign = await opened(await as_("longhu"), location=LONGHU_SPOT)
    hidden = await jinping.post(
        f"/api/incidents/{foreign['id']}/attachments", json={"file_id": file}
    )
    assert hidden.status_code == 404


async def test_somebody_elses_loose_file_cannot_be_taken(as_: As) -> None:
    operator, jinping = await as_("operator"), await as_("jinping")
    file = await uploaded(jinping, "green")
    answer = await operator.post(
        "/api/reports", json={"channel": "phone", "text": "x", "attachments": [file]}
    )
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/attachments/0"
