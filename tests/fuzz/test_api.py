"""R18: whatever arrives over HTTP is answered with a result or a reason, never with a 5xx.

Schemathesis makes requests from the OpenAPI document, right ones and wrong ones, for every
operation; half of them name things that exist. `-m slow` sends at least 20,000.
"""

import json
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode

from kernel.api import new_id
from tests.contracts.planted import Plot, World, begin_upload, plant_incident

# What would sign the fuzzer itself out, or lock it out for a while.
OWN_END = frozenset({"DELETE /api/session", "POST /api/session", "POST /api/accounts/me/password"})
SPOT = {"lon": 116.68, "lat": 23.35}
# Who may use the doors below a path, so that requests get past the first refusal.
KEEPERS = {
    "/api/accounts": "secadmin",
    "/api/roles": "secadmin",
    "/api/tokens": "secadmin",
    "/api/sessions": "secadmin",
    "/api/organisations": "sysadmin",
    "/api/posts": "sysadmin",
    "/api/units": "sysadmin",
    "/api/resources": "sysadmin",
    "/api/duty": "sysadmin",
    "/api/audit": "auditor",
}
REFUSED = range(400, 500)


@schemathesis.serializer("application/offset+octet-stream", "application/sdp")
def serialized_text(_: Any, value: Any) -> bytes:
    """Return a part of an upload, or an offer of sound and pictures, as it travels."""
    return value if isinstance(value, bytes) else str(value).encode()


@dataclass
class Fuzzer:
    """Sends cases as somebody who may, and keeps every answer that breaks the promise."""

    world: World
    known: dict[str, str]
    sent: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def operation(self, operation: Any, examples: int) -> None:
        """Send right and wrong requests to one operation."""
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            @settings(
                max_examples=examples,
                phases=[Phase.generate],
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            )
            @given(case=operation.as_strategy(generation_mode=mode), real=st.booleans())
            def one(case: Case, real: bool) -> None:
                self.send(case, real)

            # An operation without parameters has no wrong requests.
            with suppress(Unsatisfiable):
                one()

    def send(self, case: Case, real: bool) -> None:
        """Send one case; with `real` its path names things that exist."""
        if real:
            for name in case.path_parameters:
                if name in self.known:
                    case.path_parameters[name] = self.known[name]
            # A key made up twice is answered without asking further; each request has its own.
            case.headers.pop("Idempotency-Key", None)
        client = self.world.people[_keeper(case.path)]
        answer = case.call(
            base_url=self.world.running.origin,
            headers={
                **dict(client.headers),
                "idempotency-key": str(new_id()),
                **{k: str(v) for k, v in case.headers.items()},
            },
            cookies=dict(client.cookies),
        )
        self.sent += 1
        self.answers[answer.status_code] += 1
        fault = _fault(answer)
        if fault:
            self.broken.append(f"{fault}\n{case.as_curl_command()}\n{answer.content[:400]!r}")


def _keeper(path: str) -> str:
    return next((who for prefix, who in KEEPERS.items() if path.startswith(prefix)), "operator")


def _fault(answer: Any) -> str | None:
    """Return what is wrong with an answer."""
    if answer.status_code >= 500:
        return f"status {answer.status_code}"
    if answer.status_code not in REFUSED or not answer.content:
        return None
    kind = answer.headers.get("content-type", [""])[0]
    if not kind.startswith("application/problem+json"):
        return f"a refusal as {kind}"
    problem = json.loads(answer.content)
    missing = {"type", "title", "status", "detail", "code", "trace_id"} - problem.keys()
    return f"a refusal without {missing}" if missing else None


@pytest.fixture(scope="module")
def known(world: World) -> dict[str, str]:
    """Things that exist, by the name a path gives their id."""
    plot = Plot(prefix="fuzz")
    plant_incident(world, plot, "operator", SPOT)
    ids = plot.ids
    return {
        "incident": ids["incident"],
        "report": ids["report"],
        "file_id": ids["file"],
        "upload_id": begin_upload(world.people["operator"], "fuzz.txt"),
        "unit_id": next(iter(world.units.values())),
        "account_id": world.accounts["jpcrew"],
        "organisation_id": world.organisations["440511"],
        "post_id": next(iter(world.posts.values())),
    }


@pytest.mark.parametrize(
    ("examples", "least"),
    [
        pytest.param(1, 250, marks=pytest.mark.timeout(400)),
        pytest.param(110, 20_000, marks=[pytest.mark.slow, pytest.mark.timeout(3_000)]),
    ],
)
def test_every_answer_is_a_result_or_a_reason(
    world: World, known: dict[str, str], examples: int, least: int
) -> None:
    schema = schemathesis.openapi.from_dict(world.running.app.openapi())
    fuzzer = Fuzzer(world, known)
    for found in schema.get_all_operations():
        operation = found.ok()
        if f"{operation.method.upper()} {operation.path}" not in OWN_END:
            fuzzer.operation(operation, examples)
    print(f"{fuzzer.sent} requests, answers {dict(sorted(fuzzer.answers.items()))}")
    assert not fuzzer.broken, f"{len(fuzzer.broken)} broken, the first:\n" + "\n\n".join(
        fuzzer.broken[:5]
    )
    assert fuzzer.sent >= least
