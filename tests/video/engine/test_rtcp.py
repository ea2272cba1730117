"""RTCP: what we write is what we read, and rubbish does no harm."""

from hypothesis import given
from hypothesis import strategies as st

from video.engine import rtcp


def test_a_compound_packet_is_read_part_by_part() -> None:
    sender = rtcp.SenderReport(5, rtcp.ntp_of(1_800_000_000.5), 9_000, 10, 2_000)
    reception = rtcp.Reception(6, 25, 3, 70_000, 12, 99, 100)
    data = (
        rtcp.sender_report(sender)
        + rtcp.receiver_report(1, [reception])
        + rtcp.description([1, 2], "wanglou")
        + rtcp.nack(1, 6, [10, 12, 26, 27, 65_535])
        + rtcp.keyframe_request(1, 6)
        + rtcp.bitrate(1, 1_234_000, [6, 7])
    )
    assert len(data) % 4 == 0
    assert rtcp.is_rtcp(data)
    found = list(rtcp.read(data))
    assert found[:2] == [sender, reception]
    lost = found[2]
    assert isinstance(lost, rtcp.Lost)
    assert sorted(lost.sequences) == [10, 12, 26, 27, 65_535]
    assert found[3] == rtcp.KeyframeWanted(6)
    assert isinstance(found[4], rtcp.Bitrate)
    assert abs(found[4].bits - 1_234_000) < 16


def test_a_full_intra_request_is_one_for_a_keyframe() -> None:
    fir = bytes((0x84, 206, 0, 4)) + bytes(8) + (77).to_bytes(4, "big") + bytes(4)
    assert list(rtcp.read(fir)) == [rtcp.KeyframeWanted(77)]


def test_a_packet_names_no_more_lost_than_we_take() -> None:
    pairs = b"".join(n.to_bytes(2, "big") + b"\xff\xff" for n in range(0, 1_700, 17))
    body = bytes(8) + pairs
    data = bytes((0x81, 205)) + (len(body) // 4).to_bytes(2, "big") + body
    (lost,) = rtcp.read(data)
    assert isinstance(lost, rtcp.Lost)
    assert len(lost.sequences) == rtcp.MOST_LOST


@given(st.binary(max_size=120), st.sampled_from([200, 201, 203, 205, 206]))
def test_rubbish_is_read_without_fault(data: bytes, kind: int) -> None:
    list(rtcp.read(data))
    list(rtcp.read(bytes((0x8F, kind, 0, len(data) // 4)) + data))
