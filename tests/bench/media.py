"""Pictures passed on by one media process: how many, what each costs, what is lost.

Publishers and viewers are real peers (ICE, DTLS, SRTP) that share the other core; packets are made
by hand and counted by the sequence numbers that stand open in every header. 600 kbit/s is what a
picture of 640 × 360 takes: 62 packets of 1,200 bytes a second.
"""

import asyncio
from dataclasses import dataclass
from struct import Struct
from typing import Any
from uuid import UUID, uuid4

from tests.bench import cpu, janus
from tests.bench.row import Row
from tests.harness.media import LARGE, SendingPeer, WatchingPeer, media_process
from tests.harness.servers import RedisServer
from video.engine import rtcp
from video.engine.interface import MediaEngine, Role

PACKET = 1_188  # payload; with its header 1,200 bytes
RATE = 62.5
SETTLE_S, MEASURE_S = 3.0, 10.0
SEQUENCE = Struct("!HII")
VIEWERS = 25
CORE = "% of a core"
# From percent of a core for a picture to the time of one of its packets.
MICROSECONDS = 10_000 / RATE


@dataclass
class Count:
    """What came of one stream, by its open header."""

    first: int = -1
    highest: int = -1
    came: int = 0

    @property
    def expected(self) -> int:
        """How many would have come without loss."""
        return self.highest - self.first + 1 if self.came else 0


@dataclass
class Figures:
    """One measurement."""

    forwards: int = 0
    busy: float = 0.0
    rate: float = 0.0
    loss: float = 0.0
    # Frames recorded a second in all, and those that could not be kept.
    films: float = 0.0
    dropped: int = 0


class Publisher(SendingPeer):
    """Sends frames of one packet by the clock, whatever the machine does."""

    async def stream(self, began: float, *, sound: bool) -> None:
        """Send on and on."""
        loop = asyncio.get_running_loop()
        count, heard = 0, 0
        while True:
            due = int((loop.time() - began) * RATE)
            while count < due:
                count += 1
                await self.frame(key=count % 250 == 1 or None, size=PACKET - 6)
                self._kept.clear()
            while sound and heard < int((loop.time() - began) * 50):
                heard += 1
                await self.sound(30)
            await asyncio.sleep(1 / RATE)


class Counter(WatchingPeer):
    """Counts without decrypting: what is measured is the engine."""

    def __init__(self, pictures: int, voices: int) -> None:
        super().__init__(pictures=pictures, voices=voices)
        self.counts: dict[int, Count] = {}

    def begin(self) -> None:
        """Take packets off the wire ourselves."""
        for protocol in self.ice._connection._protocols:
            protocol.datagram_received = self._counted  # type: ignore[method-assign]

    def _counted(self, data: bytes, _address: Any) -> None:
        if data[0] < 128 or rtcp.is_rtcp(data):
            return
        sequence, _, ssrc = SEQUENCE.unpack_from(data, 2)
        count = self.counts.get(ssrc)
        if count is None:
            count = self.counts[ssrc] = Count(sequence, sequence)
        ahead = (sequence - count.highest) & 0xFFFF
        if ahead < 0x8000:
            count.highest += ahead
        count.came += 1


class Ours:
    """A room of our own engine."""

    def __init__(self, engine: MediaEngine, *, venues: bool, recorded: bool = False) -> None:
        self._engine, self._venues = engine, venues
        self._room: UUID = uuid4()
        self._recording = uuid4() if recorded else None

    async def publish(self, sender: Publisher) -> None:
        """Let somebody send."""
        await sender.join(self._engine, self._room, Role.SPEAKER)
        if self._recording is not None:
            await self._engine.record(self._room, self._recording)

    async def watch(self, watcher: Counter, senders: list[Publisher], own: int | None) -> None:
        """Let somebody watch all, but not itself."""
        ids = [one.id for one in senders]
        mine = frozenset({ids[own]}) if own is not None else frozenset()
        await watcher.join(self._engine, self._room, own=mine)
        for slot, other in enumerate(one for one in ids if one not in mine):
            await self._engine.bind(self._room, watcher.id, slot, other, layer=LARGE)

    async def films(self) -> tuple[int, int]:
        """Return how many frames are recorded, and how many could not be kept."""
        told = await self._engine.record(self._room, self._recording)
        return (told.frames, told.dropped) if told is not None else (0, 0)

    async def end(self) -> None:
        """End the room."""
        await self._engine.close(self._room)


class Theirs:
    """The room of Janus."""

    def __init__(self, room: janus.Janus) -> None:
        self._room = room
        self._feeds: dict[UUID, int] = {}

    async def publish(self, sender: Publisher) -> None:
        """Let somebody send."""
        self._feeds[sender.id] = await janus.publish(self._room, sender, sender.ssrcs[0])

    async def watch(self, watcher: Counter, senders: list[Publisher], own: int | None) -> None:
        """Let somebody watch all."""
        assert own is None
        await janus.watch(self._room, watcher, [self._feeds[one.id] for one in senders])

    async def films(self) -> tuple[int, int]:
        """Nothing: it is not recorded."""
        return 0, 0

    async def end(self) -> None:
        """Nothing: it ends with its process."""


async def measured(
    pid: int, room: Ours | Theirs, *, publishers: int, viewers: int, venues: bool = False
) -> Figures:
    """Let publishers send to viewers; `venues`: everybody sees all others and hears three."""
    senders = [Publisher(audio=venues) for _ in range(publishers)]
    pictures = publishers - 1 if venues else publishers
    watchers = [Counter(pictures, 3 if venues else 0) for _ in range(viewers)]
    tasks: list[asyncio.Task[None]] = []
    loop = asyncio.get_running_loop()
    began = loop.time()
    for sender in senders:
        await room.publish(sender)
        tasks.append(asyncio.create_task(sender.stream(began, sound=venues)))
    for n, watcher in enumerate(watchers):
        await room.watch(watcher, senders, n if venues else None)
        watcher.report()
    await asyncio.sleep(SETTLE_S)
    for watcher in watchers:
        watcher.begin()
    kept, _ = await room.films()
    spent, at = cpu.seconds(pid), loop.time()
    await asyncio.sleep(MEASURE_S)
    spent, seconds = cpu.seconds(pid) - spent, loop.time() - at
    films, dropped = await room.films()
    counts = [count for watcher in watchers for count in watcher.counts.values()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await room.end()
    await asyncio.gather(*(one.close() for one in (*senders, *watchers)))
    found = _figures(counts, busy=100 * spent / seconds, seconds=seconds)
    found.films, found.dropped = (films - kept) / seconds, dropped
    return found


def _figures(counts: list[Count], *, busy: float, seconds: float) -> Figures:
    expected = sum(one.expected for one in counts)
    came = sum(one.came for one in counts)
    return Figures(
        forwards=len(counts),
        busy=busy,
        rate=came / len(counts) / seconds if counts else 0.0,
        loss=100 * (1 - came / expected) if expected else 0.0,
    )


async def run() -> list[Row]:
    """Measure."""
    server = RedisServer()
    try:
        async with media_process(server.start()) as (pid, engine):
            quiet = Ours(engine, venues=False)
            ingest = await measured(pid, quiet, publishers=12, viewers=0)
            taped = Ours(engine, venues=False, recorded=True)
            recorded = await measured(pid, taped, publishers=12, viewers=0)
            many = await measured(pid, Ours(engine, venues=False), publishers=12, viewers=VIEWERS)
            venues = await measured(
                pid, Ours(engine, venues=True), publishers=12, viewers=12, venues=True
            )
    finally:
        server.stop()
    return [*_recording(ingest, recorded), *_rows(ingest, many, venues, await _janus())]


async def _janus() -> float | None:
    """Return what Janus takes for a picture passed on, % of a core; None without Janus."""
    if not janus.present():
        return None
    async with janus.running() as (pid, session):
        ingest = await measured(pid, Theirs(session), publishers=12, viewers=0)
    async with janus.running() as (pid, session):
        many = await measured(pid, Theirs(session), publishers=12, viewers=VIEWERS)
    return (many.busy - ingest.busy) / many.forwards


def _recording(ingest: Figures, recorded: Figures) -> list[Row]:
    each = (recorded.busy - ingest.busy) / 12
    kept = recorded.dropped == 0
    return [
        Row("media: one track of 600 kbit/s recorded", each, CORE, "≤ 2", ok=each <= 2),
        Row("  frames of each", recorded.films / 12, "/s", f"{RATE}"),
        Row("  frames that could not be kept", recorded.dropped, "", "0", ok=kept),
    ]


def _rows(ingest: Figures, many: Figures, venues: Figures, limit: float | None) -> list[Row]:
    each = (many.busy - ingest.busy) / many.forwards
    taken = ingest.busy / 12
    enough = many.forwards >= 300 and many.rate > 0.97 * RATE
    return [
        Row("media: one publisher of 600 kbit/s taken in", taken, CORE, "≤ 1", ok=taken <= 1),
        Row("media: pictures passed on by one process", many.forwards, "", "≥ 300", ok=enough),
        Row("  packets of each", many.rate, "/s", f"{RATE}"),
        Row("  processor", many.busy, CORE, "≤ 70", ok=many.busy <= 70),
        Row(
            "  processor, each packet (limit: Janus)",
            each * MICROSECONDS,
            "µs",
            "≤ 32 = 0.20 % a picture",
            limit=limit * MICROSECONDS if limit is not None else None,
            ok=each <= 0.20,
        ),
        Row("  loss", many.loss, "%", "< 0.1", ok=many.loss < 0.1),
        Row(
            "media: 12 venues, each sees 11, hears 3",
            venues.busy,
            CORE,
            "≤ 100",
            ok=venues.busy <= 100 and venues.loss < 0.1,
        ),
        Row("  loss", venues.loss, "%", "< 0.1", ok=venues.loss < 0.1),
    ]
