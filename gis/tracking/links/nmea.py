"""NMEA 0183 receivers over TCP: `$WLID,<device token>`, then sentences; nothing is answered."""

from collections import deque

from gis.tracking import nmea
from gis.tracking.devices.model import Device
from gis.tracking.devices.service import identifier_of
from gis.tracking.fix import Fix
from gis.tracking.links.tcp import Door, Link
from gis.tracking.nmea_epochs import Epochs
from gis.tracking.pipeline.report import micros

# A receiver that is silent for so long has ended its epoch.
EPOCH_OVER_S = 2.0


class NmeaLink(Link):
    """One receiver, known by the token of its first line."""

    def __init__(self, door: Door) -> None:
        super().__init__(door)
        self._splitter = nmea.Splitter()
        self._lines: deque[bytes] = deque()
        self._epochs = Epochs()
        self._device: Device | None = None

    def took(self, data: bytes) -> None:
        """See `Link`."""
        self._lines.extend(self._splitter.feed(data))
        self.go_on()

    def go_on(self) -> None:
        """See `Link`."""
        while self._lines and not self.waits:
            line = self._lines.popleft()
            if self._device is None:
                self._introduce(line)
                continue
            before = self._epochs.counts["checksum"] + self._epochs.counts["malformed"]
            self._offer(self._epochs.feed(line))
            if self._epochs.counts["checksum"] + self._epochs.counts["malformed"] > before:
                self.refused("sentence")
            else:
                self.read_well()

    def connection_lost(self, error: Exception | None) -> None:
        """Take the last epoch too."""
        self._offer(self._epochs.ended())
        super().connection_lost(error)

    def look(self, now: float) -> None:
        """End the epoch of a receiver that fell silent."""
        if now - self.heard_at > EPOCH_OVER_S:
            self._offer(self._epochs.ended())

    def _introduce(self, line: bytes) -> None:
        token = nmea.token(line)
        if token is None:
            self.refused("token")
            self.close()
        else:
            self.later(self._meet(token))

    async def _meet(self, token: str) -> None:
        """A token is a secret that was handed out: nobody comes in with one of his own."""
        device = await self.register.fetched("nmea", identifier_of("nmea", token))
        if device is None or device.state != "active":
            self.refused("token")
            self.close()
            return
        self._device = device

    def _offer(self, fix: Fix | None) -> None:
        if fix is None or self._device is None:
            return
        if self._device.state != "active":
            self.close()
            return
        self.pipeline.offer(self._device, [fix], micros(self.clock.now()), None)
