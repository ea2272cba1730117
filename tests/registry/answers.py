"""What tests look at: facts of a subject, refusals as problem documents."""

from typing import Any

import httpx

from kernel.api import Database, system


async def facts(db: Database, subject: Any) -> list[Any]:
    """Return the facts about a subject, oldest first."""
    async with db.reading(system("test")) as tx:
        return await tx.rows(
            "select kind, topic, state, scope_id, about, actor from kernel.fact "
            "where subject = cast(:subject as uuid) order by seq",
            subject=str(subject),
        )


def problem(answer: httpx.Response, status: int, code: str) -> list[str]:
    """Assert a refusal; return the pointers it names."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["code"] == code
    assert body["type"] == f"/problems/{code}"
    return [error["pointer"] for error in body["errors"]]
