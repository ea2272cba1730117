"""Who is ranked, who is rejected and why, who meets which need; needs by kind and grade."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command.dispatch import rules
from command.dispatch.fleet import newest_fix
from command.dispatch.needs import Need, NeedsTable, reference
from command.dispatch.rules import ByRoad, Fix, Travel, Unit, Where
from gis.api import LastPosition
from incidents.api import kind_table
from kernel.api import new_id
from registry.api import codes

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
HERE = (116.7, 23.36)
FIRE = new_id()
LIMITS = reference().limits


def unit(name: str, minutes: float | None = 5, /, *able: str, **fields: Any) -> Unit:
    known: dict[str, Any] = {
        "kind": "fire_engine",
        "status": "available",
        "incident": None,
        "crew": 5,
        "where": Where(HERE, "fix", NOW),
        "travel": Travel(None if minutes is None else minutes * 60),
    }
    return Unit(new_id(), name, capabilities=frozenset(able or {"law"}), **known | fields)


def names(units: list[Unit], ids: list[UUID]) -> list[str]:
    return [each.call_sign for each in units if each.id in ids]


def test_every_reason_is_told() -> None:
    needs = [Need("law", 1, min_crew=3)]
    fleet = [
        unit("休", status="off_duty"),
        unit("停", status="out_of_service"),
        unit("忙", status="on_scene", incident=new_id()),
        unit("非", 1, "gas"),
        unit("少", crew=2),
        unit("无", where=None, travel=None),
        unit("断", None),
        unit("近", 3),
        unit("远", 9),
        unit("返", 6, status="returning", incident=new_id()),
        unit("在", 0, status="assigned", incident=FIRE),
    ]
    judged = rules.judge(fleet, needs, FIRE)
    assert {each.call_sign: reason for each, reason in judged.rejected} == {
        "休": "off_duty",
        "停": "out_of_service",
        "忙": "engaged",
        "非": "lacks_capability",
        "少": "crew_too_small",
        "无": "no_position",
        "断": "unreachable_by_road",
    }
    assert [each.call_sign for each in judged.ranked] == ["近", "返", "远"]
    assert [each.call_sign for each in judged.sent] == ["在"]
    assert judged.ranked[1].marks() == ["returning"]
    # The one sent already meets the need: nobody else is proposed.
    assert (judged.picks, judged.needs[0].missing) == ([], 0)


def test_a_rare_unit_is_kept_for_what_only_it_can() -> None:
    both, one = unit("兼", 1, "firefighting", "rescue"), unit("单", 2, "firefighting")
    judged = rules.judge([both, one], [Need("firefighting", 1), Need("rescue", 1)], FIRE)
    assert judged.needs[0].picks == [one.id]
    assert judged.needs[1].picks == [both.id]
    shared = [Need("firefighting", 1), Need("rescue", 1, shared=True)]
    judged = rules.judge([both, one], shared, FIRE)
    assert judged.picks == [both.id]
    assert [met.missing for met in judged.needs] == [0, 0]


def test_what_cannot_be_met_is_missing() -> None:
    judged = rules.judge([unit("甲", 2, "law")], [Need("law", 3), Need("gas", 1)], FIRE)
    assert [met.missing for met in judged.needs] == [2, 1]


skills = st.sets(st.sampled_from(["a", "b", "c"]), min_size=1)


@given(
    st.lists(st.tuples(st.integers(1, 30), skills), max_size=6),
    st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.integers(1, 2)), max_size=2),
)
def test_proposals_equal_trying_everything(
    able: list[tuple[int, set[str]]], wanted: list[tuple[str, int]]
) -> None:
    fleet = [unit(str(n), minutes, *each) for n, (minutes, each) in enumerate(able)]
    needs = [Need(capability, count) for capability, count in wanted]
    slots = [need for need in needs for _ in range(need.count)]
    judged = rules.judge(fleet, needs, FIRE)
    picked = [each for each in fleet if each.id in judged.picks]
    assert len(picked) == sum(len(met.picks) for met in judged.needs)
    best = (0, 0.0)
    crowd = [*fleet, *([None] * len(slots))]
    for row in permutations(crowd, len(slots)):
        pairs = [(one, need) for one, need in zip(row, slots, strict=True) if one is not None]
        if all(one.meets(need) for one, need in pairs):
            spent = sum(one.seconds or 0 for one, _ in pairs)
            best = max(best, (len(pairs), -spent))
    assert best == (len(picked), -sum(each.seconds or 0 for each in picked))


@pytest.mark.parametrize(
    ("age", "station", "source", "stale"),
    [
        (timedelta(minutes=1), HERE, "fix", False),
        (timedelta(minutes=30), HERE, "fix", True),
        (timedelta(days=2), HERE, "station", False),
        (timedelta(days=2), None, "fix", True),
        (None, HERE, "station", False),
    ],
)
def test_old_fixes_are_marked_then_forgotten(
    age: timedelta | None, station: Any, source: str, stale: bool
) -> None:
    fix = None if age is None else Fix((116.5, 23.3), NOW - age)
    found = rules.where(fix, station, NOW, LIMITS)
    assert found is not None
    assert (found.source, found.stale) == (source, stale)
    assert rules.where(None, None, NOW, LIMITS) is None


TRUNK = {"near": True, "streets": False}


@pytest.mark.parametrize(
    ("kind", "metres", "road", "straight"),
    [
        ("fire_engine", 1000, ByRoad(900, near=True, streets=True), False),
        ("fire_engine", 1000, ByRoad(None, near=False, streets=True), True),
        ("sea_rescue", 1000, ByRoad(60, near=True, streets=True), True),
        # Only trunk roads are known: to such a road and back, the scene is 1 km away.
        ("fire_engine", 1000, ByRoad(900, **TRUNK), True),
        ("fire_engine", 1000, ByRoad(100, **TRUNK), False),
        ("fire_engine", 9000, ByRoad(9000, **TRUNK), False),
        ("fire_engine", 1000, ByRoad(None, **TRUNK), False),
    ],
)
def test_a_straight_line_counts_where_roads_tell_nothing(
    kind: str, metres: float, road: ByRoad, straight: bool
) -> None:
    goal = (HERE[0], HERE[1] + metres / 111_195)
    travel = rules.travel(unit("甲", kind=kind), goal, LIMITS, road)
    assert travel.straight == straight
    if not straight:
        assert travel.seconds == road.seconds
    else:
        speed = LIMITS.off_road.get(kind, LIMITS.straight_kmh) / 3.6
        assert travel.seconds == pytest.approx(metres * LIMITS.detour / speed, rel=0.01)


@pytest.mark.parametrize(("phone_s", "device_s"), [(30, 5), (5, 30), (None, 5), (5, None)])
def test_the_newer_of_phone_and_device_counts(phone_s: int | None, device_s: int | None) -> None:
    told = {"lon": 116.1, "lat": 23.1} if phone_s else None
    phone_at = NOW - timedelta(seconds=phone_s) if phone_s else None
    device_at = NOW - timedelta(seconds=device_s or 0)
    live = LastPosition(116.2, 23.2, device_at, NOW, None, None, new_id()) if device_s else None
    found = newest_fix({"place": told, "position_at": phone_at}, live)
    by_device = device_s is not None and (phone_s is None or device_s < phone_s)
    assert found is not None
    assert found.place == ((116.2, 23.2) if by_device else (116.1, 23.1))
    assert newest_fix({"place": None, "position_at": None}, None) is None


def test_the_longest_prefix_and_the_grade_decide() -> None:
    table = reference()
    small = table.called("20202", None)
    large = table.called("20202", "I")
    assert (small.rule, small.grade) == ("20202", "IV")
    assert sum(need.count for need in large.needs) > sum(need.count for need in small.needs)
    assert table.called("20204", "III").rule == "202"
    assert table.called(None, None).rule == ""


def test_the_reference_names_known_kinds_and_capabilities() -> None:
    table = reference()
    assert table.capabilities() <= set(codes("capabilities"))
    assert set(table.limits.off_road) <= set(codes("unit_kinds"))
    kinds = kind_table().kinds
    for prefix, rows in table.rules.items():
        assert any(code.startswith(prefix) for code in kinds), prefix
        for row in rows:
            counts = [row["count"][grade] for grade in ("IV", "III", "II", "I")]
            assert counts == sorted(counts), (prefix, row)
    assert isinstance(table, NeedsTable)
