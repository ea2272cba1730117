"""What passes between servers and a media process: operations and refusals as JSON."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from kernel.api import FieldError, Problem
from video.engine.interface import (
    BadOffer,
    Connected,
    EngineDown,
    EngineFull,
    Kind,
    Layer,
    NoSuchSource,
    NoSuchViewer,
    PullRefused,
    RecordingStats,
    Role,
    RoomStats,
)

# The largest offer with the names of the fields round it.
LARGEST_BODY = 300_000
STATS = TypeAdapter(RoomStats)
PEERS = TypeAdapter(tuple[Connected, ...])
RECORDING = TypeAdapter(RecordingStats | None)
REFUSALS = {
    one.code: one
    for one in (BadOffer, EngineDown, EngineFull, NoSuchSource, NoSuchViewer, PullRefused)
}


class _Order(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Publish(_Order):
    """`publish`."""

    source: UUID
    offer: str
    role: Role
    holder: str = ""


class Subscribe(_Order):
    """`subscribe`."""

    viewer: UUID
    offer: str
    follows: bool
    own: frozenset[UUID]
    holder: str = ""


class Bind(_Order):
    """`bind`."""

    viewer: UUID
    slot: Annotated[int, Field(ge=0, le=100)]
    source: UUID | None
    layer: Layer


class Feature(_Order):
    """`feature`."""

    source: UUID | None


class Mute(_Order):
    """`mute`."""

    source: UUID
    kind: Kind
    muted: bool


class Keyframe(_Order):
    """`keyframe`."""

    source: UUID
    layer: Layer


class Pull(_Order):
    """`pull`."""

    source: UUID
    url: Annotated[str, Field(max_length=2_000)]


class Record(_Order):
    """`record`."""

    recording: UUID | None
    without: frozenset[UUID] = frozenset()


class Close(_Order):
    """`close`."""

    peer: UUID | None
    holder: str | None = None


def refused(problem: Problem) -> dict[str, Any]:
    """Return a refusal as it passes."""
    return {**problem.document(), "headers": problem.headers}


def refusal(document: dict[str, Any]) -> Problem:
    """Return the refusal that passed."""
    kind = REFUSALS.get(document.get("code", ""), EngineDown)
    return kind(
        document.get("detail", ""),
        errors=[FieldError(**one) for one in document.get("errors", [])],
        headers=document.get("headers", {}),
    )
