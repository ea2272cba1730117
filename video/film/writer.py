"""Writes films beside the loop that passes packets on: a thread of its own, a queue that ends.

Whatever the disk does, the meeting goes on: a queue that is full takes no more, a disk that fails
is tried again, and how it stands is told.
"""

import shutil
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import structlog

from video.engine.interface import Kind, RecordingStats
from video.engine.rtp import Packet
from video.film.reel import Reel, fault_of

log = structlog.get_logger()
# 60 venues with sound and picture bring 6,700 packets a second: six seconds of a disk that hangs,
# at most 50 MB.
MOST_WAITING = 40_000
# Work is taken up so often, in small parts: the loop waits for none of it for long.
ROUND_S = 0.1
# A disk that failed is tried again, and the room on it looked at, so often.
LOOK_S = 5.0
# A round that lasts longer waits for the disk.
HANGS_S = 2.5
# A track that had a frame so lately is being written.
WRITING_S = 5.0
GB = 10**9

_Item = tuple["ReelSink", Packet | str, float | None]


class ReelSink:
    """Implements `Sink`: the end of the queue that belongs to one track."""

    def __init__(self, writer: "FilmWriter", recording: UUID, reel: Reel) -> None:
        self.recording = recording
        self.reel = reel
        self.ending = False
        self._put = writer.put

    @property
    def wants_key(self) -> bool:
        """Whether the next film waits for a keyframe."""
        return self.reel.wants_key

    def begin(self, codec: str) -> bool:
        """Begin anew."""
        return self._put((self, codec, None))

    def put(self, packet: Packet, moment: float | None) -> bool:
        """Take a packet."""
        return self._put((self, packet, moment))

    def end(self) -> None:
        """Close the film once all before it is written."""
        self.ending = True


class FilmWriter:
    """Implements `Recorder`: folders of recordings below `root`."""

    def __init__(self, root: Path, min_free_gb: float = 0.0) -> None:
        self._root, self._min_free = root, min_free_gb * GB
        self._queue: deque[_Item] = deque()
        self._sinks: list[ReelSink] = []
        self._ended: dict[UUID, tuple[int, int]] = {}
        self._fault: str | None = None
        # Tracks that could not be written last time.
        self._failing: set[Reel] = set()
        # Something came that no film could hold: said once.
        self._spoilt = False
        self._blocked_until = self._looked_at = 0.0
        self._refused_at = float("-inf")
        self._round_at = time.monotonic()
        self._refused: dict[UUID, int] = {}
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to write."""
        self._thread = threading.Thread(target=self._run, name="films", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Write what waits, close all films and end. Blocks."""
        for sink in list(self._sinks):
            sink.end()
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def open(self, recording: UUID, source: UUID, kind: Kind) -> ReelSink:
        """Return where a track goes."""
        name = f"{source.hex}-{kind.value}"
        sink = ReelSink(self, recording, Reel(self._root / recording.hex, name))
        self._sinks.append(sink)
        return sink

    def put(self, item: _Item) -> bool:
        """Queue something; False when the queue is full."""
        if len(self._queue) >= MOST_WAITING:
            self._refused_at = time.monotonic()
            recording = item[0].recording
            self._refused[recording] = self._refused.get(recording, 0) + 1
            return False
        self._queue.append(item)
        return True

    def stats(self, recording: UUID) -> RecordingStats:
        """Tell how a recording goes."""
        now = time.monotonic()
        reels = [sink.reel for sink in list(self._sinks) if sink.recording == recording]
        frames, dropped = self._ended.get(recording, (0, 0))
        hangs = bool(self._queue) and now - self._round_at > HANGS_S
        slow = "disk-slow" if hangs or now - self._refused_at < LOOK_S else None
        return RecordingStats(
            recording,
            writing=sum(now - reel.written_at < WRITING_S for reel in reels),
            frames=frames + sum(reel.frames for reel in reels),
            dropped=dropped + sum(reel.dropped for reel in reels) + self._refused.get(recording, 0),
            fault=self._fault or slow,
        )

    def _run(self) -> None:
        while not self._stopping.wait(ROUND_S):
            self._guarded()
        self._guarded()

    def _guarded(self) -> None:
        try:
            self._round(time.monotonic())
        except Exception:  # a thread that ends silently would record nothing for ever
            log.exception("films_failed")
        self._round_at = time.monotonic()

    def _round(self, now: float) -> None:
        ending = [sink for sink in list(self._sinks) if sink.ending]
        if now - self._looked_at >= LOOK_S:
            self._looked_at = now
            self._look(now)
        for _ in range(len(self._queue)):
            sink, what, moment = self._queue.popleft()
            with self._noted(sink.reel, now):
                self._take(sink.reel, what, moment, now)
        for sink in ending:
            self._end(sink, now)
        for sink in list(self._sinks):
            with self._noted(sink.reel, now):
                if sink.reel.tick(now):
                    self._went_well(sink.reel)

    @contextmanager
    def _noted(self, reel: Reel, now: float) -> Iterator[None]:
        """Let no track stop the others, whatever its packets bring."""
        try:
            yield
        except OSError as error:
            self._failed(reel, error, now)
        except Exception:
            if not self._spoilt:
                log.exception("film_unwritable")
            self._spoilt = True
            reel.spoil()

    def _take(self, reel: Reel, what: Packet | str, moment: float | None, now: float) -> None:
        if isinstance(what, str):
            reel.begin(what)
        else:
            reel.take(what, moment, now, may_open=now >= self._blocked_until)

    def _end(self, sink: ReelSink, now: float) -> None:
        with self._noted(sink.reel, now):
            sink.reel.finish(now)
            self._went_well(sink.reel)
        self._sinks.remove(sink)
        frames, dropped = self._ended.get(sink.recording, (0, 0))
        total = (frames + sink.reel.frames, dropped + sink.reel.dropped)
        if any(each.recording == sink.recording for each in self._sinks):
            self._ended[sink.recording] = total
        else:
            self._ended.pop(sink.recording, None)
            self._refused.pop(sink.recording, None)

    def _went_well(self, reel: Reel) -> None:
        """Note that a track is on disk again; all is well once every one is."""
        if self._failing:
            self._failing.discard(reel)
            if not self._failing and self._fault != "disk-low":
                log.info("films_go_on", after=self._fault)
                self._fault = None

    def _failed(self, reel: Reel, error: OSError, now: float) -> None:
        reel.give_up()
        self._failing.add(reel)
        if self._fault is None:
            log.warning("films_stopped", error=str(error))
        self._fault = fault_of(error)
        self._blocked_until = now + LOOK_S

    def _look(self, now: float) -> None:
        """Stop before the disk is full: the database may stand on it."""
        if not self._sinks:
            self._fault = None
            return
        try:
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            low = shutil.disk_usage(self._root).free < self._min_free
        except OSError as error:
            self._fault = fault_of(error)
            self._blocked_until = now + 2 * LOOK_S
            return
        if low:
            self._fault, self._blocked_until = "disk-low", now + 2 * LOOK_S
            for sink in list(self._sinks):
                with self._noted(sink.reel, now):
                    sink.reel.close()
        else:
            # A track to which nothing comes any more fails no more.
            self._failing = {reel for reel in self._failing if not reel.quiet(now)}
            if not self._failing:
                self._fault = None
