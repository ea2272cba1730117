"""Who attacks the planted objects, with what rights, and what each may find all the same."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import httpx

from tests.contracts.doors import Ids, Missing, ask, plain
from tests.contracts.matrix import ROWS, Row
from tests.contracts.planted import Plot, World, absent, fingerprint, plant, plant_own

# What the administrators of the whole city answer for, Longhu's included.
REGISTRY_DOORS = ("/api/units", "/api/resources", "/api/duty", "/api/posts", "/api/organisations")
PEOPLE_DOORS = ("/api/accounts", "/api/posts", "/api/roles", "/api/tokens")


@dataclass(frozen=True)
class Attacker:
    """Somebody with a browser; behind the doors in `entitled` it is right to see Longhu's."""

    name: str
    client: httpx.Client
    permissions: frozenset[str] = frozenset()
    kind: str = "account"
    entitled: tuple[str, ...] = ()


@dataclass
class Attack:
    """The planted city under attack."""

    world: World
    own: Plot
    attackers: dict[str, Attacker]
    # What lists and counts answered before anything was planted, and just after.
    before: dict[tuple[str, str, int], str] = field(default_factory=dict)
    after: dict[tuple[str, str, int], str] = field(default_factory=dict)
    # What the database keeps of the planted things.
    kept: dict[str, str] = field(default_factory=dict)

    def ids_of(self, plot: str) -> Ids:
        """Return how placeholders are filled with the objects of a plot."""
        found = self.world.plots[plot].ids

        def lookup(name: str) -> str:
            if name.startswith("own_"):
                return self.own.ids[name.removeprefix("own_")]
            if name in self.world.accounts:
                return self.world.accounts[name]
            if name not in found:
                raise Missing(name)
            return found[name]

        return lookup

    def ids_of_nothing(self) -> Ids:
        """Return how placeholders are filled with ids that nothing has."""
        nothing = absent()

        def lookup(name: str) -> str:
            if name.startswith("own_"):
                return self.own.ids[name.removeprefix("own_")]
            return nothing(name)

        return lookup

    def markers(self, *plots: str) -> dict[str, str]:
        """Return all markers of these plots by where they stand."""
        return {
            f"{plot}.{name}": marker
            for plot in plots
            for name, marker in self.world.plots[plot].markers.items()
        }


# Whoever has no business with Longhu at all.
STRANGERS = (
    "jinping", "jpcrew", "jpsys", "jpsec", "jpaud", "weather", "token", "jplink", "lhlink",
    "nobody", "sysadmin", "secadmin", "auditor",
)  # fmt: skip
# Whoever sees Longhu, but does not hold the post its restricted incident is restricted to.
INSIDERS = ("operator", "longhu", "commander", "wall", "lhliaison", "auditor")
# Whoever sees Longhu's reports, but not what is personal in them.
IMPERSONAL = ("wall", "lhliaison", "auditor")
PERSONAL = frozenset(
    {
        "text", "caller", "caller_phone", "address", "file_name", "file_bytes", "link_phone",
        "waiting_text", "waiting_caller", "waiting_address", "rejected_text", "rejected_caller",
        "rejected_address", "rejection",
    }
)  # fmt: skip
# Lists are compared before and after planting for these.
COUNTERS = ("jinping", "jpcrew", "jpsys", "jpaud", "weather")
# One of each set of permissions, all of whom see what Jinping has.
RIGHTS = (
    "operator", "wall", "sysadmin", "secadmin", "auditor", "jpcrew", "token", "jplink", "nobody",
)  # fmt: skip


@contextmanager
def attack(world: World, *, counted: bool = False) -> Iterator[Attack]:
    """Plant everything and let everybody in; `counted` notes what lists told before and after."""
    with ExitStack() as stack:
        own = plant_own(world)
        attackers = _people(world) | _others(world, stack)
        made = Attack(world, own, attackers)
        world.plots["own"] = own
        if counted:
            made.before = answers(made, made.ids_of_nothing())
        plant(world)
        if counted:
            made.after = answers(made, made.ids_of("internal"))
            made.kept = fingerprint(world, "internal", "restricted")
        yield made


def _people(world: World) -> dict[str, Attacker]:
    entitled = {
        "sysadmin": REGISTRY_DOORS,
        "secadmin": PEOPLE_DOORS,
        "auditor": ("/api/audit", *PEOPLE_DOORS),
    }
    return {
        name: Attacker(
            name,
            client,
            frozenset(client.get("/api/session").json()["permissions"]),
            entitled=entitled.get(name, ()),
        )
        for name, client in world.people.items()
    }


def _others(world: World, stack: ExitStack) -> dict[str, Attacker]:
    few = frozenset({"incidents.read"})
    issued = world.post(
        "jpsec",
        "/api/tokens",
        {"name": "few", "account_id": world.accounts["jpprogram"], "permissions": sorted(few)},
    )
    bearer = {"Authorization": f"Bearer {issued['token']}"}
    clients = {
        "token": world.running.client(headers=bearer),
        "jplink": world.running.client(),
        "lhlink": world.running.client(),
        "nobody": world.running.client(),
    }
    for client in clients.values():
        stack.callback(client.close)
    open_link(world, "jinping", clients["jplink"])
    open_link(world, "longhu", clients["lhlink"])
    kinds = {"token": "account", "jplink": "link", "lhlink": "link", "nobody": "nobody"}
    return {
        name: Attacker(name, client, few if name == "token" else frozenset(), kinds[name])
        for name, client in clients.items()
    }


def open_link(world: World, desk: str, phone: httpx.Client) -> None:
    """Let the phone of a caller open a link that a desk sent it."""
    link = world.post(desk, "/api/links", {})
    secret = link["url"].rsplit("#", 1)[1]
    answer = phone.post("/api/links/exchange", json={"token": secret})
    assert answer.status_code == 204, answer.text


def answers(attacked: Attack, ids: Ids) -> dict[tuple[str, str, int], str]:
    """Return what lists and counts answer, by who asks, door and number of the case."""
    found = {}
    for name in COUNTERS:
        client = attacked.attackers[name].client
        for row in ROWS:
            for number, case in enumerate(row.cases if row.counted else ()):
                answer = ask(client, row, case, ids)
                etag = answer.headers.get("etag", "")
                told = f"{answer.status_code} {etag} {plain(answer.text)}"
                found[name, row.name, number] = told
    return found


def entitled(attacker: Attacker, row: Row) -> bool:
    """Say whether it is right that an attacker finds Longhu's things behind a door."""
    return row.path.startswith(attacker.entitled)
