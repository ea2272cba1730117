"""What routes say of their answers in the OpenAPI document, and the shapes many answers share.

Answers are TypedDicts beside the request models of their slice. They describe and never run: no
answer is checked or copied on its way out; `tests/contracts/test_openapi.py` holds them to the
truth. A key that may be missing is `NotRequired`; one that may be null says `| None`. Moments are
RFC 3339 in UTC; a name's ending is its unit (`_m` metres, `_deg` degrees, `_s` seconds, `_ms`
milliseconds); `version` goes into If-Match and stands only in answers about one thing.
"""

from datetime import datetime
from typing import Any, Generic, Literal, NotRequired, TypeVar
from uuid import UUID

from pydantic import ConfigDict, with_config
from starlette.responses import Response
from typing_extensions import TypedDict

T = TypeVar("T")
# What stands in an open shape (`extra="allow"`) would be open too, had it no word of its own.
CLOSED = ConfigDict()
PlaceSource = Literal["map", "coordinate", "landmark", "address", "device", "link"]


@with_config(CLOSED)
class Names(TypedDict):
    """What something is called, in Chinese and in English."""

    zh: str
    en: str


class Ref(TypedDict):
    """The short form in which answers name an organisation or a post."""

    id: UUID
    code: str
    zh: str
    en: str


class Person(TypedDict):
    """An account as others see it."""

    id: UUID
    name: str


class Place(TypedDict):
    """A point, WGS 84 in degrees, with how sure we are of it and where it came from."""

    lon: float
    lat: float
    accuracy_m: NotRequired[float]
    source: NotRequired[PlaceSource]


class Page(TypedDict, Generic[T]):
    """One page of a list; `next` is the cursor of the page after, null on the last."""

    items: list[T]
    next: str | None


class ActorCard(TypedDict):
    """Who did something, as facts keep it; `organisation` is an id."""

    kind: Literal["account", "token", "link", "system"]
    id: UUID | None
    name: str
    organisation: UUID | None


class Fact(TypedDict):
    """One entry of the journal; `state` is the subject's whole public state after the change."""

    seq: int
    at: datetime
    kind: str
    topic: str
    subject: UUID
    version: int
    about: list[UUID]
    state: dict[str, Any] | None
    actor: ActorCard
    cause: int | None


@with_config(CLOSED)
class Fault(TypedDict):
    """One field that was refused: a JSON pointer into the body, or `?name` of a parameter."""

    pointer: str
    code: str
    detail: str


@with_config(ConfigDict(extra="allow"))
class Refusal(TypedDict):
    """A problem document (RFC 9457); every code has a page at its `type`.

    Some codes add what helps to go on, e.g. `theirs` and `yours` of a 412.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    trace_id: str
    errors: list[Fault]


_ETAG = {"description": "The version, quoted, as If-Match wants it", "schema": {"type": "string"}}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "description": "The ETag the change is based on; without it 428",
    "required": True,
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$', "examples": ['"7"']},
}
KEY_MEANING = "The same key and request gives the same answer; with another request 409"
KEY_SCHEMA = {"minLength": 1, "maxLength": 200, "pattern": "^[ -~]+$"}
# For routes that read the header themselves; those that take `Write` have it by that.
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": KEY_MEANING,
    "required": False,
    "schema": {"type": "string", **KEY_SCHEMA},
}


def gives(model: Any, status: int = 200, *, etag: bool = False) -> dict[str, Any]:
    """Return the route arguments that document an answer."""
    said = {"model": model} | ({"headers": {"ETag": _ETAG}} if etag else {})
    return {"status_code": status, "responses": {status: said}}


def changes(model: Any, status: int = 200) -> dict[str, Any]:
    """Return the route arguments of a change that needs the version it is based on."""
    return gives(model, status, etag=True) | {"openapi_extra": {"parameters": [_IF_MATCH]}}


def gives_sheet() -> dict[str, Any]:
    """Return the route arguments that document a CSV."""
    content = {"text/csv": {"schema": {"type": "string"}}}
    said = {"description": "UTF-8 with a byte order mark", "content": content}
    return {"response_class": Response, "responses": {200: said}}
