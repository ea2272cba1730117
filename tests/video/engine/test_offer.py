"""Offers: what a browser says is understood, what is broken is refused with its line."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.harness.media import audio_section, offer_text, video_section
from video.engine.embedded import answer, offer
from video.engine.embedded.answer import Identity, Told
from video.engine.interface import BadOffer, Kind

GOOD = offer_text([audio_section("sendonly", 11), video_section("sendonly", 22)])


def test_an_offer_is_read() -> None:
    found = offer.read(GOOD)
    assert [(one.kind, one.mid, one.direction) for one in found.sections] == [
        ("audio", "0", "sendonly"),
        ("video", "1", "sendonly"),
    ]
    assert [one.name for one in found.sections[1].formats] == ["VP8", "H264"]
    assert (found.sections[1].formats[0].rtx, found.sections[1].ssrcs) == (97, [22])
    assert found.sections[0].extensions == {offer.AUDIO_LEVEL: 1, offer.MEDIA_ID: 4}
    assert found.ufrag == "user"
    assert [one.kind for one in found.of(Kind.AUDIO)] == ["audio"]


def test_an_answer_names_every_section_and_its_streams() -> None:
    found = offer.read(GOOD)
    told = [Told("sendonly", one.formats, 7, 8, "main") for one in found.sections]
    us = Identity("ours", "secret", "AA:BB", [("10.0.0.1", 50_000), ("10.1.0.1", 50_000)])
    text = answer.write(found, told, us)
    assert text.count("m=") == 2
    assert "a=group:BUNDLE 0 1\r\n" in text
    assert "a=ice-lite\r\n" in text
    assert text.count("typ host") == 4
    assert "a=ssrc-group:FID 7 8\r\n" in text
    assert text.index("a=ssrc:7 ") < text.index("a=ssrc:8 ")  # browsers go by the order
    assert "a=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\n" in text
    assert "VP9" not in text


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("v=0", "", "sdp"),
        ("VP8/90000", "XX/90000", None),
        ("packetization-mode=1", "packetization-mode=0", None),
        ("opus/48000/2", "PCMA/8000", "codec"),
        ("a=rtcp-mux\r\n", "", "rtcp-mux"),
        ("a=setup:actpass", "a=setup:passive", "dtls"),
        ("a=fingerprint:sha-256", "a=fingerprint:md5", "dtls"),
        ("a=ice-ufrag:user\r\n", "", "ice"),
        ("BUNDLE 0 1", "BUNDLE 0", "bundle"),
        ("a=mid:1", "a=mid:0", "mid"),
        ("UDP/TLS/RTP/SAVPF", "RTP/AVP", "protocol"),
        ("a=ssrc:22 ", "a=ssrc:99999999999 ", "sdp"),
        ("a=rtpmap:111", "a=rtpmap:300", "sdp"),
        ("a=rtpmap:96 VP8/90000", "a=rtpmap:72 VP8/90000", "sdp"),  # would look like RTCP
    ],
)
def test_a_broken_offer_is_refused_with_the_reason(
    before: str, after: str, code: str | None
) -> None:
    text = GOOD.replace(before, after)
    if code is None:
        assert len(offer.read(text).sections[1].formats) == 1  # the other codec is left
        return
    with pytest.raises(BadOffer) as refusal:
        offer.read(text)
    assert refusal.value.errors[0].code == code
    assert refusal.value.errors[0].pointer.startswith("/offer")


def test_neither_codec_left_is_refused_with_its_line() -> None:
    text = GOOD.replace("VP8/90000", "XX/90000").replace("packetization-mode=1", "x=1")
    with pytest.raises(BadOffer, match="VP8 or H264") as refusal:
        offer.read(text)
    line = int(refusal.value.errors[0].pointer.rpartition("/")[2])
    assert text.splitlines()[line - 1].startswith("m=video")


def test_too_much_is_refused() -> None:
    for text in (
        GOOD + "a=x\r\n" * offer.LONGEST,
        GOOD + "a=" + "x" * offer.LONGEST_LINE,
        offer_text([video_section("recvonly")] * (offer.MOST_SECTIONS + 1)),
        offer_text(
            [video_section("sendonly") + "".join(f"a=ssrc:{n} x\r\n" for n in range(1, 40))]
        ),
        "",
    ):
        with pytest.raises(BadOffer):
            offer.read(text)


@given(st.data())
def test_any_damage_is_read_or_refused(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(GOOD)))
    length = data.draw(st.integers(0, 40))
    put = data.draw(st.text(alphabet=st.characters(codec="latin-1"), max_size=30))
    with suppress(BadOffer):
        offer.read(GOOD[:at] + put + GOOD[at + length :])


def test_parameters_are_read_once_for_a_format() -> None:
    first, other = "a=fmtp:96 max-fr=30\r\n", "a=fmtp:96 max-fr=5\r\n" * 200
    (section,) = offer.read(offer_text([video_section("recvonly") + first + other])).sections
    assert section.formats[0].parameters == {"max-fr": "30"}
