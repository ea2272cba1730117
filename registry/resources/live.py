"""The board topic `resources`: what screens show of a resource."""

from typing import Any

from registry.places import place_state

TOPIC = "resources"
State = dict[str, Any]
OWN = ("capacity", "direction_deg", "fov_deg", "range_m")


def state_of(row: Any) -> State:
    """Return the public state of a resource; what a kind does not have is left out."""
    state = {
        "id": row.id,
        "code": row.code,
        "kind": row.kind,
        "name": {"zh": row.zh, "en": row.en},
        "organisation": {
            "id": row.organisation_id,
            "code": row.organisation_code,
            "zh": row.organisation_zh,
            "en": row.organisation_en,
        },
        "place": place_state(row),
        "area_code": row.area_code,
        "details": row.details,
        "status": row.status,
        "fictional": row.fictional,
    }
    own = {name: getattr(row, name) for name in OWN}
    state |= {name: value for name, value in own.items() if value is not None}
    return state | ({"label": row.label, "posts": row.posts} if row.posts else {})


def form_view(state: Any) -> State:
    """Return a state as the values its form edits."""
    names = state.get("name") or {}
    return dict(state) | {
        "zh": names.get("zh"),
        "en": names.get("en"),
        "organisation_id": (state.get("organisation") or {}).get("id"),
    }
