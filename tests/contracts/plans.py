"""The plans PostgreSQL chooses for what the services ask, row security on.

auto_explain tells every plan, those inside functions and policies too. Each step runs often enough
that PostgreSQL has chosen its generic plan where it prefers one.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event

from kernel.api import Actor, Database, Tx, new_id
from server.supervisor.postgres import APP
from tests.contracts.crowded import district
from tests.harness.clock import FakeClock
from tests.harness.servers import DatabaseUrls

BIG = {
    "report", "report_private", "incident", "attachment", "unit", "resource", "fact", "fact_0",
    "fact_restricted", "subject_state", "subject_span", "alarm", "scope", "feature", "overview",
    "task", "closure", "analysis", "feed_message", "station", "reading", "quake", "warning",
    "device", "last_position", "device_refusal", "text",
    "geofence_event", "presence",
    "room", "participant", "attendance", "guest", "roll_call", "meeting", "talk", "message",
    "source", "phone", "room_source", "recording", "recorded_track", "recorded_segment",
}  # fmt: skip
# After five runs of a prepared statement PostgreSQL may settle on one plan for all values.
RUNS = 7
Step = Callable[[Tx], Awaitable[Any]]


@dataclass
class Plans:
    """The plans PostgreSQL told while something ran."""

    told: list[dict[str, Any]] = field(default_factory=list)

    def hear(self, _: Any, message: Any) -> None:
        text = str(message.message)
        if "plan:" in text:
            self.told.append(json.loads(text[text.index("{") :]))

    def whole_reads(self) -> list[str]:
        """Return which big tables were read from end to end, by which query."""
        return [
            f"{node['Relation Name']}: {' '.join(plan['Query Text'].split())[:300]}"
            for plan in self.told
            for node in _nodes(plan["Plan"])
            if node["Node Type"] == "Seq Scan" and node["Relation Name"] in BIG
        ]

    def indexes(self) -> set[str]:
        """Return the indexes that served."""
        return {
            node["Index Name"]
            for plan in self.told
            for node in _nodes(plan["Plan"])
            if "Index Name" in node
        }


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from _nodes(inner)


@asynccontextmanager
async def explained(urls: DatabaseUrls, plans: Plans) -> AsyncIterator[Database]:
    """A door to the database that is the application role, on a connection that tells plans."""
    db = Database(urls.superuser, FakeClock(), connections=2)

    def tell(dbapi: Any, _: Any) -> None:
        def listened(connection: Any) -> Any:
            connection.add_log_listener(plans.hear)
            return connection.execute(
                "load 'auto_explain'; set auto_explain.log_min_duration = 0; "
                "set auto_explain.log_nested_statements = on; set auto_explain.log_format = json; "
                f"set client_min_messages = log; set role {APP}"
            )

        dbapi.run_async(listened)

    event.listen(db._engine.sync_engine, "connect", tell)
    try:
        yield db
    finally:
        await db.close()


def somebody() -> Actor:
    """A person of one district."""
    return Actor(
        kind="account",
        name="x",
        account_id=new_id(),
        organisation_id=district(1),
        organisations=frozenset({district(1)}),
        permissions=frozenset(
            {
                "reports.read", "reports.create", "incidents.read", "units.read",
                "resources.read", "alarms.read", "personal.read", "audit.read", "layers.read",
            }
        ),
    )  # fmt: skip


async def plans_of(urls: DatabaseUrls, actor: Actor, step: Step) -> Plans:
    plans = Plans()
    async with explained(urls, plans) as db:
        for _ in range(RUNS):
            async with db.reading(actor) as tx:
                await step(tx)
    assert plans.told
    return plans
