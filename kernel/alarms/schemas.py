"""Request models of the alarm doors."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kernel.alarms.rules import SHELVE_MOST_MINUTES

AlarmList = Literal["open", "waiting", "shelved", "cleared", "all"]


class ShelveIn(BaseModel):
    """For how long an alarm may wait, and why."""

    model_config = ConfigDict(extra="forbid")

    minutes: Annotated[int, Field(ge=1, le=SHELVE_MOST_MINUTES)]
    reason: Annotated[str, Field(min_length=1, max_length=500)]
