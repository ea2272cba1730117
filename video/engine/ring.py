"""The last packets of one source, kept once for all its viewers, who ask for what they missed."""

from video.engine.rtp import Packet

# 600 kbit/s are 62 packets/s: 16 s; a camera of 8 Mbit/s is kept for 1.2 s. A power of two.
KEPT = 1024


class Ring:
    """Packets by their index; a newer one takes the place of the one `KEPT` before it."""

    __slots__ = ("_packets",)

    def __init__(self) -> None:
        self._packets: list[Packet | None] = [None] * KEPT

    def put(self, packet: Packet) -> None:
        """Keep a packet."""
        self._packets[packet.index % KEPT] = packet

    def get(self, index: int) -> Packet | None:
        """Return the packet of an index while it is kept."""
        packet = self._packets[index % KEPT]
        return packet if packet is not None and packet.index == index else None
