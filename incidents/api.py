"""What other packages may use of incidents."""

from incidents.attachments import service as attachments
from incidents.attachments.schemas import AttachmentIn
from incidents.codes.reference import clock_table, kind_table
from incidents.intake import service as reports
from incidents.lifecycle import service as incidents
from incidents.lifecycle import sharing
from incidents.lifecycle.clocks import clocks_of
from incidents.lifecycle.clocks import colour as clock_colour
from incidents.lifecycle.rules import OPEN
from incidents.links import service as links
from incidents.links.book import Links
from incidents.nearby import service as nearby
from incidents.policies import check_among
from incidents.search import service as search

__all__ = [
    "OPEN",
    "AttachmentIn",
    "Links",
    "attachments",
    "check_among",
    "clock_colour",
    "clock_table",
    "clocks_of",
    "incidents",
    "kind_table",
    "links",
    "nearby",
    "reports",
    "search",
    "sharing",
]
