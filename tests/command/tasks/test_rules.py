"""The six receipts: in any order and any number of times the order only ever moves on."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command.tasks import rules
from incidents.api import clock_table
from kernel.api import Invalid

SENT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def told(receipt: rules.Receipt, after_s: float, **more: object) -> rules.Given:
    more = {"reason": "桥断"} | more if receipt == "refused" else more
    return rules.Given(receipt, SENT + timedelta(seconds=after_s), "车组", "crew", **more)  # type: ignore[arg-type]


def fresh() -> rules.Standing:
    return rules.Standing("sent", {"sent": rules.Given("delivered", SENT, "值班", "desk").mark()})


def after(*given: rules.Given) -> rules.Standing:
    task = fresh()
    for each in given:
        task = rules.receive(task, each).standing
    return task


def test_a_later_receipt_implies_the_earlier_ones() -> None:
    task = after(told("accepted", 20, device_at=SENT + timedelta(seconds=18)))
    assert task.state == "accepted"
    implied = {name: mark["implied"] for name, mark in task.receipts.items()}
    assert implied == {"sent": False, "delivered": True, "seen": True, "accepted": False}
    assert task.receipts["seen"]["device_at"] is None
    # The real one comes with its own time of the device; what we knew first stays.
    seen = SENT + timedelta(seconds=5)
    later = rules.receive(task, told("seen", 60, device_at=seen))
    assert (later.standing.state, later.fact) == ("accepted", "task.seen")
    assert later.standing.receipts["seen"] == task.receipts["seen"] | {
        "device_at": seen, "implied": False, "via": "crew", "by": "车组",
    }  # fmt: skip


def test_no_order_of_arrival_goes_backwards_and_all_end_alike() -> None:
    steps = ("delivered", "seen", "accepted", "acting", "done")
    for order in permutations(steps):
        task, ranks = fresh(), [0]
        for number, step in enumerate(order):
            device = SENT + timedelta(seconds=10 * (steps.index(step) + 1))
            task = rules.receive(task, told(step, 100 + number, device_at=device)).standing  # type: ignore[arg-type]
            ranks.append(rules.WAY.index(task.state))
        assert ranks == sorted(ranks)
        assert task.state == "done"
        assert not any(mark["implied"] for mark in task.receipts.values()), order


@given(st.lists(st.sampled_from(rules.RECEIPTS), max_size=12), st.booleans())
def test_twice_is_once(steps: list[rules.Receipt], doubled: bool) -> None:
    one, two = fresh(), fresh()
    for number, step in enumerate(steps):
        got = told(step, number + 1, device_at=SENT)
        one = rules.receive(one, got).standing
        two = rules.receive(two, got).standing
        again = rules.receive(two, got)
        assert again.fact is None
        two = again.standing if doubled else two
    assert one == two


def test_refusing_needs_a_reason_and_implies_only_that_it_was_read() -> None:
    with pytest.raises(Invalid):
        rules.receive(fresh(), rules.Given("refused", SENT, "车组", "crew"))
    task = after(told("refused", 9))
    assert (task.state, task.reason, task.ended_at) == ("refused", "桥断", told("refused", 9).at)
    assert set(task.receipts) == {"sent", "delivered", "seen", "refused"}


def test_after_the_end_only_what_came_before_it_is_noted() -> None:
    gone = rules.withdraw(after(told("seen", 5)), SENT + timedelta(seconds=60), "误报")
    late = told("done", 300, device_at=SENT + timedelta(seconds=50))
    noted = rules.receive(gone, late)
    assert (noted.standing.state, noted.fact) == ("withdrawn", "task.done")
    for given_ in (told("done", 300), told("acting", 300, device_at=SENT + timedelta(seconds=61))):
        with pytest.raises(rules.TaskOver):
            rules.receive(gone, given_)
    with pytest.raises(rules.TaskOver):
        rules.withdraw(after(told("done", 5)), SENT, None)


def test_clocks_are_those_of_the_table_and_stop_by_our_time() -> None:
    timed = rules.Timed(fresh(), 2, None, SENT + timedelta(hours=1))
    found = {each["code"]: each for each in rules.clocks(clock_table(), timed)}
    spans = {code: (each["due_at"] - SENT).total_seconds() for code, each in found.items()}
    assert spans == {"acknowledge": 30, "order-act": 300, "order-answer": 1800, "order-due": 3600}
    # A phone's clock cannot make a late receipt early.
    task = after(told("accepted", 45, device_at=SENT + timedelta(seconds=2)))
    (accept, *_) = rules.clocks(clock_table(), rules.Timed(task, 2, None))
    assert accept["done_at"] == SENT + timedelta(seconds=45)
    word = after(told("acting", 60, word="已出水"))
    clocks = {
        c["code"]: c["done_at"] for c in rules.clocks(clock_table(), rules.Timed(word, 2, None))
    }
    assert clocks["order-answer"] == SENT + timedelta(seconds=60)


def test_the_watch_reminds_three_times_and_then_leaves_it_to_people() -> None:
    late: tuple[str, ...] = ()
    reminded: dict[str, object] = {"count": 0}
    now, moments = SENT, []
    for _ in range(20):
        timed = rules.Timed(fresh(), 2, None, late=late, reminded=reminded)
        found = rules.watch(timed, rules.clocks(clock_table(), timed), now)
        late = tuple(clock["code"] for clock in found.late)
        if found.remind:
            moments.append((now - SENT).total_seconds())
            reminded = {"count": int(str(reminded["count"])) + 1, "last_at": now}
        if found.look_at is None:
            break
        assert found.look_at > now
        now = found.look_at
    # 30 s not accepted, twice more, then each further clock once when it is overdue.
    assert moments == [30, 90, 150, 300, 1800]
    assert rules.watch(rules.Timed(after(told("done", 1)), 2, None), [], now) == rules.Watch()
