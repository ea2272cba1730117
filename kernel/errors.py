"""Refusals with a name: each expected one is a class with code, status, title (RFC 9457).

A `Problem` that reaches the door becomes `application/problem+json`; all else is a bug and a 500.
The page of each code lies in `docs/problems/<code>.md` (a test holds that).
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field that was refused: `pointer` is a JSON pointer into the request body or `?name`."""

    pointer: str
    code: str
    detail: str


class Problem(Exception):
    """Base of every expected refusal."""

    code: ClassVar[str] = "problem"
    status: ClassVar[int] = 400
    title: ClassVar[str] = "The request was refused"

    def __init__(
        self,
        detail: str = "",
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.extra = extra

    def document(self, instance: str = "", trace_id: str = "") -> dict[str, Any]:
        """Return the RFC 9457 object; sockets send the same."""
        return {
            "type": f"/problems/{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
            "code": self.code,
            "trace_id": trace_id,
            "errors": [asdict(error) for error in self.errors],
            **self.extra,
        }


class Invalid(Problem):
    """A field has a value that cannot be: `errors` says which and why."""

    code = "invalid"
    status = 422
    title = "The request has fields that cannot be accepted"


class Malformed(Problem):
    """The body or a parameter cannot be read at all."""

    code = "malformed"
    status = 400
    title = "The request cannot be read"


class NotSignedIn(Problem):
    """No valid session or token came with the request."""

    code = "not-signed-in"
    status = 401
    title = "Sign in first"


class Forbidden(Problem):
    """The account may not do this."""

    code = "forbidden"
    status = 403
    title = "Your posts do not carry this permission"


class NotFound(Problem):
    """It does not exist or lies outside what the asker may see: both look the same on purpose."""

    code = "not-found"
    status = 404
    title = "There is nothing here that you may see"


class Conflict(Problem):
    """What is asked does not fit the present state."""

    code = "conflict"
    status = 409
    title = "This does not fit the present state"


class KeyReused(Conflict):
    """An idempotency key came back with another request."""

    code = "idempotency-key-reused"
    title = "This Idempotency-Key was used for another request"


class Stale(Problem):
    """Somebody else changed the same fields: `theirs` and `yours` hold both values."""

    code = "stale"
    status = 412
    title = "Somebody else changed the same fields meanwhile"


class VersionRequired(Problem):
    """A change needs the version it is based on."""

    code = "version-required"
    status = 428
    title = "Send If-Match with the version you have seen"


class TooLarge(Problem):
    """More bytes than the limit of this door."""

    code = "too-large"
    status = 413
    title = "Too large"


class UnsupportedMedia(Problem):
    """The content is of a type that is not accepted, whatever its name says."""

    code = "unsupported-media"
    status = 415
    title = "This type of content is not accepted"


class RateLimited(Problem):
    """Too many requests; `Retry-After` says when to come back."""

    code = "rate-limited"
    status = 429
    title = "Too many requests"


class Unavailable(Problem):
    """A part this needs does not answer at the moment; `Retry-After` says when to come back."""

    code = "unavailable"
    status = 503
    title = "The service cannot answer at the moment"
