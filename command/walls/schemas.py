"""What clients send about walls, and what they are answered."""

from typing import Annotated, NotRequired
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from typing_extensions import TypedDict

# What one tile holds together (gis/tiles); more cannot be told apart across a hall.
MOST_LAYERS = 20
LayerCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{1,62}$")]


def each_once(codes: list[str]) -> list[str]:
    """Refuse a layer that is named twice."""
    if len(set(codes)) < len(codes):
        raise ValueError("a layer is named twice")
    return codes


class Scene(BaseModel):
    """The scene a wall is to show."""

    model_config = ConfigDict(extra="forbid")

    scene: Annotated[str, Field(min_length=1, max_length=40)]


class Layers(BaseModel):
    """The map layers a wall is to show by their codes, the topmost first."""

    model_config = ConfigDict(extra="forbid")

    layers: Annotated[list[LayerCode], Field(max_length=MOST_LAYERS), AfterValidator(each_once)]


class Wall(TypedDict):
    """A wall of screens, the scenes it has, and the one it shows."""

    id: UUID
    code: str
    zh: str
    en: str
    scene: str
    scenes: list[str]
    layers: list[str]
    version: NotRequired[int]
