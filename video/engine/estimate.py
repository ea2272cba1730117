"""What a publisher may send, told to it once a second (REMB).

Loss and a growing delay say that the way is full. A delay that this process made itself, because
the machine was busy, says nothing about the way and is not counted; and nobody is pushed below the
floor of its role, where its picture would be of no use.
"""

from dataclasses import dataclass

from video.engine.interface import Role


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bit rates of a role in kbit/s: all its layers and its voice together."""

    floor: int
    start: int
    ceiling: int


BOUNDS = {
    Role.CHAIR: Bounds(floor=600, start=2_000, ceiling=4_000),
    Role.SPEAKER: Bounds(floor=300, start=1_200, ceiling=2_500),
    Role.LISTENER: Bounds(floor=150, start=500, ceiling=1_000),
    Role.PHONE: Bounds(floor=100, start=500, ceiling=2_000),
    Role.SCREEN: Bounds(floor=400, start=1_500, ceiling=4_000),
    Role.CAMERA: Bounds(floor=300, start=2_000, ceiling=8_000),
}
# Above the first share of lost packets the rate goes down, below the second it may go up.
MUCH_LOSS, LITTLE_LOSS = 0.10, 0.02
# A queue on the way this long, in two judgements running, is one that does not go away.
LONG_QUEUE_S = 0.15
# Our own loop came this late: what arrived meanwhile looks delayed and was not.
BUSY_S = 0.03
GROWTH, BACK_OFF = 1.10, 0.85
# No more than this above what really comes: an unused allowance is not a measured one.
HEADROOM, HEADROOM_KBPS = 1.5, 200


class Estimate:
    """The allowance of one publisher in kbit/s."""

    __slots__ = ("_bounds", "_long", "allowed")

    def __init__(self, role: Role) -> None:
        self._bounds = BOUNDS[role]
        self._long = 0
        self.allowed = self._bounds.start

    def judge(self, *, received_kbps: int, loss: float, queue_s: float, busy_s: float) -> int:
        """Take the figures of the last second into account and return the allowance."""
        if received_kbps == 0:
            return self.allowed  # cut off, or nothing to send: nothing was learnt
        self._long = self._long + 1 if queue_s > LONG_QUEUE_S and busy_s < BUSY_S else 0
        if loss > MUCH_LOSS:
            self._down(self.allowed * (1 - 0.5 * loss))
        elif self._long >= 2:
            self._down(min(self.allowed, received_kbps) * BACK_OFF)
        elif loss < LITTLE_LOSS and not self._long:
            most = max(received_kbps * HEADROOM + HEADROOM_KBPS, self._bounds.start)
            self._up(min(self.allowed * GROWTH, most))
        return self.allowed

    def _down(self, wanted: float) -> None:
        self.allowed = max(self._bounds.floor, int(wanted))

    def _up(self, wanted: float) -> None:
        self.allowed = max(self.allowed, min(self._bounds.ceiling, int(wanted)))
