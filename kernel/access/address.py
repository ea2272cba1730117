"""Where a request comes from."""

from starlette.requests import HTTPConnection

from kernel.settings import Settings


def client_address(connection: HTTPConnection, settings: Settings) -> str:
    """Return the client's address; X-Forwarded-For counts only behind a proxy we were told of."""
    forwarded = connection.headers.get("x-forwarded-for", "")
    if settings.trust_proxy and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()[:64]
    return connection.client.host if connection.client else "local"
