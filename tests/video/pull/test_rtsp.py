"""How a camera is asked, and what becomes of one that answers badly."""

import asyncio
from contextlib import aclosing
from itertools import pairwise

import pytest
from PIL import Image

from tests.harness.camera import NONCE, StandIn, camera
from video.pull import h264, pattern, retry
from video.pull.piece import Picture, Piece
from video.pull.rtsp.client import CameraError
from video.pull.rtsp.description import tracks_of
from video.pull.rtsp.message import Credentials, Unreadable, answer_of
from video.pull.still import fitted, still
from video.pull.stream import Timeline, pull

BASE = "rtsp://10.0.0.1:554/live"
SDP = """v=0
a=control:*
m=audio 0 RTP/AVP 0
a=control:rtsp://elsewhere.example/live/audio
m=video 0 RTP/AVP 98
a=rtpmap:98 h265/90000
a=control:trackID=2
m=application 0 RTP/AVP 107
m=video 0 RTP/AVP 96
a=rtpmap:96 H264/90000
a=fmtp:96 packetization-mode=1; sprop-parameter-sets=Z0LAHg==,aM4=
a=control:/trackID=3
"""


def test_a_description_is_read_and_leads_to_no_other_server() -> None:
    audio, newer, video = tracks_of(SDP.replace("\n", "\r\n"), BASE)
    assert (audio.codec, audio.rate, audio.url) == ("PCMU", 8000, "rtsp://10.0.0.1:554/live/audio")
    assert (newer.codec, newer.url) == ("H265", f"{BASE}/trackID=2")
    assert (video.codec, video.payload_type, video.url) == ("H264", 96, f"{BASE}/trackID=3")
    assert video.sets == (b"\x67\x42\xc0\x1e", b"\x68\xce")


@pytest.mark.parametrize(
    "text", ["", "m=", "m=video", "m=video x RTP/AVP x\n", "\nm=video 0 R 999999\n"]
)
def test_broken_descriptions_offer_nothing_known(text: str) -> None:
    assert [track for track in tracks_of(text, BASE) if track.codec] == []


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n\r\n", b"\r\n\r\n", b"RTSP/1.0 abc\r\n\r\n"])
def test_what_is_no_rtsp_is_said_to_be_none(head: bytes) -> None:
    with pytest.raises(Unreadable):
        answer_of(head)


@pytest.mark.parametrize("length", ["-1", "99999999", "1e3", "9" * 50])
def test_bodies_have_an_end(length: str) -> None:
    answer = answer_of(f"RTSP/1.0 200 OK\r\nContent-Length: {length}\r\n\r\n".encode())
    with pytest.raises(Unreadable):
        assert answer.length


def test_a_challenge_is_answered_as_the_rfc_says() -> None:
    """The example of RFC 2617, 3.5."""
    head = (
        'RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: Basic realm="x"\r\nWWW-Authenticate: '
        'Digest realm="testrealm@host.com", qop="auth,auth-int", '
        'nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"'
    )
    who = Credentials("Mufasa", "Circle Of Life")
    assert who.header("GET", "/dir/index.html", "x") == {}
    assert who.challenged(answer_of(head.encode()))
    said = who.header("GET", "/dir/index.html", "0a4f113b")["Authorization"]
    assert 'response="6629fae49393a05397450978507c4ef1"' in said
    assert "nc=00000001" in said
    assert not who.challenged(answer_of(head.encode()))
    assert "Circle" not in repr(who)
    basic = Credentials("a", "b")
    assert basic.challenged(answer_of(b'RTSP/1.0 401 No\r\nWWW-Authenticate: Basic realm="x"'))
    assert basic.header("PLAY", "x", "y") == {"Authorization": "Basic YTpi"}


async def some(url: str, count: int) -> tuple[list[Piece], list[Picture | CameraError]]:
    found, told = list[Piece](), list[Picture | CameraError]()
    async with asyncio.timeout(20), aclosing(pull(url, told.append)) as pieces:
        async for piece in pieces:
            found.append(piece)
            if len(found) == count:
                break
    return found, told


async def test_a_camera_gives_its_pictures_as_they_are() -> None:
    async with camera(StandIn(password="geheim / 1", most=900)) as it:
        found, told = await some(it.url("viewer:geheim%20%2F%201@"), 60)
        assert found[0].key
        assert told == [Picture("H264", 640, 360)]
        units = pattern.loop("camera")
        whole = [piece.payload for unit in units[:4] for piece in h264.packetised(unit)]
        assert [piece.payload for piece in found][: len(whole)] == whole
        steps = {b.timestamp - a.timestamp for a, b in pairwise(found)}
        assert steps == {0, 6000}
        await asyncio.wait_for(it.nobody.wait(), 5)
        methods = [head.split(" ")[0] for head in it.seen]
        assert methods[:5] == ["DESCRIBE", "DESCRIBE", "SETUP", "PLAY", "TEARDOWN"]
        assert "geheim" not in "".join(it.seen)
        assert NONCE in it.seen[1]


async def test_a_camera_that_hangs_up_is_asked_again_and_time_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(retry, "FIRST_S", 0.05)
    async with camera(StandIn(cut_after=20)) as it:
        found, told = await some(it.url(), 90)
        assert [each.reason for each in told if isinstance(each, CameraError)][:2] == ["cut"] * 2
        times = [piece.timestamp for piece in found]
        assert times == sorted(times)
        assert sum(piece.key for piece in found) > 4


@pytest.mark.parametrize(
    ("instead", "reason"),
    [
        ("302 Moved\nLocation: rtsp://127.0.0.1:22/", "elsewhere"),
        ("404 Not Found", "no-stream"),
        ("403 Forbidden", "not-let-in"),
        ("500 Sorry", "refused"),
    ],
)
async def test_a_refusal_has_a_reason_and_a_move_is_not_followed(instead: str, reason: str) -> None:
    async with camera(StandIn(instead=instead)) as it:
        with pytest.raises(CameraError) as caught:
            await still(it.url(), 640)
        assert caught.value.reason == reason
        assert len(it.seen) == 1


async def test_what_cannot_be_read_is_a_failure_like_others() -> None:
    class Heard(Exception):
        """Ends the pull, which would try again."""

    def told(what: Picture | CameraError) -> None:
        assert isinstance(what, CameraError)
        assert what.reason == "broken"
        raise Heard

    async with aclosing(pull("rtsp://[", told)) as pieces:
        with pytest.raises(Heard):
            await anext(pieces)


async def test_a_wrong_password_is_tried_once() -> None:
    async with camera(StandIn(password="right")) as it:
        with pytest.raises(CameraError) as caught:
            await still(it.url("viewer:wrong@"), 640)
        assert caught.value.reason == "not-let-in"
        assert len(it.seen) == 2


async def test_a_camera_that_hangs_up_on_its_own_question_is_asked_later() -> None:
    class Heard(Exception):
        """Ends the pull, which would try again."""

    def told(what: Picture | CameraError) -> None:
        assert isinstance(what, CameraError)
        assert what.reason == "cut"
        raise Heard

    async with camera(StandIn(password="right", resets=True)) as it:
        async with aclosing(pull(it.url("viewer:wrong@"), told)) as pieces:
            with pytest.raises(Heard):
                await anext(pieces)
        assert len(it.seen) == 1


async def test_an_address_nobody_listens_at_and_one_of_no_camera() -> None:
    async with camera(StandIn()) as it:
        gone = it.url()
    for url, reason in ((gone, "no-answer"), ("http://127.0.0.1/", "scheme"), ("x", "scheme")):
        with pytest.raises(CameraError) as caught:
            await still(url, 640)
        assert caught.value.reason == reason


async def test_a_still_is_a_jpeg_of_the_camera() -> None:
    async with camera(StandIn(silent_after=20)) as it:
        made = await still(it.url(), 320)
    assert (made.width, made.height) == (320, 180)
    assert made.jpeg[:2] == b"\xff\xd8"
    assert made.picture == Picture("H264", 640, 360)


@pytest.mark.parametrize(
    ("shape", "size", "most"),
    [((1080, 1920), (360, 640), 60_000), ((900, 900), (640, 640), 120_000)],
)
def test_a_picture_fits_whatever_its_form(
    shape: tuple[int, int], size: tuple[int, int], most: int
) -> None:
    noise = Image.effect_noise(shape, 90).convert("RGB")
    plain, _ = fitted(noise, 640, None)
    jpeg, told = fitted(noise, 640, most)
    assert told == size
    assert len(jpeg) <= most < len(plain)
    tiny, small = fitted(noise, 640, 3_000)
    assert len(tiny) <= 3_000
    assert max(small) < max(size)


def test_the_wait_doubles_and_ends() -> None:
    waits = [retry.delay_s(failures, 0.5) for failures in range(1, 8)]
    assert waits == [1, 2, 4, 8, 16, 30, 30]
    assert retry.failures_after(5, 10) == 6
    assert retry.failures_after(5, 31) == 1


def test_time_goes_on_over_connections_and_never_back() -> None:
    line = Timeline()
    line.begin(100.0)
    first = line.placed(Piece("video", b"", 5_000_000, marker=True))
    line.begin(110.0)
    later = line.placed(Piece("video", b"", 70, marker=True))
    assert later.timestamp - first.timestamp == pytest.approx(900_000, abs=3600)
    line.begin(110.0)
    assert line.placed(Piece("video", b"", 10, marker=True)).timestamp > later.timestamp
