"""The face a package shows to the composition root: one record, listed in server/features.py."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter

if TYPE_CHECKING:
    from kernel.db import Tx
    from kernel.runtime import Runtime


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic boards may open; `permission` is what reading it takes."""

    name: str
    permission: str


@dataclass(frozen=True, slots=True)
class ReadFact:
    """A fact as a reaction receives it."""

    seq: int
    kind: str
    topic: str
    subject: Any
    version: int
    about: list[Any]
    state: Mapping[str, Any] | None
    scope: Any
    actor: Mapping[str, Any]
    cause: int | None
    drill: Any


@dataclass(frozen=True, slots=True)
class Reaction:
    """A step that follows facts of certain kinds, once each, in seq order, as `system:<name>`."""

    name: str
    kinds: frozenset[str]
    step: Callable[["Tx", ReadFact], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Job:
    """A background step run by one worker at a time; must be safe to run twice."""

    name: str
    every: timedelta
    step: Callable[["Runtime"], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Feature:
    """All that a package offers."""

    name: str
    routers: tuple[APIRouter, ...] = ()
    topics: tuple[Topic, ...] = ()
    permissions: Mapping[str, str] = field(default_factory=dict)
    reactions: tuple[Reaction, ...] = ()
    jobs: tuple[Job, ...] = ()
    # What a server process loads before it answers, so that nobody's first request waits for it.
    warm: tuple[Callable[["Tx"], Awaitable[Any]], ...] = ()
