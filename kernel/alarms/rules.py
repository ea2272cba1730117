"""The life of an alarm as pure rules: each takes the alarm and the moment, returns the alarm after.

raised → (folded)* → acknowledged → cleared; shelved pauses it and comes back by itself; while
nobody acknowledges, posts are called one after the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kernel.alarms.kinds import AlarmKind, Severity
from kernel.errors import FieldError, Invalid

# A shelved alarm is forgotten by the next shift: four hours is half of one (EEMUA 191).
SHELVE_MOST_MINUTES = 240
# In a flood the boards learn the count this often; every repeat is counted all the same.
TELL_EVERY = timedelta(seconds=10)
# Screens show a cleared alarm a while, so that nobody wonders where it went.
LEAVE_AFTER = timedelta(minutes=5)
# A state of an alarm stays small; the newest subjects of a flood matter most.
MOST_ABOUT = 50
NOT_ROUTED = -1

Who = Mapping[str, Any]
PostCard = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an alarm is raised.

    `kind` is a code of data/reference/alarm-kinds.json and `key` what repeats: the same kind, key
    and scope fold into one alarm. `zh` and `en` are what the texts of the kind are filled with.
    `organisation_id` says whose posts are called (None = the top organisation's), `scope_id` who
    sees it (None = all signed in). `severity` and `owner_posts` replace what the kind says.
    """

    kind: str
    key: str
    zh: Mapping[str, Any]
    en: Mapping[str, Any]
    subject_text: str = ""
    about: Sequence[UUID] = ()
    organisation_id: UUID | None = None
    scope_id: UUID | None = None
    severity: Severity | None = None
    owner_posts: Sequence[PostCard] = ()


def cause_of(kind: str, key: str, **values: Any) -> Cause:
    """Return a cause whose texts are filled alike in both languages."""
    return Cause(kind, key, zh=values, en=values)


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm as it stands; the columns of kernel.alarm."""

    id: UUID
    drill: UUID
    kind: str
    key: str
    scope_id: UUID | None
    organisation_id: UUID | None
    severity: Severity
    text: Mapping[str, str]
    subject_text: str
    about: list[UUID]
    owner_post: PostCard
    posts: list[UUID]
    raised_at: datetime
    since: datetime
    level: int
    called_post: PostCard | None
    next_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: Who | None
    shelved_until: datetime | None
    shelve_reason: str | None
    shelved_by: Who | None
    count: int
    last_at: datetime
    told_at: datetime
    told_count: int
    cleared_at: datetime | None
    cleared_by: Who | None
    left_at: datetime | None


def text(cause: Cause, kind: AlarmKind) -> dict[str, str]:
    """Return the message of an alarm in both languages."""
    return {"zh": kind.zh.format(**cause.zh), "en": kind.en.format(**cause.en)}


def raised(cause: Cause, kind: AlarmKind, *, alarm_id: UUID, drill: UUID, now: datetime) -> Alarm:
    """Return a fresh alarm; the worker calls the owner within a second."""
    owners = list(cause.owner_posts)
    return Alarm(
        id=alarm_id,
        drill=drill,
        kind=cause.kind,
        key=cause.key,
        scope_id=cause.scope_id,
        organisation_id=cause.organisation_id,
        severity=cause.severity or kind.severity,
        text=text(cause, kind),
        subject_text=cause.subject_text,
        about=list(dict.fromkeys(cause.about)),
        owner_post=owners[0] if owners else unnamed(kind.owner),
        posts=_ids(owners),
        raised_at=now,
        since=now,
        level=NOT_ROUTED,
        called_post=None,
        next_at=now,
        acknowledged_at=None,
        acknowledged_by=None,
        shelved_until=None,
        shelve_reason=None,
        shelved_by=None,
        count=1,
        last_at=now,
        told_at=now,
        told_count=1,
        cleared_at=None,
        cleared_by=None,
        left_at=None,
    )


def folded(
    alarm: Alarm, cause: Cause, kind: AlarmKind, *, now: datetime
) -> tuple[Alarm, str | None]:
    """Count a repeat; return the kind of fact to record, None while a flood is not to be told.

    A repeat that is worse than before asks for attention anew, even when acknowledged or shelved.
    """
    about = list(dict.fromkeys([*alarm.about, *cause.about]))[-MOST_ABOUT:]
    again = replace(
        alarm,
        count=alarm.count + 1,
        last_at=now,
        text=text(cause, kind),
        subject_text=cause.subject_text or alarm.subject_text,
        about=about,
    )
    if (cause.severity or kind.severity) == "red" and alarm.severity == "yellow":
        return told(_anew(replace(again, severity="red"), now), now), "alarm.raised"
    if now - alarm.told_at >= TELL_EVERY:
        return told(again, now), "alarm.folded"
    return again, None


def told(alarm: Alarm, now: datetime) -> Alarm:
    """Return the alarm as the boards know it from now on."""
    return replace(alarm, told_at=now, told_count=alarm.count)


def untold(alarm: Alarm, now: datetime) -> bool:
    """Say whether the boards lag behind a flood that has been quiet long enough to tell."""
    return (
        alarm.cleared_at is None
        and alarm.count > alarm.told_count
        and now - alarm.told_at >= TELL_EVERY
    )


def acknowledged(alarm: Alarm, by: Who, now: datetime) -> Alarm:
    """Somebody takes it on: escalation ends."""
    return replace(
        alarm,
        acknowledged_at=now,
        acknowledged_by=by,
        next_at=None,
        shelved_until=None,
        shelve_reason=None,
        shelved_by=None,
    )


def shelved(alarm: Alarm, minutes: int, reason: str, *, by: Who, now: datetime) -> Alarm:
    """Pause an alarm for a while; raise `Invalid` without a reason or for too long."""
    if not 1 <= minutes <= SHELVE_MOST_MINUTES:
        raise Invalid(
            f"An alarm can be shelved for 1 to {SHELVE_MOST_MINUTES} minutes.",
            errors=[FieldError("/minutes", "range", f"1 to {SHELVE_MOST_MINUTES}")],
        )
    if not reason.strip():
        raise Invalid(
            "Shelving needs a reason.", errors=[FieldError("/reason", "missing", "why it can wait")]
        )
    return replace(
        alarm,
        shelved_until=now + timedelta(minutes=minutes),
        shelve_reason=reason.strip(),
        shelved_by=by,
        next_at=None,
    )


def unshelved(alarm: Alarm, now: datetime) -> Alarm:
    """Bring a shelved alarm back: it asks for attention as on the first day."""
    return _anew(alarm, now)


def shelf_is_over(alarm: Alarm, now: datetime) -> bool:
    """Say whether a shelved alarm comes back by itself now."""
    return (
        alarm.cleared_at is None and alarm.shelved_until is not None and alarm.shelved_until <= now
    )


def cleared(alarm: Alarm, by: Who, now: datetime) -> Alarm:
    """The cause is gone."""
    return replace(
        alarm,
        cleared_at=now,
        cleared_by=by,
        next_at=None,
        shelved_until=None,
        told_at=now,
        told_count=alarm.count,
    )


def leaves(alarm: Alarm, now: datetime) -> bool:
    """Say whether a cleared alarm leaves the boards now."""
    return (
        alarm.cleared_at is not None
        and alarm.left_at is None
        and now - alarm.cleared_at >= LEAVE_AFTER
    )


def due(alarm: Alarm, now: datetime) -> bool:
    """Say whether the next post must be called now."""
    return is_waiting(alarm) and alarm.next_at is not None and alarm.next_at <= now


def is_waiting(alarm: Alarm) -> bool:
    """Say whether the alarm still asks for somebody."""
    return (
        alarm.cleared_at is None and alarm.acknowledged_at is None and alarm.shelved_until is None
    )


def stepped(
    alarm: Alarm, kind: AlarmKind, posts: Sequence[PostCard], *, held: bool, now: datetime
) -> Alarm:
    """Call the next post. Where nobody holds it, the one after is due at once."""
    level = alarm.level + 1
    called = posts[0] if posts else unnamed(kind.steps[level].post)
    following = level + 1
    next_at: datetime | None = None
    if following < len(kind.steps):
        next_at = _deadline(alarm, kind, following) if held else now
    return replace(
        alarm,
        level=level,
        owner_post=called if level == 0 else alarm.owner_post,
        called_post=None if level == 0 else {**called, "held": held},
        posts=list(dict.fromkeys([*alarm.posts, *_ids(posts)])),
        next_at=next_at,
    )


def _deadline(alarm: Alarm, kind: AlarmKind, level: int) -> datetime:
    return alarm.since + timedelta(seconds=kind.steps[level].after_s)


def _anew(alarm: Alarm, now: datetime) -> Alarm:
    return replace(
        alarm,
        since=now,
        level=NOT_ROUTED,
        called_post=None,
        next_at=now,
        acknowledged_at=None,
        acknowledged_by=None,
        shelved_until=None,
        shelve_reason=None,
        shelved_by=None,
    )


def unnamed(post: str) -> dict[str, Any]:
    """Return the card of a post that no organisation has (yet)."""
    return {"id": None, "code": post, "zh": post, "en": post}


def _ids(posts: Sequence[PostCard]) -> list[UUID]:
    return [UUID(str(post["id"])) for post in posts if post.get("id")]


def state(alarm: Alarm, kind: AlarmKind) -> dict[str, Any]:
    """Return the public state that boards show."""
    return {
        "id": alarm.id,
        "kind": alarm.kind,
        "zh": alarm.text["zh"],
        "en": alarm.text["en"],
        "severity": alarm.severity,
        "about": alarm.about,
        "subject_text": alarm.subject_text,
        "organisation_id": alarm.organisation_id,
        "owner_post": alarm.owner_post,
        "posts": alarm.posts,
        "action": kind.action,
        "repeat_s": kind.repeat_s,
        "raised_at": alarm.raised_at,
        "acknowledged": _stamp(alarm.acknowledged_at, alarm.acknowledged_by),
        "escalation": _escalation(alarm, kind),
        "shelved_until": alarm.shelved_until,
        "shelved": _shelf(alarm),
        "count": alarm.count,
        "last_at": alarm.last_at,
        "cleared_at": alarm.cleared_at,
        "cleared_by": alarm.cleared_by,
    }


def _stamp(at: datetime | None, by: Who | None) -> dict[str, Any] | None:
    return {"at": at, "by": by} if at else None


def _shelf(alarm: Alarm) -> dict[str, Any] | None:
    if alarm.shelved_until is None:
        return None
    return {"reason": alarm.shelve_reason, "by": alarm.shelved_by}


def _escalation(alarm: Alarm, kind: AlarmKind) -> dict[str, Any] | None:
    if not is_waiting(alarm):
        return None
    level = max(alarm.level, 0)
    next_at = alarm.next_at
    if alarm.level == NOT_ROUTED:
        next_at = _deadline(alarm, kind, 1) if len(kind.steps) > 1 else None
    return {"level": level, "to": alarm.called_post, "next_at": next_at}
