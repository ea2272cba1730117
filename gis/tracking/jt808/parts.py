"""Messages in several parts, put together again. Pure: who holds the clock says what time it is."""

from dataclasses import dataclass

from gis.tracking.jt808.header import Header

# JT/T 808-2019 leaves the time open; a terminal on a slow network sends a part in some seconds.
PATIENCE_S = 30.0
# Pictures of 1 MB are some 1,000 parts; one terminal sends one or two messages at a time.
MOST_PARTS, MOST_OPEN = 2_000, 4
# A missing part is asked for so often before the message is given up.
MOST_ASKED = 3


@dataclass(slots=True)
class _Open:
    parts: dict[int, bytes]
    many: int
    first_serial: int
    last_at: float
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """Parts that did not come: by the serial number of the first part and their own numbers."""

    kind: int
    first_serial: int
    numbers: tuple[int, ...]


class Parts:
    """The unfinished messages of one terminal."""

    def __init__(self) -> None:
        self._open: dict[tuple[int, int, int], _Open] = {}
        self.given_up = 0

    def __len__(self) -> int:
        return len(self._open)

    def take(self, header: Header, body: bytes, now: float) -> bytes | None:
        """Return the whole body once its last part is here, None before.

        A part with numbers that cannot be is passed over. Parts of one message have serial numbers
        in a row, so the first of them tells messages of a kind apart; a part sent again has one of
        its own and is put where its message waits for it.
        """
        assert header.part is not None
        which, many = header.part
        if not 1 <= which <= many <= MOST_PARTS:
            self.given_up += 1
            return None
        key = self._key(header, which, many)
        opened = self._open.get(key)
        if opened is None:
            self._make_room()
            opened = self._open[key] = _Open({}, many, key[2], now)
        opened.parts[which] = body
        opened.last_at = now
        if len(opened.parts) < many:
            return None
        del self._open[key]
        return b"".join(opened.parts[number] for number in range(1, many + 1))

    def late(self, now: float) -> list[Missing]:
        """Return what has to be asked for again (0x8003); what was asked too often is given up."""
        missing = []
        for key, opened in list(self._open.items()):
            if now - opened.last_at < PATIENCE_S:
                continue
            if opened.asked == MOST_ASKED:
                del self._open[key]
                self.given_up += 1
                continue
            opened.asked += 1
            opened.last_at = now
            gone = (number for number in range(1, opened.many + 1) if number not in opened.parts)
            missing.append(Missing(key[0], opened.first_serial, tuple(gone)))
        return missing

    def _key(self, header: Header, which: int, many: int) -> tuple[int, int, int]:
        first = (header.serial - which + 1) & 0xFFFF
        key = (header.kind, many, first)
        if key in self._open:
            return key
        waiting = (
            each
            for each, opened in self._open.items()
            if each[:2] == key[:2] and opened.asked and which not in opened.parts
        )
        return next(waiting, key)

    def _make_room(self) -> None:
        while len(self._open) >= MOST_OPEN:
            oldest = min(self._open, key=lambda key: self._open[key].last_at)
            del self._open[oldest]
            self.given_up += 1
