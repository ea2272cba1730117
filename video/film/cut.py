"""Cuts films without encoding anew, and takes single pictures out of them. Blocks: use a thread."""

import errno
import heapq
import io
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from PIL import Image

MILLISECOND = Fraction(1, 1000)
QUALITY = 80


# What FFmpeg says of a disk, and does not mean of a film.
OF_DISK = {errno.ENOENT, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


class NoFrame(ValueError):
    """A film shows nothing at the moment asked for, or cannot be decoded."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The films of one track, in their order, each with the moment of its time zero."""

    codec: str
    films: tuple[tuple[Path, datetime], ...]


@dataclass(slots=True)
class Cut:
    """What was cut: when it begins and ends; `complete` is false where a film did not fit."""

    started_at: datetime
    ended_at: datetime
    complete: bool = True
    streams: dict[int, Any] = field(default_factory=dict)


def container_of(codecs: set[str]) -> tuple[str, str, str]:
    """Return format, suffix and media type of a file that holds these codecs."""
    if codecs <= {"VP8", "opus"}:
        return "webm", "webm", "video/webm" if "VP8" in codecs else "audio/webm"
    if codecs <= {"H264", "opus"}:
        return "mp4", "mp4", "video/mp4"
    return "matroska", "mkv", "video/x-matroska"


def fragmented(film: Path, target: Path) -> None:
    """Copy an H.264 film into a fragmented MP4 for browsers. Raises `OSError`, `NoFrame`."""
    options = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}
    try:
        with (
            av.open(str(film)) as source,
            av.open(str(target), "w", format="mp4", options=options) as made,
        ):
            stream = made.add_stream_from_template(source.streams[0])
            for packet in source.demux(source.streams[0]):
                if packet.dts is not None:
                    packet.stream = stream
                    made.mux(packet)
    except av.FFmpegError as error:
        raise _refused(error, film) from error


def picture(film: Path, at_ms: int, most_width: int) -> bytes:
    """Return the picture a film shows at a moment as JPEG. Raises `NoFrame`, `OSError`."""
    try:
        with av.open(str(film)) as source:
            stream = source.streams.video[0]
            source.seek(at_ms * 1000, backward=True)
            found = None
            for frame in source.decode(stream):
                if found is not None and (frame.time or 0.0) * 1000 > at_ms:
                    break
                found = frame
            if found is None:
                raise NoFrame(film.name)
            image = found.to_image()  # type: ignore[no-untyped-call]
    except av.FFmpegError as error:
        raise _refused(error, film) from error
    except IndexError as error:
        raise NoFrame(f"{film.name} has no picture") from error
    if image.width > most_width:
        size = (most_width, max(image.height * most_width // image.width, 1))
        image = image.resize(size, Image.Resampling.BILINEAR)
    data = io.BytesIO()
    image.save(data, "JPEG", quality=QUALITY)
    return data.getvalue()


def clip(strips: list[Strip], since: datetime, until: datetime, target: Path) -> Cut:
    """Copy a span of some tracks into one file; it begins at the last key picture before.

    Raises `NoFrame` where nothing lies in the span, `OSError`.
    """
    form = container_of({strip.codec for strip in strips})[0]
    try:
        begins = min(_begins(strip, since) for strip in strips if strip.films)
        with ExitStack() as stack, av.open(str(target), "w", format=form) as made:
            cut = Cut(begins, begins)
            runs = [
                _packets(number, strip, (begins, until), (made, cut, stack))
                for number, strip in enumerate(strips)
            ]
            for time_ms, number, packet in heapq.merge(*runs, key=lambda one: one[:2]):
                packet.time_base = MILLISECOND
                packet.pts = packet.dts = time_ms
                packet.stream = cut.streams[number]
                made.mux(packet)
                cut.ended_at = max(cut.ended_at, begins + timedelta(milliseconds=time_ms))
    except av.FFmpegError as error:
        raise _refused(error, target) from error
    except ValueError as error:
        raise NoFrame("nothing lies in the span") from error
    if cut.ended_at <= begins:
        raise NoFrame("nothing lies in the span")
    return cut


def _refused(error: av.FFmpegError, film: Path) -> Exception:
    """Return what an error of FFmpeg means: that of a disk is no film without pictures."""
    if error.errno in OF_DISK:
        return OSError(error.errno, f"{film.name}: {error}")
    return NoFrame(f"{film.name}: {error}")


def _begins(strip: Strip, since: datetime) -> datetime:
    """Return the last moment before another from which a track can be shown."""
    first, started_at = strip.films[0]
    if started_at >= since or strip.codec == "opus":
        return max(started_at, since)
    found = started_at
    with av.open(str(first)) as film:
        for packet in film.demux(film.streams[0]):
            at = _moment(packet, started_at)
            if at is None or at > since:
                break
            if packet.is_keyframe:
                found = at
    return found


def _packets(
    number: int, strip: Strip, span: tuple[datetime, datetime], to: tuple[Any, Cut, ExitStack]
) -> Iterator[tuple[int, int, Any]]:
    made, cut, stack = to
    begins, until = span
    last, private = -1, None
    for path, started_at in strip.films:
        film = stack.enter_context(av.open(str(path)))
        stream = film.streams[0]
        extra = stream.codec_context.extradata
        if number not in cut.streams:
            cut.streams[number] = made.add_stream_from_template(stream)
            private = extra
        elif extra != private:
            cut.complete = False  # another size: one stream of a file cannot change it
            continue
        for packet in film.demux(stream):
            at = _moment(packet, started_at)
            if at is None or at < begins or not (last >= 0 or _shows(packet, strip)):
                continue
            if at >= until:
                return
            last = max(last + 1, round((at - begins) / timedelta(milliseconds=1)))
            yield last, number, packet


def _shows(packet: Any, strip: Strip) -> bool:
    """Say whether a track can begin here: all begin where the first can, some between keys."""
    return bool(packet.is_keyframe) or strip.codec == "opus"


def _moment(packet: Any, started_at: datetime) -> datetime | None:
    if packet.pts is None or packet.time_base is None:
        return None
    return started_at + timedelta(seconds=float(packet.pts * packet.time_base))
