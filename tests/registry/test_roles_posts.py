"""Roles and posts: what gives rights, and what keeps them apart."""

from typing import Any
from uuid import UUID

import pytest

from kernel.api import Database
from tests.registry import town
from tests.registry.answers import facts, problem
from tests.registry.conftest import As


async def patch(client: Any, path: str, **fields: Any) -> Any:
    """Patch a subject at its present version."""
    version = (await client.get(path)).json()["version"]
    return await client.patch(path, json=fields, headers={"If-Match": f'"{version}"'})


# Roles --------------------------------------------------------------------------------------------


async def test_a_role_is_made_changed_and_removed(as_: As, db: Database) -> None:
    admin = await as_("secadmin")
    body = {"code": "reader", "zh": "读者", "en": "Reader", "permissions": ["units.read"]}
    made = (await admin.post("/api/roles", json=body)).json()
    assert made["kind"] == "business"
    changed = await patch(admin, "/api/roles/reader", permissions=["units.read", "resources.read"])
    assert changed.json()["permissions"] == ["resources.read", "units.read"]
    assert (await patch(admin, "/api/roles/reader", totp_required=True)).json()["totp_required"]
    kinds = [fact.kind for fact in await facts(db, made["id"])]
    assert kinds == ["role.created", "role.changed", "role.changed"]
    assert problem(await admin.post("/api/roles", json=body), 409, "role-exists") == ["/code"]
    assert (await admin.delete("/api/roles/reader")).status_code == 204
    problem(await admin.get("/api/roles/reader"), 404, "not-found")


@pytest.mark.parametrize(
    ("permissions", "status", "code"),
    [
        (["units.read", "accounts.manage"], 409, "roles-exclude"),
        (["organisations.manage", "roles.manage"], 409, "roles-exclude"),
        (["units.everything"], 422, "invalid"),
        (["no permission"], 422, "invalid"),
    ],
)
async def test_a_role_of_two_kinds_or_of_nothing_known_is_refused(
    as_: As, permissions: list[str], status: int, code: str
) -> None:
    admin = await as_("secadmin")
    body = {"code": "odd", "zh": "怪", "en": "Odd", "permissions": permissions}
    pointers = problem(await admin.post("/api/roles", json=body), status, code)
    assert pointers[0].startswith("/permissions")


async def test_a_used_role_keeps_its_kind_and_stays(as_: As) -> None:
    admin = await as_("secadmin")
    answer = await patch(admin, "/api/roles/field", permissions=["registry.manage"])
    assert problem(answer, 409, "role-used") == ["/permissions"]
    problem(await admin.delete("/api/roles/field"), 409, "role-used")


async def test_the_own_role_and_the_roles_of_the_city_are_not_for_everyone(as_: As) -> None:
    admin, east = await as_("secadmin"), await as_("eastsec")
    problem(await patch(admin, "/api/roles/security_admin", zh="改"), 403, "own-rights")
    problem(await patch(east, "/api/roles/field", zh="改"), 403, "forbidden")
    for username in ("commander", "sysadmin", "crew"):
        client = await as_(username)
        problem(await client.get("/api/roles"), 403, "forbidden")


async def test_a_change_of_a_role_works_at_once(as_: As) -> None:
    admin, wall = await as_("secadmin"), await as_("wall")
    assert (await wall.get("/api/resources")).status_code == 200
    before = (await admin.get("/api/roles/wall")).json()["permissions"]
    fewer = [each for each in before if each != "resources.read" and each.startswith("units")]
    assert (await patch(admin, "/api/roles/wall", permissions=fewer)).status_code == 200
    problem(await wall.get("/api/resources"), 403, "forbidden")
    assert (await wall.get("/api/units")).status_code == 200


# Posts --------------------------------------------------------------------------------------------


async def test_posts_are_listed_within_sight_with_their_holders(as_: As) -> None:
    commander, east = await as_("commander"), await as_("east")
    every = (await commander.get("/api/posts")).json()["items"]
    assert {f"{o}.{name}" for o, name, _ in town.POSTS} <= {each["code"] for each in every}
    operator = next(each for each in every if each["code"] == f"{town.ROOT}.operator")
    assert {each["name"] for each in operator["holders"]} == {"operator 某", "operator2 某"}
    seen = (await east.get("/api/posts")).json()["items"]
    assert {each["organisation"]["code"] for each in seen} == {town.EAST}
    crew = await as_("crew")
    problem(await crew.get("/api/posts"), 403, "forbidden")


async def test_a_post_is_made_and_given_roles(as_: As, ids: dict[str, UUID]) -> None:
    admin, east = await as_("secadmin"), await as_("eastsec")
    body = {
        "organisation_id": str(ids[town.EAST]),
        "name": "deputy",
        "zh": "副指挥长",
        "en": "Deputy",
        "roles": ["operator"],
    }
    made = (await east.post("/api/posts", json=body)).json()
    assert made["code"] == f"{town.EAST}.deputy"
    assert problem(await east.post("/api/posts", json=body), 409, "post-exists") == ["/name"]
    path = f"/api/posts/{made['id']}"
    assert (await patch(east, path, roles=["auditor"])).json()["roles"] == ["auditor"]
    mixed = await patch(east, path, roles=["auditor", "operator"])
    assert problem(mixed, 409, "roles-exclude") == ["/roles"]
    unknown = await patch(east, path, roles=["emperor"])
    assert problem(unknown, 422, "invalid") == ["/roles/0"]
    west = body | {"organisation_id": str(ids[town.WEST])}
    assert problem(await east.post("/api/posts", json=west), 422, "invalid") == ["/organisation_id"]
    foreign = f"/api/posts/{ids[f'{town.WEST}.operator']}"
    problem(await east.get(foreign), 404, "not-found")
    held = await patch(admin, foreign, roles=["auditor"])
    assert problem(held, 409, "post-held") == ["/roles"]
    own = f"/api/posts/{ids[f'{town.ROOT}.secadmin']}"
    problem(await patch(admin, own, roles=[]), 403, "own-rights")
