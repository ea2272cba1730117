"""What tests of maps stand on: an organisation and layers, planted past the services."""

import json
from typing import Any
from uuid import UUID

from kernel.api import Tx, new_id, scopes

ORGANISATION = UUID("00000000-0000-7000-8000-00000000aaaa")
ATTRIBUTES = [
    {"name": "name", "type": "string", "zh": "名称", "en": "Name"},
    {"name": "level", "type": "integer", "zh": "级别", "en": "Level"},
]


async def organisation(tx: Tx, number: UUID = ORGANISATION) -> UUID:
    """Plant an organisation of the city with its scope, once."""
    planted = await tx.run(
        "insert into registry.organisation (id, code, kind, parent_id, zh, en, short) "
        "select :id, :code, 'agency', id, '局', 'Agency', '局' from registry.organisation "
        "where parent_id is null on conflict do nothing",
        id=number,
        code=f"o{number.hex[-6:]}",
    )
    if planted:
        await scopes.create(tx, [number], scope_id=number)
    return number


async def add_layer(tx: Tx, owner: UUID, geometry: str, **more: Any) -> UUID:
    """Plant an empty layer; open to all signed in unless told otherwise."""
    layer = new_id()
    values = {
        "code": f"l{layer.hex[-12:]}",
        "style": {},
        "attributes": ATTRIBUTES,
        "public": False,
        "scope_id": None,
        "minzoom": 0,
        "maxzoom": 22,
    } | more
    await tx.run(
        "insert into gis.layer (id, code, zh, en, group_code, organisation_id, geometry, "
        "attributes, style, public, scope_id, minzoom, maxzoom, created_at, changed_at) values "
        "(:id, :code, '层', 'Layer', 'other', :owner, :geometry, cast(:attributes as jsonb), "
        "cast(:style as jsonb), :public, :scope_id, :minzoom, :maxzoom, :now, :now)",
        **values | {name: json.dumps(values[name]) for name in ("style", "attributes")},
        id=layer,
        owner=owner,
        geometry=geometry,
        now=tx.now,
    )
    return layer
