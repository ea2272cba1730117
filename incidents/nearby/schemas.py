"""What the door of nearby things answers."""

from registry.api import Unit


class NearUnit(Unit):
    """A unit with its distance from the incident, in a straight line."""

    distance_m: int
