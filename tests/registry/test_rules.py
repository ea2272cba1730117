"""Pure rules: units, who excludes whom, passwords, codes, holdings, the tree, the roster."""

from datetime import timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.api import Conflict, Forbidden, Invalid, new_id
from registry.duty import rules as duty
from registry.organisations import rules as tree
from registry.people import passwords, second_factor
from registry.people import rules as people
from registry.people.accounts.rules import Holding, Wanted, plan_holdings
from registry.places import bbox_of, near_of
from registry.units import rules as units
from tests.harness.clock import START

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


# Units -------------------------------------------------------------------------------------------


def test_a_run_from_assignment_back_to_the_station() -> None:
    incident = new_id()
    standing = units.Standing("available", None)
    steps: list[units.Status] = ["assigned", "en_route", "on_scene", "transporting", "returning"]
    for status in steps:
        standing = units.next_standing(standing, units.Step(status, incident), START)
        assert standing == units.Standing(status, incident)
    standing = units.next_standing(standing, units.Step("available"), START)
    assert standing == units.Standing("available", None)


@pytest.mark.parametrize(
    ("present", "wanted"),
    [
        ("available", "on_scene"),
        ("available", "transporting"),
        ("off_duty", "assigned"),
        ("out_of_service", "en_route"),
        ("returning", "on_scene"),
    ],
)
def test_a_step_outside_the_usual_ways_needs_force(
    present: units.Status, wanted: units.Status
) -> None:
    standing = units.Standing(present, None)
    with pytest.raises(units.StatusStep) as refused:
        units.next_standing(standing, units.Step(wanted, new_id()), START)
    assert refused.value.errors[0].pointer == "/status"
    assert wanted not in refused.value.extra["allowed"]
    forced = units.Step(wanted, new_id(), forced=True)
    assert units.next_standing(standing, forced, START).status == wanted


def test_an_engaged_unit_is_not_taken_for_another_incident() -> None:
    first, second = new_id(), new_id()
    on_the_way = units.Standing("en_route", first)
    with pytest.raises(units.UnitTaken):
        units.next_standing(on_the_way, units.Step("assigned", second), START)
    diverted = units.next_standing(on_the_way, units.Step("assigned", second, forced=True), START)
    assert diverted.incident == second
    free_soon = units.Standing("returning", first)
    assert units.next_standing(free_soon, units.Step("assigned", second), START).incident == second


def test_assigned_needs_an_incident() -> None:
    with pytest.raises(Invalid) as refused:
        units.next_standing(units.Standing("available", None), units.Step("assigned"), START)
    assert refused.value.errors[0].pointer == "/incident_id"


@pytest.mark.parametrize("ahead", [timedelta(days=-8), timedelta(days=3)])
def test_a_moment_too_far_off_is_refused(ahead: timedelta) -> None:
    step = units.Step("en_route", new_id(), START + ahead)
    with pytest.raises(Invalid):
        units.next_standing(units.Standing("available", None), step, START)


def test_every_status_has_ways_and_none_leads_to_itself() -> None:
    assert set(units.WAYS) == set(units.STATUSES)
    assert all(status not in ways for status, ways in units.WAYS.items())


@given(st.lists(st.sampled_from(units.STATUSES), max_size=30), st.booleans())
def test_a_free_unit_never_keeps_an_incident(wanted: list[units.Status], forced: bool) -> None:
    standing = units.Standing("available", None)
    for status in wanted:
        try:
            step = units.Step(status, new_id(), forced=forced)
            standing = units.next_standing(standing, step, START)
        except Conflict:
            continue
        assert (standing.incident is None) == (standing.status in units.FREE)


def test_a_crew_speaks_for_its_own_unit_by_the_usual_ways() -> None:
    own, other = new_id(), new_id()
    units.check_speaker(own, own, forced=False)
    units.check_speaker(None, other, forced=True)
    with pytest.raises(units.ForeignUnit):
        units.check_speaker(own, other, forced=False)
    with pytest.raises(units.ForeignUnit):
        units.check_speaker(own, own, forced=True)


# Roles -------------------------------------------------------------------------------------------


def test_permissions_of_one_kind_make_a_role_of_that_kind() -> None:
    assert people.kind_of(["reports.read", "units.read"]) == "business"
    assert people.kind_of(["organisations.manage", "registry.manage"]) == "system"
    assert people.kind_of(["accounts.manage", "tokens.manage"]) == "security"
    assert people.kind_of(["audit.read"]) == "audit"
    assert people.kind_of([]) == "business"


@pytest.mark.parametrize(
    "mixed",
    [
        ["organisations.manage", "accounts.manage"],
        ["accounts.manage", "audit.read"],
        ["audit.read", "registry.manage"],
        ["audit.read", "reports.read"],
        ["roles.manage", "incidents.manage"],
        ["registry.manage", "units.status"],
    ],
)
def test_the_three_administrators_exclude_each_other_and_business(mixed: list[str]) -> None:
    with pytest.raises(people.RolesExclude):
        people.kind_of(mixed)


def test_unknown_permissions_are_named() -> None:
    with pytest.raises(Invalid, match=r"reports\.everything"):
        people.check_known(["reports.read", "reports.everything"], ["reports.read"])


def test_nobody_turns_to_the_own_account() -> None:
    one, other = new_id(), new_id()
    people.check_not_own(one, other)
    with pytest.raises(Forbidden):
        people.check_not_own(one, one)


# Passwords ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "password", "broken"),
    [
        ("djbh-3", "Kwangchow-7", []),
        ("djbh-3", "Ab1!", ["too-short"]),
        ("djbh-3", "alllowercase", ["too-simple"]),
        ("djbh-3", "Operator#2026", ["holds-username"]),
        ("djbh-3", "Admin@123", ["common"]),
        ("asvs-l2", "correct horse battery", []),
        ("asvs-l2", "Ab1!efgh", ["too-short"]),
        ("asvs-l2", "administrator", ["common"]),
        ("asvs-l2", "我们在汕头值夜班守平安吧", []),
        ("asvs-l2", "x" * 129, ["too-long"]),
    ],
)
def test_each_profile_says_every_rule_that_is_broken(
    profile: passwords.Profile, password: str, broken: list[str]
) -> None:
    assert [code for code, _ in passwords.faults(password, "operator", profile)] == broken


def test_only_djbh_passwords_age() -> None:
    later = START + timedelta(days=91)
    assert passwords.expired(START, later, "djbh-3")
    assert not passwords.expired(START, START + timedelta(days=90), "djbh-3")
    assert not passwords.expired(START, later, "asvs-l2")


def test_one_time_passwords_are_good_in_every_profile_and_differ() -> None:
    made = {passwords.one_time() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        assert passwords.faults(password, "operator", "djbh-3") == []
        assert passwords.faults(password, "operator", "asvs-l2") == []


# Second factor -----------------------------------------------------------------------------------


def test_a_code_fits_once_and_half_a_minute_around() -> None:
    secret = second_factor.new_secret()
    code = pyotp.TOTP(secret).at(START)
    step = second_factor.step_of(secret, code, START, 0)
    assert step is not None
    assert second_factor.step_of(secret, code, START, step) is None
    assert second_factor.step_of(secret, code, START + timedelta(seconds=30), 0) == step
    assert second_factor.step_of(secret, code, START + timedelta(seconds=90), 0) is None
    assert second_factor.step_of(secret, "000000" if code != "000000" else "1", START, 0) is None


# Holdings ----------------------------------------------------------------------------------------


def test_a_list_of_posts_becomes_changes() -> None:
    kept, dropped, future, new = (new_id() for _ in range(4))
    present = {
        kept: Holding(kept, START - DAY, None),
        dropped: Holding(dropped, START - DAY, None),
        future: Holding(future, START + DAY, None),
    }
    wanted = [Wanted(kept, None, START + DAY), Wanted(new, None, None)]
    plan = plan_holdings(present, wanted, START)
    assert plan.end == {kept: START + DAY, dropped: START}
    assert plan.drop == [future]
    assert plan.begin == [Holding(new, START, None)]


def test_the_same_list_changes_nothing() -> None:
    post = new_id()
    present = {new_id(): Holding(post, START - DAY, None)}
    plan = plan_holdings(present, [Wanted(post, START - DAY, None)], START)
    assert (plan.end, plan.drop, plan.begin) == ({}, [], [])


def test_a_list_with_a_post_twice_or_an_end_in_the_past_is_refused() -> None:
    post = new_id()
    with pytest.raises(Invalid) as refused:
        plan_holdings({}, [Wanted(post, None, START - HOUR), Wanted(post, None, None)], START)
    assert [error.pointer for error in refused.value.errors] == ["/posts/0/until", "/posts/1/id"]


# Tree --------------------------------------------------------------------------------------------


def test_what_stands_below_what() -> None:
    tree.check_place_in_tree("town", "district")
    tree.check_place_in_tree("city", None)
    for kind, parent in [("city", "city"), ("town", "city"), ("district", "agency")]:
        with pytest.raises(Invalid):
            tree.check_place_in_tree(kind, parent)


def test_a_move_below_itself_is_a_loop() -> None:
    moved, child, elsewhere = new_id(), new_id(), new_id()
    tree.check_move(moved, {moved, child}, elsewhere)
    for parent in (moved, child):
        with pytest.raises(tree.TreeLoop):
            tree.check_move(moved, {moved, child}, parent)
    with pytest.raises(Invalid):
        tree.check_move(moved, {moved}, None)


def test_a_kind_that_misplaces_its_children_is_refused() -> None:
    tree.check_children("district", {"town"})
    with pytest.raises(Invalid):
        tree.check_children("agency", {"town"})


# Roster ------------------------------------------------------------------------------------------


def test_a_duty_passes_on_without_a_gap() -> None:
    one, other = new_id(), new_id()
    present = duty.Duty(one, START - HOUR, START + HOUR)
    before, after = duty.handed_over(present, other, START)
    assert before == duty.Duty(one, START - HOUR, START)
    assert after == duty.Duty(other, START, START + HOUR)


@pytest.mark.parametrize("shift", [-2, 2])
def test_a_duty_that_does_not_stand_cannot_pass_on(shift: int) -> None:
    present = duty.Duty(new_id(), START + shift * HOUR, START + (shift + 1) * HOUR)
    with pytest.raises(duty.DutyOver):
        duty.handed_over(present, new_id(), START)


@pytest.mark.parametrize(
    ("begins", "ends"), [(HOUR, HOUR), (-2 * HOUR, -HOUR), (HOUR, timedelta(days=32) + HOUR)]
)
def test_a_span_that_cannot_be_is_refused(begins: timedelta, ends: timedelta) -> None:
    duty.check_span(START, START + HOUR, START)
    with pytest.raises(Invalid):
        duty.check_span(START + begins, START + ends, START)


# Places ------------------------------------------------------------------------------------------


def test_boxes_and_points_are_read() -> None:
    assert bbox_of("116,23,117,24") == (116, 23, 117, 24)
    assert bbox_of(None) is None
    assert near_of("116.7,23.3") == (116.7, 23.3)


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "nan,0,1,1", "117,23,116,24", "0,0,1,91"])
def test_boxes_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        bbox_of(text)
    assert refused.value.errors[0].pointer == "?bbox"


@pytest.mark.parametrize("text", ["", "1", "181,0", "inf,0", "1,2,3"])
def test_points_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        near_of(text)
