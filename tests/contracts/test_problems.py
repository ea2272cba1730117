"""Refusals: every code has its page, every answer that refuses is a problem document (RFC 9457)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from kernel.errors import Problem
from kernel.web.problems import MEDIA_TYPE
from server.features import FEATURES
from tests.contracts.planted import World

PAGES = Path(__file__).resolve().parents[2] / "docs" / "problems"
CODE = re.compile(r"^[a-z][a-z0-9-]{1,59}$")
# The common base of all refusals is no refusal itself.
BASE = "problem"


def kinds(base: type[Problem] = Problem) -> Iterator[type[Problem]]:
    """Yield every kind of refusal of the packages this server is made of."""
    assert FEATURES
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)


def codes() -> dict[str, list[type[Problem]]]:
    found: dict[str, list[type[Problem]]] = {}
    for kind in kinds():
        if kind.__module__.partition(".")[0] != "tests" and "code" in vars(kind):
            found.setdefault(kind.code, []).append(kind)
    return found


def test_every_code_has_its_page_and_every_page_its_code() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} == set(codes()) - {BASE}


def test_a_code_means_one_thing() -> None:
    for code, classes in codes().items():
        assert CODE.match(code)
        assert len(set(classes)) == 1, (code, classes)
        assert 400 <= classes[0].status < 600
        assert classes[0].title


def test_pages_say_what_it_is_and_what_to_do_in_both_languages() -> None:
    for page in PAGES.glob("*.md"):
        lines = [line for line in page.read_text(encoding="utf-8").splitlines() if line.strip()]
        assert lines[0] == f"# {page.stem}"
        assert " · " in lines[1], page.name
        assert len(lines) >= 4, page.name


LONG = "长" * 5000
ID = "01a20000-0000-7000-8000-000000000001"
REPORT = {"channel": "phone", "text": "路边有人摔倒"}
# name → method, path, what is sent, the status and code it is refused with, where.
REFUSED: dict[str, tuple[str, str, dict[str, Any], int, str, str | None]] = {
    "unknown path": ("GET", "/api/nothing", {}, 404, "not-found", None),
    "unknown path outside": ("GET", "/problems/nothing-such", {}, 404, "not-found", None),
    "unknown base map": ("GET", "/basemap/nothing.geojson", {}, 404, "not-found", None),
    "wrong method": ("DELETE", "/api/reports", {}, 405, "method-not-allowed", None),
    "wrong method of a page": ("POST", "/livez", {}, 405, "method-not-allowed", None),
    "no id": ("GET", "/api/reports/7", {}, 422, "invalid", "path/report"),
    "bad JSON": ("POST", "/api/reports", {"content": b'{"channel":'}, 400, "malformed", None),
    "no JSON": ("POST", "/api/reports", {"content": b"\xff\xfe"}, 400, "malformed", None),
    "no body": ("POST", "/api/reports", {}, 422, "invalid", ""),
    "an array": ("POST", "/api/reports", {"json": [1]}, 422, "invalid", ""),
    "a number for a text": (
        "POST", "/api/reports", {"json": REPORT | {"text": 7}}, 422, "invalid", "/text",
    ),
    "a text for an object": (
        "POST", "/api/reports", {"json": REPORT | {"location": "here"}}, 422, "invalid",
        "/location",
    ),
    "NaN": (
        "POST", "/api/reports",
        {"content": b'{"channel":"phone","text":"x","location":{"lon":NaN,"lat":23}}'},
        422, "invalid", "/location/lon",
    ),
    "infinity": (
        "POST", "/api/reports",
        {"content": b'{"channel":"phone","text":"x","location":{"lon":116,"lat":1e999}}'},
        422, "invalid", "/location/lat",
    ),
    "longitude 181": (
        "POST", "/api/reports", {"json": REPORT | {"location": {"lon": 181, "lat": 23}}},
        422, "invalid", "/location/lon",
    ),
    "null island": (
        "POST", "/api/reports", {"json": REPORT | {"location": {"lon": 0, "lat": 0}}},
        422, "invalid", "/location",
    ),
    "unknown field": (
        "POST", "/api/reports", {"json": REPORT | {"organisation_id": ID}},
        422, "invalid", "/organisation_id",
    ),
    "over-long text": (
        "POST", "/api/reports", {"json": REPORT | {"text": LONG}}, 422, "invalid", "/text",
    ),
    "NUL in a text": (
        "POST", "/api/reports", {"json": REPORT | {"text": "a\0b"}}, 422, "invalid", "/text",
    ),
    "half a character": (
        "POST", "/api/reports",
        {"content": b'{"channel":"phone","text":"\\ud800"}'}, 422, "invalid", "/text",
    ),
    "unknown code": (
        "POST", "/api/reports", {"json": REPORT | {"kind": "99999"}}, 422, "invalid", "/kind",
    ),
    "unknown channel": (
        "POST", "/api/reports", {"json": REPORT | {"channel": "smoke"}}, 422, "invalid",
        "/channel",
    ),
    "a time ahead": (
        "POST", "/api/reports", {"json": REPORT | {"occurred_at": "2026-12-22T08:00:00Z"}},
        422, "invalid", "/occurred_at",
    ),
    "a time without zone": (
        "POST", "/api/reports", {"json": REPORT | {"occurred_at": "2026-11-22T08:00:00"}},
        422, "invalid", "/occurred_at",
    ),
    "an impossible time": (
        "POST", "/api/reports", {"json": REPORT | {"occurred_at": "0001-01-01T00:00:00+14:00"}},
        422, "invalid", "/occurred_at",
    ),
    "an id of another kind": (
        "POST", "/api/reports", {"json": REPORT | {"id": ID.replace("-7000-", "-4000-")}},
        422, "invalid", "/id",
    ),
    "a foreign organisation": (
        "POST", "/api/incidents", {"json": {"title": "x", "organisation_id": ID}},
        422, "invalid", "/organisation_id",
    ),
    "an unknown report": (
        "POST", "/api/incidents", {"json": {"title": "x", "reports": [ID]}},
        422, "invalid", "/reports/0",
    ),
    "bad cursor": ("GET", "/api/reports?cursor=xx", {}, 400, "malformed", "?cursor"),
    "cursor of another list": (
        "GET", "/api/units?cursor=WyIyMDI2IiwieCJd", {}, 400, "malformed", "?cursor",
    ),
    "limit 0": ("GET", "/api/reports?limit=0", {}, 422, "invalid", "?limit"),
    "limit too large": ("GET", "/api/incidents?limit=1001", {}, 422, "invalid", "?limit"),
    "unknown filter": ("GET", "/api/incidents?colour=red", {}, 422, "invalid", "?colour"),
    "bad box": ("GET", "/api/incidents?bbox=1,2,3", {}, 422, "invalid", "?bbox"),
    "endless box": ("GET", "/api/units?bbox=inf,1,2,3", {}, 422, "invalid", "?bbox"),
    "box beyond the earth": ("GET", "/api/units?bbox=1,2,3,91", {}, 422, "invalid", "?bbox"),
    "NaN in a query": ("GET", "/api/geocode/reverse?lon=nan&lat=1", {}, 422, "invalid", "?lon"),
    "NUL in the path": ("GET", "/api/desks/a%00b", {}, 400, "malformed", None),
    "NUL in the query": ("GET", "/api/reports?q=a%00b", {}, 400, "malformed", None),
    "NUL in a list's filter": ("GET", "/api/reports?channel=a%00", {}, 400, "malformed", None),
    "NUL in a name": ("GET", "/api/geocode?q=a%00", {}, 400, "malformed", None),
    "broken UTF-8 in the query": ("GET", "/api/reports?q=%ff%fe", {}, 200, "", None),
    "no version": ("PATCH", "/api/incidents/{own}", {"json": {"title": "x"}}, 428,
                   "version-required", None),
    "bad version": (
        "PATCH", "/api/incidents/{own}",
        {"json": {"title": "x"}, "headers": {"If-Match": "newest"}}, 400, "malformed", "If-Match",
    ),
    "a version to come": (
        "PATCH", "/api/incidents/{own}",
        {"json": {"title": "x"}, "headers": {"If-Match": '"999999999"'}}, 412, "stale", None,
    ),
    "bad key": (
        "POST", "/api/reports", {"json": REPORT, "headers": {"Idempotency-Key": "x" * 201}},
        422, "invalid", "Idempotency-Key",
    ),
    "huge body": (
        "POST", "/api/reports", {"content": b"x" * 1_048_577}, 413, "too-large", None,
    ),
    "deep JSON": (
        "POST", "/api/reports", {"content": b"[" * 100_000}, 400, "malformed", None,
    ),
    "a NUL in a layout": (
        "PUT", "/api/desks/main", {"json": {"layout": {"a": "b\0"}}}, 422, "invalid", "/layout",
    ),
    "half a character in a layout": (
        "PUT", "/api/desks/main", {"content": b'{"layout":{"a":"\\ud800"}}'}, 422, "invalid",
        "/layout",
    ),
    "a layout with a huge number": (
        "PUT", "/api/desks/main", {"content": b'{"layout":{"a":' + b"9" * 400 + b"}}"},
        422, "invalid", "/layout",
    ),
    "a file without a body": ("POST", "/api/files", {}, 400, "malformed", None),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_is_refused_with_the_field_and_the_reason(world: World, name: str) -> None:
    method, path, sent, status, code, pointer = REFUSED[name]
    client = world.people["operator"]
    answer = client.request(method, path.replace("{own}", own_incident(world)), **typed(sent))
    assert answer.status_code == status, answer.text
    if code:
        document = refusal(answer)
        assert document["code"] == code
        if pointer is not None:
            assert pointer in [error["pointer"] for error in document["errors"]], document


def typed(sent: dict[str, Any]) -> dict[str, Any]:
    """Say that bare bytes are JSON."""
    if "content" not in sent:
        return sent
    return sent | {"headers": {"Content-Type": "application/json"} | sent.get("headers", {})}


def own_incident(world: World) -> str:
    if not hasattr(world, "own_incident"):
        made = world.post("operator", "/api/incidents", {"title": "x"})
        world.own_incident = made["id"]  # type: ignore[attr-defined]
    return str(world.own_incident)  # type: ignore[attr-defined]


def refusal(answer: httpx.Response) -> dict[str, Any]:
    """Return the document of a refusal, checked for form."""
    assert answer.headers["content-type"] == MEDIA_TYPE, answer.text
    document: dict[str, Any] = orjson.loads(answer.content)
    assert document["status"] == answer.status_code
    assert document["type"] == f"/problems/{document['code']}"
    assert document["title"]
    assert document["detail"]
    assert document["instance"] == answer.request.url.path or "\0" in answer.request.url.path
    assert re.fullmatch(r"[0-9a-f]{32}", document["trace_id"])
    for error in document["errors"]:
        assert set(error) == {"pointer", "code", "detail"}
    assert (PAGES / f"{document['code']}.md").is_file()
    return document


def test_nothing_refused_is_half_written(world: World) -> None:
    """After all refusals there is nothing but what was asked for properly."""
    client = world.people["operator"]
    for method, path, sent, status, *_ in REFUSED.values():
        if status != 200:
            client.request(method, path.replace("{own}", own_incident(world)), **typed(sent))
    assert world.query("select count(*) as n from incidents.report")[0]["n"] == 0
    assert world.query("select count(*) as n from incidents.incident")[0]["n"] == 1
    assert world.query("select count(*) as n from command.desk")[0]["n"] == 0
    assert world.query("select count(*) as n from kernel.idempotency")[0]["n"] == 0


def test_a_body_without_a_length_has_the_same_limit(world: World) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(20):
            yield b"x" * 65_536

    answer = world.people["operator"].post("/api/reports", content=pieces())
    assert refusal(answer)["code"] == "too-large"


def test_a_key_used_for_something_else_is_refused(world: World) -> None:
    client, headers = world.people["wall"], {"Idempotency-Key": "k"}
    world.people["operator"].post("/api/reports", json=REPORT, headers=headers)
    again = world.people["operator"].post(
        "/api/reports", json=REPORT | {"title": "x"}, headers=headers
    )
    assert refusal(again)["code"] == "idempotency-key-reused"
    assert refusal(client.post("/api/reports", json=REPORT, headers=headers))["code"] == "forbidden"


def test_a_write_by_cookie_needs_the_token_of_the_session(world: World) -> None:
    client = world.people["operator"]
    for headers, code in (
        ({"X-CSRF-Token": ""}, "csrf"),
        ({"X-CSRF-Token": "é".encode()}, "csrf"),
        ({"Origin": "https://elsewhere.example"}, "foreign-origin"),
        ({"Origin": "null"}, "foreign-origin"),
    ):
        answer = client.post("/api/reports", json=REPORT, headers=headers)
        assert refusal(answer)["code"] == code


@pytest.mark.parametrize("token", ["x", "wl_" + "x" * 43, "é", "x" * 10_000])
def test_no_token_but_a_good_one_opens_anything(world: World, token: str) -> None:
    with world.running.client(headers={"Authorization": f"Bearer {token}".encode()}) as client:
        assert refusal(client.get("/api/reports"))["code"] == "not-signed-in"
    with world.running.client(headers={"Cookie": f"wanglou_session={token}".encode()}) as client:
        assert refusal(client.get("/api/reports"))["code"] == "not-signed-in"
