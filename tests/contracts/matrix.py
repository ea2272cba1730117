"""The table of the access matrix: one row for every door of the application.

A row says what a door takes, who may use it, and how somebody who does not see an object tries to
reach it: in the path, in the query, in the body. A door without a row fails the test.
"""

from dataclasses import dataclass, field
from typing import Any

from gis.tiles.rules import LAYER_TILES_DOOR, TILES_DOOR

# Everybody with an account, whatever the posts.
ACCOUNT = "account"
# Accounts and the cookies of one-time links.
ANYBODY_KNOWN = "known"
# The cookie of a one-time link alone.
LINK = "link"
PUBLIC = "public"


@dataclass(frozen=True)
class Case:
    """One request. `$name` stands for the id of a planted object, `$own_name` for one's own.

    `at` fills parts of the path otherwise than by the planted object of that name.
    """

    query: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    at: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    file: bool = False
    # False where the answer to a planted id differs from the answer to none; `why` says why.
    same: bool = True
    why: str = ""


@dataclass(frozen=True)
class Row:
    """One door: method, path, who may use it, how it is attacked.

    `needs` is a kind of asker, or permissions of which one is enough; `LINK` among them stands for
    the cookies of one-time links.
    """

    method: str
    path: str
    needs: str | tuple[str, ...]
    cases: tuple[Case, ...] = (Case(),)
    # A list whose answer must not differ by what was planted elsewhere.
    counted: bool = False
    # Why a door needs no attack: it holds nothing of anybody else's.
    note: str = ""

    @property
    def name(self) -> str:
        """Return the door as the application names it."""
        return f"{self.method} {self.path}"


def case(body: Any = None, /, **more: Any) -> Case:
    """Return one request with a body."""
    return Case(body=body, **more)


SEEN = {"If-Match": '"1"'}
TUS = {"Tus-Resumable": "1.0.0"}
TUS_PART = TUS | {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
BOX = "116.6,23.3,116.9,23.5"
REPORT = {"channel": "phone", "text": "路边有人摔倒"}
REPORTS = ("reports.read",)
CREATE = ("reports.create",)
CLOSE = ("reports.close",)
READ = ("incidents.read",)
MANAGE = ("incidents.manage",)
ASSIGN = ("incidents.assign",)
ORDER = ("tasks.order",)
TASK = "/api/tasks/{task}"
UNITS = ("units.read", "registry.manage")
STATUS = ("units.status",)
RESOURCES = ("resources.read", "registry.manage")
REGISTRY = ("registry.manage",)
ACCOUNTS = ("accounts.manage",)
ACCOUNT_READERS = ("accounts.manage", "sessions.manage", "tokens.manage", "audit.read")
POST_READERS = ("accounts.manage", "registry.manage", "audit.read", "alarms.read")
ROLE_READERS = ("accounts.manage", "roles.manage", "audit.read")
SESSIONS = ("sessions.manage",)
ALARMS = ("alarms.read",)
ACKNOWLEDGE = ("alarms.acknowledge",)
UPLOAD = ("files.upload", LINK)
LAYERS = ("layers.read",)
EDIT_LAYERS = ("layers.edit",)
PUBLISH_LAYERS = ("layers.publish",)
CLOSE_ROADS = ("roads.close",)
DRAW = ("drawings.edit",)
SAVE = ("analysis.save",)
FEED_READERS = ("layers.read", "feeds.manage", "feeds.push")
KEEP_FEEDS = ("feeds.manage",)
DEVICE_READERS = ("units.read", "devices.manage")
KEEP_DEVICES = ("devices.manage",)
FENCES = ("geofences.edit",)
OWN = "concerns the asker's own account alone"
STATIC = "the same for everybody"
# Why an answer may tell a planted id from none.
TREE = "the tree of organisations is known to everybody signed in"
TAKEN = "an id that is taken can only be refused"
NEWS = "each report is a possible duplicate of the one before"


def steps() -> tuple[Case, ...]:
    """Return the steps of the life cycle."""
    verbs = ("confirm", "respond", "control", "close", "reopen")
    return tuple(case({"reason": "x"}, at={"verb": verb}) for verb in verbs)


ACCESS = (
    Row("POST", "/api/session", PUBLIC, note="tests/registry: no user oracle"),
    Row("GET", "/api/session", ANYBODY_KNOWN),
    Row("DELETE", "/api/session", ANYBODY_KNOWN, note=OWN),
    Row("GET", "/api/setup", PUBLIC),
    Row(
        "POST",
        "/api/setup",
        PUBLIC,
        (case({"token": "x" * 20, "username": "intruder", "password": "x" * 20, "name": "x"}),),
    ),
    Row("POST", "/api/live/ticket", ACCOUNT),
    Row("WS", "/api/live", ACCOUNT, note="test_access_live"),
    Row("GET", "/livez", PUBLIC),
    Row("GET", "/readyz", PUBLIC),
    Row("GET", "/metrics", PUBLIC),
    Row("GET", "/openapi.json", ACCOUNT),
    Row("GET", "/help", PUBLIC, note=STATIC),
    Row("GET", "/help/manual.css", PUBLIC, note=STATIC),
    Row("GET", "/help/{address:path}", ACCOUNT, note=STATIC),
    Row("GET", "/problems/{code}", PUBLIC, (Case(at={"code": "not-found"}),)),
    Row("MOUNT", "/basemap", PUBLIC, note=STATIC),
    Row("MOUNT", "", PUBLIC, note=STATIC),
)

AUDIT = (
    Row(
        "GET",
        "/api/audit",
        ("audit.read",),
        (
            Case(),
            Case({"kind": "incident"}),
            Case({"kind": "report.received"}),
            Case({"subject": "$incident"}),
            Case({"subject": "$report"}),
            Case({"subject": "$file"}),
            Case({"actor": "$longhu"}),
            Case({"limit": 1000}),
        ),
        counted=True,
    ),
    Row(
        "GET",
        "/api/audit.csv",
        ("audit.export",),
        (Case({"kind": "incident"}), Case({"subject": "$incident"}), Case({"actor": "$longhu"})),
    ),
    Row("GET", "/api/audit/anchors", ("audit.read",)),
    Row("GET", "/api/audit/verify", ("audit.read",)),
)

FILES = (
    Row("OPTIONS", "/api/files/tus", PUBLIC),
    Row("OPTIONS", "/api/files/tus/{upload_id}", PUBLIC),
    Row(
        "POST",
        "/api/files/tus",
        UPLOAD,
        (Case(headers=TUS | {"Upload-Length": "9"}),),
    ),
    Row("HEAD", "/api/files/tus/{upload_id}", ANYBODY_KNOWN, (Case(headers=TUS),)),
    Row("PATCH", "/api/files/tus/{upload_id}", ANYBODY_KNOWN, (case(b"x", headers=TUS_PART),)),
    Row("DELETE", "/api/files/tus/{upload_id}", ANYBODY_KNOWN, (Case(headers=TUS),)),
    Row(
        "POST",
        "/api/files/tus/{upload_id}",
        ANYBODY_KNOWN,
        tuple(
            case(b"x", headers=TUS_PART | {"X-HTTP-Method-Override": method})
            for method in ("HEAD", "PATCH", "DELETE")
        ),
    ),
    Row(
        "POST",
        "/api/files",
        UPLOAD,
        (Case(file=True), case({"id": "$file"}, file=True, same=False, why=TAKEN)),
    ),
    *(
        Row(
            "GET",
            f"/api/files/{{file_id}}{tail}",
            ANYBODY_KNOWN,
            (Case(), Case(at={"file_id": "$hung"}), Case(at={"file_id": "$fresh"})),
        )
        for tail in ("", "/card", "/preview")
    ),
)

ALARM_ROWS = (
    Row(
        "GET",
        "/api/alarms",
        ALARMS,
        (Case(), Case({"state": "all"}), Case({"about": "$incident"})),
        counted=True,
    ),
    Row("GET", "/api/alarms/{alarm_id}", ALARMS),
    Row("POST", "/api/alarms/{alarm_id}/acknowledge", ACKNOWLEDGE),
    Row(
        "POST",
        "/api/alarms/{alarm_id}/shelve",
        ACKNOWLEDGE,
        (case({"minutes": 10, "reason": "x"}),),
    ),
    Row("POST", "/api/alarms/{alarm_id}/unshelve", ACKNOWLEDGE),
    Row("POST", "/api/alarms/{alarm_id}/clear", ACKNOWLEDGE),
)

TREE_ROWS = (
    Row(
        "GET",
        "/api/organisations",
        ACCOUNT,
        (Case(), Case({"parent": "$organisation"}, same=False, why=TREE)),
    ),
    Row("GET", "/api/organisations/{organisation_id}", ACCOUNT, (Case(same=False, why=TREE),)),
    Row(
        "POST",
        "/api/organisations",
        ("organisations.manage",),
        (
            case(
                {
                    "code": "intruder",
                    "kind": "town",
                    "parent_id": "$organisation",
                    "zh": "闯入",
                    "en": "x",
                }
            ),
        ),
    ),
    Row(
        "PATCH",
        "/api/organisations/{organisation_id}",
        ("organisations.manage",),
        (
            case({"zh": "闯入"}, headers=SEEN),
            case(
                {"parent_id": "$organisation"},
                at={"organisation_id": "$own_organisation"},
                headers=SEEN,
            ),
        ),
    ),
)

PEOPLE_ROWS = (
    Row("POST", "/api/accounts/me/password", ACCOUNT, note=OWN),
    Row("POST", "/api/accounts/me/totp", ACCOUNT, note=OWN),
    Row("POST", "/api/accounts/me/totp/confirm", ACCOUNT, note=OWN),
    Row("POST", "/api/accounts/me/totp/remove", ACCOUNT, note=OWN),
    Row("DELETE", "/api/sessions", ACCOUNT, note=OWN),
    Row("GET", "/api/accounts/me/tokens", ACCOUNT, counted=True),
    Row(
        "POST",
        "/api/accounts/me/tokens",
        ACCOUNT,
        (case({"name": "x", "permissions": ["incidents.read"], "current": "x"}),),
        note=OWN,
    ),
    Row("DELETE", "/api/accounts/me/tokens/{token_id}", ACCOUNT),
    Row(
        "GET",
        "/api/accounts",
        ACCOUNT_READERS,
        (
            Case(),
            Case({"q": "zqx"}),
            Case({"organisation": "$organisation"}),
            Case({"within": "$organisation"}),
            Case({"kind": "service"}),
        ),
        counted=True,
    ),
    Row("GET", "/api/accounts/{account_id}", ACCOUNT_READERS),
    Row(
        "POST",
        "/api/accounts",
        ACCOUNTS,
        (
            case({"username": "intruder1", "name": "x", "organisation_id": "$organisation"}),
            case(
                {
                    "username": "intruder2",
                    "name": "x",
                    "organisation_id": "$own_organisation",
                    "posts": [{"id": "$post"}],
                }
            ),
            case(
                {
                    "username": "intruder3",
                    "name": "x",
                    "organisation_id": "$own_organisation",
                    "unit_id": "$unit",
                }
            ),
        ),
    ),
    Row(
        "PATCH",
        "/api/accounts/{account_id}",
        ACCOUNTS,
        (
            case({"name": "x"}, headers=SEEN),
            case({"organisation_id": "$own_organisation"}, headers=SEEN),
            *(
                case(body, at={"account_id": "$own_account"}, headers=SEEN)
                for body in (
                    {"organisation_id": "$organisation"},
                    {"posts": [{"id": "$post"}]},
                    {"unit_id": "$unit"},
                )
            ),
        ),
    ),
    *(
        Row("POST", f"/api/accounts/{{account_id}}/{verb}", ACCOUNTS)
        for verb in ("password", "disable", "enable", "unlock")
    ),
    Row("DELETE", "/api/accounts/{account_id}/totp", ACCOUNTS),
    Row("GET", "/api/accounts/{account_id}/sessions", ("sessions.manage", "accounts.manage")),
    Row("DELETE", "/api/accounts/{account_id}/sessions", SESSIONS),
    Row(
        "GET",
        "/api/posts",
        POST_READERS,
        (Case(), Case({"organisation": "$organisation"})),
        counted=True,
    ),
    Row("GET", "/api/posts/{post_id}", POST_READERS),
    Row(
        "POST",
        "/api/posts",
        ACCOUNTS,
        (case({"organisation_id": "$organisation", "name": "intruder", "zh": "x", "en": "x"}),),
    ),
    Row(
        "PATCH",
        "/api/posts/{post_id}",
        ACCOUNTS,
        (case({"zh": "x"}, headers=SEEN), case({"roles": ["operator"]}, headers=SEEN)),
    ),
    Row("GET", "/api/roles", ROLE_READERS, counted=True),
    Row("GET", "/api/roles/{code}", ROLE_READERS, (Case(at={"code": "operator"}),)),
    Row(
        "POST",
        "/api/roles",
        ("roles.manage",),
        (case({"code": "operator", "zh": "x", "en": "x", "permissions": []}),),
    ),
    Row(
        "PATCH",
        "/api/roles/{code}",
        ("roles.manage",),
        (case({"zh": "大屏"}, at={"code": "wall"}, headers=SEEN),),
    ),
    Row("DELETE", "/api/roles/{code}", ("roles.manage",), (Case(at={"code": "operator"}),)),
    Row("GET", "/api/tokens", ("tokens.manage", "audit.read"), counted=True),
    Row(
        "POST",
        "/api/tokens",
        ("tokens.manage",),
        (case({"name": "x", "account_id": "$account", "permissions": ["incidents.read"]}),),
    ),
    Row("DELETE", "/api/tokens/{token_id}", ("tokens.manage",)),
)

UNIT = {"call_sign": "闯入01", "kind": "fire_engine"}
RESOURCE = {"kind": "hospital", "zh": "x", "en": "x"}
MOMENT = "2026-11-22T08:00:00Z"
DUTY = {"from": "2026-11-22T09:00:00Z", "until": "2026-11-22T17:00:00Z"}
PLACE = {"lon": 116.7, "lat": 23.4}
REGISTRY_ROWS = (
    Row(
        "GET",
        "/api/units",
        UNITS,
        (
            Case(),
            Case({"q": "zqx"}),
            Case({"bbox": BOX}),
            Case({"organisation": "$organisation"}),
            Case({"incident": "$incident"}),
        ),
        counted=True,
    ),
    Row("GET", "/api/units/{unit_id}", UNITS),
    Row("POST", "/api/units", REGISTRY, (case(UNIT | {"organisation_id": "$organisation"}),)),
    Row(
        "PATCH",
        "/api/units/{unit_id}",
        REGISTRY,
        (
            case({"call_sign": "x"}, headers=SEEN),
            case({"organisation_id": "$own_organisation"}, headers=SEEN),
            case({"organisation_id": "$organisation"}, at={"unit_id": "$own_unit"}, headers=SEEN),
        ),
    ),
    Row(
        "POST", "/api/units/{unit_id}/status", STATUS, (case({"status": "off_duty", "note": "x"}),)
    ),
    Row(
        "POST",
        "/api/units/{unit_id}/position",
        STATUS,
        (case({"place": PLACE, "at": MOMENT}),),
    ),
    Row("POST", "/api/units/{unit_id}/help", STATUS, (case({}),)),
    Row(
        "GET",
        "/api/resources",
        RESOURCES,
        (
            Case(),
            Case({"q": "zqx"}),
            Case({"bbox": BOX}),
            Case({"near": "116.74449,23.36097"}),
            Case({"organisation": "$organisation"}),
        ),
        counted=True,
    ),
    Row("GET", "/api/resources/{resource_id}", RESOURCES),
    Row(
        "POST",
        "/api/resources",
        REGISTRY,
        (case(RESOURCE | {"organisation_id": "$organisation"}),),
    ),
    Row(
        "PATCH",
        "/api/resources/{resource_id}",
        REGISTRY,
        (
            case({"zh": "x"}, headers=SEEN),
            case(
                {"organisation_id": "$organisation"},
                at={"resource_id": "$own_resource"},
                headers=SEEN,
            ),
        ),
    ),
    Row(
        "GET",
        "/api/duty",
        ("registry.manage", "alarms.read", "units.read"),
        (Case(), Case({"post": "$post"}), Case({"organisation": "$organisation"})),
        counted=True,
    ),
    Row(
        "POST",
        "/api/duty",
        REGISTRY,
        (
            case(DUTY | {"post_id": "$post", "account_id": "$account"}),
            case(DUTY | {"post_id": "$own_post", "account_id": "$account"}),
            case(DUTY | {"post_id": "$post", "account_id": "$own_account"}),
        ),
    ),
    Row("DELETE", "/api/duty/{duty_id}", REGISTRY),
    Row("POST", "/api/duty/{duty_id}/hand-over", ACCOUNT, (case({"account_id": "$account"}),)),
    Row("POST", "/api/duty/{duty_id}/take-over", ACCOUNT, (case({}),)),
)

SEARCHES = (
    Case(),
    Case({"q": "zqx"}),
    Case({"organisation": "$organisation"}),
    Case({"from": "2026-11-01T00:00:00Z", "limit": 1000}),
)
REPORT_ROWS = (
    Row(
        "POST",
        "/api/reports",
        (*CREATE, LINK),
        (
            case(REPORT | {"id": "$report"}, same=False, why=TAKEN),
            case(REPORT | {"attachments": ["$file"]}),
            case(REPORT | {"attachments": ["$hung"]}),
            case(REPORT | {"attachments": ["$fresh"]}),
            case(REPORT | {"link_id": "$link"}),
            case(REPORT | {"incident_id": "$incident"}, same=False, why=NEWS),
        ),
    ),
    Row("POST", "/api/reports/suggest", CREATE, (case({"text": "zqx"}),)),
    Row(
        "POST",
        "/api/reports/duplicates",
        REPORTS,
        (
            case({"text": "着火了，zqxtext", "location": {"lon": 116.74449, "lat": 23.36097}}),
            case({"text": "着火了，zqxtext", "address": "zqxaddress"}),
            case({"kind": "20201", "exclude": "$report"}),
        ),
    ),
    Row(
        "GET",
        "/api/reports",
        REPORTS,
        (*SEARCHES, Case({"incident": "$incident"}), Case({"state": "rejected"})),
        counted=True,
    ),
    Row("GET", "/api/reports/mine", CREATE, counted=True),
    Row("GET", "/api/reports/{report}", REPORTS, (Case(), Case(at={"report": "$waiting"}))),
    Row("GET", "/api/reports/{report}/timeline", REPORTS),
    Row(
        "PATCH",
        "/api/reports/{report}",
        CREATE,
        (case({"title": "x"}, headers=SEEN), case({"text": "x"}, headers=SEEN)),
    ),
    Row(
        "POST",
        "/api/reports/{report}/take",
        CLOSE,
        (case({}), case({"over": True}), case({}, at={"report": "$waiting"})),
    ),
    Row(
        "POST",
        "/api/reports/{report}/link",
        MANAGE,
        (
            case({"incident_id": "$incident"}),
            case({"incident_id": "$own_incident"}, at={"report": "$waiting"}),
            case({"incident_id": "$incident"}, at={"report": "$own_waiting"}),
        ),
    ),
    Row("POST", "/api/reports/{report}/unlink", MANAGE, (case({"reason": "x"}),)),
    Row(
        "POST",
        "/api/reports/{report}/reject",
        CLOSE,
        (case({"reason": "false", "note": "x"}, at={"report": "$waiting"}),),
    ),
    Row(
        "POST",
        "/api/reports/{report}/restore",
        CLOSE,
        (case({"reason": "x"}, at={"report": "$rejected"}),),
    ),
)

INCIDENT_ROWS = (
    Row(
        "GET",
        "/api/incidents",
        READ,
        (*SEARCHES, Case({"bbox": BOX}), Case({"state": "open"}), Case({"kind": "20201"})),
        counted=True,
    ),
    Row("GET", "/api/incidents.csv", ("incidents.export",), SEARCHES, counted=True),
    Row("GET", "/api/incidents/counts", READ, (*SEARCHES[:3], Case({"bbox": BOX})), counted=True),
    Row("GET", "/api/incidents/{incident}", READ),
    Row("GET", "/api/incidents/{incident}/timeline", READ),
    Row("GET", "/api/incidents/{incident}/attachments", READ),
    Row(
        "POST",
        "/api/incidents/{incident}/attachments",
        READ,
        (
            case({"file_id": "$own_fresh"}),
            *(
                case({"file_id": file}, at={"incident": "$own_incident"})
                for file in ("$file", "$hung", "$fresh")
            ),
        ),
    ),
    Row(
        "GET",
        "/api/incidents/{incident}/nearby",
        READ,
        tuple(
            Case({"what": what}, at=at)
            for what in ("units", "cameras", "resources")
            for at in ({}, {"incident": "$own_incident"})
        ),
    ),
    Row(
        "POST",
        "/api/incidents",
        MANAGE,
        (
            case({"id": "$incident", "title": "x"}, same=False, why=TAKEN),
            case({"title": "x", "reports": ["$report"]}),
            case({"title": "x", "reports": ["$waiting"]}),
            case({"title": "x", "reports": ["$own_waiting", "$waiting"]}),
            case({"title": "x", "organisation_id": "$organisation"}),
            case({"title": "x", "label": "restricted", "posts": ["$post"]}),
        ),
    ),
    Row(
        "PATCH",
        "/api/incidents/{incident}",
        MANAGE,
        (case({"title": "x"}, headers=SEEN), case({"figures": {"dead": 1}}, headers=SEEN)),
    ),
    Row(
        "POST",
        "/api/incidents/{incident}/merge",
        MANAGE,
        (
            case({"into": "$own_incident"}),
            case({"into": "$incident"}, at={"incident": "$own_incident"}),
            case({"into": "$incident"}),
        ),
    ),
    Row("POST", "/api/incidents/{incident}/unmerge", MANAGE, (case({"reason": "x"}),)),
    Row(
        "POST",
        "/api/incidents/{incident}/move",
        ASSIGN,
        (case({"organisation_id": "$own_organisation", "reason": "x"}),),
    ),
    Row(
        "POST",
        "/api/incidents/{incident}/assign",
        ASSIGN,
        (case({"add": ["$own_organisation"]}),),
    ),
    Row(
        "POST",
        "/api/incidents/{incident}/label",
        ("incidents.restrict",),
        (
            case({"label": "open", "reason": "x"}),
            case({"label": "restricted", "posts": ["$own_post"], "reason": "x"}),
        ),
    ),
    Row("POST", "/api/incidents/{incident}/notes", MANAGE, (case({"text": "x"}),)),
    Row(
        "POST",
        "/api/incidents/{incident}/clocks/{code}/done",
        MANAGE,
        (case({}, at={"code": "phone-report"}),),
    ),
    Row("POST", "/api/incidents/{incident}/{verb}", MANAGE, steps()),
)

LINK_ROWS = (
    Row(
        "POST",
        "/api/links",
        ("links.create",),
        (case({"incident_id": "$incident"}), case({"report_id": "$report"})),
    ),
    Row("POST", "/api/links/exchange", PUBLIC, (case({"token": "x" * 43}),)),
    Row("GET", "/api/links/current", LINK),
    Row("POST", "/api/links/current/position", LINK, (case(PLACE),)),
    Row(
        "GET",
        "/api/links",
        REPORTS,
        (Case({"report_id": "$report"}), Case({"incident_id": "$incident"}), Case()),
    ),
    Row("DELETE", "/api/links/{link}", ("links.create",)),
)

SOURCE = "/api/video/sources/{source_id}"
WATCHERS = ("video.watch", "video.manage")
WATCH, KEEP_SOURCES, SEND = ("video.watch",), ("video.manage",), ("video.publish",)
SDP = {"Content-Type": "application/sdp"}
SOURCE_FORM = {"kind": "whip", "zh": "x", "en": "x"}
SOURCE_ROWS = (
    Row(
        "GET",
        "/api/video/sources",
        WATCHERS,
        (
            Case(),
            Case({"camera": "$camera"}),
            Case({"removed": True}),
            Case({"q": "zqx"}),
            Case({"state": "offline"}),
            Case({"limit": 1}),
        ),
        counted=True,
    ),
    Row(
        "POST",
        "/api/video/sources",
        KEEP_SOURCES,
        (
            case(SOURCE_FORM | {"camera_id": "$camera"}),
            case({"kind": "file", "zh": "x", "en": "x", "file_id": "$hung"}),
        ),
    ),
    Row("GET", SOURCE, WATCHERS),
    Row("PATCH", SOURCE, KEEP_SOURCES, (case({"zh": "x"}, headers=SEEN),)),
    Row("DELETE", SOURCE, KEEP_SOURCES),
    Row("POST", f"{SOURCE}/restore", KEEP_SOURCES),
    Row("GET", f"{SOURCE}/snapshot", WATCH),
    Row("POST", f"{SOURCE}/still", WATCH),
    Row("POST", f"{SOURCE}/whep", WATCH, (case(b"v=0", headers=SDP),)),
    Row("DELETE", f"{SOURCE}/whep/{{peer_id}}", WATCH, (Case(at={"peer_id": "$source"}),)),
    Row("POST", f"{SOURCE}/whip", (*SEND, LINK), (case(b"v=0", headers=SDP),)),
    Row("DELETE", f"{SOURCE}/whip/{{peer_id}}", (*SEND, LINK), (Case(at={"peer_id": "$source"}),)),
    Row("GET", "/api/incidents/{incident}/pictures", ("video.watch",)),
)

PHONE = "/api/phones"
TAKE = {"take": "00000000-0000-7000-8000-000000000002"}
PHONE_ROWS = (
    Row("GET", PHONE, WATCH, (Case({"incident_id": "$incident"}), Case({"report_id": "$report"}))),
    Row("GET", f"{PHONE}/mine", (*SEND, LINK), (Case({"incident_id": "$incident"}),)),
    Row("POST", f"{PHONE}/mine", (*SEND, LINK), (case(TAKE | {"incident_id": "$incident"}),)),
    Row("DELETE", f"{PHONE}/mine", (*SEND, LINK), (Case({"incident_id": "$incident"}),)),
    Row(
        "POST",
        f"{PHONE}/{{source_id}}/end",
        ("links.create", "incidents.manage"),
        (Case(at={"source_id": "$phone"}),),
    ),
)

ROOM = "/api/video/rooms/{room}"
PAGE = {"page": "00000000-0000-7000-8000-000000000001"}
SHEET = PAGE | {"whiteboard_id": "$whiteboard"}
LOOK, JOIN, HOST = ("rooms.read",), ("rooms.join",), ("rooms.manage",)
WHEN = {"starts_at": "2026-09-01T08:00:00Z", "ends_at": "2026-09-01T09:00:00Z"}
ROOM_ROWS = (
    Row(
        "GET",
        "/api/video/rooms",
        LOOK,
        (Case(), Case({"state": "open"}), Case({"incident": "$incident"}), Case({"limit": 1})),
        counted=True,
    ),
    Row("POST", "/api/video/rooms", HOST, (case({"title": "x", "incident_id": "$incident"}),)),
    Row("GET", ROOM, LOOK),
    Row(
        "POST",
        f"{ROOM}/stage",
        LOOK,
        (case({"locked": True}), case({"main_source": "$participant"}), case({})),
    ),
    Row("POST", f"{ROOM}/venues", LOOK, (case({"venues": ["$own_organisation"]}),)),
    Row("POST", f"{ROOM}/sources", ("rooms.read",), (case({"source_id": "$source"}),)),
    Row("DELETE", f"{ROOM}/sources/{{source}}", LOOK, (Case(at={"source": "$room_source"}),)),
    Row("GET", f"{ROOM}/whiteboard", LOOK, (Case(), Case({"after": 0}))),
    Row(
        "POST",
        f"{ROOM}/whiteboard",
        JOIN,
        (case(PAGE | {"ground": "sheet"}), case(PAGE | {"ground": "map", "box": [1, 2, 3, 4]})),
    ),
    Row(
        "POST",
        f"{ROOM}/whiteboard/objects",
        JOIN,
        (case(SHEET | {"id": "$whiteboard_object", "kind": "pen", "points": [[0.1, 0.2]]}),),
    ),
    Row(
        "POST",
        f"{ROOM}/whiteboard/erase",
        JOIN,
        (case(SHEET | {"objects": ["$whiteboard_object"]}),),
    ),
    Row("POST", f"{ROOM}/whiteboard/wipe", JOIN, (case(SHEET),)),
    Row("POST", f"{ROOM}/whiteboard/close", JOIN, (case(SHEET),)),
    Row("POST", f"{ROOM}/close", LOOK),
    Row("GET", f"{ROOM}/roll-calls", LOOK),
    Row("POST", f"{ROOM}/roll-calls", LOOK),
    Row("POST", f"{ROOM}/roll-calls/finish", LOOK),
    Row("GET", f"{ROOM}/decisions", LOOK),
    Row("POST", f"{ROOM}/decisions", LOOK, (case({"text": "x"}),)),
    Row("GET", f"{ROOM}/attendance", LOOK),
    Row("GET", f"{ROOM}/messages", LOOK, (Case(), Case({"after": "$message"}))),
    Row("POST", f"{ROOM}/messages", JOIN, (case({"text": "x"}),)),
    Row("POST", f"{ROOM}/enter", JOIN, (case(PAGE),)),
    Row("POST", f"{ROOM}/leave", JOIN, (case(PAGE),)),
    Row("POST", f"{ROOM}/me", JOIN, (case(PAGE | {"hand": True}),)),
    Row("POST", f"{ROOM}/answer", JOIN, (case(PAGE),)),
    Row("POST", f"{ROOM}/silence", LOOK),
    Row(
        "POST",
        f"{ROOM}/participants/{{participant}}",
        LOOK,
        (case({"barred": True}), case({}), case({"role": "chair"})),
    ),
    Row("GET", f"{ROOM}/guests", LOOK),
    Row("POST", f"{ROOM}/guests", LOOK, (case({"name": "x"}),)),
    Row("DELETE", f"{ROOM}/guests/{{guest}}", LOOK),
    Row("POST", "/api/video/guests/exchange", PUBLIC, (case({"token": "x" * 43}),)),
    Row("GET", "/api/video/guests/current", LINK),
    Row("POST", f"{ROOM}/whip", JOIN, (case(b"v=0"), case(b"v=0", query={"screen": "true"}))),
    Row("DELETE", f"{ROOM}/whip/{{source}}", JOIN, (Case(at={"source": "$participant"}),)),
    Row("POST", f"{ROOM}/whep", JOIN, (case(b"v=0"),)),
    Row(
        "POST",
        f"{ROOM}/slots",
        JOIN,
        (case(PAGE | {"slots": [{"slot": 0, "source": "$participant"}]}),),
    ),
    Row("GET", f"{ROOM}/quality", LOOK),
    Row("GET", "/api/video/relays", ("rooms.join", "video.watch", "video.publish", LINK)),
    Row(
        "GET",
        "/api/video/meetings",
        LOOK,
        (Case(), Case({"since": "2020-01-01T00:00:00Z"}), Case({"limit": 1})),
        counted=True,
    ),
    Row(
        "POST",
        "/api/video/meetings",
        HOST,
        (case(WHEN | {"title": "x", "incident_id": "$incident"}),),
    ),
    Row("GET", "/api/video/meetings/{meeting}", LOOK),
    Row(
        "PATCH",
        "/api/video/meetings/{meeting}",
        LOOK,
        (case({"title": "x"}, headers=SEEN), case({"venues": []}, headers=SEEN)),
    ),
    Row("POST", "/api/video/meetings/{meeting}/cancel", LOOK),
    Row("GET", "/api/video/meetings/{meeting}/calendar", LOOK),
    Row(
        "GET",
        "/api/messages",
        ("messages.read",),
        (Case({"about": "$incident"}), Case({"about": "$room"}), Case({"about": "$report"})),
    ),
    Row(
        "POST",
        "/api/messages",
        ("messages.send",),
        (case({"about": "$incident", "text": "x"}), case({"about": "$room", "text": "x"})),
    ),
)

LAYER = {"zh": "x", "en": "x", "geometry": "point"}
LAYER_ROWS = (
    Row(
        "GET",
        "/api/layers",
        LAYERS,
        (
            Case(),
            Case({"group": "hazards"}),
            Case({"organisation": "$organisation"}),
            Case({"limit": 1}),
        ),
        counted=True,
    ),
    Row("GET", "/api/layers/{layer_id}", LAYERS),
    Row(
        "POST",
        "/api/layers",
        PUBLISH_LAYERS,
        (
            case(LAYER | {"organisation_id": "$organisation"}),
            case(LAYER | {"sight": "restricted", "posts": ["$post"]}),
            case(LAYER | {"code": "$layer_code"}, same=False, why=TAKEN),
        ),
    ),
    Row(
        "PATCH",
        "/api/layers/{layer_id}",
        EDIT_LAYERS,
        (
            case({"zh": "x"}, headers=SEEN),
            case({"opacity": 0.5}, headers={"If-Match": '"2"'}),
            case({"sight": "public"}, headers=SEEN),
        ),
    ),
    Row("DELETE", "/api/layers/{layer_id}", PUBLISH_LAYERS),
    Row("POST", "/api/layers/{layer_id}/restore", PUBLISH_LAYERS),
)

# The tile the planted features lie in. Doors of guests too: what one may not see is not there.
TILE = {"z": "14", "y": "7098", "x": "13505"}
TILE_ROWS = (
    Row("GET", TILES_DOOR, PUBLIC, (Case({"collections": "$layer_code"}, at=TILE), Case(at=TILE))),
    Row("GET", LAYER_TILES_DOOR, PUBLIC, (Case(at={"code": "$layer_code"} | TILE),)),
)

CLOSURE = {"reason": "x", "shape": {"type": "Point", "coordinates": [116.74, 23.36]}}
ROAD_ROWS = (
    Row("GET", "/api/roads/networks", LAYERS, note=STATIC),
    Row("GET", "/api/roads/closures", LAYERS, (Case(), Case({"ended": True})), counted=True),
    Row("GET", "/api/roads/closures/{closure_id}", LAYERS),
    Row(
        "POST",
        "/api/roads/closures",
        CLOSE_ROADS,
        (case(CLOSURE | {"incident_id": "$incident"}),),
    ),
    Row(
        "PATCH",
        "/api/roads/closures/{closure_id}",
        CLOSE_ROADS,
        (case({"reason": "x"}, headers=SEEN),),
    ),
    Row("DELETE", "/api/roads/closures/{closure_id}", CLOSE_ROADS),
    Row("POST", "/api/roads/closures/{closure_id}/restore", CLOSE_ROADS),
)

DRAWING = {"kind": "point", "shape": {"type": "Point", "coordinates": [116.74, 23.36]}}
DRAWING_ROWS = (
    Row("GET", "/api/drawings/symbols", LAYERS, note=STATIC),
    Row(
        "GET",
        "/api/drawings",
        LAYERS,
        (Case(), Case({"removed": True}), Case({"incident": "$incident"})),
        counted=True,
    ),
    Row(
        "GET",
        "/api/drawings/export",
        LAYERS,
        (
            Case({"format": "geojson"}),
            Case({"format": "kml", "incident": "$incident"}),
            Case({"format": "csv", "sheet": "标绘"}),
        ),
    ),
    Row("GET", "/api/drawings/{drawing_id}", LAYERS),
    Row(
        "POST",
        "/api/drawings",
        DRAW,
        (case(DRAWING | {"incident_id": "$incident", "sight": "incident"}),),
    ),
    Row("PATCH", "/api/drawings/{drawing_id}", DRAW, (case({"label": "x"}, headers=SEEN),)),
    Row("DELETE", "/api/drawings/{drawing_id}", DRAW),
    Row("POST", "/api/drawings/{drawing_id}/restore", DRAW),
)

IMPORT = "/api/imports/{import_id}"
PART = {"layer_id": "$layer", "format": "csv"}
MAP = {"form": "png", "title": "x"}
FILE_ROWS = (
    Row("GET", "/api/imports", PUBLISH_LAYERS, (Case(), Case({"limit": 1})), counted=True),
    Row("POST", "/api/imports", PUBLISH_LAYERS, (case({"file": "$table"}),)),
    Row("GET", IMPORT, PUBLISH_LAYERS),
    Row("PUT", f"{IMPORT}/choices", PUBLISH_LAYERS, (case({"zh": "x"}),)),
    *(Row("POST", f"{IMPORT}/{verb}", PUBLISH_LAYERS) for verb in ("start", "cancel", "undo")),
    Row("GET", f"{IMPORT}/faults", PUBLISH_LAYERS),
    Row("GET", f"{IMPORT}/faults.csv", PUBLISH_LAYERS),
    Row("GET", "/api/exports", LAYERS, (Case(), Case({"limit": 1})), counted=True),
    Row("POST", "/api/exports", LAYERS, (case(PART), case(PART | {"format": "gpkg"}))),
    Row("GET", "/api/exports/file", LAYERS, (Case(PART), Case(PART | {"filter": "nothing = 1"}))),
    Row("GET", "/api/exports/{export_id}", LAYERS),
    Row("POST", "/api/exports/{export_id}/cancel", LAYERS),
    Row("GET", "/api/maps", LAYERS, (Case(), Case({"limit": 1})), counted=True),
    Row(
        "POST",
        "/api/maps",
        LAYERS,
        (
            case(MAP | {"layers": ["$layer"]}),
            case(MAP | {"incident": "$incident"}),
            case(MAP | {"drawings": {"ids": ["$drawing"]}}),
            case(MAP | {"things": ["resource:hospital", "units"], "drawings": True}),
        ),
    ),
    Row("GET", "/api/maps/{document_id}", LAYERS),
    Row("POST", "/api/maps/{document_id}/cancel", LAYERS),
    Row("DELETE", "/api/maps/{document_id}", LAYERS),
)

BOX_OF_ALL = {"bbox": "-180,-90,180,90", "count": "true"}
FEATURE = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [116.7, 23.4]}}
FEATURE |= {"properties": {}}
OGC = "/ogc/collections/{layer_code}"
OGC_ROWS = (
    *(
        Row("GET", f"/ogc{tail}", PUBLIC, (Case(), Case({"f": "html"})), counted=True)
        for tail in ("", "/", "/conformance", "/api", "/collections", "/tiles")
    ),
    *(
        Row("GET", f"/ogc{tail}", PUBLIC, counted=True)
        for tail in (
            "/tiles/WebMercatorQuad",
            "/tileMatrixSets",
            "/tileMatrixSets/WebMercatorQuad",
        )
    ),
    *(
        Row("GET", f"{OGC}{tail}", PUBLIC, (Case(), Case({"f": "html"})))
        for tail in ("", "/queryables", "/tiles", "/tiles/WebMercatorQuad")
    ),
    Row(
        "GET",
        f"{OGC}/items",
        PUBLIC,
        (
            Case(),
            Case({"f": "html"}),
            Case(BOX_OF_ALL),
            Case(BOX_OF_ALL, at={"layer_code": "$own_layer_code"}),
            Case({"filter": "id > 0"}, at={"layer_code": "$own_layer_code"}),
            Case({"filter": "id > 0 AND nothing = 1"}),
            Case({"ooga": "booga"}),
            Case({"zqxattribute": "zqxfeature"}),
        ),
    ),
    Row(
        "GET",
        f"{OGC}/items/{{item}}",
        PUBLIC,
        (
            Case(),
            Case({"crs": "x"}),
            Case(headers={"If-None-Match": '"1"'}),
            # One's own layer, the feature of another's.
            Case(at={"layer_code": "$own_layer_code"}),
        ),
    ),
    Row("OPTIONS", f"{OGC}/items", PUBLIC),
    Row("OPTIONS", f"{OGC}/items/{{item}}", PUBLIC),
    Row("POST", f"{OGC}/items", EDIT_LAYERS, (case(FEATURE),)),
    *(
        Row(
            method,
            f"{OGC}/items/{{item}}",
            EDIT_LAYERS,
            (
                case(FEATURE, headers=SEEN),
                case(FEATURE),
                case(FEATURE, headers=SEEN, at={"layer_code": "$own_layer_code"}),
            ),
        )
        for method in ("PUT", "PATCH", "DELETE")
    ),
)

NEAR = {"lon": 116.74449, "lat": 23.36097}
FAR = {"lon": 116.66117, "lat": 23.40455}
AROUND = {"circle": NEAR | {"radius_m": 3000}}
SEEN_KINDS = ("units", "resources", "incidents", "layer:$layer_code")
ASKED = {"kind": "within", "area": AROUND, "what": ["resources"]}
QUESTIONS: dict[str, tuple[dict[str, Any], ...]] = {
    "buffer": ({"shape": {"type": "Point", "coordinates": [116.7, 23.4]}, "distances_m": [9]},),
    "within": ({"area": AROUND}, *({"area": AROUND, "what": [each]} for each in SEEN_KINDS)),
    "nearest": (
        {"point": NEAR, "what": ["units", "resources"]},
        {"point": NEAR, "what": ["units"], "by": "road"},
        {"point": NEAR, "what": ["layer:$layer_code"]},
    ),
    "route": ({"points": [NEAR, FAR]},),
    "isochrone": ({"point": NEAR, "minutes": [30]},),
    "affected": ({"typhoon": "2013-usagi", "what": ["resources", "units"]},),
    "heat": tuple({"what": [each]} for each in SEEN_KINDS),
    "clusters": tuple({"what": [each], "minimum": 2} for each in SEEN_KINDS),
    "statistics": tuple({"what": [each]} for each in SEEN_KINDS),
}
ANALYSIS_ROWS = (
    *(
        Row("POST", f"/api/analysis/{kind}", LAYERS, tuple(map(case, bodies)), counted=True)
        for kind, bodies in QUESTIONS.items()
    ),
    Row("GET", "/api/analysis/typhoons", LAYERS, note=STATIC),
    Row(
        "GET",
        "/api/analysis/results",
        LAYERS,
        (Case(), Case({"incident": "$incident"}), Case({"removed": True})),
        counted=True,
    ),
    Row(
        "POST",
        "/api/analysis/results",
        SAVE,
        (
            case({"title": "x", "input": ASKED, "incident_id": "$incident"}),
            case({"title": "x", "input": ASKED | {"what": ["layer:$layer_code"]}}),
        ),
    ),
    Row("GET", "/api/analysis/results/{analysis_id}", LAYERS),
    Row("GET", "/api/analysis/results/{analysis_id}/geojson", LAYERS),
    Row("GET", "/api/analysis/results/{analysis_id}/csv", LAYERS),
    Row("DELETE", "/api/analysis/results/{analysis_id}", SAVE),
    Row("POST", "/api/analysis/results/{analysis_id}/restore", SAVE),
)

FEED = "/api/feeds/{feed_id}"
FEED_FORM = {"code": "x1", "zh": "x", "en": "x", "form": "gauges-csv"}
FEED_ROWS = (
    Row("GET", "/api/feeds/forms", FEED_READERS, note=STATIC),
    Row("GET", "/api/feeds", FEED_READERS, (Case(), Case({"removed": True})), counted=True),
    Row(
        "POST",
        "/api/feeds",
        KEEP_FEEDS,
        (case(FEED_FORM | {"code": "zqxfeedcode"}, same=False, why=TAKEN),),
    ),
    Row("GET", FEED, FEED_READERS),
    Row("PATCH", FEED, KEEP_FEEDS, (case({"zh": "x"}, headers=SEEN),)),
    Row("DELETE", FEED, KEEP_FEEDS),
    Row("POST", f"{FEED}/restore", KEEP_FEEDS),
    Row("POST", f"{FEED}/test", KEEP_FEEDS),
    Row("GET", f"{FEED}/messages", KEEP_FEEDS),
    Row("POST", f"{FEED}/messages", ("feeds.push",), (case({}),)),
    Row("GET", f"{FEED}/observed", LAYERS),
    Row("GET", f"{FEED}/series", LAYERS, (Case({"station": "zqxstation", "quantity": "x"}),)),
    Row(
        "GET",
        "/api/warnings",
        LAYERS,
        (Case(), Case({"lifted": True}), Case({"feed": "$feed"})),
        counted=True,
    ),
    Row("GET", "/api/warnings/{warning_id}", LAYERS),
    Row("POST", "/api/warnings/{warning_id}/acknowledge", ("warnings.acknowledge",)),
)

DEVICE = "/api/devices/{device_id}"
DEVICE_FORM = {"protocol": "jt808", "identifier": "13900000001"}
DEVICE_ROWS = (
    Row(
        "GET",
        "/api/devices",
        DEVICE_READERS,
        (Case(), Case({"q": "zqx"}), Case({"unit": "$unit"}), Case({"protocol": "cot"})),
        counted=True,
    ),
    Row("GET", DEVICE, DEVICE_READERS),
    Row(
        "POST",
        "/api/devices",
        KEEP_DEVICES,
        (
            case(DEVICE_FORM | {"unit_id": "$unit"}),
            case(
                DEVICE_FORM | {"protocol": "cot", "identifier": "zqxdevice"}, same=False, why=TAKEN
            ),
        ),
    ),
    Row(
        "PATCH",
        DEVICE,
        KEEP_DEVICES,
        (
            case({"name": "x"}, headers=SEEN),
            case({"unit_id": "$own_unit"}, headers=SEEN),
            case({"unit_id": "$unit"}, at={"device_id": "$own_device"}, headers=SEEN),
        ),
    ),
    Row("POST", f"{DEVICE}/secret", KEEP_DEVICES),
    Row("POST", f"{DEVICE}/text", ("devices.command",), (case({"text": "x"}),)),
    Row("GET", f"{DEVICE}/texts", ("devices.command", "devices.manage")),
    Row("GET", "/osmand", PUBLIC, (Case({"id": "zqxdevice", "lat": "1", "lon": "2"}),)),
    Row("POST", "/osmand", PUBLIC, (Case({"id": "zqxdevice", "lat": "1", "lon": "2"}),)),
    Row(
        "POST",
        "/api/positions",
        ("positions.send",),
        (case({"device": "zqxdevice", "at": MOMENT} | PLACE),),
    ),
)

FENCE, FENCE_RULE = "/api/geofences/{fence_id}", "/api/geofences/rules/{rule_id}"
FENCE_FORM = {
    "name": "x",
    "kind": "circle",
    "shape": {"type": "Point", "coordinates": [116.74, 23.36]},
    "radius_m": 50,
    "sight": "internal",
}
RULE_FORM = {"name": "x", "event": "enter"}
FENCE_ROWS = (
    Row("GET", "/api/geofences", LAYERS, (Case(), Case({"withdrawn": True})), counted=True),
    Row("GET", FENCE, LAYERS),
    Row("GET", f"{FENCE}/inside", LAYERS),
    Row("POST", "/api/geofences", FENCES, (case(FENCE_FORM),)),
    Row("PATCH", FENCE, FENCES, (case({"name": "x"}, headers=SEEN),)),
    Row("DELETE", FENCE, FENCES),
    Row("POST", f"{FENCE}/restore", FENCES),
    Row(
        "GET",
        "/api/geofences/rules",
        ("units.read",),
        (Case(), Case({"fence": "$geofence"})),
        counted=True,
    ),
    Row("GET", FENCE_RULE, ("units.read",)),
    Row(
        "POST",
        "/api/geofences/rules",
        FENCES,
        (
            case(RULE_FORM | {"fences": ["$geofence"]}),
            case(RULE_FORM | {"fences": ["$own_geofence"], "units": ["$unit"]}),
        ),
    ),
    Row(
        "PATCH",
        FENCE_RULE,
        FENCES,
        (
            case({"name": "x"}, headers=SEEN),
            case({"fences": ["$geofence"]}, at={"rule_id": "$own_geofence_rule"}, headers=SEEN),
        ),
    ),
    Row("DELETE", FENCE_RULE, FENCES),
    Row(
        "GET",
        "/api/geofences/events",
        ("units.read",),
        (
            Case(),
            Case({"fence": "$geofence"}),
            Case({"unit": "$unit"}),
            Case({"rule": "$geofence_rule", "standing": False}),
        ),
        counted=True,
    ),
    Row("GET", "/api/geofences/events/{event_id}", ("units.read",)),
)

SPAN = {"from": "2026-11-22T07:30:00Z", "to": "2026-11-22T08:00:00Z"}
THEN = {"from": "2026-11-22T07:59:00Z", "to": "2026-11-22T08:00:00Z"}
TRACK_ROWS = (
    Row(
        "GET",
        "/api/tracks",
        ("units.read",),
        (Case(SPAN | {"unit": "$unit"}), Case(SPAN | {"device": "$device"})),
    ),
    Row(
        "GET",
        "/api/tracks/file",
        ("units.read",),
        tuple(
            Case(SPAN | {"format": kind} | whose)
            for kind, whose in (
                ("gpx", {"unit": "$unit"}),
                ("csv", {"unit": "$unit"}),
                ("geojson", {"device": "$device"}),
            )
        ),
    ),
    Row("GET", "/api/tracks/at", ("units.read",), (Case({"at": MOMENT}),), counted=True),
    Row("GET", "/api/tracks/film", ("units.read",), (Case(THEN),), counted=True),
    Row(
        "POST",
        "/api/tracks",
        ("positions.send", "devices.manage"),
        (
            case({"file": "$own_file", "unit": "$unit"}),
            case({"file": "$own_file", "device": "$device"}),
            case({"file": "$file", "device": "$own_device"}),
        ),
    ),
)

OTHER_ROWS = (
    Row(
        "GET",
        "/api/geocode",
        ANYBODY_KNOWN,
        (Case({"q": "zqxaddress"}), Case({"q": "zqx"}), Case({"q": "zqxresource"})),
    ),
    Row("GET", "/api/geocode/address", ANYBODY_KNOWN, (Case({"q": "金平区岐山街道岐山北街5号"}),)),
    Row("GET", "/api/geocode/reverse", ANYBODY_KNOWN, (Case({"lon": 116.74449, "lat": 23.36097}),)),
    Row("GET", "/api/codes", ANYBODY_KNOWN),
    Row("GET", "/api/walls", READ, counted=True),
    Row(
        "POST",
        "/api/walls/{code}/scene",
        ("walls.control",),
        (case({"scene": "map"}, at={"code": "hall"}),),
    ),
    Row(
        "POST",
        "/api/walls/{code}/layers",
        ("walls.control",),
        (case({"layers": ["districts"]}, at={"code": "hall"}),),
    ),
    Row(
        "POST",
        "/api/walls/{code}/pictures",
        ("walls.control",),
        tuple(
            case({"pictures": [{"kind": kind, "id": f"${kind}"}]}, at={"code": "hall"})
            for kind in ("room", "source")
        ),
    ),
    Row(
        "POST",
        "/api/dispatch/recommend",
        ("units.read",),
        (case({"incident_id": "$incident"}), case({"incident_id": "$own_incident"})),
    ),
    Row(
        "POST",
        "/api/dispatch",
        STATUS,
        tuple(
            case({"incident_id": incident, "units": [unit], "reason": "x"})
            for incident, unit in (
                ("$incident", "$unit"),
                ("$own_incident", "$unit"),
                ("$incident", "$own_unit"),
            )
        ),
    ),
    Row(
        "GET",
        "/api/tasks",
        READ,
        (
            Case(),
            Case({"incident": "$incident"}),
            Case({"unit": "$unit"}),
            Case({"organisation": "$organisation", "open": "true"}),
        ),
        counted=True,
    ),
    Row(
        "POST",
        "/api/tasks",
        ORDER,
        (
            case({"incident_id": "$incident", "text": "x", "units": ["$own_unit"]}),
            case({"incident_id": "$own_incident", "text": "x", "units": ["$unit"]}),
            case({"incident_id": "$incident", "text": "x", "organisations": ["$organisation"]}),
        ),
    ),
    Row("GET", TASK, READ),
    Row(
        "POST",
        f"{TASK}/receipts",
        STATUS,
        tuple(case({"receipt": each, "reason": "x"}) for each in ("seen", "done", "refused")),
    ),
    Row("POST", f"{TASK}/remind", ORDER, (case({}),)),
    Row("POST", f"{TASK}/withdraw", ORDER, (case({"reason": "x"}),)),
    Row("POST", "/api/units/{unit_id}/account", STATUS, (case({}),)),
    Row("GET", "/api/desks/{name}", ACCOUNT, (Case(at={"name": "main"}),)),
    Row("PUT", "/api/desks/{name}", ACCOUNT, (case({"layout": {}}, at={"name": "other"}),)),
    Row("GET", "/api/statistics/today", ("statistics.read",), counted=True),
)

RECORDING = "/api/video/recordings/{recording}"
LOOKERS, RECORD = ("rooms.read", "video.watch"), ("video.record",)
SPAN = {"from": "2020-01-01T00:00:00Z", "to": "2020-01-01T00:10:00Z"}
RECORDING_ROWS = (
    Row(
        "GET",
        "/api/video/recordings",
        LOOKERS,
        (
            Case(),
            Case({"room": "$room"}),
            Case({"source": "$source"}),
            Case({"incident": "$incident"}),
            Case({"state": "kept"}),
            Case({"limit": 1}),
        ),
        counted=True,
    ),
    Row(
        "POST",
        "/api/video/recordings",
        RECORD,
        (case({"room_id": "$room"}), case({"source_id": "$source"})),
    ),
    Row("GET", RECORDING, LOOKERS),
    Row("GET", f"{RECORDING}/whiteboards", LOOKERS),
    Row("POST", f"{RECORDING}/stop", RECORD),
    Row("POST", f"{RECORDING}/hold", RECORD, (case({"held": True, "reason": "x"}),)),
    Row("POST", f"{RECORDING}/erase", ("video.erase",), (case({"reason": "x"}),)),
    Row(
        "GET",
        f"{RECORDING}/segments/{{n}}",
        LOOKERS,
        (Case(at={"n": "1"}), Case(at={"n": "2"})),
    ),
    Row("GET", f"{RECORDING}/segments/{{n}}/thumbnail", LOOKERS, (Case(at={"n": "1"}),)),
    Row(
        "POST",
        f"{RECORDING}/stills",
        RECORD,
        (case({"track_id": "$track", "at": "2026-01-01T00:00:00Z"}),),
    ),
    Row(
        "POST",
        f"{RECORDING}/clips",
        RECORD,
        (
            case(SPAN | {"tracks": ["$track"]}),
            case(SPAN | {"tracks": ["$track"], "incident_id": "$incident"}),
        ),
    ),
)

ROWS: tuple[Row, ...] = (
    *ACCESS,
    *AUDIT,
    *FILES,
    *ALARM_ROWS,
    *TREE_ROWS,
    *PEOPLE_ROWS,
    *REGISTRY_ROWS,
    *REPORT_ROWS,
    *INCIDENT_ROWS,
    *LINK_ROWS,
    *LAYER_ROWS,
    *FILE_ROWS,
    *OGC_ROWS,
    *TILE_ROWS,
    *ROAD_ROWS,
    *DRAWING_ROWS,
    *ANALYSIS_ROWS,
    *FEED_ROWS,
    *DEVICE_ROWS,
    *TRACK_ROWS,
    *FENCE_ROWS,
    *ROOM_ROWS,
    *SOURCE_ROWS,
    *PHONE_ROWS,
    *RECORDING_ROWS,
    *OTHER_ROWS,
)

# Live topics, each with the permission that opens it.
TOPICS = {
    "alarms": "alarms.read",
    "analyses": "layers.read",
    "drawings": "layers.read",
    "feeds": "layers.read",
    "geofence-events": "units.read",
    "geofences": "layers.read",
    "incidents": "incidents.read",
    "layers": "layers.read",
    "links": "reports.read",
    "meetings": "rooms.read",
    "messages": "messages.read",
    "phones": "video.watch",
    "positions": "units.read",
    "recordings": "rooms.read",
    "reports": "reports.read",
    "resources": "resources.read",
    "roads": "layers.read",
    "rooms": "rooms.read",
    "source-recordings": "video.watch",
    "sources": "video.watch",
    "tasks": "incidents.read",
    "units": "units.read",
    "warnings": "layers.read",
    "walls": "incidents.read",
    "whiteboards": "rooms.read",
}
# What a part of a path is called → what was planted of that kind.
PARTS = {
    "account_id": "account",
    "alarm_id": "alarm",
    "analysis_id": "analysis",
    "closure_id": "closure",
    "device_id": "device",
    "document_id": "document",
    "drawing_id": "drawing",
    "duty_id": "duty",
    "event_id": "geofence_event",
    "export_id": "export",
    "feed_id": "feed",
    "fence_id": "geofence",
    "file_id": "file",
    "guest": "guest",
    "import_id": "import",
    "incident": "incident",
    "item": "item",
    "layer_code": "layer_code",
    "layer_id": "layer",
    "link": "link",
    "meeting": "meeting",
    "organisation_id": "organisation",
    "participant": "participant",
    "post_id": "post",
    "recording": "recording",
    "report": "report",
    "resource_id": "resource",
    "room": "room",
    "rule_id": "geofence_rule",
    "source_id": "source",
    "token_id": "token",
    "task": "task",
    "unit_id": "unit",
    "upload_id": "upload",
    "warning_id": "warning",
}
