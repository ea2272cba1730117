"""The other half of ICE lite (RFC 8445 §2.5): answers who asks with the right words, no more.

The peer finds the way and keeps it open; we have a fixed address and only say that we heard.
"""

import struct

from aioice import stun

REQUEST = b"\x00\x01"
LEAST, LONGEST = 28, 1_000
USERNAME = 0x0006


def username_of(data: bytes) -> str | None:
    """Return our part of the user name of a binding request; None when it is none.

    Read by hand: whoever floods us with requests that nobody awaits costs next to nothing.
    """
    if not LEAST <= len(data) <= LONGEST or data[:2] != REQUEST:
        return None
    at, end = 20, min(len(data), 20 + int.from_bytes(data[2:4], "big"))
    while at + 4 <= end:
        kind = int.from_bytes(data[at : at + 2], "big")
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if kind == USERNAME:
            ours, _, _ = data[at + 4 : at + 4 + length].partition(b":")
            return ours.decode("ascii", errors="replace")
        at += 4 + length + (-length % 4)
    return None


def answered(data: bytes, password: bytes, address: tuple[str, int]) -> tuple[bytes, bool] | None:
    """Return the answer to a request and whether it nominates; None when it is forged."""
    try:
        request = stun.parse_message(data)
    except (ValueError, struct.error):  # the second for lengths that are none
        return None
    if not request.check_message_integrity(password):
        return None
    answer = stun.Message(
        message_method=stun.Method.BINDING,
        message_class=stun.Class.RESPONSE,
        transaction_id=request.transaction_id,
    )
    answer.attributes["XOR-MAPPED-ADDRESS"] = address
    answer.add_message_integrity(password)
    return bytes(answer), "USE-CANDIDATE" in request.attributes
