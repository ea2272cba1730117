"""What clients send about walls, and what they are answered."""

from typing import Annotated, NotRequired
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict


class Scene(BaseModel):
    """The scene a wall is to show."""

    model_config = ConfigDict(extra="forbid")

    scene: Annotated[str, Field(min_length=1, max_length=40)]


class Wall(TypedDict):
    """A wall of screens, the scenes it has, and the one it shows."""

    id: UUID
    code: str
    zh: str
    en: str
    scene: str
    scenes: list[str]
    version: NotRequired[int]
