"""Which addresses cameras may have."""

import pytest

from video.sources.address import CameraAddress, allowed, check, pinned

SETTING = "police=10.1.0.0/16, Cam.Police:8554,fd00::/8; *=192.0.2.7 ;990001=10.2.0.0/16,localhost"
POLICE, EAST = allowed(SETTING, ["police", "990000"]), allowed(SETTING, ["990001", "990000"])
NOBODY = allowed("", ["police"])


@pytest.mark.parametrize(
    "url",
    [
        "rtsp://10.1.255.1/live",
        "rtsps://10.1.0.1:7441/a?b=c",
        "rtsp://cam.police:8554/x",
        "RTSP://CAM.police:8554/x",
        "rtsp://192.0.2.7:5540/",
        "rtsp://[fd00::1]:554/x",
    ],
)
def test_what_is_listed_may_be_asked(url: str) -> None:
    assert check(url, POLICE).path.startswith("/")


@pytest.mark.parametrize(
    "url",
    [
        "rtsp://10.2.0.1/live",
        "rtsp://192.0.2.8/",
        "rtsp://[fe80::1]/",
        "http://10.1.0.1/live",
        "file:///etc/passwd",
        "concat:rtsp://10.1.0.1/",
        "rtspu://10.1.0.1/",
        "rtsp+http://10.1.0.1/",
        "rtsp://",
        "rtsp:///x",
        "rtsp://10.1.0.1:99999/",
        "rtsp://10.1.0.1:x/",
        "rtsp://user:word@10.1.0.1/",
        "rtsp://10.1.0.1/#sound",
        "rtsp://10.1.0.1/a b",
        "rtsp://10.1.0.1/\r\nTEARDOWN",
        "rtsp://127.0.0.1/",
        "rtsp://0x0a090001/",
        "rtsp://10.1.0.1@evil/",
        "rtsp://[::ffff:10.9.0.1]/",
        "",
    ],
)
async def test_nothing_else_may(url: str) -> None:
    with pytest.raises(CameraAddress):
        await pinned(url, POLICE)


def test_organisations_have_their_own_lists() -> None:
    assert check("rtsp://10.2.0.1/", EAST).host == "10.2.0.1"
    for hosts, url in ((EAST, "rtsp://10.1.0.1/"), (NOBODY, "rtsp://10.1.0.1/")):
        with pytest.raises(CameraAddress):
            check(url, hosts)


async def test_an_address_is_pinned_and_carries_its_credentials() -> None:
    url = await pinned("rtsp://10.1.0.1/x", POLICE, username="a@b", password="c/ d", sound=True)
    assert url == "rtsp://a%40b:c%2F%20d@10.1.0.1:554/x#sound"
    assert await pinned("rtsps://[fd00::1]/x?y", POLICE) == "rtsps://[fd00::1]:322/x?y"


async def test_a_name_that_stands_for_this_machine_is_refused() -> None:
    with pytest.raises(CameraAddress, match="stands for"):
        await pinned("rtsp://localhost/x", EAST)
    named = allowed("*=localhost,127.0.0.0/8,::1/128", [])
    assert "localhost" not in await pinned("rtsp://localhost/x", named)
