"""Bit rates, gaps, delays and voices: pure rules with their own time."""

from video.engine.delay import Delay
from video.engine.estimate import BOUNDS, Estimate
from video.engine.gaps import LONGEST_GAP, Gaps
from video.engine.interface import Role
from video.engine.thrift import FULL_AFTER, TRY_AFTER, Thrift
from video.engine.voices import HOLD_S, SPOKEN, Voices

FINE = {"loss": 0.0, "queue_s": 0.0, "busy_s": 0.0}


def test_the_allowance_grows_with_use_and_falls_with_loss() -> None:
    estimate = Estimate(Role.SPEAKER)
    bounds = BOUNDS[Role.SPEAKER]
    assert estimate.allowed == bounds.start
    for _ in range(30):
        estimate.judge(received_kbps=estimate.allowed, **FINE)
    assert estimate.allowed == bounds.ceiling
    estimate.judge(received_kbps=2_000, loss=0.2, queue_s=0.0, busy_s=0.0)
    assert estimate.allowed == int(bounds.ceiling * 0.9)
    for _ in range(60):
        estimate.judge(received_kbps=100, loss=0.5, queue_s=0.0, busy_s=0.0)
    assert estimate.allowed == bounds.floor  # nobody is pushed below its role


def test_a_busy_machine_is_no_full_way() -> None:
    estimate = Estimate(Role.CHAIR)
    for _ in range(30):
        estimate.judge(received_kbps=800, loss=0.0, queue_s=0.5, busy_s=0.2)
    assert estimate.allowed >= BOUNDS[Role.CHAIR].start
    for _ in range(3):
        estimate.judge(received_kbps=800, loss=0.0, queue_s=0.5, busy_s=0.0)
    assert estimate.allowed < 800  # the same delay on an idle machine is a queue on the way


def test_a_cut_teaches_nothing() -> None:
    estimate = Estimate(Role.PHONE)
    before = estimate.allowed
    for _ in range(10):
        estimate.judge(received_kbps=0, loss=1.0, queue_s=2.0, busy_s=0.0)
    assert estimate.allowed == before


def test_a_full_way_gets_small_pictures_and_is_tried_again_ever_later() -> None:
    thrift = Thrift()
    for loss in (0.3, 0.3, 0.0, 0.3, 0.3):
        thrift.judge(loss)
    assert not thrift.small  # accidents
    thrift.judge(0.3)
    assert thrift.small
    waits = []
    for _ in range(3):
        waits.append(0)
        while thrift.small:
            thrift.judge(0.0)
            waits[-1] += 1
        for _ in range(FULL_AFTER):
            thrift.judge(0.2)
    assert waits == [TRY_AFTER, 2 * TRY_AFTER, 4 * TRY_AFTER]


def test_a_queue_is_the_growth_over_the_shortest_delay() -> None:
    delay = Delay(90_000)
    for n in range(30):
        delay.came(n * 3_000, 100.0 + n / 30)
    assert delay.judged(101.0) < 0.001
    for n in range(30, 60):
        delay.came(n * 3_000, 100.3 + n / 30)
    assert 0.29 < delay.judged(102.0) < 0.31
    assert delay.judged(103.0) == 0.0  # nothing came


def test_what_is_missing_is_asked_for_until_it_is_too_late() -> None:
    gaps = Gaps()
    assert gaps.skipped(70_000, 70_003, 1.0)
    assert gaps.due(1.0) == []  # packets overtake each other
    assert gaps.due(1.02) == [70_000 & 0xFFFF, 70_001 & 0xFFFF, 70_002 & 0xFFFF]
    assert gaps.due(1.03) == []
    assert gaps.came(70_001, 1.05)
    assert not gaps.came(70_001, 1.06)
    assert len(gaps.due(1.3)) == 2
    assert gaps.due(3.0) == []
    assert len(gaps) == 0
    assert not gaps.skipped(0, LONGEST_GAP + 1, 4.0)  # that is a break


def speak(voices: Voices[str], who: str, level: int, seconds: float = 0.4) -> None:
    for _ in range(int(seconds * 50)):
        voices.heard(who, level)


def test_the_three_loudest_are_heard_and_keep_their_places() -> None:
    voices: Voices[str] = Voices()
    everybody = ["a", "b", "c", "d", "e"]
    for who, level in zip(everybody, (30, 35, 40, 90, 95), strict=True):
        speak(voices, who, level)
    voices.choose(everybody, 0.0)
    assert set(voices.slots[:SPOKEN]) == {"a", "b", "c"}
    assert voices.slots[SPOKEN] == "d"
    assert voices.loudest() == ["a", "b", "c"]
    places = voices.slots[:SPOKEN]
    speak(voices, "d", 38)
    voices.choose(everybody, 2.0)
    assert voices.slots[:SPOKEN] == places  # hardly louder than the third
    speak(voices, "c", 110, 3.0)  # the third falls silent
    voices.choose(everybody, 5.0)
    assert set(voices.slots[:SPOKEN]) == {"a", "b", "d"}
    speak(voices, "e", 20)
    voices.choose(everybody, 5.0 + HOLD_S / 2)
    assert "d" in voices.slots[:SPOKEN]  # who has just begun to speak is not cut off


def test_who_is_muted_or_gone_is_not_heard() -> None:
    voices: Voices[str] = Voices()
    for who in ("a", "b"):
        speak(voices, who, 30)
    voices.choose(["a", "b"], 0.0)
    voices.choose(["b"], 0.1)
    assert [one for one in voices.slots if one] == ["b"]
    voices.gone("b")
    voices.choose([], 0.2)
    assert voices.loudest() == []
    assert voices.level("b") == 127
