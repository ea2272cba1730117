"""What the door of nearby things answers."""

from typing import NotRequired

from gis.api import FieldOfView
from registry.api import Resource, Unit


class NearUnit(Unit):
    """A unit with its distance from the incident, in a straight line."""

    distance_m: int


class NearCamera(Resource):
    """A camera; `in_view` when the incident lies in its field of view, `view`."""

    in_view: bool
    view: NotRequired[FieldOfView]
