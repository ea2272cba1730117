"""One track as it is recorded: packets in, films of about a minute out; in the writer's thread."""

import errno
from pathlib import Path

from video.engine.codecs import AUDIO_CLOCK, H264, OPUS, VIDEO_CLOCK
from video.engine.rtp import Packet
from video.film.frames import Frame, Frames, frames_of, opus_duration
from video.film.matroska import SUFFIXES, UNDER_WAY, Film
from video.film.order import Order
from video.pull.piece import Unwrapped

FILM_MS = 60_000
# What came is on disk so soon.
FLUSH_S = 1.0
# Nothing came for so long: the film ends, the next begins when something comes.
IDLE_S = {OPUS: 3.0}
VIDEO_IDLE_S = 10.0
# 20 ms of Opus that say nothing: put where packets are missing, so that players keep time.
SILENCE = b"\xf8\xff\xfe"
OPUS_STEP = 960
# A sender whose timestamps leap makes no more films than one each second ...
FILM_EVERY_S = 1.0
# ... nor more silence than twice what time has passed; as much may have waited for the disk.
SILENCE_A_S, MOST_SILENCE = 100, 40_000
# Moments are told every 64 packets: a timestamp further away from the last is wrong.
FARTHEST_S = 10.0
_WRAP = 1 << 32
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Reel:
    """The films of one track, one after the other on one time line."""

    def __init__(self, folder: Path, name: str) -> None:
        self.wants_key = False
        # What comes is nothing films hold: given up until it begins anew.
        self.spoilt = False
        # Written so far; not whole, or not in their order any more.
        self.frames = self.dropped = 0
        self.written_at = float("-inf")
        self._folder, self._name = folder, name
        self._film: Film | None = None
        self._codec = ""
        self._clock = VIDEO_CLOCK
        self._order, self._unwrapped = Order(), Unwrapped()
        self._assembly: Frames = frames_of(OPUS)
        self._moment: tuple[int, float] = (0, 0.0)
        self._first = self._last = self._due = 0
        self._came_at = self._flushed_at = 0.0
        self._opened_at = float("-inf")
        # So much silence may be put in, as of a moment.
        self._silence = (0.0, 0.0)
        # A picture was lost: those that build on it are broken.
        self._broken, self._known_lost = False, 0

    def begin(self, codec: str) -> None:
        """Take another stream, after what still waits of this one. Raises `OSError`."""
        try:
            self.finish(self._came_at)
        finally:
            self._codec, self.spoilt = codec, False
            self._clock = AUDIO_CLOCK if codec == OPUS else VIDEO_CLOCK
            self._order, self._unwrapped = Order(), Unwrapped()
            self._broken, self._known_lost = False, 0
            self.dropped += self._assembly.dropped
            self._assembly = frames_of(codec)

    def take(self, packet: Packet, moment: float | None, now: float, *, may_open: bool) -> None:
        """Take a packet; `may_open` is false while the disk takes no films. Raises `OSError`."""
        if self.spoilt:
            self.dropped += bool(packet.marker)
            return
        if moment is not None:
            self._moment = (packet.timestamp, moment)
        self._came_at = now
        for each in self._order.take(packet, now):
            self._pass(each, now, may_open=may_open)

    def _pass(self, packet: Packet, now: float, *, may_open: bool) -> None:
        frames = self._assembly.take(
            packet.payload, packet.index, packet.timestamp, marker=bool(packet.marker)
        )
        lost = self._order.lost + self._assembly.dropped
        if self._codec != OPUS and lost > self._known_lost:
            self._broken = self.wants_key = True
        self._known_lost = lost
        for frame in frames:
            self._add(frame, now, may_open=may_open)

    def _add(self, frame: Frame, now: float, *, may_open: bool) -> None:
        at = self._unwrapped.of(frame.timestamp)
        plays = opus_duration(frame.data) if self._codec == OPUS else 0
        if self._film is not None and self._turns(self._film, frame, at, now):
            self.close()
        if self._film is None:
            early = now - self._opened_at < FILM_EVERY_S
            if not may_open or early or frame.form is None:
                self.wants_key = may_open
                self.dropped += 1
                return
            self._film = self._open(frame)
            if self._opened_at < 0:
                self._silence = (SILENCE_A_S, now)
            self._first = self._last = self._due = at
            self._flushed_at = self._opened_at = now
        if self._codec == OPUS:
            self._fill(self._film, at, now)
            self._due = at + plays
        time_ms = self._ms(at)
        self._film.add(time_ms, frame.data, key=frame.key)
        self._last = at
        self.frames += 1
        self.written_at = now
        self._broken = self._broken and not frame.key
        # Browsers make keyframes only when asked: the next film waits for one.
        self.wants_key = self._broken or (time_ms >= FILM_MS and not frame.key)

    def _ms(self, at: int) -> int:
        return max(0, round((at - self._first) * 1000 / self._clock))

    def _turns(self, film: Film, frame: Frame, at: int, now: float) -> bool:
        """Say whether a frame stands in another film: a minute is full, a gap, another form."""
        idle = IDLE_S.get(self._codec, VIDEO_IDLE_S) * self._clock
        if not -self._clock < at - self._last < idle:
            return True
        if self._codec == OPUS and (at - self._due) // OPUS_STEP > self._silence_left(now):
            return True
        if frame.form is None:
            return False
        changed = self._codec == H264 and frame.form.private != film.form.private
        return changed or self._ms(at) >= FILM_MS

    def _silence_left(self, now: float) -> float:
        left, at = self._silence
        return min(MOST_SILENCE, left + (now - at) * SILENCE_A_S)

    def _fill(self, film: Film, at: int, now: float) -> None:
        left = self._silence_left(now)
        while at - self._due >= OPUS_STEP:
            film.add(self._ms(self._due), SILENCE, key=True)
            self._due += OPUS_STEP
            left -= 1
        self._silence = (left, now)

    def _open(self, frame: Frame) -> Film:
        assert frame.form is not None
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        stamp, moment = self._moment
        ahead = (frame.timestamp - stamp) % _WRAP
        ahead -= _WRAP if ahead >= _WRAP >> 1 else 0
        if abs(ahead) > FARTHEST_S * self._clock:
            ahead = 0
        started_at = moment + ahead / self._clock
        number = round(started_at * 1000)
        while True:
            path = self._folder / f"{self._name}-{number}.{SUFFIXES[self._codec]}"
            if not path.exists() and not path.with_name(path.name + UNDER_WAY).exists():
                return Film(path, frame.form, started_at)
            number += 1

    def tick(self, now: float) -> bool:
        """Put what came on disk and say whether it was; end a film to which nothing comes.

        Raises `OSError`.
        """
        if self._film is None:
            return False
        if now - self._came_at > IDLE_S.get(self._codec, VIDEO_IDLE_S):
            self.close()
        elif now - self._flushed_at >= FLUSH_S:
            self._flushed_at = now
            return self._film.flush()
        return False

    def quiet(self, now: float) -> bool:
        """Say whether nothing has come of late."""
        return now - self._came_at > VIDEO_IDLE_S

    def close(self) -> None:
        """End the film under way. Raises `OSError`."""
        film, self._film = self._film, None
        if film is not None:
            film.close()

    def finish(self, now: float) -> None:
        """Take what still waits for its turn, and end. Raises `OSError`."""
        for packet in self._order.rest():
            self._pass(packet, now, may_open=False)
        self.close()

    def give_up(self) -> None:
        """Leave the film under way as it is: the disk failed."""
        film, self._film = self._film, None
        if film is not None:
            film.abandon()

    def spoil(self) -> None:
        """Leave the film under way as it is and take nothing until another stream begins."""
        self.spoilt, self.wants_key = True, False
        self._order = Order()
        self.give_up()


def fault_of(error: OSError) -> str:
    """Return what an error of the disk means."""
    return "disk-full" if error.errno in _NO_SPACE else "disk-failed"
