"""The UDP ports of one process: few and fixed, shared by all its peers.

A firewall needs one short range, and nobody runs out of ports. Whose packet it is tells the
sender's address, which only a peer with the right words (ICE) can make known.
"""

import asyncio
import socket
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

import ifaddr

from video.engine.embedded import binding
from video.engine.interface import NoPort

# Ports of one process: several, because each has a buffer of its own in the system.
PORTS = 8
# Packets read before others get their turn.
BATCH = 64
# The longest packet we take; a longer one is cut by the system and dropped by us.
LONGEST = 1_500
# A keyframe of many publishers waits here while the loop is busy; the system may grant less.
BUFFER = 4 * 1024 * 1024
LOOPBACK = "127.0.0.1"

Address = tuple[str, int] | tuple[str, int, int, int]


class Guest(Protocol):
    """A peer as the doors know it."""

    password: bytes

    def asked(self, door: "Door", address: Address, *, nominated: bool) -> None:
        """Note that the peer proved an address."""
        ...

    def heard_lately(self) -> bool:
        """Say whether media came that the peer alone can have sent."""
        ...

    def received(self, data: bytes) -> None:
        """Take a packet from an address the peer has proved."""
        ...


@dataclass(slots=True)
class Counters:
    """What came that was not meant for us."""

    strangers: int = 0
    giants: int = 0
    forged: int = 0


@dataclass(slots=True)
class Door:
    """One socket. `announced` is where peers reach it."""

    socket: socket.socket
    announced: tuple[str, int]
    guests: dict[Address, Guest] = field(default_factory=dict)


class Doors:
    """All sockets; each port has one on every announced address."""

    def __init__(self, ports: range, announced: str = "") -> None:
        self.counters = Counters()
        self.awaited: dict[str, Guest] = {}
        self._ports = ports
        self._announced = [part.strip() for part in announced.split(",") if part.strip()]
        self._sets: list[list[Door]] = []
        self._turn = 0

    def open(self) -> None:
        """Take the first free ports of the range. Raises `NoPort`."""
        addresses = self._announced or own_addresses()
        for port in self._ports:
            if len(self._sets) == PORTS:
                break
            found = _open_set(addresses, port)
            if found:
                self._sets.append(found)
        if not self._sets:
            raise NoPort(f"no free UDP port in {self._ports.start}-{self._ports.stop - 1}")
        loop = asyncio.get_running_loop()
        for door in self._all():
            loop.add_reader(door.socket.fileno(), self._readable, door)

    def close(self) -> None:
        """Close all sockets."""
        loop = asyncio.get_running_loop()
        for door in self._all():
            loop.remove_reader(door.socket.fileno())
            door.socket.close()
        self._sets.clear()

    def addresses(self) -> list[tuple[str, int]]:
        """Return where the next peer is to find us; ports are used in turn."""
        self._turn = (self._turn + 1) % len(self._sets)
        return [door.announced for door in self._sets[self._turn]]

    def forget(self, guest: Guest, ufrag: str) -> None:
        """Let a peer go; its packets are a stranger's from now on."""
        self.awaited.pop(ufrag, None)
        for door in self._all():
            for address in [a for a, known in door.guests.items() if known is guest]:
                del door.guests[address]

    def _all(self) -> Iterable[Door]:
        return [door for doors in self._sets for door in doors]

    def _readable(self, door: Door) -> None:
        receive, guests, counters = door.socket.recvfrom, door.guests, self.counters
        for _ in range(BATCH):
            try:
                data, address = receive(LONGEST + 1)
            except OSError:  # nothing more, or an error of a packet sent earlier
                return
            if not data:
                continue
            if len(data) > LONGEST:
                counters.giants += 1
            elif data[0] < 4:
                self._asked(door, data, address)
            elif (guest := guests.get(address)) is not None:
                guest.received(data)
            else:
                counters.strangers += 1

    def _asked(self, door: Door, data: bytes, address: Address) -> None:
        ufrag = binding.username_of(data)
        guest = self.awaited.get(ufrag) if ufrag is not None else None
        if guest is None:
            self.counters.strangers += 1
            return
        answer = binding.answered(data, guest.password, (address[0], address[1]))
        if answer is None:
            self.counters.forged += 1
            return
        held = door.guests.get(address)
        if held is not None and held is not guest and held.heard_lately():
            self.counters.forged += 1  # a sender's address is easily claimed: who is there stays
            return
        door.guests[address] = guest
        guest.asked(door, address, nominated=answer[1])
        with suppress(OSError):
            door.socket.sendto(answer[0], address)


def own_addresses() -> list[str]:
    """Return the addresses others reach this machine at; loopback when it has no other."""
    found = [
        ip.ip if isinstance(ip.ip, str) else ip.ip[0]
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
        if isinstance(ip.ip, str) or ip.ip[2] == 0  # link-local IPv6 needs a zone nobody knows
    ]
    return [one for one in found if one not in (LOOPBACK, "::1")] or [LOOPBACK]


def _open_set(addresses: list[str], port: int) -> list[Door]:
    doors: list[Door] = []
    for address in addresses:
        try:
            opened = _open(address, port)
        except OSError:
            for door in doors:
                door.socket.close()
            return []
        doors.append(Door(opened, (address, opened.getsockname()[1])))
    return doors


def _open(address: str, port: int) -> socket.socket:
    """Open a port at an announced address; behind NAT that is none of ours: at all of ours."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_DGRAM)
    try:
        if address not in (*own_addresses(), LOOPBACK, "::1"):
            address = "::" if family == socket.AF_INET6 else "0.0.0.0"  # noqa: S104
        opened.setblocking(False)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
        opened.bind((address, port))
    except OSError:
        opened.close()
        raise
    return opened


def port_range(text: str) -> range:
    """Read `50000-50199`. Raises `ValueError`."""
    first, _, last = text.partition("-")
    found = range(int(first), int(last or first) + 1)
    if not found or found.start < 1024 or found.stop > 65_536:
        raise ValueError(f"not a range of ports above 1023: {text}")
    return found
