"""Headers of JT/T 808: 2011/2013 with a number of 12 digits, 2019 with a version and 20. Pure."""

import struct
from dataclasses import dataclass

from gis.tracking.jt808.frames import BadFrame

LENGTH, ENCRYPTION, PARTED, VERSIONED = 0x03FF, 0x1C00, 0x2000, 0x4000
_OLD, _NEW = struct.Struct(">HH6sH"), struct.Struct(">HHB10sH")
_PARTS = struct.Struct(">HH")


@dataclass(slots=True)
class Header:
    """Who sent which message.

    `terminal` is the number as it was sent, with its leading zeros: 12 digits, 20 since 2019 (some
    makers send hexadecimal digits). `version` is None before 2019. `part` is (number from 1, of so
    many) where the body is one of several parts. `encryption` is 0, 1 for RSA.
    """

    kind: int
    terminal: str
    serial: int
    version: int | None = None
    part: tuple[int, int] | None = None
    encryption: int = 0


def read(message: bytes) -> tuple[Header, bytes]:
    """Return header and body of an unescaped message. Raises `BadFrame`.

    The length in the header is not believed: makers send wrong ones, and the check byte held.
    """
    try:
        flags = int.from_bytes(message[2:4], "big")
        if flags & VERSIONED:
            kind, _, version, number, serial = _NEW.unpack_from(message)
            start = _NEW.size
            header = Header(kind, number.hex(), serial, version)
        else:
            kind, _, number, serial = _OLD.unpack_from(message)
            start = _OLD.size
            header = Header(kind, number.hex(), serial)
        if flags & PARTED:
            many, which = _PARTS.unpack_from(message, start)
            start += _PARTS.size
            header.part = (which, many)
    except struct.error as error:
        raise BadFrame("short") from error
    header.encryption = (flags & ENCRYPTION) >> 10
    return header, message[start:]


def written(header: Header, body: bytes) -> bytes:
    """Return the unescaped message. Raises `ValueError` for a body over 1,023 bytes."""
    if len(body) > LENGTH:
        raise ValueError(f"A body has at most {LENGTH} bytes, this one has {len(body)}.")
    flags = len(body) | header.encryption << 10
    flags |= (PARTED if header.part else 0) | (0 if header.version is None else VERSIONED)
    number = bytes.fromhex(header.terminal)
    if header.version is None:
        head = _OLD.pack(header.kind, flags, number, header.serial)
    else:
        head = _NEW.pack(header.kind, flags, header.version, number, header.serial)
    if header.part:
        which, many = header.part
        head += _PARTS.pack(many, which)
    return head + body
