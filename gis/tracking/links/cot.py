"""Cursor-on-Target streams: events of many uids on one connection; nothing is answered."""

from collections import deque

from gis.tracking import cot
from gis.tracking.cot import Event
from gis.tracking.events.service import call_help
from gis.tracking.fix import Fix
from gis.tracking.links.tcp import Door, Link
from gis.tracking.numbers import BadReport
from gis.tracking.pipeline.report import micros
from kernel.api import Runtime

# As long as an identifier is kept; ATAK's are some forty letters.
LONGEST_UID = 200


class CotLink(Link):
    """One stream, of one phone or of a server that passes on those of many."""

    def __init__(self, door: Door, runtime: Runtime) -> None:
        super().__init__(door)
        self._runtime = runtime
        self._splitter = cot.Splitter()
        self._events: deque[bytes] = deque()

    def took(self, data: bytes) -> None:
        """See `Link`."""
        self._events.extend(self._splitter.feed(data))
        self.go_on()

    def go_on(self) -> None:
        """See `Link`."""
        while self._events and not self.waits:
            try:
                event = cot.read(self._events.popleft())
            except BadReport:
                self.refused("event")
                continue
            self.read_well()
            if event.fix is not None:
                self._place(event, event.fix)

    def _place(self, event: Event, fix: Fix) -> None:
        uid = event.about or event.uid
        if len(uid) > LONGEST_UID or not uid.isprintable():
            self.refused("event")
            return
        device = self.register.find("cot", uid)
        if device is None:
            self.later(self._meet(uid, fix, emergency=event.emergency))
        elif device.state == "active":
            self.pipeline.offer(device, [fix], micros(self.clock.now()), None)
            if event.emergency:
                self.later(call_help(self._runtime, device))

    async def _meet(self, uid: str, fix: Fix, *, emergency: bool) -> None:
        """Meet a uid; the other uids of the stream go on whatever becomes of it."""
        device = await self.register.met("cot", uid)
        if device is not None and device.state == "active":
            self.pipeline.offer(device, [fix], micros(self.clock.now()), None)
            if emergency:
                await call_help(self._runtime, device)
