"""The incidents package as the composition root sees it."""

from datetime import timedelta

from incidents.attachments.router import router as attachments
from incidents.codes.phrases import warm as read_phrases
from incidents.codes.reference import warm as read_codes
from incidents.codes.router import router as codes
from incidents.intake.router import router as intake
from incidents.intake.state import TOPIC as REPORTS
from incidents.lifecycle.router import router as lifecycle
from incidents.lifecycle.service import TOPIC as INCIDENTS
from incidents.links.following import links_follow
from incidents.links.router import router as links
from incidents.links.state import TOPIC as LINKS
from incidents.nearby.router import router as nearby
from incidents.search.router import router as search
from incidents.timeline.router import router as timeline
from incidents.watch import jobs
from kernel.api import Feature, Job, Reaction, Topic

feature = Feature(
    name="incidents",
    # `search` first: /api/incidents/counts must not be read as /api/incidents/{id}.
    routers=(codes, intake, search, timeline, attachments, nearby, lifecycle, links),
    topics=(
        Topic(REPORTS, "reports.read"),
        Topic(INCIDENTS, "incidents.read"),
        Topic(LINKS, "reports.read"),
    ),
    permissions={
        "reports.create": "Take in reports",
        "reports.read": "See reports",
        "reports.close": "Take reports, close them without an incident, restore them",
        "incidents.read": "See incidents",
        "incidents.manage": "Open, change, merge and close incidents",
        "incidents.assign": "Call organisations in, move incidents to another organisation",
        "incidents.restrict": "Say who may see an incident",
        "incidents.export": "Export incidents",
        "personal.read": "Read narratives, callers, exact addresses",
        "links.create": "Make one-time links for callers",
    },
    reactions=(
        Reaction("incident-units", frozenset({"unit.status"}), jobs.follow_unit),
        links_follow,
    ),
    jobs=(
        Job("incident-watch", timedelta(seconds=10), jobs.watch),
        Job("incident-clear", timedelta(minutes=1), jobs.clear_closed),
        Job("incident-erase", timedelta(hours=6), jobs.erase_personal),
    ),
    warm=(read_codes, read_phrases),
)
