"""One stream of a source: kept once, passed to every slot that shows it."""

from collections.abc import Callable
from typing import Protocol

from video.engine import rtcp
from video.engine.codecs import AUDIO_CLOCK, OPUS, VIDEO_CLOCK, starts_keyframe
from video.engine.delay import Delay
from video.engine.gaps import Gaps
from video.engine.ring import KEPT, Ring
from video.engine.rtp import Packet, Sequence

# An encoder that is asked more often makes nothing but keyframes; asked less often, viewers wait.
KEYFRAME_EVERY_S = 0.4
# A request may be lost, and so may the keyframe.
KEYFRAME_AGAIN_S = 0.6
# A stream without packets for so long has paused or gone; browsers send 7 frames/s at the least.
LIVE_S = 1.0
# A longer gap in sound is a break, not loss.
LONGEST_SILENCE = 50

Ask = Callable[["Track"], None]


class Taker(Protocol):
    """Whoever takes the packets of a track: a slot of a viewer, or another room.

    `ahead` is the track whose next keyframe it waits for.
    """

    ahead: "Track | None"

    def begin(self, track: "Track", packet: Packet, now: float) -> None:
        """Take a track from this packet on."""
        ...

    def send(self, packet: Packet, now: float) -> None:
        """Take a packet."""
        ...

    def leave(self) -> None:
        """Take no more."""
        ...

    def head_for(self, track: "Track | None", now: float) -> None:
        """Go to another track, None to none."""
        ...


class Track:
    """Sound or one layer of a picture as it arrives."""

    def __init__(self, codec: str, number: int, ask_keyframe: Ask | None = None) -> None:
        self.codec = codec
        self.number = number
        self.ssrc = 0
        self.ring = Ring()
        self.gaps = Gaps()
        self.slots: list[Taker] = []
        self.waiting: list[Taker] = []
        self.muted = False
        # `missed` did not come at once, `lost` not even when asked for again.
        self.packets = self.octets = self.missed = self.lost = self.keyframes = 0
        self.jitter = 0.0
        self.last_at = 0.0
        self.clock = AUDIO_CLOCK if codec == OPUS else VIDEO_CLOCK
        self.delay = Delay(self.clock)
        self.sequence = Sequence()
        self.keyframe_due: float | None = None
        # An encoder that cannot be asked: its viewers begin with the keyframe that is kept.
        self._ask = ask_keyframe
        self._asked_at = -KEYFRAME_EVERY_S
        self._last_keyframe: int | None = None
        self._transit: float | None = None
        self._report: tuple[int, int, float] | None = None
        self._report_id = 0
        self._newest: tuple[int, float] = (0, 0.0)
        self._counted = (0, 0, 0)

    @property
    def first(self) -> bool:
        """Whether nothing has come yet."""
        return self.sequence.highest < 0

    def live(self, now: float) -> bool:
        """Say whether packets come."""
        return not self.first and now - self.last_at < LIVE_S

    def begin_anew(self, ssrc: int, sequence: int) -> None:
        """Take another stream, whose first number this is: our indices go on rising."""
        self.ssrc = ssrc
        if self.first:
            return
        start = ((self.sequence.highest >> 16) + 2 << 16) + sequence
        self.sequence = Sequence(start - 1)
        self.gaps, self.delay = Gaps(), Delay(self.clock)
        self._transit = self._report = self._last_keyframe = None
        self._wait_again()

    def take(self, packet: Packet, now: float) -> None:
        """Keep a packet and pass it on."""
        if not self._number(packet, now):
            return
        self.packets += 1
        self.octets += len(packet.payload)
        self.last_at = now
        if self.codec != OPUS:
            self.ring.put(packet)
            packet.keyframe = starts_keyframe(self.codec, packet.payload)
            if packet.keyframe:
                self._keyframe(packet, now)
        if self.muted:
            return
        begins = self.waiting and (packet.keyframe or self.codec == OPUS)
        came = self._begin(packet, now) if begins else ()
        for slot in self.slots[:]:  # one that finds no room leaves
            if slot not in came:
                slot.send(packet, now)

    def _number(self, packet: Packet, now: float) -> bool:
        """Give the packet its index; False when it came before."""
        sequence = self.sequence
        index = packet.index = sequence.extend(packet.sequence)
        highest = sequence.highest
        if index > highest:
            if highest >= 0 and index > highest + 1:
                self._skipped(highest + 1, index, now)
            sequence.highest = index
            self._timing(packet.timestamp, now)
        elif index <= highest - KEPT:
            return False
        elif self.codec != OPUS:
            if self.ring.get(index) is not None:
                return False
            if self.gaps.came(index, now):
                self.lost -= 1
        return True

    def _skipped(self, first: int, end: int, now: float) -> None:
        if self.codec == OPUS:
            self._miss(min(end - first, LONGEST_SILENCE))
        elif self.gaps.skipped(first, end, now):
            self._miss(end - first)
        else:
            self.want_keyframe(now)

    def _miss(self, packets: int) -> None:
        self.missed += packets
        self.lost += packets

    def _timing(self, timestamp: int, now: float) -> None:
        self._newest = (timestamp, now)
        self.delay.came(timestamp, now)
        transit = now * self.clock - timestamp
        if self._transit is not None:
            change = abs(transit - self._transit)
            if change < self.clock:  # the timestamps wrapped, or it began anew
                self.jitter += (change - self.jitter) / 16
        self._transit = transit

    def _keyframe(self, packet: Packet, now: float) -> None:
        if self._last_keyframe is None or self._differs(self._last_keyframe, packet):
            self.keyframes += 1
            self.keyframe_due = None
            self._last_keyframe = packet.index

    def _differs(self, index: int, packet: Packet) -> bool:
        """Say whether a packet belongs to another picture: one keyframe has several beginnings."""
        before = self.ring.get(index)
        return before is None or before.timestamp != packet.timestamp

    def _begin(self, packet: Packet, now: float) -> list[Taker]:
        """Let those in who waited, and return them.

        What came of the keyframe before its first packet follows it.
        """
        came = list(self.waiting)
        for slot in came:
            slot.begin(self, packet, now)
            slot.send(packet, now)
        for index in range(packet.index + 1, self.sequence.highest + 1):
            later = self.ring.get(index)
            for slot in came if later is not None else ():
                slot.send(later, now)  # type: ignore[arg-type]
        return came

    def awaited_by(self, slot: Taker, now: float) -> None:
        """Let a slot in at the next keyframe; a camera's viewers at the last one."""
        self.waiting.append(slot)
        if self.codec == OPUS or self.muted:
            return
        kept = self.ring.get(self._last_keyframe) if self._last_keyframe is not None else None
        if self._ask is None and kept is not None and self.live(now):
            slot.begin(self, kept, now)
            for index in range(kept.index, self.sequence.highest + 1):
                packet = self.ring.get(index)
                if packet is not None:
                    slot.send(packet, now)
            return
        self.want_keyframe(now)

    def want_keyframe(self, now: float) -> None:
        """Ask for a keyframe, now or when the encoder bears it again."""
        if self._ask is None or self.codec == OPUS:
            return
        if now - self._asked_at >= KEYFRAME_EVERY_S:
            self._asked_at, self.keyframe_due = now, None
            self._ask(self)
        elif self.keyframe_due is None:
            self.keyframe_due = self._asked_at + KEYFRAME_EVERY_S

    def remind(self, now: float) -> None:
        """Ask for a keyframe whose time has come, or that somebody still waits for."""
        late = self.waiting and not self.muted and now - self._asked_at > KEYFRAME_AGAIN_S
        if late or (self.keyframe_due is not None and now >= self.keyframe_due):
            self.want_keyframe(now)

    def mute(self, *, muted: bool, now: float) -> None:
        """Pass on nothing; afterwards begin at a keyframe."""
        self.muted = muted
        if muted and self.codec != OPUS:
            self._wait_again()
        elif self.waiting:
            self.want_keyframe(now)

    def _wait_again(self) -> None:
        """Let those who are shown it wait for its next beginning."""
        for slot in list(self.slots):
            slot.leave()
            if slot.ahead is None:
                slot.ahead = self
                self.waiting.append(slot)

    def end(self) -> None:
        """Let all slots go."""
        for slot in [*self.slots, *self.waiting]:
            slot.head_for(None, 0.0)

    def reported(self, report: rtcp.SenderReport, shift: int, now: float) -> None:
        """Note which moment of our clock a timestamp was at."""
        self._report = (report.ntp + shift, report.timestamp, now)
        self._report_id = report.ntp >> 16 & 0xFFFFFFFF

    def moment(self, now: float, wall: float) -> tuple[int, int]:
        """Return our time now (NTP) and the timestamp that belongs to it."""
        if self._report is not None:
            ntp, timestamp, at = self._report
            return ntp + int((now - at) * 4_294_967_296), timestamp + int((now - at) * self.clock)
        timestamp, at = self._newest
        return rtcp.ntp_of(wall), timestamp + int((now - at) * self.clock)

    def reception(self, now: float) -> tuple[rtcp.Reception, float]:
        """Return how the stream arrived since the last call: as RTCP, and the share missed."""
        before, self._counted = self._counted, (self.packets, self.lost, self.missed)
        received, lost, missed = (new - old for new, old in zip(self._counted, before, strict=True))
        share = max(0.0, lost / (received + lost)) if received + lost > 0 else 0.0
        last, delay = 0, 0
        if self._report is not None:
            last = self._report_id
            delay = int((now - self._report[2]) * 65_536)
        block = rtcp.Reception(
            ssrc=self.ssrc,
            lost=int(share * 255),
            total_lost=max(0, self.lost),
            highest=self.sequence.highest,
            jitter=int(self.jitter),
            last_report=last,
            delay=delay,
        )
        return block, missed / (received + missed) if received + missed else 0.0
