"""What goes to screens, as bytes: built once, written to every receiver as it is (RFC 6455)."""

from struct import pack
from typing import Any
from uuid import UUID

import orjson

from kernel.errors import Problem
from kernel.ids import NIL
from kernel.jsonio import to_json

_TEXT, _BINARY = 0x81, 0x82  # FIN + opcode; frames of a server are not masked
_LOST_ACTOR = {"kind": "system", "id": None, "name": "system:live", "organisation": None}


def framed(payload: bytes, opcode: int = _TEXT) -> bytes:
    """Return one unmasked frame."""
    size = len(payload)
    if size < 126:
        return pack("!BB", opcode, size) + payload
    if size < 65_536:
        return pack("!BBH", opcode, 126, size) + payload
    return pack("!BBQ", opcode, 127, size) + payload


def binary(payload: bytes) -> bytes:
    """Return one binary frame."""
    return framed(payload, _BINARY)


def message(op: str, **fields: Any) -> bytes:
    """Return the frame of one small message."""
    return framed(to_json({"op": op, **fields}))


def problem(refusal: Problem, board: str | None = None) -> bytes:
    """Return the frame of a refusal, with the board it concerns."""
    where = {} if board is None else {"id": board}
    return message("problem", **where, **refusal.document(instance="/api/live"))


def board_key(board: str) -> bytes:
    """Return a board's id as it stands in frames."""
    return orjson.dumps(board)


def fact(key: bytes, text: bytes) -> bytes:
    """Return the frame of one fact for boards of this id."""
    return framed(b'{"op":"fact","id":' + key + b',"fact":' + text + b"}")


def with_restricted(text: str, restricted: str | None) -> str:
    """Return a fact's JSON with its restricted part, when there is one."""
    return text if restricted is None else f'{text[:-1]},"restricted":{restricted}}}'


def vanished(
    kind: str, topic: str, subject: UUID, drill: UUID, *, seq: int, at: str, version: int
) -> str:
    """Return the fact that takes a subject off a board and tells nothing else about it."""
    return orjson.dumps(
        {
            "seq": seq,
            "at": at,
            "kind": kind,
            "topic": topic,
            "subject": str(subject),
            "version": version,
            "about": [],
            "state": None,
            "actor": _LOST_ACTOR,
            "cause": None,
            "drill": None if drill == NIL else str(drill),
        }
    ).decode()


def part(head: dict[str, Any], texts: list[str]) -> bytes:
    """Return one part of a snapshot: its head with the facts put in as they are."""
    opening = to_json({"op": "snapshot", **head})
    return framed(opening[:-1] + b',"facts":[' + ",".join(texts).encode() + b"]}")
