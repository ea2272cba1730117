"""The driver's hands: the public API, as an operator and a dispatcher with tokens."""

import asyncio
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import httpx
import structlog

log = structlog.get_logger()
TIMEOUT_S = 15.0
# While the server restarts a write is repeated with the same key; afterwards the call is given up.
TRIES = 20
PAUSE_S = 1.0


class Client:
    """One token's view of the API; every write carries a key derived from the run and the step."""

    def __init__(self, address: str, token: str, run: str) -> None:
        self._run = run
        self._http = httpx.AsyncClient(
            base_url=address,
            headers={"Authorization": f"Bearer {token}"},
            timeout=TIMEOUT_S,
            trust_env=False,
        )

    async def get(self, path: str, **query: Any) -> dict[str, Any]:
        """Read one document."""
        answer = await self._http.get(path, params=query)
        answer.raise_for_status()
        document: dict[str, Any] = answer.json()
        return document

    async def items(self, path: str, **query: Any) -> list[dict[str, Any]]:
        """Read a whole list, page by page."""
        found: list[dict[str, Any]] = []
        cursor: str | None = None
        while True:
            page = await self.get(path, **query, **({"cursor": cursor} if cursor else {}))
            found += page["items"]
            cursor = page["next"]
            if cursor is None:
                return found

    async def post(self, path: str, body: dict[str, Any], key: str) -> dict[str, Any] | None:
        """Write once, however often it takes; None when the server refused."""
        header = {"Idempotency-Key": str(uuid5(NAMESPACE_URL, f"{self._run}/{key}"))}
        for _ in range(TRIES):
            try:
                answer = await self._http.post(path, json=body, headers=header)
            except httpx.TransportError:
                await asyncio.sleep(PAUSE_S)
                continue
            if answer.status_code in (429, 503):
                await asyncio.sleep(float(answer.headers.get("retry-after", PAUSE_S)))
                continue
            return _accepted(path, answer)
        log.warning("demo_gave_up", path=path)
        return None

    async def ask(self, path: str, body: dict[str, Any]) -> dict[str, Any] | None:
        """Ask a question that changes nothing; None when there is no answer."""
        try:
            answer = await self._http.post(path, json=body)
        except httpx.TransportError:
            return None
        return answer.json() if answer.is_success else None

    async def bring(self, path: str, data: bytes, media: str = "") -> None:
        """Bring a message once; the next one tells all that counts when this one gets lost."""
        headers = {"Content-Type": media} if media else {}
        try:
            answer = await self._http.post(path, content=data, headers=headers)
        except httpx.TransportError:
            return
        _accepted(path, answer)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()


def _accepted(path: str, answer: httpx.Response) -> dict[str, Any] | None:
    if answer.is_success:
        document: dict[str, Any] = answer.json() if answer.content else {}
        return document
    # An operator at the screen may have closed the incident first: that is the demo being used.
    level = log.info if answer.status_code in (404, 409, 412) else log.warning
    level("demo_refused", path=path, status=answer.status_code, problem=answer.text[:300])
    return None
