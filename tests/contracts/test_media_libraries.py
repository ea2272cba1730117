"""The private names of aiortc and aioice that the media engine stands on.

They are no one's promise: when an upgrade moves one, this fails, not a meeting.
"""

import inspect
import re

from aioice import stun
from aiortc import RTCCertificate
from aiortc.rtcdtlstransport import RTCDtlsParameters, RTCDtlsTransport, State
from pylibsrtp import Session

DTLS = inspect.getsource(RTCDtlsTransport)


class Wire:
    """What the engine gives the transport in place of an ICE transport."""

    role = "controlled"

    async def _recv(self) -> bytes:
        raise ConnectionError

    async def _send(self, data: bytes) -> None:
        raise ConnectionError


def test_the_transport_asks_of_ice_no_more_than_we_give() -> None:
    used = set(re.findall(r"self\.transport\.(\w+)", DTLS))
    assert used == {"role", "_recv", "_send"}


async def test_the_handshake_is_driven_as_we_drive_it() -> None:
    transport = RTCDtlsTransport(Wire(), [RTCCertificate.generateCertificate()])  # type: ignore[arg-type]
    transport._set_role("server")
    assert transport._role == "server"
    assert transport.state == "new"
    assert (transport._rx_srtp, transport._tx_srtp) == (None, None)
    assert list(inspect.signature(transport.start).parameters) == ["remoteParameters"]
    assert set(RTCDtlsParameters.__dataclass_fields__) == {"fingerprints", "role"}
    assert {one.name.lower() for one in State} >= {"connected", "closed", "failed"}
    assert "self._rx_srtp = Session(" in DTLS
    assert "self._tx_srtp = Session(" in DTLS
    await transport.stop()


def test_packets_are_protected_by_methods_that_take_and_return_bytes() -> None:
    for name in ("protect", "protect_rtcp", "unprotect", "unprotect_rtcp"):
        assert list(inspect.signature(getattr(Session, name)).parameters) == ["self", "packet"]


def test_binding_requests_are_read_and_signed_as_we_do_it() -> None:
    request = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
    request.attributes["USERNAME"] = "ours:theirs"
    request.add_message_integrity(b"secret")
    again = stun.parse_message(bytes(request))
    assert again.check_message_integrity(b"secret")
    assert not again.check_message_integrity(b"other")
    assert again.transaction_id == request.transaction_id
