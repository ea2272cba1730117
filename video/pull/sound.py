"""Sound of cameras as Opus: G.711 is re-encoded, Opus passed through."""

import av
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

from video.pull.piece import AUDIO_RATE, Piece
from video.pull.rtsp.description import Track

PASSED = "OPUS"
_DECODERS = {"PCMU": "pcm_mulaw", "PCMA": "pcm_alaw"}
G711_RATE = 8_000
# Opus frames of browsers: 20 ms.
FRAME = AUDIO_RATE // 50
# Speech of one microphone.
BITS = 32_000


def can_hear(track: Track) -> bool:
    """Say whether the sound of a track can be passed on."""
    if track.codec == PASSED:
        return track.rate == AUDIO_RATE
    return track.codec in _DECODERS and track.rate == G711_RATE


# Cameras send 20 to 40 ms a packet, 160 to 320 bytes; a fifth of a second is the most we take.
MOST_PAYLOAD = 1_600


class Opus:
    """Re-encodes frames of any sound, 20 ms each, mono."""

    def __init__(self) -> None:
        encoder = av.CodecContext.create("libopus", "w")
        assert isinstance(encoder, AudioCodecContext)
        encoder.sample_rate, encoder.layout, encoder.format = AUDIO_RATE, "mono", "s16"
        encoder.bit_rate = BITS
        encoder.options = {"application": "voip", "frame_duration": "20"}
        self._encoder = encoder
        self._resampler = AudioResampler("s16", "mono", AUDIO_RATE, frame_size=FRAME)
        self._at = 0

    def encoded(self, frame: AudioFrame) -> list[Piece]:
        """Return the packets that are full by this frame."""
        found = []
        for part in self._resampler.resample(frame):
            part.pts = None
            for packet in self._encoder.encode(part):
                found.append(Piece("audio", bytes(packet), self._at, marker=False))
                self._at += FRAME
        return found


class G711:
    """Re-encodes the payloads of a G.711 track."""

    def __init__(self, codec: str) -> None:
        decoder = av.CodecContext.create(_DECODERS[codec], "r")
        assert isinstance(decoder, AudioCodecContext)
        decoder.sample_rate, decoder.layout = G711_RATE, "mono"
        self._decoder = decoder
        self._opus = Opus()

    def encoded(self, payload: bytes) -> list[Piece]:
        """Return the packets that are full by this payload; none by one without measure."""
        found: list[Piece] = []
        if len(payload) > MOST_PAYLOAD:
            return found
        for frame in self._decoder.decode(av.Packet(payload)):
            found += self._opus.encoded(frame)
        return found
