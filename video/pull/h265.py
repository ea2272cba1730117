"""H.265 out of RTP (RFC 7798): no browser takes it, so it is only read, then re-encoded. Pure."""

from video.pull.assembly import Form

AGGREGATE, FRAGMENT = 48, 49


def kind_of(nal: bytes) -> int:
    """Return the type of a NAL unit."""
    return nal[0] >> 1 & 0x3F


def _whole(payload: bytes) -> bytes:
    return bytes([payload[0] & 0x81 | (payload[2] & 0x3F) << 1, payload[1]])


# Pictures that need no other (7.4.2.2): BLA, IDR, CRA.
FORM = Form("H265", 2, AGGREGATE, FRAGMENT, range(48), range(16, 22), kind_of, _whole)
