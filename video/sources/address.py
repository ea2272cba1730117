"""Which addresses cameras may be asked at: hosts of `WANGLOU_CAMERA_HOSTS`, by organisation.

The address a name stands for is looked up once and used as it was checked: it cannot become another
between the check and the connection, and a camera that sends us elsewhere is not followed.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from kernel.api import FieldError, Invalid

PORTS = {"rtsp": 554, "rtsps": 322}
EVERYBODY = "*"
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class CameraAddress(Invalid):
    """The address of a camera is none of those its organisation may have."""

    code = "camera-address"
    title = "Cameras are asked at allowed addresses only"


@dataclass(frozen=True, slots=True)
class Allowed:
    """Hosts (`host` any port, `host:port`) and networks of an organisation."""

    hosts: frozenset[str]
    networks: tuple[Network, ...]

    def takes(self, host: str, port: int) -> bool:
        """Say whether a host is named itself, or is an address inside a named network."""
        return bool(self.hosts & {host, f"{host}:{port}"}) or self.holds(host)

    def holds(self, host: str) -> bool:
        """Say whether this is an address inside a named network."""
        address = _literal(host)
        return address is not None and any(
            address.version == each.version and address in each for each in self.networks
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """The parts of an allowed address."""

    scheme: str
    host: str
    port: int
    path: str


def allowed(setting: str, organisations: Collection[str]) -> Allowed:
    """Return what the setting allows an organisation, whose code and those above it are given.

    `police=10.1.0.0/16,cam.police:554; *=192.0.2.7`: entries by semicolons, hosts by commas.
    """
    hosts, networks = set[str](), list[Network]()
    for entry in setting.split(";"):
        code, _, values = entry.partition("=")
        if code.strip() not in {EVERYBODY, *organisations}:
            continue
        for part in filter(None, (value.strip().lower() for value in values.split(","))):
            network = _network(part)
            if network is None:
                hosts.add(part)
            else:
                networks.append(network)
    return Allowed(frozenset(hosts), tuple(networks))


def check(url: str, hosts: Allowed) -> Asked:
    """Return the parts of an allowed address. Raises `CameraAddress`.

    A name whose network alone is named is judged when it is looked up.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        raise refused("this is no address") from None
    host = (parts.hostname or "").lower()
    if parts.scheme not in PORTS:
        raise refused("rtsp:// or rtsps://")
    if not host or not url.isprintable() or " " in url:
        raise refused("this is no address")
    if parts.username or parts.password or parts.fragment:
        raise refused("name and password have their own fields")
    if not hosts.takes(host, port) and (_literal(host) is not None or not hosts.networks):
        raise refused(f"{host}:{port} is not among WANGLOU_CAMERA_HOSTS of this organisation")
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return Asked(parts.scheme, host, port, path or "/")


async def pinned(
    url: str, hosts: Allowed, *, username: str = "", password: str = "", sound: bool = False
) -> str:
    """Return the address to connect to: a literal one, with credentials, `#sound` to hear it.

    Raises `CameraAddress`, also where a name stands for nothing or for what is not allowed.
    """
    asked = check(url, hosts)
    address = asked.host if _literal(asked.host) else await _resolved(asked, hosts)
    shown = f"[{address}]" if ":" in address else address
    who = f"{quote(username, safe='')}:{quote(password, safe='')}@" if username or password else ""
    heard = "#sound" if sound else ""
    return f"{asked.scheme}://{who}{shown}:{asked.port}{asked.path}{heard}"


async def _resolved(asked: Asked, hosts: Allowed) -> str:
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(asked.host, asked.port, type=socket.SOCK_STREAM)
    except OSError:
        raise refused(f"{asked.host} is not known to the name service") from None
    address = str(found[0][4][0])
    if hosts.holds(address):
        return address
    if not hosts.takes(asked.host, asked.port) or _inner(address):
        raise refused(f"{asked.host} stands for {address}, which is not allowed")
    return address


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _network(text: str) -> Network | None:
    if "/" not in text:
        return None
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None


def _inner(address: str) -> bool:
    """Say whether a name leads to this machine itself or to no ordinary one."""
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or found
    return bool(
        mapped.is_loopback or mapped.is_link_local or mapped.is_multicast or mapped.is_unspecified
    )


def refused(detail: str) -> CameraAddress:
    """Return the refusal of an address."""
    return CameraAddress(
        f"/address: {detail}", errors=[FieldError("/address", "camera-address", detail)]
    )
