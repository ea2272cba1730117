"""One film: a track of sound or picture in a WebM or Matroska file (RFC 9559), never decoded.

What was handed over is on disk within a second, as a whole cluster: a process that is killed leaves
a film that plays up to there. Closing adds the index that players jump by.
"""

import fcntl
import os
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from video.film import ebml
from video.film.ebml import element, real, text, unsigned

# Milliseconds, the resolution of our timestamps.
SCALE_NS = 1_000_000
CLUSTER_MS = 1_000
# A cluster's times reach 32 s; one that grows is written before.
CLUSTER_BYTES = 1_000_000
# Where the index is said to lie, once it does.
SEEK_ROOM = 40
# Dates count from 2001-01-01 (RFC 9559, 5.1.2.11).
EPOCH_2001 = 978_307_200
# What an Opus decoder needs before it sounds right (RFC 7845, 4.6).
PRE_ROLL_NS = 80_000_000
_OPUS_HEAD = b"OpusHead\x01\x02\x38\x01\x80\xbb\x00\x00\x00\x00\x00"
CODEC_IDS = {"VP8": "V_VP8", "H264": "V_MPEG4/ISO/AVC", "opus": "A_OPUS"}
SUFFIXES = {"VP8": "webm", "H264": "mkv", "opus": "webm"}
UNDER_WAY = ".part"


class FilmTaken(OSError):
    """Another process writes this film."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a decoder must know of a film before its first frame."""

    codec: str
    width: int | None = None
    height: int | None = None
    private: bytes = b""


@dataclass(frozen=True, slots=True)
class Places:
    """Where in the file stands what is filled in at the end."""

    segment_size: int
    body: int
    seek: int
    duration: int


def preface(form: Form, started_at: float) -> tuple[bytes, Places]:
    """Return the beginning of a film; `started_at` in seconds since 1970 is its time zero."""
    doctype = "matroska" if form.codec == "H264" else "webm"
    start = element(
        ebml.HEADER,
        unsigned(0x4286, 1)
        + unsigned(0x42F7, 1)
        + unsigned(0x42F2, 4)
        + unsigned(0x42F3, 8)
        + text(0x4282, doctype)
        + unsigned(0x4287, 4)
        + unsigned(0x4285, 2),
    ) + ebml.name_of(ebml.SEGMENT)
    body = len(start) + len(ebml.UNKNOWN)
    room = element(ebml.VOID, bytes(SEEK_ROOM - 2))
    date = round((started_at - EPOCH_2001) * 1e9).to_bytes(8, "big", signed=True)
    told = unsigned(0x2AD7B1, SCALE_NS) + element(ebml.DATE, date)
    told += text(0x4D80, "wanglou") + text(0x5741, "wanglou")
    info = element(ebml.INFO, told + real(ebml.DURATION, 0.0))
    places = Places(len(start), body, body, body + len(room) + len(info) - 8)
    tracks = element(ebml.TRACKS, element(0xAE, _track(form)))
    return start + ebml.UNKNOWN + room + info + tracks, places


def _track(form: Form) -> bytes:
    sound = form.codec == "opus"
    entry = unsigned(0xD7, 1) + unsigned(0x73C5, 1) + unsigned(0x83, 2 if sound else 1)
    entry += unsigned(0x9C, 0) + text(ebml.CODEC_ID, CODEC_IDS[form.codec])
    if sound:
        entry += element(0x63A2, _OPUS_HEAD) + unsigned(0x56BB, PRE_ROLL_NS)
        return entry + element(0xE1, real(0xB5, 48_000.0) + unsigned(0x9F, 2))
    if form.private:
        entry += element(0x63A2, form.private)
    size = unsigned(ebml.WIDTH, form.width or 16) + unsigned(ebml.HEIGHT, form.height or 16)
    return entry + element(0xE0, size)


def index_of(cues: list[tuple[int, int]]) -> bytes:
    """Return the index; `cues` are times and places of clusters, from the segment's body on."""
    points = b"".join(
        element(
            0xBB,
            unsigned(0xB3, time) + element(0xB7, unsigned(0xF7, 1) + unsigned(0xF1, place)),
        )
        for time, place in cues
    )
    return element(ebml.CUES, points)


def finish(file: FileIO, places: Places, cues: list[tuple[int, int]], duration_ms: float) -> None:
    """Add the index to the end of a film and fill in what was left open."""
    end = file.seek(0, os.SEEK_END)
    index = index_of(cues)
    write_all(file, index)
    seek = element(
        ebml.SEEK_HEAD,
        element(
            0x4DBB,
            element(0x53AB, ebml.name_of(ebml.CUES)) + unsigned(0x53AC, end - places.body),
        ),
    )
    room = SEEK_ROOM - len(seek)
    seek += element(ebml.VOID, bytes(room - 2))
    file.seek(places.seek)
    write_all(file, seek)
    file.seek(places.duration)
    write_all(file, ebml.FLOAT.pack(duration_ms))
    file.seek(places.segment_size)
    write_all(file, ebml.size_of(end + len(index) - places.body, 8))


def write_all(file: FileIO, data: bytes) -> None:
    """Write all of it. Raises `OSError`."""
    view = memoryview(data)
    while view:
        written = file.write(view)
        if not written:
            raise OSError("nothing was written")
        view = view[written:]


class Film:
    """A film under way, `<path>.part` until it is closed; held by a lock that a kill lets go."""

    def __init__(self, path: Path, form: Form, started_at: float) -> None:
        self.path = path
        self.form = form
        self.frames = 0
        self._part = path.with_name(path.name + UNDER_WAY)
        self._file = self._part.open("xb", buffering=0)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            start, self._places = preface(form, started_at)
            write_all(self._file, start)
        except OSError:
            self._file.close()
            raise
        self._blocks: list[bytes] = []
        self._size = 0
        self._begins = 0
        self._key = False
        self._cues: list[tuple[int, int]] = []
        self.last_ms = 0
        self._step_ms = 20.0

    def add(self, time_ms: int, data: bytes, *, key: bool) -> None:
        """Append a frame; times never fall. Raises `OSError`."""
        time_ms = max(time_ms, self.last_ms)
        full = time_ms - self._begins >= CLUSTER_MS or self._size > CLUSTER_BYTES
        # Each packet of sound is a key: a cluster a second is index enough.
        if self._blocks and (full or (key and self.form.codec != "opus")):
            self.flush()
        if not self._blocks:
            self._begins, self._key = time_ms, key
        offset = (time_ms - self._begins).to_bytes(2, "big")
        head = ebml.name_of(ebml.SIMPLE_BLOCK) + ebml.size_of(4 + len(data))
        self._blocks.append(head + b"\x81" + offset + (b"\x80" if key else b"\x00") + data)
        self._size += len(data)
        if self.frames:
            self._step_ms = min(max(time_ms - self.last_ms, 1), 1_000)
        self.last_ms = time_ms
        self.frames += 1

    def flush(self) -> bool:
        """Put what came on disk as one cluster; False when nothing did.

        Raises `OSError`; what was whole stays whole.
        """
        if not self._blocks:
            return False
        body = unsigned(ebml.TIMESTAMP, self._begins) + b"".join(self._blocks)
        place = self._file.tell()
        self._blocks, self._size = [], 0
        try:
            write_all(self._file, element(ebml.CLUSTER, body))
        except OSError:
            self._file.truncate(place)
            raise
        if self._key:
            self._cues.append((self._begins, place - self._places.body))
        return True

    def close(self) -> None:
        """Write what is left with the index, and give the film its name. Raises `OSError`."""
        try:
            self.flush()
            if not self.frames:
                self._part.unlink(missing_ok=True)
                return
            finish(self._file, self._places, self._cues, self.last_ms + self._step_ms)
            os.fsync(self._file.fileno())
            self._part.rename(self.path)
        finally:
            self._file.close()

    def abandon(self) -> None:
        """Close it as it is: whoever looks after films finishes it."""
        self._file.close()
