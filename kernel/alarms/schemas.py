"""What clients send about alarms, and what they are answered."""

from datetime import datetime
from typing import Annotated, Literal, NotRequired
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from kernel.alarms.kinds import Severity
from kernel.alarms.rules import SHELVE_MOST_MINUTES
from kernel.web.answers import ActorCard, Names

AlarmList = Literal["open", "waiting", "shelved", "cleared", "all"]


class ShelveIn(BaseModel):
    """For how long an alarm may wait, and why."""

    model_config = ConfigDict(extra="forbid")

    minutes: Annotated[int, Field(ge=1, le=SHELVE_MOST_MINUTES)]
    reason: Annotated[str, Field(min_length=1, max_length=500)]


class PostCard(TypedDict):
    """A post that was called; without an id where no organisation has such a post."""

    id: UUID | None
    code: str
    zh: str
    en: str
    held: NotRequired[bool]


class Acknowledgement(TypedDict):
    """Who took an alarm on."""

    at: datetime
    by: ActorCard


class Escalation(TypedDict):
    """How far an alarm has climbed: the post called last and when the next one is."""

    level: int
    to: PostCard | None
    next_at: datetime | None


class Shelf(TypedDict):
    """Who paused an alarm, and why."""

    reason: str | None
    by: ActorCard | None


class Alarm(TypedDict):
    """An alarm as it stands; `posts` are the posts called so far, the owner first.

    `action` says what is to be done, `repeat_s` how often it sounds again, `count` how often it was
    raised. `escalation` is null once nobody is waited for.
    """

    id: UUID
    kind: str
    zh: str
    en: str
    severity: Severity
    about: list[UUID]
    subject_text: str
    organisation_id: UUID | None
    owner_post: PostCard
    posts: list[UUID]
    action: Names
    repeat_s: int
    raised_at: datetime
    acknowledged: Acknowledgement | None
    escalation: Escalation | None
    shelved_until: datetime | None
    shelved: Shelf | None
    count: int
    last_at: datetime
    cleared_at: datetime | None
    cleared_by: ActorCard | None
    version: NotRequired[int]
