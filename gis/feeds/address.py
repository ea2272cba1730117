"""Which addresses feeds may be asked at: hosts of the setting `WANGLOU_FEED_HOSTS`, no other.

A closed network names its own; by default nothing is asked. The address a name stands for is looked
up once and used as it was checked, so it cannot become another between the check and the request.
"""

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from kernel.api import FieldError, Invalid

PORTS = {"http": 80, "https": 443}


class FeedAddress(Invalid):
    """The address of a feed is none of those this installation may ask."""

    code = "feed-address"
    title = "Feeds are asked at allowed addresses only"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: the host it is for, and the address it is sent to."""

    scheme: str
    host: str
    address: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The URL of the address itself."""
        shown = f"[{self.address}]" if ":" in self.address else self.address
        return f"{self.scheme}://{shown}:{self.port}{self.path}"

    @property
    def named(self) -> str:
        """The value of the Host header."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return shown if self.port == PORTS[self.scheme] else f"{shown}:{self.port}"


def allowed(hosts: str) -> frozenset[str]:
    """Return the entries of the setting: `host` (any port) or `host:port`, by commas."""
    return frozenset(part.strip().lower() for part in hosts.split(",") if part.strip())


def check(url: str, hosts: frozenset[str]) -> tuple[str, str, int, str]:
    """Return scheme, host, port and path of an allowed address. Raises `FeedAddress`."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        raise _refused("this is no address") from None
    host = (parts.hostname or "").lower()
    if parts.scheme not in PORTS or not host or parts.username or parts.password:
        raise _refused("http or https, without a password in it")
    if not hosts & {host, f"{host}:{port}"}:
        raise _refused(f"{host}:{port} is not among WANGLOU_FEED_HOSTS")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, host, port, path


async def target(url: str, hosts: frozenset[str]) -> Target:
    """Return where to send a request. Raises `FeedAddress`, `OSError` for an unknown name."""
    scheme, host, port, path = check(url, hosts)
    if _literal(host) is not None:
        return Target(scheme, host, host, port, path)
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    address = str(found[0][4][0])
    if _inner(address):
        raise _refused(f"{host} stands for {address}; name the address itself if that is meant")
    return Target(scheme, host, address, port, path)


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _inner(address: str) -> bool:
    """Say whether a name leads to this machine itself or to no ordinary one."""
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or found
    return bool(
        mapped.is_loopback or mapped.is_link_local or mapped.is_multicast or mapped.is_unspecified
    )


def _refused(detail: str) -> FeedAddress:
    return FeedAddress(f"/url: {detail}", errors=[FieldError("/url", "feed-address", detail)])
