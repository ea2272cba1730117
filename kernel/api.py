"""What other packages may use of the kernel."""

from kernel.access import scopes, secrets, sessions, tokens
from kernel.access.actor import Actor, system
from kernel.access.credentials import LinkBook
from kernel.access.directory import Directory, Login
from kernel.access.scopes import ScopeLabel
from kernel.clock import Clock, SystemClock
from kernel.db import Base, Database, Tx
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
from kernel.ids import NIL, new_id
from kernel.journal import append as journal
from kernel.journal.fact import NewFact
from kernel.runtime import Runtime
from kernel.settings import Settings
from kernel.web.deps import Read, RuntimeDep, SignedIn, Write

__all__ = [
    "NIL",
    "Actor",
    "Base",
    "Clock",
    "Conflict",
    "Database",
    "Directory",
    "Feature",
    "FieldError",
    "Forbidden",
    "Invalid",
    "Job",
    "LinkBook",
    "Login",
    "Malformed",
    "NewFact",
    "NotFound",
    "NotSignedIn",
    "Problem",
    "RateLimited",
    "Reaction",
    "Read",
    "ReadFact",
    "Runtime",
    "RuntimeDep",
    "ScopeLabel",
    "Settings",
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
    "journal",
    "new_id",
    "scopes",
    "secrets",
    "sessions",
    "system",
    "tokens",
]
