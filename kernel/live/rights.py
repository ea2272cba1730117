"""Closes sockets whose session ended or whose rights changed, so that they return with new ones.

Sessions and tokens are asked for twice a second in one query, so sign-out in any process works
without a doorbell; rights are compared when the journal says that accounts, organisations, posts
or roles changed.
"""

import asyncio
from collections.abc import Collection, Sequence
from uuid import UUID

import structlog

from kernel.access.actor import Actor, system
from kernel.db import Tx
from kernel.errors import Unavailable
from kernel.live.closing import NOT_SIGNED_IN
from kernel.live.hub import Hub
from kernel.runtime import Runtime
from kernel.tasks import ended

log = structlog.get_logger()
# Rights that are gone close their sockets within a second.
EVERY_S = 0.5

_LIVING = """
select id from kernel.session where id = any(:ids) and expires_at > :now
and (idle_minutes is null or last_seen_at > :now - make_interval(mins => idle_minutes))
union all
select id from kernel.token where id = any(:ids) and expires_at > :now and revoked_at is null
"""


async def living(tx: Tx, credentials: Sequence[UUID]) -> set[UUID]:
    """Return those of these sessions and tokens that are still good."""
    rows = await tx.rows(_LIVING, ids=list(credentials), now=tx.now)
    return {row.id for row in rows}


class Rights:
    """Watches over the credentials and rights of open screens."""

    def __init__(self, runtime: Runtime, hub: Hub) -> None:
        self._runtime = runtime
        self._hub = hub
        self._changed: set[UUID] = set()
        self._all_changed = False
        self._bell = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to watch."""
        self._task = asyncio.create_task(self._run(), name="live-rights")

    async def stop(self) -> None:
        """Stop watching."""
        await ended([self._task])

    def changed(self, accounts: Collection[UUID] | None) -> None:
        """Compare the rights of these accounts (None = of all) with what their sockets run on."""
        if accounts is None:
            self._all_changed = True
        else:
            self._changed.update(accounts)
        self._bell.set()

    def joined(self, account: UUID) -> None:
        """Look once more, soon: rights may have changed between sign-in and joining the hub."""
        self._changed.add(account)

    def noted(self, topic: str, subject: UUID, about: Sequence[UUID]) -> None:
        """Take note of a fact that may change somebody's rights."""
        self.changed([subject, *about] if topic == "accounts" else None)

    async def _run(self) -> None:
        while True:
            await self._rung()
            try:
                await self._check()
            except Unavailable:
                await asyncio.sleep(EVERY_S)
            except Exception:
                log.exception("live_rights_failed")
                await asyncio.sleep(EVERY_S)

    async def _rung(self) -> None:
        try:
            async with asyncio.timeout(EVERY_S):
                await self._bell.wait()
        except TimeoutError:
            return
        self._bell.clear()

    async def _check(self) -> None:
        if not self._hub.screens:
            self._changed.clear()
            self._all_changed = False
            return
        suspects = None if self._all_changed else frozenset(self._changed)
        self._all_changed = False
        self._changed.clear()
        try:
            async with self._runtime.db.reading(system("live")) as tx:
                await self._check_credentials(tx)
                await self._check_accounts(tx, suspects)
        except BaseException:
            self.changed(suspects)
            raise

    async def _check_credentials(self, tx: Tx) -> None:
        ids = {
            screen.actor.credential_id
            for screen in self._hub.screens
            if screen.actor.credential_id is not None
        }
        dead = ids - await living(tx, list(ids)) if ids else set()
        self._hub.close(
            [screen for screen in self._hub.screens if screen.actor.credential_id in dead],
            NOT_SIGNED_IN,
            "the session has ended",
        )

    async def _check_accounts(self, tx: Tx, suspects: Collection[UUID] | None) -> None:
        screens = list(self._hub.of_accounts(suspects))
        accounts = {screen.actor.account_id for screen in screens}
        present = {
            account: await self._runtime.directory.actor(tx, account)
            for account in accounts
            if account is not None
        }
        self._hub.close(
            [
                screen
                for screen, account in ((s, s.actor.account_id) for s in screens)
                if account is not None and differs(screen.actor, present.get(account))
            ],
            NOT_SIGNED_IN,
            "the rights of the account changed",
        )


def differs(open_with: Actor, present: Actor | None) -> bool:
    """Say whether an account may see or do something else now than when its socket opened."""
    if present is None:
        return True
    permissions = present.permissions
    if open_with.kind == "token":
        permissions = permissions & open_with.permissions
    return (
        present.organisations != open_with.organisations
        or present.posts != open_with.posts
        or present.organisation_id != open_with.organisation_id
        or permissions != open_with.permissions
    )
