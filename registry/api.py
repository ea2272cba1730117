"""What other packages may use of the registry.

`organisations`, `accounts`, `posts`, `tokens`, `units`, `resources`, `duty`: the use cases of those
slices.
"""

from registry.city import load_city
from registry.duty import service as duty
from registry.fields import Form, Moment, Name, Note, Phone, instant, lines, parted, printable
from registry.organisations import service as organisations
from registry.people.accounts import service as accounts
from registry.people.directory import People
from registry.people.posts import service as posts
from registry.people.rules import ADMINISTRATION
from registry.people.tokens import service as tokens
from registry.people.tokens.schemas import TokenPart
from registry.places import PlaceIn, bbox_of, near_of, place_columns, place_state, point
from registry.reference import check_code, codes, names_of
from registry.resources import service as resources
from registry.resources.schemas import MOST_RANGE_M, Resource, ResourceFilter
from registry.units import checks as unit_checks
from registry.units import contact as unit_contact
from registry.units import crew as crews
from registry.units import service as units
from registry.units.rules import ENGAGED, FREE, Status, UnitTaken, check_moment
from registry.units.schemas import CheckIn, HelpIn, StatusIn, Unit, UnitFilter

__all__ = [
    "ADMINISTRATION",
    "ENGAGED",
    "FREE",
    "MOST_RANGE_M",
    "CheckIn",
    "Form",
    "HelpIn",
    "Moment",
    "Name",
    "Note",
    "People",
    "Phone",
    "PlaceIn",
    "Resource",
    "ResourceFilter",
    "Status",
    "StatusIn",
    "TokenPart",
    "Unit",
    "UnitFilter",
    "UnitTaken",
    "accounts",
    "bbox_of",
    "check_code",
    "check_moment",
    "codes",
    "crews",
    "duty",
    "instant",
    "lines",
    "load_city",
    "names_of",
    "near_of",
    "organisations",
    "parted",
    "place_columns",
    "place_state",
    "point",
    "posts",
    "printable",
    "resources",
    "tokens",
    "unit_checks",
    "unit_contact",
    "units",
]
