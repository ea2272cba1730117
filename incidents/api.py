"""What other packages may use of incidents."""

from incidents.codes.reference import clock_table, kind_table
from incidents.intake import service as reports
from incidents.lifecycle import service as incidents
from incidents.lifecycle.clocks import colour as clock_colour
from incidents.lifecycle.rules import OPEN
from incidents.links.book import Links
from incidents.search import service as search

__all__ = [
    "OPEN",
    "Links",
    "clock_colour",
    "clock_table",
    "incidents",
    "kind_table",
    "reports",
    "search",
]
