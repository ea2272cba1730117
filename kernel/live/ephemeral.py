"""What others should see now and nobody needs later: who types, a cursor, a drag under way.

Socket → Redis → sockets of all processes; never stored. Without Redis it is silent.
"""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson
from redis.asyncio import Redis
from redis.exceptions import RedisError

from kernel.errors import NotFound
from kernel.ids import new_id
from kernel.jsonio import to_json
from kernel.live import frames
from kernel.live.doorbell import Doorbell
from kernel.live.holdings import Holdings
from kernel.live.hub import Hub, count
from kernel.live.protocol import Say

if TYPE_CHECKING:
    from kernel.live.screen import Screen

SAID_CHANNEL = "wanglou:said"


async def say_from_system(redis: Redis, about: UUID, what: str, data: dict[str, Any]) -> None:
    """Tell the screens that see a subject something of the system's own, if Redis is there."""
    nobody = {"id": None, "name": what}
    message = {"screen": "", "about": about, "what": what, "data": data, "from": nobody}
    with suppress(RedisError, OSError, TimeoutError):
        await redis.publish(SAID_CHANNEL, to_json(message))


class Ephemeral:
    """Passes what screens say to the other screens that see the subject."""

    def __init__(self, hub: Hub, holdings: Holdings, doorbell: Doorbell) -> None:
        self._hub = hub
        self._holdings = holdings
        self._doorbell = doorbell
        doorbell.listen(SAID_CHANNEL, self.heard)

    def say(self, screen: "Screen", said: Say) -> None:
        """Pass on what a screen says; more than 5/s of one screen is dropped.

        Raises `NotFound` when the screen does not see the subject on one of its boards.
        """
        if not screen.may_say(asyncio.get_running_loop().time()):
            return
        if not self._sees(screen, said.about):
            raise NotFound("None of your boards shows this subject.")
        message = {
            "screen": screen.id,
            "about": said.about,
            "what": said.what,
            "data": said.data,
            "from": {"id": screen.actor.account_id, "name": screen.actor.name},
        }
        self._doorbell.say(SAID_CHANNEL, to_json(message))

    def heard(self, message: bytes) -> None:
        """Give something that was said, here or elsewhere, to the screens that see the subject."""
        told = orjson.loads(message)
        speaker, about = told.pop("screen"), UUID(told["about"])
        frame = frames.message("said", **told)
        receivers = 0
        for screen in self._hub.screens:
            if screen.id != speaker and self._sees(screen, about):
                screen.wire.write(frame)
                receivers += 1
        count(receivers, receivers * len(frame))

    def _sees(self, screen: "Screen", about: UUID) -> bool:
        for board in screen.boards.values():
            held = self._holdings.of(board.drill, about)
            if held.classes & board.sight.bit and held.topic in board.topics:
                return True
        return False


def screen_id() -> str:
    """Return a name for a screen that no other process uses."""
    return new_id().hex
