"""What the search for duplicates answers."""

from typing import Literal
from uuid import UUID

from typing_extensions import TypedDict

from incidents.codes.schemas import Kind
from incidents.fields import Grade, ReportState
from incidents.lifecycle.rules import State as IncidentState
from kernel.api import Place, Ref


class KnownCandidate(TypedDict):
    """A report or incident that may tell of the same event.

    `minutes` apart in time, `similarity` of the words and `score` of the whole from 0 to 1;
    `matched` are words both share.
    """

    target: Literal["incident", "report"]
    id: UUID
    number: str
    title: str | None
    kind: Kind | None
    grade: Grade | None
    state: ReportState | IncidentState
    distance_m: int | None
    minutes: int
    similarity: float
    score: float
    likely: bool
    matched: list[str]
    organisation: Ref
    place: Place | None


class OtherCandidate(TypedDict):
    """Something of an organisation whose affairs the asker may not see: only whom to call."""

    target: Literal["other"]
    organisation: Ref
    distance_m: int
    minutes: int


class Duplicates(TypedDict):
    """What may tell of the same event, best first, and how long the search took."""

    items: list[KnownCandidate | OtherCandidate]
    elapsed_ms: float
