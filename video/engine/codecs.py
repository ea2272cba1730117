"""Where a decoder can begin: the first packet of a keyframe of VP8 and H.264."""

VP8, H264, OPUS = "VP8", "H264", "opus"
VIDEO_CLOCK, AUDIO_CLOCK = 90_000, 48_000

_IDR, _SPS, _STAP_A, _FU_A = 5, 7, 24, 28


def starts_keyframe(codec: str, payload: bytes) -> bool:
    """Say whether a keyframe begins with this packet."""
    return _vp8(payload) if codec == VP8 else _h264(payload)


def _vp8(payload: bytes) -> bool:
    """RFC 7741: first packet (S) of partition 0, whose frame header has P = 0."""
    first = payload[0]
    if first & 0x1F != 0x10:  # S set, reserved bit clear, partition 0
        return False
    at = 1
    if first & 0x80:
        if len(payload) < 2:
            return False
        more = payload[1]
        at = 2
        if more & 0x80:  # picture id, in one byte or two
            if len(payload) <= at:
                return False
            at += 2 if payload[at] & 0x80 else 1
        at += (1 if more & 0x40 else 0) + (1 if more & 0x30 else 0)
    return len(payload) > at and not payload[at] & 0x01


def _h264(payload: bytes) -> bool:
    """RFC 6184: parameter sets or an IDR picture, alone, aggregated or the first fragment."""
    kind = payload[0] & 0x1F
    if kind in (_IDR, _SPS):
        return True
    if kind == _FU_A:
        return len(payload) > 1 and bool(payload[1] & 0x80) and payload[1] & 0x1F == _IDR
    if kind != _STAP_A:
        return False
    at = 1
    while at + 2 < len(payload):
        length = int.from_bytes(payload[at : at + 2], "big")
        if payload[at + 2] & 0x1F in (_IDR, _SPS):
            return True
        at += 2 + length
    return False
