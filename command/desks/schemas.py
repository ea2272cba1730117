"""What clients send about layouts, and what they are answered."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict
from typing_extensions import TypedDict


class Layout(BaseModel):
    """What the screen wants to find again; its inside belongs to the front end."""

    model_config = ConfigDict(extra="forbid")

    layout: dict[str, Any]


class SavedLayout(TypedDict):
    """A layout as it was saved under its name."""

    name: str
    layout: dict[str, Any]
    saved_at: datetime
