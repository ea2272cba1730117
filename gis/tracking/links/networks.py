"""Which networks devices may come from, and when ports may be open beyond this machine. Pure."""

import ipaddress

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def networks(text: str) -> tuple[Network, ...]:
    """Return the networks devices may come from; this machine alone when none is named.

    Raises `ValueError` for what is no network.
    """
    named = [part.strip() for part in text.split(",") if part.strip()]
    return tuple(ipaddress.ip_network(each) for each in named or ("127.0.0.0/8", "::1"))


def may_listen(host: str, text: str) -> bool:
    """Say whether an address may be opened: beyond this machine only with networks named."""
    return bool(text.strip()) or host == "localhost" or ipaddress.ip_address(host).is_loopback
