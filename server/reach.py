"""Looks whether phones reach us: HTTPS, without which they give no camera, and relays."""

import asyncio
import os
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from server.findings import Finding

PROBE_S = 5.0
TURN_PORTS = {"turn": 3478, "turns": 5349}
LOOPBACK = ("http://127.0.0.1", "http://localhost", "http://[::1]")
HOW = "docs/how-to/install.md: Certificates"


def https() -> Finding:
    """Look whether browsers elsewhere give camera, microphone and place: by HTTPS alone."""
    address = os.environ.get("WANGLOU_PUBLIC_URL", "").rstrip("/")
    name = "HTTPS for phones"
    if not address.startswith("https://"):
        shown = address or "WANGLOU_PUBLIC_URL is not set"
        only = "cameras and microphones work on this machine alone"
        advice = f"put a TLS proxy in front and set WANGLOU_PUBLIC_URL=https://…   ({HOW})"
        ok = address.startswith(LOOPBACK)
        return Finding(name, ok, f"{shown}: {only}", advice, needed=False)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{address}/livez", timeout=PROBE_S):
            return Finding(name, ok=True, found=f"{address} answers", needed=False)
    except urllib.error.URLError as error:
        if isinstance(error.reason, ssl.SSLError):
            advice = f"phones refuse it too unless they trust who signed it   ({HOW})"
            return Finding(name, False, f"{address}: {error.reason}", advice, needed=False)
        return Finding(name, False, f"{address}: {error}", "start the proxy", needed=False)


def relays() -> Iterator[Finding]:
    """Look whether each relay gives a place to the credentials we make, as to a page's."""
    setting = os.environ.get("WANGLOU_TURN_URLS", "")
    secret = os.environ.get("WANGLOU_TURN_SECRET", "")
    if not setting.strip():
        found = "none: browsers come straight to the media ports"
        yield Finding("relay", ok=True, found=found, needed=False)
        return
    try:
        from video.api import relay_credentials, relay_urls  # noqa: PLC0415 - looked for, not needed
    except ImportError:
        return  # the packages are missing, which is said elsewhere
    try:
        urls = relay_urls(setting)
    except ValueError as error:
        yield Finding("relay", False, str(error), "mend WANGLOU_TURN_URLS", needed=False)
        return
    if not secret:
        advice = "set WANGLOU_TURN_SECRET to coturn's static-auth-secret"
        yield Finding("relay", False, "no secret: pages are told of none", advice, needed=False)
        return
    soon = datetime.now(UTC) + timedelta(minutes=5)
    username, credential, _ = relay_credentials(secret, "doctor", soon)
    for url in urls:
        yield _relay(url, username, credential)


def _relay(url: str, username: str, credential: str) -> Finding:
    advice = "start coturn, open its port, compare its static-auth-secret and clock with ours"
    try:
        place = asyncio.run(_allocated(url, username, credential))
    except Exception as error:  # noqa: BLE001 - whatever it is, the relay is of no use
        said = str(error) or type(error).__name__
        return Finding("relay", False, f"{url}: {said}", advice, needed=False)
    return Finding("relay", ok=True, found=f"{url} gives {place}", needed=False)


async def _allocated(url: str, username: str, credential: str) -> str:
    """Ask for a place as a page does; return its address."""
    from aioice import turn  # noqa: PLC0415 - with the media engine alone

    parts = urlsplit(url.replace(":", "://", 1))
    secure = parts.scheme == "turns"
    way = parse_qs(parts.query).get("transport", ["tcp" if secure else "udp"])[0]
    server = (parts.hostname or "", parts.port or TURN_PORTS[parts.scheme])
    async with asyncio.timeout(PROBE_S):
        transport, _ = await turn.create_turn_endpoint(
            asyncio.DatagramProtocol,
            server_addr=server,
            username=username,
            password=credential,
            ssl=secure,
            transport=way,
        )
    host, port = transport.get_extra_info("sockname")[:2]
    transport.close()
    return f"{host}:{port}"
