"""What a publisher's packets lack: asked for again while it is of use."""

from dataclasses import dataclass

# A longer gap is a break: a keyframe mends it sooner than so many packets.
LONGEST_GAP = 128
MOST_MISSING = 256
# Beyond this the picture has gone on without the packet.
GIVE_UP_S = 1.5
MOST_TRIES = 8
# Packets overtake each other by less than this.
PATIENCE_S = 0.01
FIRST_RTT_S = 0.1
LEAST_WAIT_S, MOST_WAIT_S = 0.03, 0.8


@dataclass(slots=True)
class _Missing:
    since: float
    due: float
    asked: float = 0.0
    tries: int = 0


class Gaps:
    """The missing packets of one track and when to ask for each again."""

    __slots__ = ("_missing", "_rtt")

    def __init__(self) -> None:
        self._missing: dict[int, _Missing] = {}
        self._rtt = FIRST_RTT_S

    def __len__(self) -> int:
        return len(self._missing)

    def skipped(self, first: int, end: int, now: float) -> bool:
        """Note that packets `first` to `end` - 1 did not come; False when it is a break."""
        if end - first > LONGEST_GAP or len(self._missing) + end - first > MOST_MISSING:
            self._missing.clear()
            return False
        for index in range(first, end):
            self._missing[index] = _Missing(now, now + PATIENCE_S)
        return True

    def came(self, index: int, now: float) -> bool:
        """Note a packet that came late; say whether it was missed."""
        found = self._missing.pop(index, None)
        if found is None:
            return False
        if found.tries == 1:
            self._rtt += 0.25 * (now - found.asked - self._rtt)
        return True

    def due(self, now: float) -> list[int]:
        """Return what to ask for now, and forget what is too old."""
        wanted: list[int] = []
        wait = min(MOST_WAIT_S, max(LEAST_WAIT_S, 1.5 * self._rtt))
        for index, missing in list(self._missing.items()):
            if now - missing.since > GIVE_UP_S or missing.tries >= MOST_TRIES:
                del self._missing[index]
            elif now >= missing.due:
                missing.tries += 1
                missing.asked, missing.due = now, now + wait
                wanted.append(index & 0xFFFF)
        return wanted
