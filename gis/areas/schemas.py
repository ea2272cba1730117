"""How answers name the area a point lies in."""

from typing_extensions import TypedDict


class AreaName(TypedDict):
    """A district or town: its administrative code and names."""

    code: str
    zh: str
    en: str


class Area(TypedDict):
    """The district and town of a point, as far as it lies in any."""

    district: AreaName | None
    town: AreaName | None
