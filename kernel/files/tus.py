"""The words of tus 1.0: headers read and written. Pure."""

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from kernel.errors import FieldError, Malformed, TooLarge
from kernel.files.errors import TusVersion

VERSION = "1.0.0"
MOST_BYTES = 200 * 1024 * 1024
EXTENSIONS = "creation,termination,checksum,expiration"
ALGORITHMS = {"sha256": hashlib.sha256, "sha1": hashlib.sha1, "sha512": hashlib.sha512}
MOST_METADATA = 4_000
_NUMBER = re.compile(r"^[0-9]{1,15}\Z")

ABOUT = {
    "Tus-Resumable": VERSION,
    "Tus-Version": VERSION,
    "Tus-Extension": EXTENSIONS,
    "Tus-Max-Size": str(MOST_BYTES),
    "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
}


@dataclass(frozen=True, slots=True)
class Checksum:
    """The hash a client announces for the body of one PATCH."""

    algorithm: str
    digest: bytes


def check_version(headers: Mapping[str, str]) -> None:
    """Raise `TusVersion` unless the client speaks 1.0.0."""
    if headers.get("tus-resumable") != VERSION:
        raise TusVersion("Send the header Tus-Resumable: 1.0.0.", headers={"Tus-Version": VERSION})


def length(headers: Mapping[str, str]) -> int:
    """Return Upload-Length; raise `Malformed` or `TooLarge`."""
    found = _number(headers, "Upload-Length")
    if found == 0:
        raise Malformed("The upload is empty.", errors=[_error("Upload-Length", "empty")])
    if found > MOST_BYTES:
        raise TooLarge(
            f"An upload may have {MOST_BYTES // 2**20} MB.",
            headers={"Tus-Max-Size": str(MOST_BYTES)},
        )
    return found


def offset(headers: Mapping[str, str]) -> int:
    """Return Upload-Offset; raise `Malformed`."""
    return _number(headers, "Upload-Offset")


def metadata(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the pairs of Upload-Metadata; raise `Malformed`."""
    text = headers.get("upload-metadata", "").strip()
    if len(text) > MOST_METADATA:
        raise Malformed("Upload-Metadata is too long.", errors=[_error("Upload-Metadata", "long")])
    pairs: dict[str, str] = {}
    for item in filter(None, (part.strip() for part in text.split(","))):
        name, _, value = item.partition(" ")
        try:
            pairs[name] = base64.b64decode(value, validate=True).decode("utf-8", "replace")
        except (binascii.Error, ValueError) as error:
            raise Malformed(
                "Upload-Metadata holds a value that is not Base64.",
                errors=[_error("Upload-Metadata", "base64")],
            ) from error
    return pairs


def checksum(headers: Mapping[str, str]) -> Checksum | None:
    """Return Upload-Checksum, None when there is none; raise `Malformed`."""
    text = headers.get("upload-checksum")
    if text is None:
        return None
    algorithm, _, value = text.strip().partition(" ")
    try:
        digest = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Malformed(
            "Upload-Checksum is not Base64.", errors=[_error("Upload-Checksum", "base64")]
        ) from error
    if algorithm not in ALGORITHMS:
        raise Malformed(
            f"Upload-Checksum knows {', '.join(ALGORITHMS)}.",
            errors=[_error("Upload-Checksum", "algorithm")],
        )
    return Checksum(algorithm, digest)


def answer(offset: int, expires: datetime | None) -> dict[str, str]:
    """Return the headers of an answer about an upload; finished ones do not expire."""
    headers = {
        "Tus-Resumable": VERSION,
        "Upload-Offset": str(offset),
        "Cache-Control": "no-store",
    }
    if expires is not None:
        headers["Upload-Expires"] = format_datetime(expires, usegmt=True)
    return headers


def _number(headers: Mapping[str, str], name: str) -> int:
    text = headers.get(name.lower(), "")
    if not _NUMBER.match(text):
        raise Malformed(f"{name} must be a whole number.", errors=[_error(name, "number")])
    return int(text)


def _error(name: str, code: str) -> FieldError:
    return FieldError(name, code, name)
