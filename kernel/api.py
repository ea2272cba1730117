"""What other packages may use of the kernel."""

from kernel.access import lockout, scopes, secrets, sessions, setup, tokens
from kernel.access.actor import Actor, guest, system
from kernel.access.credentials import LINK_COOKIE, LinkBook, asker_of, check_origin, link_answer
from kernel.access.directory import Directory, Login
from kernel.access.scopes import ScopeLabel
from kernel.alarms import feeds
from kernel.alarms import service as alarms
from kernel.alarms.feeds import Feed
from kernel.alarms.rules import Cause as AlarmCause
from kernel.alarms.rules import cause_of as alarm_cause
from kernel.clock import Clock, SystemClock
from kernel.db import Base, Database, Tx, translated
from kernel.errors import (
    Conflict,
    FieldError,
    Forbidden,
    Invalid,
    Malformed,
    NotFound,
    NotSignedIn,
    Problem,
    RateLimited,
    Stale,
    TooLarge,
    Unavailable,
    UnsupportedMedia,
    VersionRequired,
)
from kernel.feature import Feature, Job, Reaction, ReadFact, Topic
from kernel.files import service as files
from kernel.files.schemas import FileCard
from kernel.ids import NIL, new_id
from kernel.journal import anchors
from kernel.journal import append as journal
from kernel.journal import export as journal_export
from kernel.journal import verify as journal_verify
from kernel.journal.fact import NewFact
from kernel.live.classes import Sight
from kernel.live.ephemeral import say_from_system
from kernel.live.place import Area
from kernel.live.rate import Rate
from kernel.live.rights import living
from kernel.migrate import migrate, newest_revision, present_revision
from kernel.runtime import Runtime
from kernel.settings import Settings
from kernel.tasks import ended
from kernel.web import merging, paging, sheet
from kernel.web.answers import (
    Fact,
    Names,
    Page,
    Person,
    Place,
    PlaceSource,
    Ref,
    changes,
    gives,
    gives_sheet,
)
from kernel.web.deps import IdempotencyKey, Read, RuntimeDep, SignedIn, Write, WriteTx
from kernel.web.problems import MethodNotAllowed
from kernel.web.problems import render as render_problem

__all__ = [
    "LINK_COOKIE",
    "NIL",
    "Actor",
    "AlarmCause",
    "Area",
    "Base",
    "Clock",
    "Conflict",
    "Database",
    "Directory",
    "Fact",
    "Feature",
    "Feed",
    "FieldError",
    "FileCard",
    "Forbidden",
    "IdempotencyKey",
    "Invalid",
    "Job",
    "LinkBook",
    "Login",
    "Malformed",
    "MethodNotAllowed",
    "Names",
    "NewFact",
    "NotFound",
    "NotSignedIn",
    "Page",
    "Person",
    "Place",
    "PlaceSource",
    "Problem",
    "Rate",
    "RateLimited",
    "Reaction",
    "Read",
    "ReadFact",
    "Ref",
    "Runtime",
    "RuntimeDep",
    "ScopeLabel",
    "Settings",
    "Sight",
    "SignedIn",
    "Stale",
    "SystemClock",
    "TooLarge",
    "Topic",
    "Tx",
    "Unavailable",
    "UnsupportedMedia",
    "VersionRequired",
    "Write",
    "WriteTx",
    "alarm_cause",
    "alarms",
    "anchors",
    "asker_of",
    "changes",
    "check_origin",
    "ended",
    "feeds",
    "files",
    "gives",
    "gives_sheet",
    "guest",
    "journal",
    "journal_export",
    "journal_verify",
    "link_answer",
    "living",
    "lockout",
    "merging",
    "migrate",
    "new_id",
    "newest_revision",
    "paging",
    "present_revision",
    "render_problem",
    "say_from_system",
    "scopes",
    "secrets",
    "sessions",
    "setup",
    "sheet",
    "system",
    "tokens",
    "translated",
]
