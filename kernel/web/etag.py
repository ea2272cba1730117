"""Optimistic locking by version: `ETag: "7"` out, `If-Match: "7"` in."""

import re

from kernel.errors import FieldError, Malformed

_FORM = re.compile(r'^(?:W/)?"?(\d{1,9})"?$')


def etag(version: int) -> str:
    """Return the ETag header of a version."""
    return f'"{version}"'


def version_from(header: str | None) -> int | None:
    """Return the version of an If-Match header, None when there is none.

    Raises `Malformed` for anything that is not one version.
    """
    if header is None or header.strip() == "*":
        return None
    found = _FORM.match(header.strip())
    if not found:
        raise Malformed(
            "If-Match must hold the one version you have seen, as in the ETag.",
            errors=[FieldError("If-Match", "malformed", header[:50])],
        )
    return int(found.group(1))
