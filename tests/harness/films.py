"""Real pictures and sound as RTP packets: encoded once, cut as browsers cut them."""

from fractions import Fraction
from functools import cache

import av
import numpy as np

from video.engine.codecs import OPUS, VP8, starts_keyframe
from video.engine.rtp import Packet

# What browsers send in one packet.
MOST = 1_100
FRAME, SOUND = 3_000, 960


@cache
def vp8(
    frames: int, *, key_every: int = 30, size: tuple[int, int] = (320, 180)
) -> tuple[bytes, ...]:
    """Return so many frames of a picture that moves, at 30 a second."""
    encoder = av.CodecContext.create("libvpx", "w")
    assert isinstance(encoder, av.VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = *size, "yuv420p"
    encoder.time_base, encoder.bit_rate = Fraction(1, 30), 300_000
    encoder.gop_size = key_every
    encoder.options = {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0",
                       "keyint_min": str(key_every), "error-resilient": "1"}  # fmt: skip
    found: list[bytes] = []
    for number in range(frames):
        pixels = np.full((size[1], size[0], 3), 40, np.uint8)
        pixels[20:80, (number * 4) % (size[0] - 60) :][:, :60] = (220, 120, number % 255)
        frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
        frame.pts = number
        found += [bytes(packet) for packet in encoder.encode(frame)]
    found += [bytes(packet) for packet in encoder.encode(None)]
    assert len(found) == frames
    return tuple(found)


@cache
def opus(packets: int) -> tuple[bytes, ...]:
    """Return so many packets of 20 ms of a tone."""
    encoder = av.CodecContext.create("libopus", "w")
    assert isinstance(encoder, av.AudioCodecContext)
    encoder.sample_rate, encoder.layout, encoder.format = 48_000, "mono", "s16"
    encoder.options = {"frame_duration": "20"}
    found: list[bytes] = []
    for number in range(packets + 2):
        at = np.arange(SOUND) + number * SOUND
        wave = (np.sin(at * 2 * np.pi * 440 / 48_000) * 8_000).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts = 48_000, number * SOUND
        found += [bytes(packet) for packet in encoder.encode(frame)]
    return tuple(found[:packets])


def packets_of(
    frames: tuple[bytes, ...], *, index: int = 70_000, timestamp: int = 4_294_900_000
) -> list[Packet]:
    """Return the packets of a VP8 picture; timestamps wrap on the way."""
    found = []
    for frame in frames:
        parts = [frame[at : at + MOST] for at in range(0, len(frame), MOST)]
        for number, part in enumerate(parts):
            last = number == len(parts) - 1
            payload = (b"\x10" if number == 0 else b"\x00") + part
            packet = Packet(
                0x80 if last else 0, 96, index & 0xFFFF, timestamp & 0xFFFFFFFF, 1, payload
            )
            packet.index, packet.keyframe = index, starts_keyframe(VP8, payload)
            found.append(packet)
            index += 1
        timestamp += FRAME
    return found


def sound_of(
    sounds: tuple[bytes, ...], *, index: int = 70_000, timestamp: int = 5_000
) -> list[Packet]:
    """Return the packets of a sound."""
    return [
        Packet(
            0, 111, (index + n) & 0xFFFF, (timestamp + n * SOUND) & 0xFFFFFFFF, 2, payload, 30,
            None, index + n,
        )
        for n, payload in enumerate(sounds)
    ]  # fmt: skip


CODECS = {"video": VP8, "audio": OPUS}
