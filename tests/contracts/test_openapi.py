"""The OpenAPI document tells the truth, the whole of it, and what is made from it is current."""

import asyncio
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from incidents.codes.reference import codes_of
from incidents.fields import ReportState
from incidents.intake.schemas import RejectReason, ReportChannel
from incidents.lifecycle.rules import State
from kernel.api import PlaceSource, Settings, setup
from registry.organisations.schemas import OrganisationKind
from registry.resources.schemas import ResourceKind, ResourceStatus
from registry.units.rules import Status
from server.app import create_app
from server.openapi import text_of
from tests.contracts.described import Document, Told
from tests.contracts.doors import routes
from tests.contracts.planted import World
from tests.contracts.running import Running
from tests.contracts.walk import PASSWORD, walk
from tests.harness.clock import FakeClock
from tests.harness.servers import DatabaseUrls, create_database, drop_database

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = ROOT / "docs" / "reference" / "openapi.json"
TYPES = ROOT / "frontend" / "src" / "api" / "schema.d.ts"
MADE = "make it anew: make api"
# What answers with no content.
EMPTY = {
    "DELETE /api/session",
    "DELETE /api/roles/{code}",
    "DELETE /api/tokens/{token_id}",
    "DELETE /api/accounts/me/tokens/{token_id}",
    "DELETE /api/duty/{duty_id}",
    "DELETE /api/layers/{layer_id}",
    "DELETE /api/roads/closures/{closure_id}",
    "DELETE /api/drawings/{drawing_id}",
    "DELETE /api/geofences/rules/{rule_id}",
    "DELETE /api/geofences/{fence_id}",
    "DELETE /api/maps/{document_id}",
    "DELETE /api/feeds/{feed_id}",
    "DELETE /api/analysis/results/{analysis_id}",
    "POST /api/links/exchange",
    "POST /api/video/guests/exchange",
    "DELETE /api/video/rooms/{room}/whip/{source}",
    "DELETE /api/video/sources/{source_id}",
    "DELETE /api/video/sources/{source_id}/whep/{peer_id}",
    "DELETE /api/video/sources/{source_id}/whip/{peer_id}",
    "DELETE /api/phones/mine",
    "POST /api/phones/{source_id}/end",
    "OPTIONS /api/files/tus",
    "OPTIONS /api/files/tus/{upload_id}",
    "POST /api/files/tus",
    "HEAD /api/files/tus/{upload_id}",
    "PATCH /api/files/tus/{upload_id}",
    "DELETE /api/files/tus/{upload_id}",
    "POST /api/files/tus/{upload_id}",
}
# What answers otherwise than in JSON.
CONTENT = {
    "GET /api/audit.csv": "text/csv",
    "GET /api/analysis/results/{analysis_id}/csv": "text/csv",
    "GET /api/incidents.csv": "text/csv",
    "GET /api/imports/{import_id}/faults.csv": "text/csv",
    "GET /api/drawings/export": "application/octet-stream",
    "GET /api/exports/file": "application/octet-stream",
    "GET /api/files/{file_id}": "application/octet-stream",
    "GET /api/files/{file_id}/preview": "application/octet-stream",
    "GET /api/tracks/file": "application/octet-stream",
    "GET /api/tracks/film": "application/octet-stream",
    "GET /api/video/meetings/{meeting}/calendar": "text/calendar",
    "GET /api/video/recordings/{recording}/segments/{n}": "application/octet-stream",
    "GET /api/video/recordings/{recording}/segments/{n}/thumbnail": "image/jpeg",
    "GET /api/video/sources/{source_id}/snapshot": "image/jpeg",
    "POST /api/video/sources/{source_id}/whip": "application/sdp",
    "POST /api/video/sources/{source_id}/whep": "application/sdp",
    "POST /api/video/rooms/{room}/whip": "application/sdp",
    "POST /api/video/rooms/{room}/whep": "application/sdp",
    "GET /metrics": "text/plain",
    "GET /osmand": "text/plain",
    "POST /osmand": "text/plain",
}
# Lists of codes whose words the document spells out.
LISTS: dict[str, Any] = {
    "report_channels": ReportChannel,
    "report_states": ReportState,
    "reject_reasons": RejectReason,
    "incident_states": State,
    "unit_statuses": Status,
    "resource_kinds": ResourceKind,
    "resource_statuses": ResourceStatus,
    "organisation_kinds": OrganisationKind,
    "place_sources": PlaceSource,
}


class Watched(Running):
    """The running application, with every answer it gives written down."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, FakeClock())
        self.told: list[Told] = []

    def client(self, **options: Any) -> httpx.Client:
        """Return a browser whose answers are written down."""
        return super().client(event_hooks={"response": [self._note]}, **options)

    def _note(self, answer: httpx.Response) -> None:
        answer.read()
        self.told.append(Told.of(answer))


@pytest.fixture(scope="module")
def walked(settings: Settings, database_urls: DatabaseUrls) -> Iterator[Watched]:
    """An application through which everybody has walked, from the first administrator on."""
    asking = settings.model_copy(update={"feed_hosts": "127.0.0.1"})
    with Watched(asking) as running:
        world = World(running, database_urls.superuser)
        walk(world, settings.home)
        yield running
        world.stop()


@pytest.fixture(scope="module")
def fresh(settings: Settings, template_urls: DatabaseUrls) -> Iterator[Watched]:
    """An application on a database of its own, in which the first administrator was made."""
    name = f"fresh_{uuid4().hex}"
    asyncio.run(create_database(template_urls, name))
    urls = template_urls.named(name)
    changes = {"database_url": urls.app, "owner_database_url": urls.owner}
    with Watched(settings.model_copy(update=changes)) as running:
        token = running.do(setup.make)
        body = {"token": token, "username": "first", "password": PASSWORD, "name": "首任"}
        with running.client(headers={"Origin": running.origin}) as client:
            assert client.get("/api/setup").json() == {"needed": True}
            assert client.post("/api/setup", json=body).status_code == 201
        yield running
    asyncio.run(drop_database(template_urls, name))


@pytest.fixture(scope="module")
def app() -> FastAPI:
    return create_app(Settings())


@pytest.fixture(scope="module")
def document(app: FastAPI) -> Document:
    return Document(app.openapi())


def test_every_operation_says_what_it_answers(document: Document) -> None:
    bare = [name for name, operation in document.operations() if not said(operation)]
    assert sorted(bare) == sorted(EMPTY)


def said(operation: dict[str, Any]) -> dict[str, str]:
    """Return the content of a good answer: media type → name of its schema."""
    answer = next(answer for status, answer in operation["responses"].items() if status[0] == "2")
    return {media: str(told["schema"]) for media, told in answer.get("content", {}).items()}


def test_json_is_described_by_name(document: Document) -> None:
    for name, operation in document.operations():
        if name in CONTENT:
            assert set(said(operation)) == {CONTENT[name]}
        elif name not in EMPTY:
            (media, schema), *more = said(operation).items()
            assert (media, more) == ("application/json", []), name
            assert "#/components/schemas/" in schema, name


def test_every_operation_names_its_refusals(document: Document) -> None:
    for name, operation in document.operations():
        assert operation["responses"]["default"] == {"$ref": "#/components/responses/Refusal"}, name
        assert "422" not in operation["responses"], name


def test_models_have_short_names_and_a_meaning(document: Document) -> None:
    for name, schema in document.document["components"]["schemas"].items():
        assert "__" not in name, "two models share a name"
        assert schema.get("description"), name


def test_only_these_may_hold_more_than_they_say(app: FastAPI) -> None:
    schemas = app.openapi()["components"]["schemas"]
    spread = {name for name, schema in schemas.items() if schema.get("additionalProperties")}
    assert spread == {"City", "Refusal"}


def test_no_answer_is_checked_on_its_way_out(app: FastAPI) -> None:
    """Models describe; what a function returns leaves as it is."""
    for route in routes(app):
        if isinstance(route, APIRoute):
            name = str(route.response_model)
            assert name in ("None", "<class 'dict'>") or name.startswith("dict["), route.path


def test_codes_are_those_of_the_lists() -> None:
    for name, words in LISTS.items():
        assert set(get_args(words)) == codes_of(name), name


def test_real_answers_are_as_described(document: Document, walked: Watched, fresh: Watched) -> None:
    told = walked.told + fresh.told
    faults = [fault for each in told for fault in document.faults(each)]
    assert not faults, f"{len(faults)} in {len(told)} answers:\n" + "\n".join(faults[:20])


def test_a_field_too_many_or_too_few_is_found(document: Document) -> None:
    wall: dict[str, Any] = {
        "id": str(uuid4()),
        "code": "hall",
        "zh": "大厅",
        "en": "Hall",
        "scene": "map",
    }
    wall |= {"scenes": ["map"], "layers": [], "pictures": []}
    for change, faults in (({}, 0), ({"more": 1}, 1), ({"id": "x"}, 1), ({"zh": None}, 1)):
        page = {"items": [wall | change], "next": None}
        told = Told("GET", "/api/walls", 200, "application/json", json.dumps(page).encode())
        assert len(document.faults(told)) == faults, change
    few = Told("GET", "/api/walls", 200, "application/json", b'{"items": []}')
    assert document.faults(few)


def test_every_description_was_held_to_a_real_answer(
    document: Document, walked: Watched, fresh: Watched
) -> None:
    told = walked.told + fresh.told
    seen = {document.name_of(each) for each in told if each.status < 300}
    names = {name for name, _ in document.operations()}
    assert names - EMPTY - CONTENT.keys() - seen == set()


def test_the_written_document_is_current(app: FastAPI) -> None:
    assert WRITTEN.read_text(encoding="utf-8") == text_of(app.openapi()) + "\n", MADE


def test_the_types_of_the_front_end_are_made_of_it() -> None:
    digest = hashlib.sha256(WRITTEN.read_bytes()).hexdigest()
    assert digest in TYPES.read_text(encoding="utf-8").partition("\n")[0], MADE
