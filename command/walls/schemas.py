"""What clients send about walls, and what they are answered."""

from typing import Annotated, Literal, NotRequired, Self
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from typing_extensions import TypedDict

# What one tile holds together (gis/tiles); more cannot be told apart across a hall.
MOST_LAYERS = 20
# What two cores decode at once (frontend: decoders.ts).
MOST_PICTURES = 9
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


class PictureIn(BaseModel):
    """A camera or another source, or a meeting by its main picture."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["room", "source"]
    id: UUID


class Pictures(BaseModel):
    """The pictures a wall is to show, in their order."""

    model_config = ConfigDict(extra="forbid")

    pictures: Annotated[list[PictureIn], Field(max_length=MOST_PICTURES)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len({each.id for each in self.pictures}) < len(self.pictures):
            raise ValueError("a picture is named twice")
        return self


class WallPicture(TypedDict):
    """What stands in one tile of a wall."""

    kind: Literal["room", "source"]
    id: UUID


class Wall(TypedDict):
    """A wall of screens, the scenes it has, and the one it shows."""

    id: UUID
    code: str
    zh: str
    en: str
    scene: str
    scenes: list[str]
    layers: list[str]
    pictures: list[WallPicture]
    version: NotRequired[int]
