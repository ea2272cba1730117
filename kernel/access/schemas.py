"""What the session doors answer."""

from datetime import datetime
from typing import Literal, NotRequired
from uuid import UUID

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

from kernel.web.answers import CLOSED, Names, Ref


class SessionAccount(TypedDict):
    """The account that is signed in."""

    id: UUID
    username: str
    name: str


class SessionOrganisation(Ref):
    """The organisation of an account; `kind` is city, district, agency or town."""

    kind: str
    area_code: str | None


class SessionUnit(TypedDict):
    """The unit a crew's account speaks for."""

    id: UUID
    call_sign: str
    kind: str


@with_config(CLOSED)
class CityName(Names):
    """The name of the city; the short one is for the narrowest places."""

    short_zh: NotRequired[str]


@with_config(ConfigDict(extra="allow"))
class City(TypedDict):
    """The loaded city, as `city.json` of its data set tells it; without one only `demo`.

    `bbox` is west, south, east, north, `centre` lon, lat (WGS 84); `review_number` is the 审图号.
    """

    adcode: NotRequired[str]
    name: NotRequired[CityName]
    system_name: NotRequired[Names]
    timezone: NotRequired[str]
    bbox: NotRequired[tuple[float, float, float, float]]
    centre: NotRequired[tuple[float, float]]
    review_number: NotRequired[str]
    attribution: NotRequired[Names]
    fictional_notice: NotRequired[Names]
    demo: bool


class LinkSession(TypedDict):
    """Who asks by the cookie of a one-time link."""

    account: None
    name: str
    permissions: list[str]
    csrf: str
    server_time: datetime
    city: City


class Session(TypedDict):
    """Who is signed in, with what rights, and in which city.

    `pending` is what must be done before anything else: until then there are no permissions.
    `csrf` goes into X-CSRF-Token of every write by cookie.
    """

    account: SessionAccount
    organisation: SessionOrganisation | None
    posts: list[Ref]
    roles: list[str]
    permissions: list[str]
    unit: SessionUnit | None
    pending: list[Literal["password", "totp"]]
    totp: bool
    csrf: str
    server_time: datetime
    city: City


class SetUpState(TypedDict):
    """Whether the first administrator is still to be made."""

    needed: bool


class FirstAccount(TypedDict):
    """The id of the first administrator's account."""

    account: UUID
