"""What a camera sends beyond all measure costs no more than a bounded time and memory."""

from collections.abc import AsyncIterator

import av
import pytest

from video.pull import h264, pattern, recode
from video.pull.assembly import MOST_NALS, Assembly
from video.pull.bits import Bits
from video.pull.piece import Unit
from video.pull.rtsp import client
from video.pull.rtsp.client import Camera, CameraError
from video.pull.rtsp.description import Track
from video.pull.rtsp.message import MOST_CHALLENGE, Credentials, answer_of
from video.pull.sound import G711, MOST_PAYLOAD


def test_a_number_of_zeros_ends() -> None:
    with pytest.raises(ValueError, match="32 bits"):
        Bits(bytes(64)).unsigned()
    with pytest.raises(ValueError, match="32 bits"):
        h264.shape_of(b"\x67\x42\xc0\x1e" + bytes(1_000_000))


def test_a_picture_of_too_many_parts_is_dropped_and_the_next_one_is_not() -> None:
    assembly = Assembly(h264.FORM)
    group = b"\x78" + b"\x00\x01\x61" * (MOST_NALS + 1)
    assert assembly.take(group, 1, 0, marker=True) == []
    for number in range(MOST_NALS + 1):
        assembly.take(b"\x61x", number + 2, 3000, marker=False)
    assert assembly.take(b"\x61x", MOST_NALS + 3, 3000, marker=True) == []
    assert assembly.dropped == 2
    assert assembly.take(b"\x61x", MOST_NALS + 4, 6000, marker=True) == [
        Unit((b"\x61x",), 6000, key=False)
    ]


def test_a_picture_too_large_to_decode_is_said_to_be_broken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unit = pattern.loop("camera")[0]
    packet = av.Packet(h264.joined(unit.nals))
    decoder = recode.decoder_of("H264")
    assert [*decoder.decode(packet), *decoder.decode(None)]
    monkeypatch.setattr(recode, "MOST_PIXELS", 1_000)
    with pytest.raises(av.FFmpegError):
        recode.decoder_of("H264").decode(packet)


def test_sound_without_measure_is_left_out() -> None:
    voice = G711("PCMA")
    assert voice.encoded(b"\xd5" * (MOST_PAYLOAD + 1)) == []
    assert sum(len(voice.encoded(b"\xd5" * 160)) for _ in range(10)) >= 8


def test_a_challenge_is_read_to_its_bound() -> None:
    head = f'RTSP/1.0 401 No\r\nWWW-Authenticate: Digest {"a" * MOST_CHALLENGE} realm="late"'
    who = Credentials("a", "b")
    assert who.challenged(answer_of(head.encode()))
    assert "late" not in who.header("PLAY", "x", "y").get("Authorization", "")


class Talker(Camera):
    """A camera that goes on talking once its pictures have ended."""

    async def _frame(self, longest_s: float = 0.0) -> tuple[int, bytes]:
        return 2, b"\x80\x08" + bytes(10) + b"sound"


async def test_sound_alone_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "LONGEST_SILENCE_S", 0.0)
    talker = Talker("rtsp://127.0.0.1/")
    talker._tracks = {2: Track("audio", "PCMA", 8, 8000, "rtsp://127.0.0.1/2")}
    packets: AsyncIterator[client.Packet] = talker.packets()
    with pytest.raises(CameraError, match="no picture") as caught:
        async for _ in packets:
            pass
    assert caught.value.reason == "silent"
