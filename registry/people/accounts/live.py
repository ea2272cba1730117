"""What facts and answers show of an account: never a secret, no sign-in habits in a fact."""

from datetime import datetime
from typing import Any

TOPIC = "accounts"


def state_of(row: Any, now: datetime) -> dict[str, Any]:
    """Return the public state of an account; roles are those of posts held at this moment."""
    held = [post for post in row.posts if datetime.fromisoformat(post["from"]) <= now]
    return {
        "id": row.id,
        "username": row.username,
        "name": row.name,
        "kind": row.kind,
        "organisation": {
            "id": row.organisation_id,
            "code": row.organisation_code,
            "zh": row.organisation_zh,
            "en": row.organisation_en,
        },
        "posts": [{name: post[name] for name in post if name != "roles"} for post in row.posts],
        "roles": sorted({role for post in held for role in post["roles"]}),
        "unit": {"id": row.unit_id, "call_sign": row.unit_call_sign} if row.unit_id else None,
        "disabled": row.disabled_at is not None,
        "totp": row.totp,
        "must_change_password": row.must_change,
    }


def form_view(state: Any) -> dict[str, Any]:
    """Return a state as the values its form edits."""
    return {
        "name": state.get("name"),
        "organisation_id": (state.get("organisation") or {}).get("id"),
        "posts": [post["id"] for post in state.get("posts", ())],
        "unit_id": (state.get("unit") or {}).get("id"),
    }
