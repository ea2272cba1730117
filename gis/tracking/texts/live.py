"""What facts and answers tell of a text to a device."""

from typing import Any

from gis.tracking.texts.schemas import Text

TOPIC = "texts"
State = dict[str, Any]


def state_of(row: Any) -> State:
    """Return the public state of a text: everything but what it says.

    `device`, `unit` and `cause` are ids.
    """
    return {
        "id": row.id,
        "device": row.device_id,
        "unit": row.unit_id,
        "cause": row.cause,
        "urgent": row.urgent,
        "state": row.state,
        "reason": row.reason,
        "written_at": row.written_at,
        "until": row.until,
        "sent_at": row.sent_at,
        "ended_at": row.ended_at,
    }


def shown(row: Any) -> Text:
    """Return a text as its list shows it."""
    return {
        "id": row.id,
        "device_id": row.device_id,
        "unit_id": row.unit_id,
        "cause": row.cause,
        "text": row.body,
        "urgent": row.urgent,
        "state": row.state,
        "reason": row.reason,
        "tries": row.tries,
        "written_by": row.written_by["name"],
        "written_at": row.written_at,
        "until": row.until,
        "sent_at": row.sent_at,
        "ended_at": row.ended_at,
    }
