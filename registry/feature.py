"""The registry as the composition root sees it."""

from kernel.api import Feature, Topic
from registry.duty.router import router as duty
from registry.organisations.router import router as organisations
from registry.people.accounts.router import router as accounts
from registry.people.own.router import router as own
from registry.people.posts.router import router as posts
from registry.people.roles.router import router as roles
from registry.people.tokens.router import own_router as own_tokens
from registry.people.tokens.router import router as tokens
from registry.resources.live import TOPIC as RESOURCES
from registry.resources.router import router as resources
from registry.units.live import TOPIC as UNITS
from registry.units.router import router as units

feature = Feature(
    name="registry",
    # `own` first: /api/accounts/me must not be read as /api/accounts/{id}.
    routers=(
        organisations,
        own,
        own_tokens,
        accounts,
        posts,
        roles,
        tokens,
        units,
        resources,
        duty,
    ),
    topics=(Topic(UNITS, "units.read"), Topic(RESOURCES, "resources.read")),
    permissions={
        "units.read": "See units",
        "units.status": "Set what a unit does",
        "resources.read": "See resources",
        "registry.manage": "Register units and resources, plan the duty roster",
        "organisations.manage": "Change the tree of organisations",
        "accounts.manage": "Create accounts, give and take posts",
        "roles.manage": "Change what roles may do",
        "sessions.manage": "See and end the sessions of others",
        "tokens.manage": "Issue tokens of devices, withdraw everybody's",
    },
)
